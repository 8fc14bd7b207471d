package words

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/texts"
)

// Details words the values of Finding.Detail, "key.value".
var Details = Table{"detail"}

// columns are the placeholders a finding fills from its own columns.
var columns = []string{
	"subject", "other", "via", "tie", "position", "unit", "from", "to", "amount", "contracts",
	"share", "slice", "paragraph", "stands",
}

// Summary is the sentence of a finding in lang. A place of the rule's template that
// neither the finding's columns nor its Detail fill stays visible as {place}; Expand says
// so as an error.
func Summary(lang, currency string, rule run.Rule, f *run.Finding, m *mask.Masker) string {
	s, _ := Expand(lang, currency, rule, f, m)
	return s
}

// tieInBrackets is the place of a tie that stands between brackets already.
const tieInBrackets = "tie in brackets"

// Expand is Summary with an error that names every placeholder nobody fills.
func Expand(lang, currency string, rule run.Rule, f *run.Finding, m *mask.Masker) (string, error) {
	var unknown []error
	if n, ok := marked(f); ok {
		return phrase(lang, "marked_tenderer", "subject", Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m), "processes", n), nil
	}
	// A tie that explains itself in brackets does without them where it stands in brackets.
	template := strings.ReplaceAll(rule.Summary.In(lang), "({tie})", "({"+tieInBrackets+"})")
	s := texts.Fill(template, func(name string) (string, bool) {
		v, ok := place(lang, currency, name, f, m)
		if !ok {
			unknown = append(unknown, fmt.Errorf("rule %s, %s: nobody fills {%s}", rule.ID, lang, name))
		}
		return v, ok
	})
	if strings.Contains(s, ".. ") {
		s = twoStops.ReplaceAllString(s, "$1. ")
	}
	if f.SubjectKind == "group" || f.OtherKind == "group" {
		s = Begin(lang, s)
	}
	return s, errors.Join(unknown...)
}

// twoStops are the full stop of an initial and that of the sentence it ends: "ИП Облаков К.. ".
var twoStops = regexp.MustCompile(`([^.])\.\. `)

// CheckTemplate says as an error which places of a rule's sentence are neither columns of
// a finding nor among the keys the rule promises to put into Detail, in any language, and
// which are not in all three.
func CheckTemplate(rule run.Rule, detail []string) error {
	var faults []error
	var first []string
	for i, lang := range Langs {
		var names []string
		texts.Fill(rule.Summary.In(lang), func(name string) (string, bool) {
			if _, choice := bySex(name, &run.Finding{}); choice {
				return "", true // languages differ in what they ask of a person
			}
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
			if !slices.Contains(columns, name) && !slices.Contains(detail, name) {
				faults = append(faults, fmt.Errorf("rule %s, %s: nobody fills {%s}", rule.ID, lang, name))
			}
			return "", true
		})
		slices.Sort(names)
		if i == 0 {
			first = names
		} else if !slices.Equal(first, names) {
			faults = append(faults, fmt.Errorf("rule %s: %s has the places %v, ru has %v", rule.ID, lang, names, first))
		}
	}
	return errors.Join(faults...)
}

func place(lang, currency, name string, f *run.Finding, m *mask.Masker) (string, bool) {
	switch name {
	case "stands":
		return stands(lang, f, m), true
	case "subject":
		return Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m), true
	case "other":
		return Named(lang, f.OtherKind, f.OtherName, f.OtherID, m), true
	case "via":
		return Named(lang, "person", f.ViaName, f.ViaID, m), true
	case "tie":
		return Tie(lang, f), true
	case tieInBrackets:
		tie, meaning, found := strings.Cut(Tie(lang, f), " (")
		if found {
			tie += " — " + strings.TrimSuffix(meaning, ")")
		}
		return tie, true
	case "position":
		return or(m.Text(f.Position), phrases.In(lang, "position_unstated")), true
	case "unit":
		return or(m.Text(f.Unit), phrases.In(lang, "unit_unstated")), true
	case "from":
		return or(Date(lang, f.From), phrases.In(lang, "unknown_from")), true
	case "to":
		return or(Date(lang, f.To), phrases.In(lang, "unknown_to")), true
	case "amount":
		if f.Amount == "" {
			return phrases.In(lang, "amount_unstated"), true
		}
		return Money(lang, currency, f.Amount), true
	case "contracts":
		if f.Contracts == nil {
			return "0", true
		}
		return Count(lang, *f.Contracts), true
	case "share":
		if f.Share == nil {
			return phrases.In(lang, "share_unstated"), true
		}
		return Share(lang, *f.Share), true
	case "slice":
		if f.Slice == "" {
			return phrases.In(lang, "slice_unstated"), true
		}
		return m.Text(SliceOf(lang, f)), true
	case "paragraph":
		return f.Paragraph, true
	}
	if form, ok := bySex(name, f); ok {
		return form, true
	}
	return detailed(lang, currency, name, f, m)
}

// detailed words a place that Detail fills; false where it does not.
func detailed(lang, currency, name string, f *run.Finding, m *mask.Masker) (string, bool) {
	v, ok := f.Detail[name]
	if ok && strings.Contains(name, "birth") && !m.Full() {
		return mask.Year(v), true
	}
	if !ok {
		return "", false
	}
	if s, ok := clause(lang, currency, name, v); ok {
		return s, true
	}
	if s, ok := flagFigure(lang, f.Rule, name, v); ok {
		return s, true
	}
	return value(lang, currency, name, m.Text(v)), true
}

