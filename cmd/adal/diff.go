package main

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline/compare"
	"adal/pipeline/run"
	"adal/reports/cell"
	"adal/reports/mask"
	"adal/reports/text"
	"adal/reports/words"
)

func newDiffCommand() *cobra.Command {
	var o viewOptions
	cmd := &cobra.Command{
		Use: "diff",
		Example: "  adal scan --data fixtures/ministry --period 2026Q2 --out runs/2026Q2\n" +
			"  adal scan --data fixtures/ministry --period 2026Q3 --out runs/2026Q3\n" +
			"  adal diff runs/2026Q2 runs/2026Q3",
		Args: exactly(2, "two_runs"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check("text", "csv", "json"); err != nil {
				return err
			}
			unseal, err := unsealer(o.unseal)
			if err != nil {
				return err
			}
			old, err := run.Load(cmd.Context(), args[0], unseal)
			if err != nil {
				return err
			}
			is, err := run.Load(cmd.Context(), args[1], unseal)
			if err != nil {
				return err
			}
			folder, temp, done, err := openTables(args[1], unseal)
			if err != nil {
				return err
			}
			defer done()
			r, err := compare.Runs(cmd.Context(), old, is, folder, temp)
			if err != nil {
				return err
			}
			m := maskOf(o.ids == "full", old, r)
			switch o.format {
			case "csv":
				return diffCSV(cmd.OutOrStdout(), r, o.lang, m)
			case "json":
				return diffJSON(cmd.OutOrStdout(), old, r, o.lang, m)
			}
			return diffText(cmd.OutOrStdout(), old, r, o.lang, m)
		},
	}
	o.flags(cmd)
	return cmd
}

// openTables gives the folder with the plain tables of a run, and a folder to work in.
// Those of a sealed run are opened into the latter, which lies beside the run, is for
// its owner only and is gone when done is called.
func openTables(dir string, unseal run.Unseal) (folder, temp string, done func(), err error) {
	folder = filepath.Join(dir, "tables")
	s, err := run.Scratch(dir)
	if err != nil {
		return "", "", nil, err
	}
	done = s.Discard
	sealed, _ := filepath.Glob(filepath.Join(folder, "*"+run.SealedSuffix))
	if len(sealed) == 0 {
		return folder, s.Work(), done, nil
	}
	for _, path := range sealed {
		name := strings.TrimSuffix(filepath.Base(path), run.SealedSuffix)
		b, err := run.ReadFile(dir, "tables/"+name, unseal)
		if err == nil {
			err = os.WriteFile(filepath.Join(s.Tables(), name), b, 0o600)
		}
		if err != nil {
			done()
			return "", "", nil, err
		}
	}
	return s.Tables(), s.Work(), done, nil
}

// stand is a finding with where it stands between two runs.
type stand struct {
	change  string // new, persisting, reopened, gone
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

func diffText(w io.Writer, old, r *run.Run, lang string, m *mask.Masker) error {
	var b strings.Builder
	all := stands(r)
	count := map[string]int{}
	for _, s := range all {
		count[s.change]++
	}
	fmt.Fprintf(&b, "%s → %s: %s\n", old.Period, r.Period,
		say(lang, "diff_counts", "new", strconv.Itoa(count["new"]), "reopened", strconv.Itoa(count["reopened"]), "persisting", strconv.Itoa(count["persisting"]), "gone", strconv.Itoa(count["gone"])))
	for _, line := range settingsChanged(old, r, lang) {
		fmt.Fprintf(&b, "%s\n", line)
	}
	last := ""
	for _, s := range all {
		if s.change != last {
			last = s.change
			fmt.Fprintf(&b, "\n%s\n", say(lang, "diff_"+s.change))
		}
		f := s.finding
		fmt.Fprintf(&b, "%-10s  %s  %-7s  %s\n", s.change, f.ID, f.Rule, between(lang, f, m))
		if s.gone == nil {
			continue
		}
		for _, c := range s.gone.Changes {
			fmt.Fprintf(&b, "            %s\n", words.Change(lang, c, m))
		}
	}
	_, err := io.WriteString(w, strings.Map(text.Printable, b.String()))
	return err
}

// between names the two sides of a finding.
func between(lang string, f *run.Finding, m *mask.Masker) string {
	s := words.Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m) + " " + m.ID(f.SubjectID)
	if f.OtherID != "" {
		s += " / " + words.Named(lang, f.OtherKind, f.OtherName, f.OtherID, m) + " " + m.ID(f.OtherID)
	}
	if f.Slice != "" {
		s += " / " + m.Text(f.Slice)
	}
	return s
}

