// Package rules reads the catalogue and runs it. A rule is one query file with a strict
// header; its SELECT gives findings, and the header gives everything a reader needs to
// weigh them. A rule without one of its tables does not run and says so.
package rules

import (
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/kz"
	"adal/pipeline/run"
	"adal/queries"
)

// Rule is a rule of the catalogue with its query.
type Rule struct {
	run.Rule
	Job   run.Job
	After []string // rules whose findings this one leaves out
	AnyOf []string // tables of which it needs one, whichever
	Of    string   // what its coverage counts: people, suppliers, slices
	// Population, Gaps and Beside name the queries under queries/coverage that say whom the
	// rule is about, what of them it could not see and why, and what else is missing.
	Population   string
	Gaps, Beside []string
	Identity     []string // which of subject, other, via and slice make the id of a finding
	Gives        string   // of a measure: positions or indicators
	// LooksBackYears, as LooksBack of months, names the parameter that says how many years before
	// the as-of day the rule looks at; blank where it does not.
	LooksBackYears string
	HoldersFrom    string // parameter of the least share of the holders the rule asks for
	ContractsFrom  string // parameter of the least number of contracts a slice is judged from
	SharedByAtMost string // parameter of how many may share a contact or a holder before it ties nobody
	EitherNotice   bool   // a notice by the other of a pair counts as the subject's
	Term           kz.Term
	TermText       string // as the header writes it, and duties.csv
	Starts         string // of a duty: the column without which nobody knows when it began, blank where it always is known
	File           string // name of the query file
	SQL            string // the SELECT under the header
}

// Given are the names every rule of a job may use beside its own parameters.
var Given = map[run.Job][]string{
	run.Scan:          {"window_from", "as_of"},
	run.Concentration: {"year", "window_from", "as_of"},
	run.Flags:         {"as_of"},
	run.Duties:        {"as_of"},
	run.Protect:       {"as_of"},
}

// Catalogue reads every rule, sorted by id. It reports all malformed rules at once, so
// an author mends them in one pass.
func Catalogue() ([]Rule, error) { return read((*Rule).words) }

// Unworded reads every rule as Catalogue does, without the sentences about it: for who shows none.
func Unworded() ([]Rule, error) { return read(func(*Rule) error { return nil }) }

// words gives a rule its sentences.
func (r *Rule) words() error { return r.Word(r.Job == run.Duties || r.Kind == "duty") }

func read(word func(*Rule) error) ([]Rule, error) {
	var rules []Rule
	var faults []error
	for _, name := range queries.Names("rules") {
		r, err := Parse(name, queries.Get("rules/"+name))
		if err != nil {
			faults = append(faults, err)
			continue
		}
		if slices.ContainsFunc(rules, func(x Rule) bool { return x.ID == r.ID }) {
			faults = append(faults, fmt.Errorf("%s: the id %s stands twice", name, r.ID))
		}
		if err := word(&r); err != nil {
			faults = append(faults, err)
		}
		rules = append(rules, r)
	}
	slices.SortStableFunc(rules, func(a, b Rule) int { return strings.Compare(sortKey(a.ID), sortKey(b.ID)) })
	return rules, errors.Join(faults...)
}

// sortKey puts P10-2a before P10-13a: numbers by value.
func sortKey(id string) string {
	var b strings.Builder
	for i := 0; i < len(id); {
		j := i
		for j < len(id) && id[j] >= '0' && id[j] <= '9' {
			j++
		}
		if j > i {
			fmt.Fprintf(&b, "%06s", id[i:j])
			i = j
			continue
		}
		b.WriteByte(id[i])
		i++
	}
	return b.String()
}

// Parameter gives the value in force of a parameter; a blank name has none.
func (r Rule) Parameter(name string) (any, error) {
	for _, p := range r.Parameters {
		if p.Name == name {
			return Value(p)
		}
	}
	return nil, fmt.Errorf("rule %s has no parameter %q", r.ID, name)
}

// Value gives a parameter as the engine takes it. Thresholds are not negative; an optional
// number that is blank is NULL.
func Value(p run.Parameter) (any, error) {
	switch p.Type {
	case "integer":
		n, err := strconv.ParseInt(p.Value, 10, 32)
		if err != nil || n < 0 {
			return nil, fault.Say("not_whole", "name", p.Name, "value", p.Value)
		}
		return n, nil
	case "number":
		f, err := strconv.ParseFloat(p.Value, 64)
		if err != nil || !(f >= 0 && f <= 1e15) {
			return nil, fault.Say("not_number", "name", p.Name, "value", p.Value)
		}
		return f, nil
	case "optional number":
		if p.Value == "" {
			return nil, nil
		}
		p.Type = "number"
		return Value(p)
	case "text":
		return p.Value, nil
	}
	return nil, fmt.Errorf("%s: type %q is not integer, number, optional number or text", p.Name, p.Type)
}

// Set puts RULE.PARAM=VALUE settings into the rules. A shared parameter has one value:
// set for one rule it is set for all that have it, and "all" may stand for the rule; the
// name of a job stands for its rules, flags.currency=KZT.
func Set(rules []Rule, settings []string) error {
	for _, s := range settings {
		name, value, ok := strings.Cut(s, "=")
		rule, param, dotted := strings.Cut(name, ".")
		if !ok || !dotted {
			return fault.Usage("bad_setting", "setting", s)
		}
		value = strings.TrimSpace(value)
		if v, percent := strings.CutSuffix(value, "%"); percent {
			f, err := strconv.ParseFloat(v, 64)
			if err != nil {
				return fault.Usage("bad_share_setting", "name", name, "value", value)
			}
			value = strconv.FormatFloat(f/100, 'g', 12, 64)
		}
		if err := setOne(rules, rule, param, value); err != nil {
			return err
		}
	}
	return nil
}

func setOne(rules []Rule, rule, param, value string) error {
	var known []string
	whole := func(r Rule) bool { return rule == "all" || rule == string(r.Job) }
	found, shared, ruleKnown := false, false, rule == "all"
	for i := range rules {
		if rules[i].ID == rule || whole(rules[i]) {
			ruleKnown = true
		}
		for j := range rules[i].Parameters {
			p := &rules[i].Parameters[j]
			if rules[i].ID == rule {
				known = append(known, p.Name)
			}
			if p.Name != param || rules[i].ID != rule && (!whole(rules[i]) || !p.Shared) {
				continue
			}
			found, shared = true, shared || p.Shared
			p.Value = value
			if _, err := Value(*p); err != nil {
				return fault.Usage("bad_value", "rule", rule, "param", param, "cause", err, "known", rules[i].ID)
			}
		}
	}
	if !ruleKnown {
		var ids []string
		for _, r := range rules {
			ids = append(ids, r.ID)
		}
		return fault.Meant(fault.Usage("no_rule", "rule", rule), rule, ids)
	}
	if !found {
		id := "no_parameters_at_all"
		if len(known) > 0 {
			id = "no_parameter"
		}
		if rule == "all" {
			id = "no_shared_parameter"
		}
		return fault.Meant(fault.Usage(id, "rule", rule, "param", param, "known", known), param, known)
	}
	if shared {
		for i := range rules {
			for j := range rules[i].Parameters {
				if p := &rules[i].Parameters[j]; p.Shared && p.Name == param {
					p.Value = value
				}
			}
		}
	}
	return nil
}
