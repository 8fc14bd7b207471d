package words

import (
	"strconv"

	"adal/pipeline/run"
	"adal/texts"
)

// Warnings are what a reader has to know before the findings: that the period lies outside the
// data, and that little of the data was of use.
func Warnings(lang string, r *run.Run) []string {
	var all []string
	for _, w := range []string{Outside(lang, r), Little(lang, r)} {
		if w != "" {
			all = append(all, w)
		}
	}
	return all
}

// Outside warns that the period of a run lies outside the data, blank where it does not.
func Outside(lang string, r *run.Run) string {
	if r.Outside == nil {
		return ""
	}
	table := InputTables.In(lang, r.Outside.Table)
	return texts.In(lang, "outside."+r.Outside.Side, "period", Period(lang, r.Period), "from", Date(lang, r.From), "to", Date(lang, r.AsOf),
		"day", Date(lang, r.Outside.Day), "table", table)
}

// Little warns that half of the files or more were not read as tables, or that less than half of
// the rules ran; blank where neither is so.
func Little(lang string, r *run.Run) string {
	used, unused, ran := map[string]bool{}, map[string]bool{}, 0
	for _, f := range r.Files {
		used[f.Path] = true
	}
	for _, q := range r.Quality {
		if q.Note == "unknown_file" {
			unused[q.File] = true
		}
	}
	for _, c := range r.Coverage {
		if c.Status == "ran" {
			ran++
		}
	}
	if len(unused) < len(used) && 2*ran >= len(r.Coverage) {
		return ""
	}
	n := strconv.Itoa
	return texts.In(lang, "little", "used", n(len(used)), "files", n(len(used)+len(unused)), "ran", n(ran), "all", n(len(r.Coverage)))
}
