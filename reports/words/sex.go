package words

import (
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
)

// sex is what a sentence needs to know of a person to speak of them; unknown is worded without it.
type sex int

const (
	unknownSex sex = iota
	male
	female
)

// kinWords name a tie by the sex of the relative, "spouse.f", and where the language asks for it
// of the person they are related to as well, "spouse_parent.m.f".
var kinWords = Table{"kin_word"}

// relationSex is what a word of family_links tells of the relative it names.
var relationSex = map[string]sex{
	"father": male, "son": male, "husband": male, "brother": male, "grandfather": male, "grandson": male,
	"mother": female, "daughter": female, "wife": female, "sister": female, "grandmother": female, "granddaughter": female,
}

// sexOf tells the sex of a person of a finding: from the relation a source row states, else from
// the patronymic or the seventh digit of the number where they do not contradict each other. It
// serves the grammar of a sentence and nothing else.
func sexOf(f *run.Finding, id, name string) sex {
	told := unknownSex
	for _, e := range f.Evidence {
		if e.Table != "family_links" {
			continue
		}
		is := unknownSex
		relation := e.Cells["relation"]
		switch {
		case id != "" && id == e.Cells["relative_iin"]:
			is = relationSex[relation]
		case id != "" && id == e.Cells["iin"] && relation == "wife":
			is = male
		case id != "" && id == e.Cells["iin"] && relation == "husband":
			is = female
		}
		switch {
		case is == unknownSex:
		case told != unknownSex && told != is:
			return unknownSex
		default:
			told = is
		}
	}
	if told != unknownSex {
		return told
	}
	byName, byNumber := patronymicSex(name), numberSex(id)
	if byName != unknownSex && byNumber != unknownSex && byName != byNumber {
		return unknownSex
	}
	return max(byName, byNumber)
}

// patronymicSex reads the end of a patronymic; a name without one tells nothing.
func patronymicSex(name string) sex {
	words, last := 0, ""
	for word := range strings.FieldsSeq(name) {
		words, last = words+1, word
	}
	if words < 3 {
		return unknownSex
	}
	last = strings.ToLower(last)
	ends := func(with ...string) bool {
		return slices.ContainsFunc(with, func(s string) bool { return strings.HasSuffix(last, s) })
	}
	switch {
	case ends("вна", "ична", "инична", "қызы", "кызы", "гызы", "кизи"):
		return female
	case ends("вич", "ич", "ұлы", "улы", "оглы", "огли"):
		return male
	}
	return unknownSex
}

// numberSex reads the seventh digit of an IIN: odd is male, even female.
func numberSex(id string) sex {
	if len(id) != 12 || !isDigits(id) || id[4] > '3' || id[6] < '1' || id[6] > '6' {
		return unknownSex
	}
	if id[6]%2 == 1 {
		return male
	}
	return female
}

// related gives the two a finding's tie is between: the person and the relative.
func related(f *run.Finding) (person, relative sex) {
	subject := func() sex { return sexOf(f, f.SubjectID, f.SubjectName) }
	via := func() sex { return sexOf(f, f.ViaID, f.ViaName) }
	switch {
	case f.SubjectKind != "person": // of the annual report: an employee, and the relative of the detail
		return via(), sexOf(f, f.Detail["relative_iin"], f.Detail["relative"])
	case f.ViaID != "" || f.ViaName != "":
		return subject(), via()
	case f.OtherKind == "person":
		return subject(), sexOf(f, f.OtherID, f.OtherName)
	}
	return subject(), unknownSex
}

var sexLetters = map[sex]string{male: ".m", female: ".f"}

// Tie says what the relative of a finding is to its person, by their sexes where they are known:
// дочь, свекровь.
func Tie(lang string, f *run.Finding) string {
	person, relative := related(f)
	if relative != unknownSex {
		for _, key := range []string{f.Tie + sexLetters[relative] + sexLetters[person], f.Tie + sexLetters[relative]} {
			if kinWords.Has(key) {
				return kinWords.In(lang, key)
			}
		}
	}
	return Ties.In(lang, f.Tie)
}

// bySex picks the form of a choice in a sentence, {subject:участвовал|участвовала|участие принято}.
func bySex(place string, f *run.Finding) (string, bool) {
	who, list, found := strings.Cut(place, ":")
	forms := strings.Split(list, "|")
	if !found || len(forms) != 3 {
		return "", false
	}
	is := unknownSex
	switch who {
	case "subject":
		if f.SubjectKind == "person" {
			is = sexOf(f, f.SubjectID, f.SubjectName)
		}
	case "other":
		if f.OtherKind == "person" {
			is = sexOf(f, f.OtherID, f.OtherName)
		}
	case "via":
		is = sexOf(f, f.ViaID, f.ViaName)
	default:
		return "", false
	}
	return map[sex]string{male: forms[0], female: forms[1], unknownSex: forms[2]}[is], true
}

// PartFact words what the points of a part of a finding's score were given for.
func PartFact(lang, currency string, f *run.Finding, p run.Part, m *mask.Masker) string {
	if p.Name == "severity" && p.Fact == f.Rule && PartFacts.Has("severity."+f.Kind) {
		return PartFacts.In(lang, "severity."+f.Kind)
	}
	if p.Name == "evidence" && p.Fact == f.Confidence {
		return Sure(lang, f)
	}
	if p.Name == "closeness" && p.Fact == f.Tie && Ties.Has(p.Fact) {
		return Tie(lang, f)
	}
	return partFact(lang, currency, p, m)
}
