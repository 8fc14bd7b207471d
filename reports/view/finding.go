package view

import (
	"iter"
	"strconv"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Finding is a finding as one JSON object: the columns of findings.csv in their order,
// then what stands behind them. Codes are those of the contract, texts are in one
// language, ids are masked as the masker says. Blank is null.
type Finding struct {
	Rank        int               `json:"rank"`
	ID          string            `json:"finding_id"`
	Rule        string            `json:"rule"`
	Kind        string            `json:"kind"`
	Paragraph   string            `json:"paragraph"`
	SubjectKind string            `json:"subject_kind"`
	SubjectID   string            `json:"subject_id"`
	SubjectName *string           `json:"subject_name"`
	Position    *string           `json:"position"`
	Unit        *string           `json:"unit"`
	OtherKind   *string           `json:"other_kind"`
	OtherID     *string           `json:"other_id"`
	OtherName   *string           `json:"other_name"`
	Tie         *string           `json:"tie"`
	ViaID       *string           `json:"via_id"`
	ViaName     *string           `json:"via_name"`
	From        *string           `json:"date_from"`
	To          *string           `json:"date_to"`
	Amount      *string           `json:"amount"` // a decimal in text, so no digit is lost
	Contracts   *int64            `json:"contracts"`
	Share       *float64          `json:"share"`
	Slice       *string           `json:"slice"`
	Score       float64           `json:"score"`
	Band        string            `json:"band"`     // of the score: high, middle or low
	WhyHere     string            `json:"why_here"` // the band and the parts that gave most, in words
	Confidence  string            `json:"confidence"`
	Status      string            `json:"status"`
	Disclosed   *string           `json:"disclosed"`
	Summary     string            `json:"summary"`
	Detail      map[string]string `json:"detail,omitempty"`
	Parts       []Part            `json:"score_parts"`
	Evidence    []Evidence        `json:"evidence"`
	Favour      []Favour          `json:"in_favour,omitempty"`
	Doubts      []Doubt           `json:"doubts,omitempty"`
	Sureness    string            `json:"sureness"` // the confidence in words, by the sources the facts stand on
	Disposition *run.Disposition  `json:"disposition,omitempty"`
}

// Part is one addend of the score with what it was given for.
type Part struct {
	Name   string  `json:"name"`
	Label  string  `json:"label"`
	Points float64 `json:"points"`
	Max    float64 `json:"max"`
	Fact   string  `json:"fact"`
}

// Evidence is one source row with the fact it states.
type Evidence struct {
	Step  int    `json:"step"`
	What  string `json:"what"`
	Table string `json:"table"`
	File  string `json:"file"`
	Row   int64  `json:"row"`
	Fact  string `json:"fact"`
}

// Favour is a source row that speaks for the person of a finding.
type Favour struct {
	Evidence
	Text string `json:"text"`
}

// Doubt is a remark on the data a finding rests on: a note of quality.csv.
type Doubt struct {
	Note  string `json:"note"`
	Table string `json:"table"`
	File  string `json:"file"`
	Row   int64  `json:"row,omitempty"`
	Text  string `json:"text"`
}

// Findings walks the findings of the report in their order.
func (v *Report) Findings() iter.Seq[Finding] {
	return func(yield func(Finding) bool) {
		for i := range v.run.Findings {
			if !yield(v.Finding(&v.run.Findings[i])) {
				return
			}
		}
	}
}

// Finding gives a finding of the run as the report shows it.
func (v *Report) Finding(f *run.Finding) Finding {
	lang, currency, m := v.lang, v.run.Currency, v.mask
	out := Finding{
		Rank: f.Rank, ID: f.ID, Rule: f.Rule, Kind: f.Kind, Paragraph: f.Paragraph, SubjectKind: f.SubjectKind,
		SubjectID: words.MaskID(f.SubjectKind, f.SubjectID, m), SubjectName: blank(m.Text(f.SubjectName)), Position: blank(m.Text(f.Position)),
		Unit: blank(m.Text(f.Unit)), OtherKind: blank(f.OtherKind), OtherID: blank(words.MaskID(f.OtherKind, f.OtherID, m)),
		OtherName: blank(m.Text(f.OtherName)), Tie: blank(f.Tie), ViaID: blank(m.ID(f.ViaID)), ViaName: blank(m.Text(f.ViaName)),
		From: blank(f.From), To: blank(f.To), Amount: blank(f.Amount), Contracts: f.Contracts, Slice: blank(m.Text(f.Slice)),
		Score: f.Score, Confidence: f.Confidence, Status: f.Status, Disclosed: blank(f.Disclosed),
		Summary: v.summary(f), Parts: make([]Part, 0, len(f.Parts)), Evidence: make([]Evidence, 0, len(f.Evidence)),
	}
	if f.Share != nil {
		v, _ := strconv.ParseFloat(strconv.FormatFloat(*f.Share, 'g', 12, 64), 64)
		out.Share = &v
	}
	if len(f.Detail) > 0 {
		out.Detail = make(map[string]string, len(f.Detail))
		for k, v := range f.Detail {
			out.Detail[k] = m.Text(v)
		}
		if grounds := out.Detail["grounds"]; grounds != "" {
			out.Detail["grounds"] = words.InCurrency(currency, grounds)
		}
	}
	for i, p := range f.Parts {
		out.Parts = append(out.Parts, Part{p.Name, words.Parts.In(lang, p.Name), p.Points, p.Max, v.partFact(f, i)})
	}
	for _, e := range f.Evidence {
		out.Evidence = append(out.Evidence, Evidence{e.Step, e.What, e.Table, m.Text(e.File), e.Row, v.fact(e)})
	}
	out.Sureness, out.Band, out.WhyHere = words.Sure(lang, f), v.run.Job.Bands().Of(f.Score), v.why(f)
	for _, e := range f.Favour {
		out.Favour = append(out.Favour, Favour{Evidence{e.Step, e.What, e.Table, m.Text(e.File), e.Row, v.fact(e)}, words.Favour(lang, f, e)})
	}
	for _, n := range v.doubtful.Of(f) {
		out.Doubts = append(out.Doubts, Doubt{n.Note, n.Table, m.Text(n.File), n.Row, words.Doubt(lang, n, m)})
	}
	if d := f.Disposition; d != nil {
		masked := *d
		masked.Reason, masked.By = m.Text(d.Reason), m.ID(d.By)
		out.Disposition = &masked
	}
	return out
}

func blank(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}

// rule is the rule of an id, with nothing but the id where the run has none of it.
func (b builder) rule(id string) run.Rule {
	if r, ok := b.rules[id]; ok {
		return r
	}
	return run.Rule{ID: id}
}
