package words

import "adal/texts"

// Counted names what a rule is about as it stands beside their number: 1 договор, 4 договора.
func Counted(lang, of string, n int64) string {
	if id := "of_count." + of; texts.Has(id) {
		return texts.Count(lang, id, n)
	}
	return Of.In(lang, of)
}
