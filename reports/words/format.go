package words

import (
	"math"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/texts"
)

// nbsp keeps a figure and its unit on one line.
const nbsp = "\u00a0"

// Money writes an amount given with a decimal point: 11 953 000,00 ₸ in Russian and Kazakh,
// KZT 11,953,000.00 in English. currency is the code of run.Run, "" for tenge. What is not a
// plain amount stays as it is.
func Money(lang, currency, amount string) string {
	sign, s := "", amount
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	whole, frac, _ := strings.Cut(s, ".")
	if !isDigits(whole) || frac != "" && !isDigits(frac) {
		return amount
	}
	frac = (frac + "00")[:max(2, len(frac))]
	if lang == "en" {
		return priced(lang, currency, sign+group(whole, ",")+"."+frac)
	}
	return priced(lang, currency, sign+group(whole, nbsp)+","+frac)
}

// priced puts a figure beside its currency, where each language has it.
func priced(lang, currency, figure string) string {
	if lang == "en" {
		return or(currency, "KZT") + nbsp + figure
	}
	return figure + nbsp + or(currency, "₸")
}

// InCurrency puts the currency of the amounts in place of tenge into a heading that names
// it: "сумма, ₸" becomes "сумма, AMD".
func InCurrency(currency, heading string) string {
	if currency == "" {
		return heading
	}
	return strings.NewReplacer("₸", currency, "KZT", currency).Replace(heading)
}

// CurrencyNote says what the amounts of a run are in; "" where they are in tenge.
func CurrencyNote(lang, currency string) string {
	if currency == "" {
		return ""
	}
	return strings.ReplaceAll(UI.In(lang, "how_currency"), "{currency}", currency)
}

// MoneyShort writes an amount for a tile or a chart: 11,95 млн ₸.
func MoneyShort(lang, currency, amount string) string {
	v, err := strconv.ParseFloat(amount, 64)
	if err != nil {
		return amount
	}
	for _, step := range []struct {
		size float64
		unit string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if math.Abs(v) >= step.size {
			return priced(lang, currency, Decimal(lang, v/step.size, 2)+nbsp+phrases.In(lang, step.unit))
		}
	}
	return Money(lang, currency, amount)
}

// MoneyTick writes a round amount of an axis as people say it: 5 млрд ₸.
func MoneyTick(lang, currency string, v float64) string {
	for _, step := range []struct {
		size float64
		unit string
	}{{1e12, "trillion"}, {1e9, "billion"}, {1e6, "million"}} {
		if v >= step.size {
			return priced(lang, currency, strings.ReplaceAll(strconv.FormatFloat(v/step.size, 'f', -1, 64), ".", point(lang))+nbsp+phrases.In(lang, step.unit))
		}
	}
	return priced(lang, currency, Decimal(lang, v, 0))
}

// point is what parts a whole from its decimals.
func point(lang string) string { return strings.Trim(Decimal(lang, 0, 1), "0") }

// Count writes a whole number with its thousands apart.
func Count(lang string, n int64) string {
	sign := ""
	if n < 0 {
		sign, n = "−", -n
	}
	if lang == "en" {
		return sign + group(strconv.FormatInt(n, 10), ",")
	}
	return sign + group(strconv.FormatInt(n, 10), nbsp)
}

// Decimal writes a figure with the given number of decimals.
func Decimal(lang string, v float64, decimals int) string {
	s := strconv.FormatFloat(v, 'f', decimals, 64)
	sign := ""
	if strings.HasPrefix(s, "-") {
		sign, s = "−", s[1:]
	}
	whole, frac, found := strings.Cut(s, ".")
	sep, point := nbsp, ","
	if lang == "en" {
		sep, point = ",", "."
	}
	if !found {
		return sign + group(whole, sep)
	}
	return sign + group(whole, sep) + point + frac
}

// Share writes a fraction as per cent with one decimal: 34,5 %.
func Share(lang string, fraction float64) string {
	if lang == "en" {
		return Decimal(lang, fraction*100, 1) + "%"
	}
	return Decimal(lang, fraction*100, 1) + nbsp + "%"
}

// Percent writes a figure that already counts in per cent, as share_pct does, without
// trailing zeros.
func Percent(lang, value string) string {
	v, err := strconv.ParseFloat(value, 64)
	if err != nil {
		return value
	}
	s := strconv.FormatFloat(v, 'f', -1, 64)
	if lang == "en" {
		return s + "%"
	}
	return strings.Replace(s, ".", ",", 1) + nbsp + "%"
}

// Points writes points of a score.
func Points(lang string, v float64) string { return Decimal(lang, v, 1) }

// ExactPoints writes points with every decimal they have, at least one, so that what is written
// adds up.
func ExactPoints(lang string, v float64) string {
	if math.Abs(v*10-math.Round(v*10)) < 1e-6 {
		return Points(lang, v)
	}
	return Decimal(lang, v, 4)
}

