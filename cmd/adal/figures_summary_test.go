package main

import (
	"fmt"
	"maps"
	"strconv"
	"testing"

	"github.com/xuri/excelize/v2"

	"adal/texts"
)

// counted is what the numbers of the summary count, by the id of their label.
func (k *facts) counted() map[string]int {
	about := map[string]bool{}
	for _, f := range k.files["findings.csv"] {
		if f["subject_kind"] == "person" {
			about[f["subject_id"]+f["subject_name"]] = true
		} else if f["via_id"] != "" {
			about[f["via_id"]+f["via_name"]] = true
		}
	}
	all := map[string]int{
		"ui.violations": len(k.where("findings.csv", "kind", "violation")), "ui.leads": len(k.where("findings.csv", "kind", "lead")), "ui.cases": len(k.files["cases.csv"]), "ui.in_cases": len(about),
		"ui.rejected_rows": len(k.files["rejects.csv"]), "ui.skipped_rules": len(k.where("coverage.csv", "status", "skipped")),
	}
	for _, x := range k.where("reconciliation.csv", "step", "counted") {
		all["ui.counted_contracts"] = int(amountOf(x["contracts"]))
	}
	return all
}

// summary reads the first sheet: each of its numbers, and that its formula gives the same.
func (p *reading) summary(name string) {
	labels, bands := map[string]int{}, map[string][2]int{}
	for id, n := range p.counted() {
		labels[texts.In(p.lang, id)] = n
	}
	for _, c := range p.files["coverage.csv"] {
		if n := len(p.where("findings.csv", "rule", c["rule"])); n > 0 {
			labels[c["rule"]] = n
		}
	}
	high, middle := p.bands()
	for band, from := range map[string][2]float64{"high": {high, 101}, "middle": {middle, high}, "low": {0, middle}} {
		var counts [2]int
		for _, f := range p.files["findings.csv"] {
			if s := amountOf(f["score"]); s >= from[0] && s < from[1] {
				counts[map[string]int{"violation": 0, "lead": 1}[f["kind"]]]++
			}
		}
		bands[p.heading("band."+band)] = counts
	}
	rows, seen := int64(0), 0
	for _, x := range p.inputs {
		rows += x.Rows
	}
	free := tokensOf(p.numbers(p.catalogue))
	maps.Copy(free, p.bandFigures())
	for _, n := range []string{p.period, p.period[:4], p.period[len(p.period)-1:], p.from, p.asOf, fmt.Sprint(len(p.inputs)), fmt.Sprint(rows), fmt.Sprint(len(p.files["contracts.csv"]))} {
		free[n] = true
	}
	for i, r := range p.b.raw[name] {
		label := ""
		for c, s := range r {
			if s == "" {
				continue
			}
			at := place{name, i, c}
			want, one := labels[label]
			pair, two := bands[label]
			kind := "summary: text"
			_, err := strconv.ParseFloat(s, 64)
			switch {
			case c > 0 && err == nil && one:
				kind = "summary: count"
				p.value(kind, s, fmt.Sprint(want))
				seen++
			case c > 0 && err == nil && two:
				kind = "summary: band"
				p.value(kind, s, fmt.Sprint(pair[c-2]))
				seen++
			case c > 0 && err == nil:
				p.fault("summary: nobody read %q beside %q", s, label)
			case p.hasFigure(s):
				p.numbersAmong(kind, s, free)
			}
			if p.hasFigure(s) {
				p.held[at] = kind
			}
			if c == 0 {
				label = s
			}
		}
	}
	if seen < len(labels)-1 {
		p.fault("summary: %d numbers, the files give %d", seen, len(labels))
	}
}

// formulas holds the numbers of formulas against what they give.
func formulas(t *testing.T, f *excelize.File) {
	t.Helper()
	name := f.GetSheetName(0)
	rows, err := f.GetRows(name, excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for i, r := range rows {
		for c, kept := range r {
			at, _ := excelize.CoordinatesToCellName(c+1, i+1)
			formula, err := f.GetCellFormula(name, at)
			if err != nil || formula == "" {
				continue
			}
			n++
			if got, err := f.CalcCellValue(name, at, excelize.Options{RawCellValue: true}); err != nil || got != kept {
				t.Errorf("summary: %s = %s gives %q, the sheet keeps %q: %v", at, formula, got, kept, err)
			}
		}
	}
	if n < 10 {
		t.Errorf("summary: %d formulas", n)
	}
}
