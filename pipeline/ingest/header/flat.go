package header

import (
	"encoding/json"
	"strings"

	"adal/pipeline/ingest/source"
)

// Flat is a record as names and cells; lists are its nested lists of objects.
type Flat struct {
	Cells map[string]string
	Lists map[string][]source.Object // by key
	Shown map[string]string          // key of a list -> its name as it stands
}

// Flatten writes nested objects as dotted names and lists of plain values joined by a
// semicolon. A list of objects stands under lists; its first object is also written flat,
// for the portal nests single objects in lists of one.
func Flatten(r source.Object) Flat {
	f := Flat{Cells: map[string]string{}, Lists: map[string][]source.Object{}, Shown: map[string]string{}}
	f.add("", r, 0)
	return f
}

const deepest = 6

func (f *Flat) add(prefix string, r source.Object, depth int) {
	for name, value := range r {
		full := prefix + name
		switch v := value.(type) {
		case source.Object:
			if depth < deepest {
				f.add(full+".", v, depth+1)
			}
		case []any:
			var plainValues []string
			for _, x := range v {
				if o, ok := x.(source.Object); ok {
					k := Key(full)
					f.Lists[k] = append(f.Lists[k], o)
					f.Shown[k] = full
				} else if s := Scalar(x); s != "" {
					plainValues = append(plainValues, s)
				}
			}
			if len(plainValues) > 0 {
				f.put(full, strings.Join(plainValues, ";"))
			} else if all := f.Lists[Key(full)]; len(all) > 0 && depth < deepest {
				f.add(full+".", all[0], depth+1)
			}
		default:
			f.put(full, Scalar(v))
		}
	}
}

// put sets a cell. Of a nested and a dotted name that are the same, the greater value
// stays: the order of the names in an object says nothing.
func (f *Flat) put(name, value string) {
	if have, ok := f.Cells[name]; ok {
		value = max(have, value)
	}
	f.Cells[name] = value
}

// Scalar writes a plain JSON value; a number as it stands, without an exponent.
func Scalar(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case bool:
		if x {
			return "true"
		}
		return "false"
	case json.Number:
		s, _ := source.PlainNumber(x.String(), 0)
		return s
	}
	return ""
}