// Date writes 2026-07-01 as 01.07.2026, in English as it is. What is not a date stays.
func Date(lang, iso string) string {
	if lang == "en" || !isDate(iso) {
		return iso
	}
	return iso[8:10] + "." + iso[5:7] + "." + iso[:4]
}

// Span writes a time with either end open; blank where both are.
func Span(lang, from, to string) string {
	switch {
	case from != "" && from == to:
		return Date(lang, from)
	case from != "" && to != "":
		return phrase(lang, "span", "from", Date(lang, from), "to", Date(lang, to))
	case from != "":
		return phrase(lang, "span_from", "from", Date(lang, from))
	case to != "":
		return phrase(lang, "span_to", "to", Date(lang, to))
	}
	return ""
}

// Period names the quarter or the year of a run.
func Period(lang, period string) string {
	if len(period) == 6 && period[4] == 'Q' {
		quarter := map[byte]string{'1': "I", '2': "II", '3': "III", '4': "IV"}[period[5]]
		if lang == "en" {
			return "Q" + period[5:] + " " + period[:4]
		}
		return phrase(lang, "quarter", "quarter", quarter, "year", period[:4])
	}
	if len(period) == 6 && period[4] == 'H' {
		return phrase(lang, "half", "half", map[byte]string{'1': "I", '2': "II"}[period[5]], "year", period[:4])
	}
	if from, to, several := strings.Cut(period, "-"); several && len(from) == 4 && len(to) == 4 {
		return phrase(lang, "years", "from", from, "to", to)
	}
	if isDate(period) { // as of a day
		return Date(lang, period)
	}
	return phrase(lang, "year", "year", period)
}

// DayOfYear is a date without its year, as Date writes it: 05.10, in English 10-05.
func DayOfYear(lang, date string) string {
	d := Date(lang, date)
	switch {
	case !isDate(date):
		return d
	case lang == "en":
		return date[len("2006-"):]
	}
	return d[:len("02.01")]
}

// SliceName words a slice of a finding, category4=3313, or of a table.
func SliceName(lang, slice string) string {
	kind, value, found := strings.Cut(slice, "=")
	if !found {
		return SliceKinds.In(lang, slice)
	}
	return Slice(lang, kind, value)
}

// Slice words a slice given as its kind and value.
func Slice(lang, kind, value string) string {
	switch kind {
	case "all":
		return SliceKinds.In(lang, "all")
	case "category2", "category4", "category6":
		return phrase(lang, "category", "code", value)
	case "subject_kind":
		return SubjectKinds.In(lang, value)
	case "method_class":
		return MethodClasses.In(lang, value)
	case "unit":
		return phrase(lang, "unit_slice", "unit", value)
	}
	return SliceKinds.In(lang, kind) + " " + value
}

// Paragraph names a paragraph of the Standard: 10(2) is sub-paragraph 2) of paragraph 10.
func Paragraph(lang, paragraph string) string {
	main, sub, found := strings.Cut(paragraph, "(")
	sub = strings.TrimSuffix(sub, ")")
	switch {
	case !isDigits(main):
		return paragraph
	case !found:
		return phrase(lang, "paragraph", "n", main)
	case isDigits(sub):
		return phrase(lang, "subparagraph", "n", main, "m", sub)
	}
	return paragraph
}

// Parameter writes the value of a rule's parameter: fractions of the named shares as per cent.
func Parameter(lang string, p run.Parameter) string {
	if p.Type != "number" {
		return p.Value
	}
	v, err := strconv.ParseFloat(p.Value, 64)
	if err != nil {
		return p.Value
	}
	if v > 0 && v <= 1 && (strings.Contains(p.Name, "share") || fractions[p.Name]) {
		return Share(lang, v)
	}
	return strings.Replace(p.Value, ".", map[bool]string{true: ".", false: ","}[lang == "en"], 1)
}

// fractions are parameters that are a part of something though their name does not say so.
var fractions = map[string]bool{"notice": true, "very_high": true, "near": true, "rise": true, "direct": true, "cr3": true, "cr4": true}

func group(digits, sep string) string {
	var b strings.Builder
	for i := range len(digits) {
		if i > 0 && (len(digits)-i)%3 == 0 {
			b.WriteString(sep)
		}
		b.WriteByte(digits[i])
	}
	return b.String()
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func isDate(s string) bool {
	return len(s) == 10 && s[4] == '-' && s[7] == '-' && isDigits(s[:4]) && isDigits(s[5:7]) && isDigits(s[8:])
}

// isAmount reports a plain amount with two decimals.
func isAmount(s string) bool {
	whole, frac, found := strings.Cut(strings.TrimPrefix(s, "-"), ".")
	return found && len(frac) == 2 && isDigits(whole) && isDigits(frac)
}

// phrase fills the named places of a phrase: phrase(lang, "span_from", "from", "01.07.2026").
func phrase(lang, key string, pairs ...string) string {
	return texts.In(lang, phrases.Name+"."+key, pairs...)
}
