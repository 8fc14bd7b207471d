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

	"adal/pipeline/kz"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Parse reads one rule file, which holds the rule's machine header and its query; what it says
// to people stands in package texts, so a translation changes no digest. Every key of the
// header must be known and stand once, every declared parameter must be used, and the query
// may use no other.
func Parse(name, text string) (Rule, error) {
	r := Rule{File: name}
	sum := sha256.Sum256([]byte(text))
	r.Digest = hex.EncodeToString(sum[:])
	h, sql := headOf(name, text)
	r.SQL = strings.TrimSpace(sql)
	r.ID, r.Kind, r.Job, r.Paragraph = h.take("id"), h.take("kind"), run.Job(h.take("job")), h.take("paragraph")
	h.term(&r)
	h.population(&r)
	h.findings(&r)
	h.tables(&r)
	h.check(&r)
	h.parameters(&r)
	for _, key := range h.order {
		if _, left := h.keys[key]; left {
			h.fault("unknown header key %s", key)
		}
	}
	h.uses(&r)
	return r, errors.Join(h.faults...)
}

// head is the header of a rule file, taken apart key by key; what nobody takes is unknown.
type head struct {
	file   string
	keys   map[string]string
	order  []string
	faults []error
}

// headOf cuts a rule file into its header and the query below it.
func headOf(file, text string) (h *head, sql string) {
	h = &head{file: file, keys: map[string]string{}}
	for strings.HasPrefix(text, "-- ") {
		line, after, _ := strings.Cut(text, "\n")
		text = after
		key, value, ok := strings.Cut(strings.TrimPrefix(line, "-- "), ": ")
		if !ok || strings.ContainsAny(key, " \t") {
			h.fault("header line %q is not \"-- key: value\"", line)
			continue
		}
		if _, twice := h.keys[key]; twice {
			h.fault("header key %s stands twice", key)
			continue
		}
		h.keys[key] = strings.TrimSpace(value)
		h.order = append(h.order, key)
	}
	return h, text
}

func (h *head) fault(format string, args ...any) {
	h.faults = append(h.faults, fmt.Errorf("%s: "+format, append([]any{h.file}, args...)...))
}

// take gives a key that must be there.
func (h *head) take(key string) string {
	v := h.one(key)
	if v == "" {
		h.fault("header has no %s", key)
	}
	return v
}

// one gives a key that may be there, blank where it is not.
func (h *head) one(key string) string {
	v := h.keys[key]
	delete(h.keys, key)
	return v
}

func (h *head) list(key string) []string { return list(h.one(key)) }

// among reports a word that is none of those it may be.
func (h *head) among(key, word string, known ...string) {
	if !slices.Contains(known, word) {
		last := len(known) - 1
		h.fault("%s %q is not %s or %s", key, word, strings.Join(known[:last], ", "), known[last])
	}
}

// term takes what only duties have: their term and when it starts.
func (h *head) term(r *Rule) {
	if r.Kind != "duty" {
		return
	}
	if !r.byTerms() {
		h.fault("a duty is of the job duties or protect")
	}
	text := h.take("term")
	term, err := kz.ParseTerm(text)
	if err != nil {
		h.fault("%w", err)
	}
	r.Term, r.TermText = term, strings.TrimSuffix(text, " fixed")
	if r.Starts = h.take("starts"); r.Starts == "none" {
		r.Starts = ""
	}
}

// byTerms reports whether a rule is of a job whose findings are counted by what they are about,
// without a score.
func (r *Rule) byTerms() bool { return r.Job == run.Duties || r.Job == run.Protect }

// population takes whom a rule is about and what it cannot see of them.
func (h *head) population(r *Rule) {
	if r.byTerms() {
		r.Of = "duties"
		return
	}
	r.Of, r.Population, r.Gaps, r.Beside = h.take("of"), h.take("population"), h.list("gaps"), h.list("beside")
	r.OfSlices = r.Of == "slices"
	for kind, names := range map[string][]string{"population": {r.Population}, "gap": append(slices.Clip(r.Gaps), r.Beside...)} {
		for _, q := range names {
			if q != "" && !slices.Contains(queries.Names("coverage/"+kind), q) {
				h.fault("no query coverage/%s/%s", kind, q)
			}
		}
	}
}

