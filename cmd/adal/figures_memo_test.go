package main

import (
	"encoding/xml"
	"slices"
	"strings"
	"testing"
	"time"

	"adal/pipeline/kz"
)

// paragraphs gives the paragraphs of a Word document, those of a table's cells too.
func paragraphs(t *testing.T, path string) []string {
	t.Helper()
	var all []string
	text := false
	tokens(t, path, func(token xml.Token) {
		switch x := token.(type) {
		case xml.StartElement:
			text = x.Name.Local == "t"
			if x.Name.Local == "p" {
				all = append(all, "")
			}
		case xml.EndElement:
			text = false
		case xml.CharData:
			if text && len(all) > 0 {
				all[len(all)-1] += string(x)
			}
		}
	})
	return all
}

// readMemo reads the memo, and with a figure of each paragraph changed.
func (k *facts) readMemo(t *testing.T, path string, mutate bool) {
	t.Helper()
	all := paragraphs(t, path)
	p := k.memo(all)
	for _, fault := range p.faults {
		t.Errorf("%s: memo: %s", k.lang, fault)
	}
	t.Logf("%s: memo: %d figures read", k.lang, p.read)
	if !mutate || len(p.faults) > 0 {
		return
	}
	for i, was := range all {
		if len(k.numbers(was)) == 0 || p.held[i] == "words" {
			continue
		}
		at := digits.FindStringIndex(withoutIdentity(was))[0]
		all[i] = was[:at] + string('0'+(was[at]-'0'+3)%10) + was[at+1:]
		if len(k.memo(all).faults) == 0 {
			t.Errorf("memo: %q instead of %q is not noticed", all[i], was)
		}
		all[i] = was
	}
}

// memo holds the paragraphs of a memo against the files, in their order.
func (k *facts) memo(all []string) *sheet[int] {
	p := &sheet[int]{facts: k, held: map[int]string{}}
	at := 0
	next := func(kind string, want ...any) { // the next paragraph with a figure
		for ; at < len(all); at++ {
			if len(p.numbers(all[at])) > 0 {
				p.held[at] = kind
				p.numbersAre(kind, all[at], want)
				at++
				return
			}
		}
		p.fault("%s: the memo ends before it", kind)
	}
	period := []any{p.period[:4], p.from, p.asOf}
	if len(p.period) == 6 && p.lang == "en" {
		period = []any{p.period[5:], p.period[:4], p.from, p.asOf}
	}
	next("subject", period...)
	next("found", p.found()...)
	about := map[string]bool{}
	for _, f := range p.files["findings.csv"] {
		if f["subject_kind"] == "person" {
			about[f["subject_id"]+f["subject_name"]] = true
		} else if f["via_id"] != "" {
			about[f["via_id"]+f["via_name"]] = true
		}
	}
	next("cases", len(p.files["cases.csv"]), orBlank(len(about)))
	ran, least := p.where("coverage.csv", "status", "ran"), map[string]string(nil)
	part := func(c map[string]string) float64 { return amountOf(c["checked"]) / amountOf(c["population"]) }
	for _, c := range ran {
		if amountOf(c["population"]) > 0 && part(c) < 1 && (least == nil || part(c) < part(least)) {
			least = c
		}
	}
	next("rules", len(ran), len(p.files["coverage.csv"]))
	if least != nil {
		next("coverage", least["checked"], least["population"])
	}
	first := p.gravest()
	for _, f := range first {
		next("gravest: rank", f["rank"])
		paragraph := plain(f["paragraph"])
		var want []any
		for _, x := range slices.Backward(paragraph) {
			want = append(want, x)
		}
		if p.lang == "en" {
			slices.Reverse(want)
		}
		next("gravest: paragraph", want...)
		if at < len(all) && strings.HasPrefix(spaced(all[at]), spaced(f["summary"])) {
			p.held[at] = "gravest: sentence"
			p.read += len(p.numbers(all[at]))
			p.numbersAmong("gravest: beside", strings.TrimPrefix(all[at], f["summary"]), p.tokens[f["finding_id"]], p.register())
			at++
		} else {
			p.fault("gravest: %q, the files say %q", all[at], f["summary"])
		}
		next("gravest: score", f["score"])
	}
	if more := len(p.files["cases.csv"]) - len(first); more > 0 {
		next("gravest: more", more)
	}
	p.terms(all[at:])
	return p
}

// gravest gives the finding a memo names of each of the first ten cases nobody decided: its first, or
// of the same rule and score the one about the slice the case is called by.
func (k *facts) gravest() (all []map[string]string) {
	for _, c := range k.files["cases.csv"] {
		if c["status"] == "decided" || len(all) == 10 {
			continue
		}
		ids := strings.Split(c["finding_ids"], ";")
		first := k.finding[ids[0]]
		for _, id := range ids[1:] {
			if f := k.finding[id]; first["slice"] != c["slice"] && f["slice"] == c["slice"] && f["rule"] == first["rule"] && f["score"] == first["score"] {
				first = f
			}
		}
		all = append(all, first)
	}
	return all
}

// orBlank is a count that a sentence leaves out where there is nothing to count.
func orBlank(n int) any {
	if n == 0 {
		return ""
	}
	return n
}

// terms reads the days by which somebody has to act: each is what the calendar of working days
// gives for a term of the Standard, and the lines name these terms and paragraphs.
func (p *sheet[N]) terms(all []string) {
	asOf, err := time.Parse(time.DateOnly, p.asOf)
	if err != nil {
		p.fault("terms: %v", err)
		return
	}
	days := map[string]bool{p.asOf: true}
	for _, term := range []kz.Term{{Count: 3, Unit: "wd"}, {Count: 10, Unit: "wd"}, {Count: 3, Unit: "m"}, {Count: 3, Unit: "d"}} {
		due, err := kz.WorkingDays().End(term, asOf, time.Time{})
		if err != nil {
			p.fault("terms: %v", err)
			continue
		}
		days[due.By.Format(time.DateOnly)] = true
	}
	paragraphs := map[string][][]any{"scan": {{2, 14}, {3, 14}, {4, 14}, {6, 14}}, "concentration": {{52}}}[p.job]
	for _, s := range all {
		got := p.numbers(s)
		switch {
		case len(got) == 0 || strings.Contains(p.catalogue, spaced(s)):
		case slices.ContainsFunc(got, func(x figure) bool { return x.day }):
			p.numbersAmong("terms: day", s, days)
		case len(paragraphs) == 0:
			p.fault("terms: nobody read %q", s)
		default:
			want := paragraphs[0]
			if paragraphs = paragraphs[1:]; p.lang == "en" {
				want = slices.Clone(want)
				slices.Reverse(want)
			}
			p.numbersAre("terms: paragraph", s, want)
		}
	}
}
