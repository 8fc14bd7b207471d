package view

import (
	"adal/pipeline/run"
	"adal/reports/path"
	"adal/reports/words"
)

// Explanation is one finding in the order a person checks it.
type Explanation struct {
	Title, Kind, Score, Path string
	Why                      string // why it stands where it does in the queue
	Basis                    string // the law
	Finding                  Finding
	Drawing                  *TextDrawing
	Favour, Doubts           []Said // what speaks for the person; what is doubtful in the data
	Facts                    []Pair
	Register                 []RegisterEntry // what the register of unfair participants says of whom it names
	Roles                    []string        // of the source rows, in their order
	Parts                    []CardPart
	Parameters               []string
	Closing                  []Pair // what clears it, what may be innocent, what is assumed
}

// RegisterEntry is what the register says of a supplier, and the row that says so.
type RegisterEntry struct{ Said, Proof string }

// Explain tells a finding of the run.
func (v *Report) Explain(f *run.Finding) Explanation {
	b, lang, m, rule := v.builder, v.lang, v.mask, v.rule(f.Rule)
	x := Explanation{
		Title: rule.Title.In(lang), Kind: words.Kinds.In(lang, f.Kind), Score: words.ExactPoints(lang, f.Score), Why: words.WhyHere(lang, b.run.Currency, b.run.Job.Bands(), f, m), Path: b.path(f), Basis: rule.Basis.In(lang),
		Finding: v.Finding(f), Facts: b.facts(f), Parameters: b.parameterLines(rule),
		Favour: b.favour(f), Doubts: b.doubts(f), Drawing: b.textDrawing(f),
	}
	for _, id := range b.register.In(f) {
		for _, u := range b.register.Of(id) {
			x.Register = append(x.Register, RegisterEntry{words.Ref(lang, u.Name, id, m) + ": " + words.UnfairLong(lang, b.run.AsOf, u), words.UnfairProof(lang, u, m)})
		}
	}
	for _, e := range f.Evidence {
		x.Roles = append(x.Roles, words.Roles.In(lang, e.What))
	}
	for _, p := range f.Parts {
		x.Parts = append(x.Parts, CardPart{Name: words.Parts.In(lang, p.Name), Fact: words.PartFact(lang, b.run.Currency, f, p, m), Points: words.ExactPoints(lang, p.Points), Max: words.Points(lang, p.Max)})
	}
	for _, p := range []Pair{
		{b.t("clears"), rule.Clears.In(lang)}, {b.t("innocent"), rule.Innocent.In(lang)}, {b.t("assumptions"), rule.Assumptions.In(lang)},
	} {
		if p.Value != "" {
			x.Closing = append(x.Closing, p)
		}
	}
	return x
}

// path is the way from the subject to the other side, on one line.
func (b builder) path(f *run.Finding) string {
	return path.Line(path.Of(b.lang, b.run.Currency, b.rule(f.Rule), f, b.mask))
}

// facts are the facts of a finding that are known, and the decision on it where there is one.
func (b builder) facts(f *run.Finding) []Pair {
	lang, m := b.lang, b.mask
	amount := ""
	if f.Amount != "" {
		amount = words.Money(lang, b.run.Currency, f.Amount)
	}
	told := "" // nobody has to give notice of a share of what was bought
	if f.SubjectKind == "person" {
		told = words.Disclosed.In(lang, f.Disclosed)
	}
	var known []Pair
	for _, p := range []Pair{
		{b.t("paragraph_heading"), words.Paragraph(lang, f.Paragraph)},
		{b.t("position"), m.Text(f.Position)},
		{b.t("unit"), m.Text(f.Unit)},
		{b.t("slice"), m.Text(words.SliceName(lang, f.Slice))},
		{b.t("dates"), words.Span(lang, f.From, f.To)},
		{b.t("amount"), amount},
		{b.t("confidence"), words.Sure(lang, f)},
		{b.t("disclosed"), told},
		{b.t("status"), b.status(f)},
		{b.t("decision_on_record"), b.decision(f)},
	} {
		if p.Value != "" {
			known = append(known, p)
		}
	}
	return known
}

