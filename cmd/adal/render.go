package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/pipeline/seal"
	"adal/reports"
	"adal/reports/cell"
	"adal/reports/mask"
	"adal/reports/words"
)

// look is how the files of a format show a run: in which language, with which numbers.
type look struct{ lang, ids string }

// looks gives the look of every format as the parameters of a manifest record it: lang
// and ids for all of them, lang.html for one that was rendered again in another way.
func looks(parameters map[string]string) map[string]look {
	all := map[string]look{}
	for _, f := range reports.Formats {
		l := look{lang: parameters["lang"], ids: parameters["ids"]}
		if v, ok := parameters["lang."+f]; ok {
			l.lang = v
		}
		if v, ok := parameters["ids."+f]; ok {
			l.ids = v
		}
		all[f] = l
	}
	return all
}

// setLooks records how every format was rendered: where all agree once, else each that
// differs from CSV by its name.
func setLooks(parameters map[string]string, all map[string]look) {
	parameters["lang"], parameters["ids"] = all["csv"].lang, all["csv"].ids
	for _, f := range reports.Formats {
		delete(parameters, "lang."+f)
		delete(parameters, "ids."+f)
		if all[f].lang != all["csv"].lang {
			parameters["lang."+f] = all[f].lang
		}
		if all[f].ids != all["csv"].ids {
			parameters["ids."+f] = all[f].ids
		}
	}
}

// formatOf gives the format a file of a run belongs to, "" for those no report makes.
func formatOf(name string) string {
	if strings.Contains(name, "/") {
		return ""
	}
	switch path.Ext(name) {
	case ".csv", ".ics":
		return "csv"
	case ".jsonl":
		return "json"
	case ".parquet":
		return "parquet"
	case ".html":
		return "html"
	case ".xlsx":
		return "xlsx"
	}
	return ""
}

// render writes the files of the formats given into dir, each as the manifest says.
func render(dir string, r *run.Run, m run.Manifest, formats []string) error {
	how := looks(m.Parameters)
	together := map[look][]string{}
	for _, f := range formats {
		together[how[f]] = append(together[how[f]], f)
	}
	order := slices.SortedFunc(maps.Keys(together), func(a, b look) int {
		return strings.Compare(a.lang+a.ids, b.lang+b.ids)
	})
	for _, l := range order {
		if err := reports.Write(dir, r, reports.Options{Lang: l.lang, FullIDs: l.ids == "full", Formats: together[l]}); err != nil {
			return fmt.Errorf("write the reports: %w", err)
		}
	}
	if m.Previous == nil || !slices.Contains(formats, "csv") {
		return nil
	}
	l := how["csv"]
	if err := writeGone(filepath.Join(dir, "gone.csv"), r, l.lang, maskOf(l.ids == "full", r)); err != nil {
		return fmt.Errorf("write the reports: %w", err)
	}
	return nil
}

// maskOf masks the people of some runs alike, those of findings that are gone too.
func maskOf(full bool, runs ...*run.Run) *mask.Masker {
	all := *runs[0]
	all.Findings = slices.Clone(all.Findings)
	for _, r := range runs {
		if r != runs[0] {
			all.Findings = append(all.Findings, r.Findings...)
		}
		for _, g := range r.Gone {
			all.Findings = append(all.Findings, g.Finding)
		}
	}
	return mask.New(&all, full)
}

// writeGone writes gone.csv: the findings of the run before that are found no more.
func writeGone(name string, r *run.Run, lang string, m *mask.Masker) (err error) {
	f, err := os.OpenFile(name, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	return goneCSV(f, r, lang, m)
}

func goneCSV(out io.Writer, r *run.Run, lang string, m *mask.Masker) error {
	w := csv.NewWriter(out)
	columns := "finding_id rule kind paragraph subject_kind subject_id subject_name other_kind other_id other_name " +
		"tie via_id via_name slice score last_status supplied changes codes"
	if err := w.Write(strings.Fields(columns)); err != nil {
		return err
	}
	for _, g := range r.Gone {
		supplied, told, codes := goneCells(lang, &g, m)
		row := []string{
			g.ID, g.Rule, g.Kind, g.Paragraph, g.SubjectKind, m.ID(g.SubjectID), m.Text(g.SubjectName), g.OtherKind, m.ID(g.OtherID),
			m.Text(g.OtherName), g.Tie, m.ID(g.ViaID), m.Text(g.ViaName), m.Text(g.Slice), strconv.FormatFloat(g.Score, 'f', 1, 64),
			g.Status, supplied, told, codes,
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

// goneCells gives the cells that say why a finding is gone, all blank for one that is not.
func goneCells(lang string, g *run.Gone, m *mask.Masker) (supplied, told, codes string) {
	if g == nil {
		return "", "", ""
	}
	supplied = "yes"
	if !g.Supplied {
		supplied = "no"
	}
	var texts, what []string
	for _, c := range g.Changes {
		texts = append(texts, words.Change(lang, c, m))
		if !slices.Contains(what, c.What) {
			what = append(what, c.What)
		}
	}
	return supplied, strings.Join(texts, "; "), strings.Join(what, ";")
}

// sealing says which files of a run are encrypted to the recipients of a file: its tables,
// and whatever shows numbers of people in full. Nil where no file is given.
func sealing(recipients string, m run.Manifest) (*run.Sealing, error) {
	if recipients == "" {
		return nil, nil
	}
	encrypt, err := seal.Encrypter(recipients)
	if err != nil {
		return nil, err
	}
	how := looks(m.Parameters)
	return &run.Sealing{Encrypt: encrypt, Of: func(name string) bool {
		format := formatOf(name)
		return sealsEverything(m) || format == "" || format == "parquet" || how[format].ids == "full"
	}}, nil
}

// unsealer opens sealed files with the identities of a file; nil where none is given.
func unsealer(identities string) (run.Unseal, error) {
	if identities == "" {
		return nil, nil
	}
	return seal.Decrypter(identities)
}