// findings takes what makes a finding one, and what is said of it.
func (h *head) findings(r *Rule) {
	r.Identity, r.Opens, r.Marks, r.ClearedBy = h.list("identity"), h.one("opens"), h.list("marks"), h.list("cleared_by")
	for _, part := range r.Identity {
		h.among("identity", part, "subject", "other", "via", "slice")
	}
	r.Gives, r.LooksBack, r.LooksBackYears = h.one("gives"), h.one("looks_back"), h.one("looks_back_years")
	r.HoldersFrom, r.ContractsFrom, r.SharedByAtMost = h.one("holders_from"), h.one("contracts_from"), h.one("shared_by_at_most")
	by := h.one("notice_by")
	if r.EitherNotice = by == "either"; by != "" {
		h.among("notice_by", by, "subject", "either")
	}
	if r.Meet = h.one("meet"); r.Meet != "" {
		h.among("meet", r.Meet, "unit", "organisation")
	}
	if r.byTerms() {
		return
	}
	severity, err := strconv.ParseFloat(h.take("severity"), 64)
	if err != nil || severity < 0 || severity > 1 {
		h.fault("severity is not a number from 0 to 1")
	}
	r.Severity = severity
}

// tables takes the tables a rule reads and the rules it comes after.
func (h *head) tables(r *Rule) {
	r.Inputs, r.Optional, r.After, r.AnyOf = list(h.take("inputs")), h.list("optional"), h.list("after"), h.list("any_of")
	r.Optional = append(slices.Clip(r.AnyOf), r.Optional...)
}

// check compares what was taken with each other and with the name of the file.
func (h *head) check(r *Rule) {
	measure, duty := r.Kind == "measure", r.Kind == "duty"
	if measure != (r.Gives != "") || (measure || duty) == (len(r.Identity) > 0) {
		h.fault("a measure says what it gives, every other rule but a duty what makes the id of a finding")
	}
	h.among("kind", r.Kind, "violation", "lead", "measure", "duty")
	h.among("job", string(r.Job), string(run.Scan), string(run.Concentration), string(run.Flags), string(run.Duties), string(run.Protect))
	if stem, _, _ := strings.Cut(path.Base(h.file), "_"); stem != r.ID {
		h.fault("the file is not named after the id %s", r.ID)
	}
}

// parameters takes the declared parameters, in their order.
func (h *head) parameters(r *Rule) {
	for _, key := range h.order {
		name, ok := strings.CutPrefix(key, "param.")
		if !ok {
			continue
		}
		p, err := parseParameter(name, h.one(key))
		if err != nil {
			h.fault("%w", err)
			continue
		}
		r.Parameters = append(r.Parameters, p)
	}
}

// uses compares the declared parameters with those the header names and the query uses.
func (h *head) uses(r *Rule) {
	declared := func(name string) bool {
		return slices.ContainsFunc(r.Parameters, func(p run.Parameter) bool { return p.Name == name })
	}
	for _, of := range append([]string{r.LooksBack, r.LooksBackYears, r.HoldersFrom, r.ContractsFrom, r.SharedByAtMost}, r.Marks...) {
		if of != "" && !declared(of) {
			h.fault("the header names a parameter %s that it does not declare", of)
		}
	}
	used := warehouse.ParameterNames(r.SQL)
	for _, p := range r.Parameters {
		if !slices.Contains(used, p.Name) && (!p.Shared || !slices.Contains(stageParameters(r.Job), p.Name)) {
			h.fault("parameter %s is declared and not used", p.Name)
		}
	}
	for _, u := range used {
		if !declared(u) && !slices.Contains(Given[r.Job], u) {
			h.fault("the query uses $%s, which the header does not declare", u)
		}
	}
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
