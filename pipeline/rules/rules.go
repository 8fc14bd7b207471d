// Package rules reads the catalogue and runs it. A rule is one query file with a strict
// header; its SELECT gives findings, and the header gives everything a reader needs to
// weigh them. A rule without one of its tables does not run and says so.
package rules

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/kz"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
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
	// LooksBack and LooksBackYears name the parameters that say how many months or years
	// before the as-of day the rule looks at; blank where it does not.
	LooksBack, LooksBackYears string
	HoldersFrom               string // parameter of the least share of the holders the rule asks for
	EitherNotice              bool   // a notice by the other of a pair counts as the subject's
	Term                      kz.Term
	TermText                  string // as the header writes it, and duties.csv
	Starts                    string // of a duty: the column without which nobody knows when it began, blank where it always is known
	File                      string // name of the query file
	SQL                       string // the SELECT under the header
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
func Catalogue() ([]Rule, error) {
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
		if err := r.Word(r.Job == run.Duties || r.Kind == "duty"); err != nil {
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

// Parse reads one rule file, which holds the rule's machine header and its query; what it says
// to people stands in package texts, so a translation changes no digest. Every key of the
// header must be known and stand once, every declared parameter must be used, and the query
// may use no other.
func Parse(name, text string) (Rule, error) {
	r := Rule{File: name}
	sum := sha256.Sum256([]byte(text))
	r.Digest = hex.EncodeToString(sum[:])
	keys := map[string]string{}
	var order []string
	var faults []error
	rest := text
	for strings.HasPrefix(rest, "-- ") {
		line, after, _ := strings.Cut(rest, "\n")
		rest = after
		key, value, ok := strings.Cut(strings.TrimPrefix(line, "-- "), ": ")
		if !ok || strings.ContainsAny(key, " \t") {
			faults = append(faults, fmt.Errorf("%s: header line %q is not \"-- key: value\"", name, line))
			continue
		}
		if _, twice := keys[key]; twice {
			faults = append(faults, fmt.Errorf("%s: header key %s stands twice", name, key))
			continue
		}
		keys[key] = strings.TrimSpace(value)
		order = append(order, key)
	}
	r.SQL = strings.TrimSpace(rest)

	take := func(key string) string {
		v, ok := keys[key]
		if !ok || v == "" {
			faults = append(faults, fmt.Errorf("%s: header has no %s", name, key))
		}
		delete(keys, key)
		return v
	}
	optional := func(key string) []string {
		v := keys[key]
		delete(keys, key)
		return list(v)
	}
	r.ID, r.Kind, r.Job, r.Paragraph = take("id"), take("kind"), run.Job(take("job")), take("paragraph")
	duty := r.Kind == "duty"
	if duty && r.Job != run.Duties && r.Job != run.Protect {
		faults = append(faults, fmt.Errorf("%s: a duty is of the job duties or protect", name))
	}
	if duty { // what a duty is about is what it is counted by, and its findings are its states
		r.TermText = take("term")
		term, err := kz.ParseTerm(r.TermText)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
		}
		r.Term, r.TermText = term, strings.TrimSuffix(r.TermText, " fixed")
		if r.Starts = take("starts"); r.Starts == "none" {
			r.Starts = ""
		}
	}
	terms := r.Job == run.Duties || r.Job == run.Protect // counted by what they are about, without a score
	if terms {
		r.Of = "duties"
	} else {
		r.Of, r.Population, r.Gaps, r.Beside = take("of"), take("population"), optional("gaps"), optional("beside")
	}
	for kind, names := range map[string][]string{"population": {r.Population}, "gap": append(slices.Clip(r.Gaps), r.Beside...)} {
		for _, q := range names {
			if q != "" && !slices.Contains(queries.Names("coverage/"+kind), q) {
				faults = append(faults, fmt.Errorf("%s: no query coverage/%s/%s", name, kind, q))
			}
		}
	}
	one := func(key string) string {
		v := keys[key]
		delete(keys, key)
		return v
	}
	r.Identity, r.Opens, r.Marks, r.ClearedBy = optional("identity"), one("opens"), optional("marks"), optional("cleared_by")
	for _, part := range r.Identity {
		if !slices.Contains([]string{"subject", "other", "via", "slice"}, part) {
			faults = append(faults, fmt.Errorf("%s: identity has %q, which is none of subject, other, via, slice", name, part))
		}
	}
	r.Gives, r.LooksBack, r.LooksBackYears, r.HoldersFrom = one("gives"), one("looks_back"), one("looks_back_years"), one("holders_from")
	switch by := one("notice_by"); by {
	case "", "subject":
	case "either":
		r.EitherNotice = true
	default:
		faults = append(faults, fmt.Errorf("%s: notice_by is %q, not subject or either", name, by))
	}
	if r.Meet = one("meet"); !slices.Contains([]string{"", "unit", "organisation"}, r.Meet) {
		faults = append(faults, fmt.Errorf("%s: meet is %q, not unit or organisation", name, r.Meet))
	}
	r.OfSlices = r.Of == "slices"
	if measure := r.Kind == "measure"; measure != (r.Gives != "") || (measure || duty) == (len(r.Identity) > 0) {
		faults = append(faults, fmt.Errorf("%s: a measure says what it gives, every other rule but a duty what makes the id of a finding", name))
	}
	r.Inputs, r.Optional, r.After, r.AnyOf = list(take("inputs")), optional("optional"), optional("after"), optional("any_of")
	r.Optional = append(slices.Clip(r.AnyOf), r.Optional...)
	if !terms {
		severity, err := strconv.ParseFloat(take("severity"), 64)
		if err != nil || severity < 0 || severity > 1 {
			faults = append(faults, fmt.Errorf("%s: severity is not a number from 0 to 1", name))
		}
		r.Severity = severity
	}
	if !slices.Contains([]string{"violation", "lead", "measure", "duty"}, r.Kind) {
		faults = append(faults, fmt.Errorf("%s: kind %q is not violation, lead, measure or duty", name, r.Kind))
	}
	given, ok := Given[r.Job]
	if !ok {
		faults = append(faults, fmt.Errorf("%s: job %q is not scan, concentration, flags, duties or protect", name, r.Job))
	}
	if stem, _, _ := strings.Cut(path.Base(name), "_"); stem != r.ID {
		faults = append(faults, fmt.Errorf("%s: the file is not named after the id %s", name, r.ID))
	}
	for _, key := range order {
		p, ok := strings.CutPrefix(key, "param.")
		if !ok {
			continue
		}
		parameter, err := parseParameter(p, keys[key])
		delete(keys, key)
		if err != nil {
			faults = append(faults, fmt.Errorf("%s: %w", name, err))
			continue
		}
		r.Parameters = append(r.Parameters, parameter)
	}
	for _, key := range order {
		if _, left := keys[key]; left {
			faults = append(faults, fmt.Errorf("%s: unknown header key %s", name, key))
		}
	}
	for _, of := range append([]string{r.LooksBack, r.LooksBackYears, r.HoldersFrom}, r.Marks...) {
		if of != "" && !slices.ContainsFunc(r.Parameters, func(p run.Parameter) bool { return p.Name == of }) {
			faults = append(faults, fmt.Errorf("%s: the header names a parameter %s that it does not declare", name, of))
		}
	}
	used, ofStage := warehouse.ParameterNames(r.SQL), stageParameters(r.Job)
	for _, p := range r.Parameters {
		if !slices.Contains(used, p.Name) && (!p.Shared || !slices.Contains(ofStage, p.Name)) {
			faults = append(faults, fmt.Errorf("%s: parameter %s is declared and not used", name, p.Name))
		}
	}
	for _, u := range used {
		declared := slices.ContainsFunc(r.Parameters, func(p run.Parameter) bool { return p.Name == u })
		if !declared && !slices.Contains(given, u) {
			faults = append(faults, fmt.Errorf("%s: the query uses $%s, which the header does not declare", name, u))
		}
	}
	return r, errors.Join(faults...)
}

// stageParameters are the parameters of the queries a job makes its tables with: a rule that
// stands on these tables may declare them.
func stageParameters(job run.Job) []string {
	if job != run.Flags && job != run.Duties && job != run.Protect {
		return nil
	}
	var all []string
	for _, q := range queries.Names(string(job)) {
		all = append(all, warehouse.ParameterNames(queries.Get(string(job)+"/"+q))...)
	}
	return all
}

func list(s string) []string {
	var items []string
	for item := range strings.SplitSeq(s, ",") {
		if item = strings.TrimSpace(item); item != "" && item != "none" {
			items = append(items, item)
		}
	}
	return items
}

// parseParameter reads "integer | 30 | shared".
func parseParameter(name, text string) (run.Parameter, error) {
	parts := strings.Split(text, " | ") // a text may hold a bar of its own
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	p := run.Parameter{Name: name}
	if len(parts) == 3 && parts[2] == "shared" {
		p.Shared = true
		parts = parts[:2]
	}
	if len(parts) != 2 {
		return p, fmt.Errorf("parameter %s is not \"type | default\", with \"| shared\" where every rule has the same value", name)
	}
	if parts[1] == "none" {
		parts[1] = ""
	}
	p.Type, p.Default, p.Value = parts[0], parts[1], parts[1]
	if _, err := Value(p); err != nil {
		return p, err
	}
	return p, nil
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
		return fault.Usage("no_rule", "rule", rule)
	}
	if !found {
		id := "no_parameters_at_all"
		if len(known) > 0 {
			id = "no_parameter"
		}
		if rule == "all" {
			id = "no_shared_parameter"
		}
		return fault.Usage(id, "rule", rule, "param", param, "known", known)
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
