package words

import (
	"maps"
	"slices"

	"adal/pipeline/tables"
)

// RegisterWords are the words the cells of the registers say: kinds, conclusions, measures.
var RegisterWords = Table{"register_word"}

// columns words a row of a register that has no sentence of its own: what the register is
// called, then its columns in their order, days and words in the language of the reader.
func (r row) columns(name string) []string {
	t, known := tables.ByName(name)
	var parts []string
	said := map[string]bool{}
	for _, c := range t.Columns {
		v := r.cells[c.Name]
		said[c.Name] = true
		if v == "" {
			continue
		}
		switch {
		case c.Type == tables.IIN || c.Type == tables.ID:
			v = IDWithScheme(r.lang, v, r.mask)
			if c.Name == "iin" || c.Name == "member_iin" {
				parts = append(parts, v)
				continue
			}
		case c.Type == tables.Bool:
			v = yesNo(r.lang, v)
		case c.Words != nil && RegisterWords.Has(v):
			v = RegisterWords.In(r.lang, v)
		default:
			v = r.plain(c.Name)
		}
		parts = append(parts, Columns.In(r.lang, c.Name)+": "+v)
	}
	for _, k := range slices.Sorted(maps.Keys(r.cells)) { // a column of no table is not lost
		if !said[k] {
			parts = append(parts, Columns.In(r.lang, k)+": "+r.plain(k))
		}
	}
	if known && len(parts) > 0 {
		parts[0] = InputTables.In(r.lang, name) + ": " + parts[0]
	}
	return parts
}