// settingsChanged says which rules, thresholds and weights are not the same in two runs.
func settingsChanged(old, r *run.Run, lang string) []string {
	var lines []string
	for _, was := range old.Rules {
		is := ruleOf(r, was.ID)
		switch {
		case is.Digest == "":
			lines = append(lines, words.Change(lang, run.Change{What: "rule_gone", Column: was.ID}, nil))
			continue
		case is.Digest != was.Digest:
			lines = append(lines, words.Change(lang, run.Change{What: "rule_changed", Column: was.ID}, nil))
		}
		for _, p := range was.Parameters {
			for _, q := range is.Parameters {
				if p.Name == q.Name && p.Value != q.Value {
					lines = append(lines, thresholdChanged(lang, was.ID+"."+p.Name, p.Value, q.Value))
				}
			}
		}
	}
	for _, is := range r.Rules {
		if !slices.ContainsFunc(old.Rules, func(x run.Rule) bool { return x.ID == is.ID }) {
			lines = append(lines, say(lang, "rule_new", "name", is.ID))
		}
	}
	for _, was := range old.Weights {
		for _, is := range r.Weights {
			if was.Name == is.Name && was.Max != is.Max {
				lines = append(lines, thresholdChanged(lang, "score."+was.Name, strconv.FormatFloat(was.Max, 'g', -1, 64), strconv.FormatFloat(is.Max, 'g', -1, 64)))
			}
		}
	}
	return lines
}

func thresholdChanged(lang, name, was, is string) string {
	return words.Change(lang, run.Change{What: "threshold_changed", Column: name, Old: was, New: is}, nil)
}

func diffCSV(out io.Writer, r *run.Run, lang string, m *mask.Masker) error {
	w := csv.NewWriter(out)
	if err := w.Write(strings.Fields("change finding_id rule kind subject_kind subject_id subject_name other_kind other_id other_name via_id slice score supplied changes codes")); err != nil {
		return err
	}
	for _, s := range stands(r) {
		f := s.finding
		supplied, told, codes := goneCells(lang, s.gone, m)
		row := []string{
			s.change, f.ID, f.Rule, f.Kind, f.SubjectKind, m.ID(f.SubjectID), m.Text(f.SubjectName), f.OtherKind, m.ID(f.OtherID),
			m.Text(f.OtherName), m.ID(f.ViaID), m.Text(f.Slice), strconv.FormatFloat(f.Score, 'f', 1, 64), supplied, told, codes,
		}
		for i := range row {
			row[i] = cell.Neutral(row[i])
		}
		if err := w.Write(row); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

func diffJSON(out io.Writer, old, r *run.Run, lang string, m *mask.Masker) error {
	type change struct {
		Code string `json:"code"`
		Text string `json:"text"`
	}
	type entry struct {
		Change      string   `json:"change"`
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
		Changes     []change `json:"changes,omitempty"`
	}
	whole := struct {
		Old      string   `json:"old_period"`
		New      string   `json:"new_period"`
		Settings []string `json:"settings_changed"`
		Findings []entry  `json:"findings"`
	}{old.Period, r.Period, append([]string{}, settingsChanged(old, r, lang)...), []entry{}}
	for _, s := range stands(r) {
		f := s.finding
		e := entry{
			Change: s.change, ID: f.ID, Rule: f.Rule, Kind: f.Kind, SubjectID: m.ID(f.SubjectID), SubjectName: m.Text(f.SubjectName),
			OtherID: m.ID(f.OtherID), OtherName: m.Text(f.OtherName), Slice: m.Text(f.Slice), Score: f.Score,
		}
		if s.gone != nil {
			e.Supplied = &s.gone.Supplied
			for _, c := range s.gone.Changes {
				e.Changes = append(e.Changes, change{c.What, words.Change(lang, c, m)})
			}
		}
		whole.Findings = append(whole.Findings, e)
	}
	e := json.NewEncoder(out)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(whole)
}
