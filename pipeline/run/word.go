package run

import (
	"errors"
	"fmt"

	"adal/texts"
)

// Word gives a rule its sentences, the messages rule.ID.title and so on, and each parameter
// its meaning: rule.ID.param.NAME, or parameter.NAME where it means the same in every rule.
// It names every message the catalogues lack, so an author writes them in one pass.
func (r *Rule) Word(duty bool) error {
	var missing []error
	word := func(ids ...string) Text {
		for _, id := range ids {
			if texts.Has(id) {
				return Text{RU: texts.In("ru", id), KK: texts.In("kk", id), EN: texts.In("en", id)}
			}
		}
		missing = append(missing, fmt.Errorf("rule %s: texts/*.po have no message %s", r.ID, ids[0]))
		return Text{}
	}
	own := "rule." + r.ID + "."
	r.Title, r.Basis = word(own+"title"), word(own+"basis")
	if duty { // one sentence tells how any duty stands
		r.Why, r.Summary, r.Clears, r.Exceptions, r.Innocent = word("duty.why"), word("duty.summary"), word("duty.clears"), word("duty.exceptions"), word("duty.innocent")
		r.word(word)
		return errors.Join(missing...)
	}
	r.Why, r.Summary = word(own+"why"), word(own+"summary")
	r.Exceptions, r.Clears, r.Innocent = word(own+"exceptions"), word(own+"clears"), word(own+"innocent")
	r.word(word)
	return errors.Join(missing...)
}

// word fills in what every rule may say of itself.
func (r *Rule) word(word func(...string) Text) {
	own := "rule." + r.ID + "."
	for part, into := range map[string]*Text{"assumptions": &r.Assumptions, "link": &r.Link, "from": &r.From} {
		if texts.Has(own + part) {
			*into = word(own + part)
		}
	}
	for i, p := range r.Parameters {
		r.Parameters[i].Meaning = word(own+"param."+p.Name, "parameter."+p.Name)
	}
}
