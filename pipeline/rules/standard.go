package rules

import (
	"strconv"
	"strings"

	"adal/texts"
)

// Paragraphs is how many paragraphs the Standard has.
const Paragraphs = 52

// Paragraph is one of the Standard with the rules that answer it.
type Paragraph struct {
	Number int
	Rules  []Rule
}

// Standard puts a catalogue under the 52 paragraphs, each with its rules in their order; what
// is left answers none of them. A rule belongs to the paragraph its header begins with.
func Standard(catalogue []Rule) (paragraphs []Paragraph, left []Rule) {
	paragraphs = make([]Paragraph, Paragraphs)
	for i := range paragraphs {
		paragraphs[i].Number = i + 1
	}
	for _, r := range catalogue {
		digits := r.Paragraph
		if i := strings.IndexFunc(digits, func(c rune) bool { return c < '0' || c > '9' }); i >= 0 {
			digits = digits[:i]
		}
		n, err := strconv.Atoi(digits)
		if err != nil || n < 1 || n > Paragraphs {
			left = append(left, r)
			continue
		}
		paragraphs[n-1].Rules = append(paragraphs[n-1].Rules, r)
	}
	return paragraphs, left
}

// What says in a few words what the paragraph asks.
func (p Paragraph) What(lang string) string {
	return texts.In(lang, "standard."+strconv.Itoa(p.Number))
}

// Answer names the rules of the paragraph, or says why there can be none; "" where neither is
// known, which a test forbids.
func (p Paragraph) Answer(lang string) string {
	var ids []string
	for _, r := range p.Rules {
		ids = append(ids, r.ID)
	}
	why := "standard.none." + strconv.Itoa(p.Number)
	switch {
	case len(ids) > 0:
		return strings.Join(ids, ", ")
	case texts.Has(why):
		return texts.In(lang, "standard.by_none", "why", texts.In(lang, why))
	}
	return ""
}
