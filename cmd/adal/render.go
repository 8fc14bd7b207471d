package main

import (
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/pipeline/seal"
	"adal/reports"
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
	case ".docx":
		return "docx"
	}
	if name == "indicators.json" { // the manifest is JSON too, and no report
		return "indicators"
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
		o := reports.Options{Lang: l.lang, FullIDs: l.ids == "full", Formats: together[l], Compared: m.Previous != nil}
		if err := reports.Write(dir, r, o); err != nil {
			return fmt.Errorf("write the reports: %w", err)
		}
	}
	return nil
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
