package run

import (
	"errors"
	"fmt"

	"adal/texts"
)

// Word gives a rule its sentences, the messages rule.ID.title and so on, and each parameter
// its meaning: rule.ID.param.NAME, or parameter.NAME where it means the same in every rule.
// It names every message the catalogues lack, so an author writes them in one pass.
func (r *Rule) Word() error {
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
	r.Title, r.Why, r.Summary, r.Basis = word(own+"title"), word(own+"why"), word(own+"summary"), word(own+"basis")
	r.Exceptions, r.Clears, r.Innocent = word(own+"exceptions"), word(own+"clears"), word(own+"innocent")
	if texts.Has(own + "assumptions") {
		r.Assumptions = word(own + "assumptions")
	}
	for i, p := range r.Parameters {
		r.Parameters[i].Meaning = word(own+"param."+p.Name, "parameter."+p.Name)
	}
	return errors.Join(missing...)
}
