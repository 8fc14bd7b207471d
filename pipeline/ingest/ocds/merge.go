package ocds

import (
	"slices"
	"strings"
	"time"

	"adal/pipeline/ingest/source"
)

// Compile merges the releases of one ocid in the order of their dates, after the rules of
// the standard: a later value replaces an earlier one, null removes it, objects merge by
// their fields, and lists of objects by the ids of their elements.
func Compile(releases []source.Object) source.Object {
	slices.SortStableFunc(releases, func(a, b source.Object) int {
		return strings.Compare(sortableDate(Text(a["date"])), sortableDate(Text(b["date"])))
	})
	merged := source.Object{}
	for _, r := range releases {
		mergeInto(merged, r, 0)
	}
	return merged
}

func sortableDate(s string) string {
	if t, ok := parseTime(s); ok {
		return t
	}
	return s
}

func mergeInto(into, from source.Object, depth int) {
	for k, v := range from {
		switch x := v.(type) {
		case nil:
			delete(into, k)
		case source.Object:
			have, ok := into[k].(source.Object)
			if !ok || depth > 50 {
				have = source.Object{}
				into[k] = have
			}
			if depth <= 50 {
				mergeInto(have, x, depth+1)
			}
		case []any:
			into[k] = mergeLists(into[k], x, depth)
		default:
			into[k] = v
		}
	}
}

func mergeLists(have any, from []any, depth int) any {
	old, ok := have.([]any)
	if !ok || depth > 50 {
		old = nil
	}
	for _, x := range from {
		o, isObject := x.(source.Object)
		if !isObject || Text(o["id"]) == "" {
			return from // a list without ids is replaced whole
		}
	}
	merged := slices.Clone(old)
	at := map[string]int{}
	for i, x := range merged {
		if o, ok := x.(source.Object); ok {
			at[Text(o["id"])] = i
		}
	}
	for _, x := range from {
		o := x.(source.Object)
		if i, ok := at[Text(o["id"])]; ok {
			if have, ok := merged[i].(source.Object); ok {
				mergeInto(have, o, depth+1)
				continue
			}
		}
		fresh := source.Object{}
		mergeInto(fresh, o, depth+1)
		at[Text(o["id"])] = len(merged)
		merged = append(merged, fresh)
	}
	return merged
}

// parseTime gives a moment as a text that sorts as time does.
func parseTime(s string) (string, bool) {
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly} {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC().Format("20060102150405.000000000"), true
		}
	}
	return "", false
}
