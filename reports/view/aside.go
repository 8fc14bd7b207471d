package view

import (
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Said is what stands beside a finding and is no part of its proof: what speaks for the person,
// or a doubt about the data, with the row that says so.
type Said struct{ Text, Fact, Place string }

// favour lists what speaks for the person of a finding, each with its source row.
func (b builder) favour(f *run.Finding) []Said {
	var all []Said
	for _, e := range f.Favour {
		all = append(all, Said{words.Favour(b.lang, f, e), b.fact(e), b.place(e.File, e.Row)})
	}
	return all
}

// maxDoubts is how many doubts are told of one finding; the sheet of remarks has all.
const maxDoubts = 12

// doubts lists what is doubtful in the data a finding rests on: the same remark about the same
// number once, with the first row that has it.
func (b builder) doubts(f *run.Finding) []Said {
	var all []Said
	more := 0
	at, rows := map[string]int{}, map[string]int64{}
	for _, n := range b.doubtful.Of(f) {
		text := words.Doubt(b.lang, n, b.mask)
		if rows[text]++; rows[text] > 1 {
			continue
		}
		if len(all) == maxDoubts {
			more++
			continue
		}
		s := Said{Text: text}
		if n.Row > 0 {
			s.Place = b.place(n.File, n.Row)
		}
		at[text] = len(all)
		all = append(all, s)
	}
	for text, i := range at {
		if n := rows[text]; n > 1 && all[i].Place != "" {
			all[i].Place += ", " + b.say("more_rows", "n", words.Count(b.lang, n-1))
		}
	}
	if more > 0 {
		all = append(all, Said{Text: b.say("more_doubts", "n", words.Count(b.lang, int64(more)))})
	}
	return all
}

// line puts what was said on one line, each text once.
func line(all []Said) string {
	var texts []string
	seen := map[string]bool{}
	for _, s := range all {
		if !seen[s.Text] {
			seen[s.Text] = true
			texts = append(texts, s.Text)
		}
	}
	return strings.Join(texts, "; ")
}

// beside is what stands beside a finding in one text: what speaks for the person, what is
// doubtful. Blank where nothing does.
func (b builder) beside(f *run.Finding) string {
	var parts []string
	for _, x := range []struct {
		key  string
		said []Said
	}{{"in_favour", b.favour(f)}, {"doubts", b.doubts(f)}} {
		if s := line(x.said); s != "" {
			parts = append(parts, b.t(x.key)+": "+s+".")
		}
	}
	return strings.Join(parts, " ")
}
