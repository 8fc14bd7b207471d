// Package words turns codes, figures and source rows into sentences an official can check,
// with the messages of package texts. It promises that a code it does not know still
// prints readably, and that nothing it says calls anybody guilty.
//
// A word is added to the catalogues of package texts, which says how; a vocabulary of its
// own is one line more, a [Table] with the family of its messages.
package words

import (
	"strings"

	"adal/pipeline/run"
	"adal/texts"
)

// Langs are the languages of the program, the default first.
var Langs = texts.Langs

// Table is one vocabulary: what codes of one kind are called. Name is the family of its
// messages: the words of code are the message Name.code.
type Table struct{ Name string }

// In gives the words for code in lang. A code the table does not have prints as itself
// without underscores, so a new code is odd to read but never lost; blank stays blank.
func (v Table) In(lang, code string) string {
	if s, ok := texts.Word(lang, v.Name, code); ok {
		return s
	}
	return readable(code)
}

// Has reports whether the table knows code.
func (v Table) Has(code string) bool {
	_, ok := texts.Word(texts.Default, v.Name, code)
	return ok
}

// Codes lists the codes of the table in order.
func (v Table) Codes() []string { return texts.Family(v.Name) }

// Text gives all three languages of code.
func (v Table) Text(code string) run.Text {
	return run.Text{RU: v.In("ru", code), KK: v.In("kk", code), EN: v.In("en", code)}
}

// WithArgument words a code that carries an argument after a colon, no_table:disclosures.
// Where the argument has a name in names it is used.
func (v Table) WithArgument(lang, code string, names Table) string {
	base, arg, found := strings.Cut(code, ":")
	s := v.In(lang, base)
	if !found {
		return s
	}
	var args []string
	for a := range strings.SplitSeq(arg, ",") {
		a = strings.TrimSpace(a)
		if names.Has(a) {
			a = names.In(lang, a) + " (" + a + ")"
		}
		args = append(args, a)
	}
	return s + ": " + strings.Join(args, ", ")
}

// List words codes joined by a semicolon.
func (v Table) List(lang, codes string) string {
	if codes == "" {
		return ""
	}
	var out []string
	for c := range strings.SplitSeq(codes, ";") {
		if c = strings.TrimSpace(c); c != "" {
			out = append(out, v.In(lang, c))
		}
	}
	return strings.Join(out, ", ")
}

func readable(code string) string { return strings.ReplaceAll(code, "_", " ") }

// Tables lists every vocabulary, for a test that walks them.
func Tables() []Table {
	return []Table{
		Ties, Relations, Kinds, CaseKinds, CaseStatuses, ThingKinds, Confidence, Statuses, Disclosed, Parts, PartFacts, InputTables,
		Roles, HolderRoles, DecisionRoles, Activities, Influence, PostKinds, ServiceClasses, SupplierKinds,
		SubjectKinds, SliceKinds, MethodClasses, Identities, GroupKinds, EdgeTypes, Measures, Steps, RuleStatuses,
		Of, Reasons, RejectReasons, Notes, Grounds, ContractStatuses, Methods, Columns, Details, Check, LeftOut, Ask, Suggest, Unfair, Changes, UI, phrases, kinWords,
		Favours, Bands, DutyStates, DutyNotes, Offices, Zones, RiskMaps, EventKinds, RegisterWords,
		FlagRoles, FlagParts,
	}
}
