// Package eleven computes the flags that the Open Contracting Partnership's Cardinal computes
// too straight from the releases, a process at a time and without the engine: for whoever asks
// for indicators.json and nothing else. Every flag stands in a file of its own with its
// definition; queries/rules says the same as SQL, with the rows a finding rests on. The two give
// the same values to the last digit, and tests hold them to it.
package eleven

import (
	"errors"
	"slices"

	"adal/pipeline/ingest/tender"
)

// Codes are the rules whose flags are computed here, in the order of the catalogue.
var Codes = []string{"R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058"}

// The kinds of those a flag is about, as findings name them.
const (
	OfProcess  = "process"
	OfBuyer    = "buyer"
	OfEntity   = "procuring_entity"
	OfTenderer = "tenderer"
)

// Flag is one flag: of whom, by which rule, and its value as the engine writes numbers.
type Flag struct{ Rule, Kind, ID, Value string }

// ErrNoNumber says that a figure is beyond what a computer holds, where the engine knows
// infinities and gives an error of its own.
var ErrNoNumber = errors.New("a figure is no number")

// looker looks at every process that takes part, in the order of the files.
type looker interface{ look(c *contest) }

// flag is one rule on its way: it tells at the end whom it flags.
type flag interface {
	tell(found func(kind, id, value string)) error
}

// Flags is the flags of some rules on their way.
type Flags struct {
	settings Settings
	contest  contest
	looking  []looker
	rules    []string
	telling  []flag // one a rule
}

// New begins the flags of the rules named, which are of Codes.
func New(s Settings, rules []string) *Flags {
	f := &Flags{settings: s}
	f.contest.currency = s.Currency
	gaps := &priceGaps{} // of two flags
	made := map[string]flag{
		"R003": &shortPeriod{Settings: s.ShortPeriod},
		"R018": &singleTenderer{methods: s.SingleMethods},
		"R024": closePrices{gaps, s.ClosePrice},
		"R025": &fewWins{Settings: s.FewWins},
		"R028": &samePrice{},
		"R030": &lateBid{},
		"R035": &othersOut{threshold: s.OthersOut},
		"R036": &lowestOut{},
		"R038": &manyOut{Settings: s.ManyOut},
		"R048": &manyDivisions{Settings: s.ManyDivisions},
		"R058": farPrices{gaps, s.FarPrice},
	}
	for _, rule := range Codes {
		if !slices.Contains(rules, rule) {
			continue
		}
		f.rules, f.telling = append(f.rules, rule), append(f.telling, made[rule])
		if x, looks := made[rule].(looker); looks {
			f.looking = append(f.looking, x)
		} else if !slices.Contains(f.looking, looker(gaps)) {
			f.looking = append(f.looking, gaps)
		}
	}
	return f
}

// Add looks at the next process.
func (f *Flags) Add(p *tender.Process) {
	if !f.contest.is(p, f.settings) {
		return
	}
	for _, x := range f.looking {
		x.look(&f.contest)
	}
}

// Found gives the flags of all processes, by rule, in no order within one. ErrNoNumber is the only
// error.
func (f *Flags) Found() ([]Flag, error) {
	var all []Flag
	for i, x := range f.telling {
		err := x.tell(func(kind, id, value string) { all = append(all, Flag{f.rules[i], kind, id, value}) })
		if err != nil {
			return nil, err
		}
	}
	return all, nil
}

// marks are organisations that a flag names, each once.
type marks map[string]struct{}

func (m *marks) add(id string) {
	if *m == nil {
		*m = marks{}
	}
	(*m)[id] = struct{}{}
}

func (m marks) tell(value string, found func(kind, id, value string)) {
	for id := range m {
		found(OfTenderer, id, value)
	}
}
