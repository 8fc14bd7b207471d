package words

import (
	"strings"

	"adal/reports/mask"
)

// row reads the cells of a source row.
type row struct {
	lang  string
	cells map[string]string
	mask  *mask.Masker
}

func (r row) text(column string) string { return r.mask.Text(r.cells[column]) }
func (r row) date(column string) string { return Date(r.lang, r.cells[column]) }

// with fills a phrase, or gives nothing where its value is blank.
func (r row) with(key, name, value string) string {
	if value == "" {
		return ""
	}
	return phrase(r.lang, key, name, value)
}

func (r row) person(column, name string) string { return Ref(r.lang, name, r.cells[column], r.mask) }

func (r row) company(column, name string) string { return Ref(r.lang, name, r.cells[column], r.mask) }

func (r row) about() string {
	id := r.cells["about_id"]
	if len(id) == 12 && isDigits(id) {
		return IDWithScheme(r.lang, id, r.mask)
	}
	return r.mask.ID(id)
}

func (r row) fullName(prefix string) string {
	var parts []string
	for _, c := range []string{"last_name", "first_name", "patronymic"} {
		if v := r.text(prefix + c); v != "" {
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, " ")
}

// plain writes a cell of a table of no known shape.
func (r row) plain(column string) string {
	v := r.cells[column]
	switch {
	case strings.Contains(column, "birth_date") && !r.mask.Full():
		return mask.Year(v)
	case isDate(v):
		return Date(r.lang, v)
	}
	return r.mask.Text(v)
}

// known words a code of the portal beside the code, where the vocabulary has it.
func known(v Table, lang, code string) string {
	if v.Has(code) {
		return v.In(lang, code) + " (" + code + ")"
	}
	return code
}

func yesNo(lang, v string) string {
	switch strings.ToLower(v) {
	case "yes", "true", "1":
		return phrases.In(lang, "yes")
	case "no", "false", "0":
		return phrases.In(lang, "no")
	}
	return v
}

func or(choices ...string) string {
	for _, s := range choices {
		if s != "" {
			return s
		}
	}
	return ""
}
