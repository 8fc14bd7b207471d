package words

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"adal/texts"
)

// clause words a place of a summary that counts or sums, with the words around it: a count of nothing
// leaves its words out. It reports false for a place that is none of those.
func clause(lang, currency, name, v string) (string, bool) {
	switch name {
	case "net_unknown", "lawful":
	default:
		return "", false
	}
	if number, err := strconv.ParseFloat(v, 64); err == nil && number == 0 {
		return "", true
	}
	if name == "lawful" {
		return "; " + phrase(lang, "clause_lawful", "sum", value(lang, currency, name, v)), true
	}
	return " (" + phrase(lang, "clause_net_unknown", "n", value(lang, currency, name, v)) + ")", true
}

// flagFigures are the figures of red flags that are neither counts nor sums: what part of a price or of
// bids they are, in per cent, or with how many decimals they are written. In the data they are numbers
// of as many digits as a machine keeps, and one of two decimals reads as money.
var flagFigures = map[string]map[string]int{
	"R019": {"value": 2, "usual": 2},
	"R024": {"value": percent, "fence": percent},
	"R035": {"value": 0},
	"R038": {"fence": percent},
	"R048": {"fence": 1},
	"R051": {"value": 4},
	"R058": {"value": percent, "fence": percent},
	"R066": {"value": percent},
}

// percent stands for the decimals of a share.
const percent = -1

// flagFigure words such a figure; false for a place that is none, or holds no number.
func flagFigure(lang, rule, name, v string) (string, bool) {
	decimals, ok := flagFigures[rule][name]
	if !ok {
		return "", false
	}
	number, err := strconv.ParseFloat(v, 64)
	switch {
	case err != nil:
		return "", false
	case decimals == percent:
		return Share(lang, number), true
	case number == float64(int64(number)):
		decimals = 0
	}
	return Decimal(lang, number, decimals), true
}

// Begin writes a text that begins with the words for a group of suppliers as a sentence or a title
// begins, with a capital letter, and so each sentence in it.
func Begin(lang, s string) string {
	opening, _, _ := strings.Cut(texts.In(lang, "phrase.group_of", "name", "\x00"), "\x00")
	first, size := utf8.DecodeRuneInString(opening)
	capital := string(unicode.ToUpper(first)) + opening[size:]
	if rest, ok := strings.CutPrefix(s, opening); ok {
		s = capital + rest
	}
	return strings.ReplaceAll(s, ". "+opening, ". "+capital)
}