// decision says what a person decided about a finding, blank where nobody did.
func (b builder) decision(f *run.Finding) string {
	d := f.Disposition
	if d == nil {
		return ""
	}
	s := words.Statuses.In(b.lang, d.Status)
	if d.Expired {
		s += " (" + b.t("decision_expired") + ")"
	}
	for _, x := range []string{b.mask.Text(d.Reason), b.mask.ID(d.By), words.Date(b.lang, d.On)} {
		if x != "" {
			s += "; " + x
		}
	}
	return s
}

// parameterLines writes the parameters of a rule, each with its meaning.
func (b builder) parameterLines(r run.Rule) []string {
	var lines []string
	for _, p := range r.Parameters {
		line := b.parameterLine(p)
		if why := p.Meaning.In(b.lang); why != "" {
			line += " — " + why
		}
		lines = append(lines, line)
	}
	return lines
}

// parameterLine writes a parameter with its value in force.
func (b builder) parameterLine(p run.Parameter) string {
	s := p.Name + " = " + words.Parameter(b.lang, p)
	if p.Value != p.Default {
		s += " (" + b.t("changed") + ", " + b.t("default") + ": " + p.Default + ")"
	}
	return s
}

// Explained is a finding as JSON with everything the text of explain tells.
type Explained struct {
	Finding
	Period string   `json:"period"`
	AsOf   string   `json:"as_of"`
	Path   string   `json:"path"`
	Law    LawJSON  `json:"rule_card"`
	Unfair []Unfair `json:"unfair,omitempty"`
}

// Unfair is what the register of unfair participants says of a supplier of a finding.
type Unfair struct {
	SupplierID string `json:"supplier_id"`
	Name       string `json:"name"`
	From       string `json:"date_from"`
	To         string `json:"date_to"`
	State      string `json:"state"` // on the as-of day: in_force, ended or later
	Reason     string `json:"reason"`
	File       string `json:"file"`
	Row        int64  `json:"row"`
	Text       string `json:"text"`
}

// Explained gives a finding of the run with the rule it was made by.
func (v *Report) Explained(f *run.Finding) Explained {
	b, m := v.builder, v.mask
	x := Explained{Finding: v.Finding(f), Period: b.run.Period, AsOf: b.run.AsOf, Path: b.path(f), Law: Law(v.lang, v.rule(f.Rule))}
	for _, id := range b.register.In(f) {
		for _, u := range b.register.Of(id) {
			x.Unfair = append(x.Unfair, Unfair{
				SupplierID: m.ID(id), Name: m.Text(u.Name), From: u.From, To: u.To, State: u.State(b.run.AsOf), Reason: m.Text(u.Reason), File: m.Text(u.File), Row: u.Row,
				Text: words.UnfairLong(v.lang, b.run.AsOf, u),
			})
		}
	}
	return x
}

// LawJSON is a rule as JSON.
type LawJSON struct {
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Paragraph   string          `json:"paragraph"`
	Basis       string          `json:"basis"`
	Why         string          `json:"why"`
	Exceptions  string          `json:"exceptions"`
	Clears      string          `json:"clears"`
	Innocent    string          `json:"innocent"`
	Assumptions string          `json:"assumptions"`
	Digest      string          `json:"digest"`
	Parameters  []ParameterJSON `json:"parameters"`
}

// ParameterJSON is a parameter with its meaning in the language asked for.
type ParameterJSON struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	Value   string `json:"value"`
	Default string `json:"default"`
	Shared  bool   `json:"shared"`
	Reason  string `json:"reason"`
}

// Law gives a rule in lang.
func Law(lang string, r run.Rule) LawJSON {
	l := LawJSON{
		ID: r.ID, Title: r.Title.In(lang), Paragraph: words.Paragraph(lang, r.Paragraph), Basis: r.Basis.In(lang), Why: r.Why.In(lang),
		Exceptions: r.Exceptions.In(lang), Clears: r.Clears.In(lang), Innocent: r.Innocent.In(lang), Assumptions: r.Assumptions.In(lang),
		Digest: r.Digest, Parameters: []ParameterJSON{},
	}
	for _, p := range r.Parameters {
		l.Parameters = append(l.Parameters, ParameterJSON{p.Name, p.Type, p.Value, p.Default, p.Shared, p.Meaning.In(lang)})
	}
	return l
}
