package eleven

import (
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/rules"
)

// Settings are the parameters of the eleven rules.
type Settings struct {
	Year              int // of the tenders looked at; 0 for all
	ExcludedMethods   []string
	NoPriceComparison []string
	Currency          string // of the comparison; "" for that of the first amount

	ShortPeriod   ShortPeriod
	SingleMethods []string
	ClosePrice    *float64
	FewWins       FewWins
	OthersOut     int64
	ManyOut       ManyOut
	ManyDivisions ManyDivisions
	FarPrice      *float64
}

// SettingsOf reads the parameters of the rules of the catalogue; false where one is written in a way
// that the engine alone reads.
func SettingsOf(catalogue []rules.Rule, year int) (Settings, bool) {
	p := parameters{catalogue, true}
	s := Settings{
		Year: year, ExcludedMethods: names(p.text("R003", "exclude_methods")), NoPriceComparison: names(p.text("R028", "no_price_comparison")),
		Currency:      p.text("R024", "currency"),
		ShortPeriod:   ShortPeriod{Threshold: p.whole("R003", "threshold"), Methods: names(p.text("R003", "procurement_methods"))},
		SingleMethods: names(p.text("R018", "procurement_methods")),
		ClosePrice:    p.optional("R024", "threshold"),
		FewWins:       FewWins{p.whole("R025", "percentile"), p.optional("R025", "threshold")},
		OthersOut:     p.whole("R035", "threshold"),
		ManyOut: ManyOut{p.optional("R038", "threshold"), p.whole("R038", "minimum_submitted_bids"),
			p.whole("R038", "minimum_contracting_processes")},
		ManyDivisions: ManyDivisions{p.whole("R048", "digits"), p.optional("R048", "threshold"), p.whole("R048", "minimum_contracting_processes")},
		FarPrice:      p.optional("R058", "threshold"),
	}
	own, read := daysOf(p.text("R003", "procurement_method_details"))
	s.ShortPeriod.Own = own
	return s, read && p.read
}

// names are those joined by "|".
func names(joined string) []string {
	var all []string
	for name := range strings.SplitSeq(joined, "|") {
		if name = strings.Trim(name, " "); name != "" {
			all = append(all, name)
		}
	}
	return all
}

// daysOf reads name=days, joined by commas; false where a name comes twice or days are no plain
// number.
func daysOf(joined string) (map[string]int64, bool) {
	days := map[string]int64{}
	for pair := range strings.SplitSeq(joined, ",") {
		name, n, is := strings.Cut(strings.Trim(pair, " "), "=")
		if !is {
			continue
		}
		if _, twice := days[name]; twice || n == "" || len(n) > 9 || strings.Trim(n, "0123456789") != "" {
			return nil, false
		}
		days[name], _ = strconv.ParseInt(n, 10, 64)
	}
	return days, true
}

// parameters reads the values in force; read turns false where one is not there.
type parameters struct {
	catalogue []rules.Rule
	read      bool
}

func (p *parameters) value(rule, name string) any {
	i := slices.IndexFunc(p.catalogue, func(r rules.Rule) bool { return r.ID == rule })
	if i < 0 {
		p.read = false
		return nil
	}
	v, err := p.catalogue[i].Parameter(name)
	if err != nil {
		p.read = false
	}
	return v
}

func (p *parameters) text(rule, name string) string {
	s, is := p.value(rule, name).(string)
	p.read = p.read && is
	return s
}

func (p *parameters) whole(rule, name string) int64 {
	n, is := p.value(rule, name).(int64)
	p.read = p.read && is
	return n
}

// optional gives nil where the parameter is blank.
func (p *parameters) optional(rule, name string) *float64 {
	v := p.value(rule, name)
	f, is := v.(float64)
	if !is {
		p.read = p.read && v == nil
		return nil
	}
	return &f
}