// Named gives the name of what a finding is about, its masked number where it has none.
func Named(lang, kind, name, id string, m *mask.Masker) string {
	switch {
	case name != "" && kind == "group" && isDigest(id):
		return phrase(lang, "group_of", "name", m.Text(name))
	case name != "":
		return m.Text(name)
	case id == "":
		return phrases.In(lang, "name_unstated")
	case kind == "person" || kind == "supplier" || kind == "customer" || kind == "company":
		return IDWithScheme(lang, id, m)
	case kind == "process":
		return phrase(lang, "process", "id", m.ID(id))
	}
	return MaskID(kind, id, m)
}

// stands says who of the ministry is tied to a supplier: the employee, or the relative of the
// employee who stands behind it.
func stands(lang string, f *run.Finding, m *mask.Masker) string {
	employee := Named(lang, "person", f.ViaName, f.ViaID, m)
	if f.Tie == "self" || f.Tie == "" {
		return phrase(lang, "stands_self", "employee", employee)
	}
	relative := Named(lang, "person", f.Detail["relative"], f.Detail["relative_iin"], m)
	return phrase(lang, "stands_relative", "employee", employee, "relative", relative, "tie", Tie(lang, f))
}

// SliceOf words the slice of a finding, a unit by its name where the data tell it.
func SliceOf(lang string, f *run.Finding) string {
	if kind, code, _ := strings.Cut(f.Slice, "="); kind == "unit" && f.Detail["slice_name"] != "" {
		return phrase(lang, "unit_named", "unit", f.Detail["slice_name"], "code", code)
	}
	return SliceName(lang, f.Slice)
}

// MaskID masks the id of what a finding is about: only people, suppliers and customers
// are known by numbers of people; the digest of a group and the code of a post or unit are not.
func MaskID(kind, id string, m *mask.Masker) string {
	switch kind {
	case "group":
		if isDigest(id) {
			return id
		}
		return m.Text(id)
	case "position", "unit", "slice", "category6", "bank", "body":
		return m.Text(id)
	}
	return m.ID(id)
}

// isDigest says whether a group's id is one the program made; a group of the registers is called
// as somebody wrote it.
func isDigest(id string) bool {
	return len(id) == 16 && strings.Trim(id, "0123456789abcdef") == ""
}

// Detail words one value of Finding.Detail.
func Detail(lang, currency, key, v string, m *mask.Masker) string {
	return value(lang, currency, key, m.Text(v))
}

// value words a value by the words entry "key.value", lists entry by entry, and writes
// dates, amounts and shares as people do.
func value(lang, currency, key, v string) string {
	if key == "grounds" {
		return grounds(lang, currency, v)
	}
	if strings.Contains(v, ";") {
		var out []string
		for one := range strings.SplitSeq(v, ";") {
			if one = strings.TrimSpace(one); one != "" {
				out = append(out, value(lang, currency, key, one))
			}
		}
		return strings.Join(out, ", ")
	}
	if w := key + "." + v; Details.Has(w) {
		return Details.In(lang, w)
	}
	switch {
	case strings.HasSuffix(key, "tie") || strings.HasSuffix(key, "relation"):
		if Ties.Has(v) {
			return Ties.In(lang, v)
		}
	case strings.HasSuffix(key, "role"):
		if HolderRoles.Has(v) {
			return HolderRoles.In(lang, v)
		}
		if DecisionRoles.Has(v) {
			return DecisionRoles.In(lang, v)
		}
	case strings.HasSuffix(key, "activity"):
		return Activities.In(lang, v)
	case strings.HasSuffix(key, "slice"):
		return SliceName(lang, v)
	case key == "influence":
		return Influence.In(lang, v)
	}
	switch {
	case isDate(v):
		return Date(lang, v)
	case isAmount(v) && !isIndex(key) && !isShare(key):
		return Money(lang, currency, v)
	}
	f, err := strconv.ParseFloat(v, 64)
	switch {
	case err != nil:
		return v
	case isIndex(key):
		return Decimal(lang, f, 4)
	case isShare(key) && f >= 0 && f <= 1.0001:
		return Share(lang, f)
	case strings.Contains(v, "."):
		return strings.Replace(v, ".", map[bool]string{true: ".", false: ","}[lang == "en"], 1)
	case isCount(key):
		return Count(lang, int64(f))
	}
	return v
}

var (
	groundOf = regexp.MustCompile(`^[^×]+`)
	tengeOf  = regexp.MustCompile(`[0-9]+\.[0-9]{2} ₸`)
)

// grounds words a breakdown by ground: 16(3)(28) × 3 = 120000.00 ₸; ...
func grounds(lang, currency, v string) string {
	var out []string
	for one := range strings.SplitSeq(v, ";") {
		one = groundOf.ReplaceAllStringFunc(strings.TrimSpace(one), func(g string) string {
			return Ground(lang, strings.TrimSpace(g)) + " "
		})
		out = append(out, tengeOf.ReplaceAllStringFunc(one, func(m string) string { return Money(lang, currency, strings.TrimSuffix(m, " ₸")) }))
	}
	return strings.Join(out, "; ")
}

func isIndex(key string) bool { return strings.Contains(key, "hhi") || key == "gini" }

func isShare(key string) bool {
	return strings.Contains(key, "share") || key == "cr1" || key == "cr3" || key == "cr4"
}

func isCount(key string) bool {
	return strings.HasSuffix(key, "count") || strings.HasSuffix(key, "contracts") || key == "suppliers" || key == "members"
}
