package view

import (
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
	"adal/texts"
)

// Difference is what differs between two runs: the settings, and where every finding stands.
type Difference struct {
	Old      string     `json:"old_period"`
	New      string     `json:"new_period"`
	Settings []string   `json:"settings_changed"`
	Findings []Standing `json:"findings"`

	Counts string `json:"-"` // how many stand where, in words
	rows   []stand
	of     builder
}

// Standing is a finding with where it stands between two runs.
type Standing struct {
	Change      string   `json:"change"` // new, reopened, persisting or gone
	ID          string   `json:"finding_id"`
	Rule        string   `json:"rule"`
	Kind        string   `json:"kind"`
	SubjectID   string   `json:"subject_id"`
	SubjectName string   `json:"subject_name"`
	OtherID     string   `json:"other_id"`
	OtherName   string   `json:"other_name"`
	Slice       string   `json:"slice,omitempty"`
	Score       float64  `json:"score"`
	Supplied    *bool    `json:"supplied,omitempty"`
	Changes     []Change `json:"changes,omitempty"`

	Heading string `json:"-"` // what the findings of its change are
	Between string `json:"-"` // its two sides, by name and number
}

// Change is one thing that changed for a finding that is gone.
type Change struct {
	Code string `json:"code"`
	Text string `json:"text"`
}

// stand is a finding of the newer run, or one that is gone.
type stand struct {
	change  string
	finding *run.Finding
	gone    *run.Gone
}

// stands lists the findings of the newer run in their order, then those that are gone.
func stands(r *run.Run) []stand {
	var all []stand
	for _, change := range []string{"new", "reopened", "persisting"} {
		for i := range r.Findings {
			if r.Findings[i].Status == change {
				all = append(all, stand{change: change, finding: &r.Findings[i]})
			}
		}
	}
	for i := range r.Gone {
		all = append(all, stand{change: "gone", finding: &r.Gone[i].Finding, gone: &r.Gone[i]})
	}
	return all
}

// Difference sets the run of the report, compared with old, beside it. The report must be of
// both ([Of] takes the other), so that people of the two are masked alike.
func (v *Report) Difference(old *run.Run) *Difference {
	b := v.builder
	d := &Difference{Old: old.Period, New: b.run.Period, Settings: append([]string{}, b.settingsChanged(old)...), Findings: []Standing{}, rows: stands(b.run), of: b}
	count := map[string]int{}
	for _, s := range d.rows {
		count[s.change]++
		d.Findings = append(d.Findings, b.standing(s))
	}
	d.Counts = b.said("diff_counts", "new", strconv.Itoa(count["new"]), "reopened", strconv.Itoa(count["reopened"]), "persisting", strconv.Itoa(count["persisting"]), "gone", strconv.Itoa(count["gone"]))
	return d
}

func (b builder) standing(s stand) Standing {
	f, m := s.finding, b.mask
	x := Standing{
		Change: s.change, ID: f.ID, Rule: f.Rule, Kind: f.Kind, SubjectID: m.ID(f.SubjectID), SubjectName: m.Text(f.SubjectName),
		OtherID: m.ID(f.OtherID), OtherName: m.Text(f.OtherName), Slice: m.Text(f.Slice), Score: f.Score,
		Heading: b.said("diff_" + s.change), Between: b.between(f),
	}
	if s.gone != nil {
		x.Supplied = &s.gone.Supplied
		for _, c := range s.gone.Changes {
			x.Changes = append(x.Changes, Change{c.What, words.Change(b.lang, c, m)})
		}
	}
	return x
}

// Unchanged says that findings that stand as they stood are not listed.
func (d *Difference) Unchanged(n int) string {
	return d.of.said("diff_unchanged", "n", strconv.Itoa(n))
}

// Table gives the difference for programs.
func (d *Difference) Table() *Table {
	columns := "change finding_id rule kind subject_kind subject_id subject_name other_kind other_id other_name via_id slice score:points supplied changes codes"
	m := d.of.mask
	return file("diff.csv", columns, func(yield func([]any) bool) {
		for _, s := range d.rows {
			f := s.finding
			supplied, told, codes := "", "", ""
			if s.gone != nil {
				supplied = yesNo(s.gone.Supplied)
				told, codes = d.of.changes(s.gone)
			}
			if !yield([]any{
				s.change, f.ID, f.Rule, f.Kind, f.SubjectKind, m.ID(f.SubjectID), m.Text(f.SubjectName), f.OtherKind, m.ID(f.OtherID),
				m.Text(f.OtherName), m.ID(f.ViaID), m.Text(f.Slice), f.Score, supplied, told, codes,
			}) {
				return
			}
		}
	})
}

// between names the two sides of a finding.
func (b builder) between(f *run.Finding) string {
	s := b.side(f.SubjectKind, f.SubjectName, f.SubjectID)
	if f.OtherID != "" {
		s += " / " + b.side(f.OtherKind, f.OtherName, f.OtherID)
	}
	if f.Slice != "" {
		s += " / " + b.mask.Text(words.SliceOf(b.lang, f))
	}
	return s
}

// numbered are the kinds of a side that go by a number of their own, which tells two of one name apart.
var numbered = []string{"person", "supplier", "customer", "company", "tenderer", "buyer", "procuring_entity"}

// side names a side of a finding by its name, and by its number where it has one.
func (b builder) side(kind, name, id string) string {
	named := words.Named(b.lang, kind, name, id, b.mask)
	if name == "" || id == "" || !slices.Contains(numbered, kind) {
		return named
	}
	return named + " " + b.mask.ID(id)
}

// settingsChanged says which rules, thresholds and weights are not the same in two runs.
func (b builder) settingsChanged(old *run.Run) []string {
	var lines []string
	say := func(c run.Change) { lines = append(lines, words.Change(b.lang, c, nil)) }
	for _, was := range old.Rules {
		is := b.rule(was.ID)
		switch {
		case is.Digest == "":
			say(run.Change{What: "rule_gone", Column: was.ID})
			continue
		case is.Digest != was.Digest:
			say(run.Change{What: "rule_changed", Column: was.ID})
		}
		for _, p := range was.Parameters {
			for _, q := range is.Parameters {
				if p.Name == q.Name && p.Value != q.Value {
					say(run.Change{What: "threshold_changed", Column: was.ID + "." + p.Name, Old: p.Value, New: q.Value})
				}
			}
		}
	}
	for _, is := range b.run.Rules {
		if !slices.ContainsFunc(old.Rules, func(x run.Rule) bool { return x.ID == is.ID }) {
			lines = append(lines, b.said("rule_new", "name", is.ID))
		}
	}
	number := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	for _, was := range old.Weights {
		for _, is := range b.run.Weights {
			if was.Name == is.Name && was.Max != is.Max {
				say(run.Change{What: "threshold_changed", Column: "score." + was.Name, Old: number(was.Max), New: number(is.Max)})
			}
		}
	}
	return lines
}

// said gives a sentence of the comparison, its places filled from pairs of name and value.
func (b builder) said(key string, pairs ...string) string {
	return strings.TrimSpace(texts.In(b.lang, "said."+key, pairs...))
}
