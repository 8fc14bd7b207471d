package main

import (
	"encoding/xml"
	"regexp"
	"strings"
	"testing"

	"adal/texts"
)

// mostPaperRows is how many rows a table on paper has before it says how many more there are;
// mostMembers how many members of a group it names, mostCustomers how many customers it shows.
const mostPaperRows, mostMembers, mostCustomers = 24, 12, 3

// written is what stands in a Word document one under the other: a paragraph, or a table.
type written struct {
	text *string
	rows [][]*string
}

// blocks reads a Word document. Its pictures are drawn by the same chart as those of the page,
// whose places and words are read there.
func blocks(t *testing.T, path string) []written {
	t.Helper()
	var all []written
	var into *string
	table, text := false, false
	tokens(t, path, func(token xml.Token) {
		switch x := token.(type) {
		case xml.StartElement:
			text = x.Name.Local == "t"
			last := len(all) - 1
			switch x.Name.Local {
			case "tbl":
				all, table = append(all, written{}), true
			case "tr":
				all[last].rows = append(all[last].rows, nil)
			case "tc":
				into = new("")
				row := &all[last].rows[len(all[last].rows)-1]
				*row = append(*row, into)
			case "p":
				if !table {
					into = new("")
					all = append(all, written{text: into})
				}
			}
		case xml.EndElement:
			text = false
			table = table && x.Name.Local != "tbl"
		case xml.CharData:
			if text && into != nil {
				*into += string(x)
			}
		}
	})
	return all
}

// readPaper reads the report on paper, and with a figure of each kind changed.
func (k *facts) readPaper(t *testing.T, path string, mutate bool) {
	t.Helper()
	all := blocks(t, path)
	p := k.paper(all)
	for _, fault := range p.faults[:min(len(p.faults), 25)] {
		t.Errorf("%s: paper: %s", k.lang, fault)
	}
	t.Logf("%s: paper: %d figures read, %d faults", k.lang, p.read, len(p.faults))
	if p.read < 300 {
		t.Errorf("%s: paper: %d figures read: nothing was tried", k.lang, p.read)
	}
	if !mutate || len(p.faults) > 0 {
		return
	}
	kinds := map[string]bool{}
	for text, kind := range p.held {
		at := digits.FindStringIndex(withoutIdentity(*text))
		if kind == "words" || kinds[kind] || at == nil {
			continue
		}
		kinds[kind] = true
		was := *text
		*text = was[:at[0]] + "86753" + was[at[0]:]
		if len(k.paper(all).faults) == 0 {
			t.Errorf("paper: %s: %q instead of %q is not noticed", kind, *text, was)
		}
		*text = was
	}
	t.Logf("%s: paper: %d kinds of figures changed", k.lang, len(kinds))
	if len(kinds) < 30 {
		t.Errorf("paper: %d kinds of figures changed", len(kinds))
	}
}

// paper is the report on paper being read.
type paper struct {
	sheet[*string]
	part      int
	title     string  // above the table that comes next
	bin       string  // of whom the part speaks
	queue     [][]any // what the paragraphs of the part must say: a kind, then figures
	more      any     // how many rows the table above left out, nil where none
	customers int     // of how many the report has spoken
	measures  int     // and of the indicators of how many
}

var partNumber = regexp.MustCompile(`^[0-9]+\. `)

// paper holds a report on paper against the files, from the top.
func (k *facts) paper(all []written) *paper {
	p := &paper{sheet: sheet[*string]{facts: k, held: map[*string]string{}}}
	p.queue = [][]any{{"subject", p.period, p.from, p.asOf}}
	tables := map[string]int{}
	for _, w := range all {
		if w.rows != nil {
			p.settled(false)
			tables[p.table(w.rows)]++
			continue
		}
		p.paragraph(w.text)
	}
	p.settled(true)
	bins, _ := p.measured()
	customers := min(len(distinct(p.files["concentration.csv"], "customer_bin")), mostCustomers)
	for kind, want := range map[string]int{
		"gravest": 1, "cumulated": customers, "mix": customers, "indicators": min(len(bins), mostCustomers), "reconciliation": 1, "coverage": 1, "terms": 1,
		"groups": min(len(p.files["groups.csv"]), 1), "by law": min(len(p.byLaw()), 1),
	} {
		if tables[kind] != want {
			p.fault("paper: %d tables of %s, there should be %d", tables[kind], kind, want)
		}
	}
	return p
}

// settled reports what should have been said and was not.
func (p *paper) settled(part bool) {
	if p.more != nil {
		p.fault("paper: nothing says of the table above that %v are left out", p.more)
	}
	if p.more = nil; part && len(p.queue) > 0 {
		p.fault("paper: part %d does not say %v", p.part, p.queue)
	}
}

// paragraph reads what stands between the tables.
func (p *paper) paragraph(text *string) {
	s := *text
	plainly := true // no figures but those of the catalogue
	for sentence := range strings.SplitSeq(spaced(s), ". ") {
		plainly = plainly && (!p.hasFigure(sentence) || strings.Contains(p.catalogue, sentence))
	}
	_, isSlice := p.sliceOf(p.bin, s)
	switch {
	case partNumber.MatchString(s):
		p.settled(true)
		p.part++
		p.held[text] = "part"
		title, want := partNumber.ReplaceAllString(s, ""), []any{p.part}
		if strings.HasPrefix(title, texts.In(p.lang, "ui.memo_terms")) { // counted from a day
			want = append(want, p.asOf)
		}
		p.numbersAre("part", s, want)
		p.begin(title)
	case spaced(s) == "":
	case plainly:
		p.held[text] = "words"
		if isSlice {
			p.title = s
		}
	case isSlice && p.more == nil:
		p.held[text] = "slice"
		p.title = s
	case p.more != nil:
		p.held[text] = "more"
		p.numbersAre("more", s, []any{p.more})
		p.more = nil
	case len(p.queue) > 0:
		kind := p.queue[0][0].(string)
		p.held[text] = kind
		p.numbersAre(kind, s, p.queue[0][1:])
		p.queue = p.queue[1:]
	default:
		p.fault("paper: nobody read %q of part %d", s, p.part)
	}
}

// begin says of a part what its paragraphs must say.
func (p *paper) begin(title string) {
	is := func(id string) bool { return strings.HasPrefix(title, texts.In(p.lang, "ui."+id)) }
	p.queue, p.title = nil, ""
	customers := len(distinct(p.files["concentration.csv"], "customer_bin"))
	switch {
	case is("paper_found"):
		counted := p.where("reconciliation.csv", "step", "counted")[0]
		p.queue = [][]any{{"counted", counted["contracts"], counted["amount"]}}
		p.queue = append(p.queue, append([]any{"found"}, p.found()...),
			[]any{"cases", len(p.files["cases.csv"]), orBlank(p.counted()["ui.in_cases"])})
	case is("concentration"):
		p.bin = identity.FindString(title)
		p.customers++
		if left := customers - mostCustomers; p.customers == mostCustomers && left > 0 {
			p.queue = [][]any{{"customers", left}}
		}
	case is("kpi"):
		bins, _ := p.measured()
		p.bin = bins[min(p.measures, len(bins)-1)]
		p.measures++
		if name := p.customerNames()[p.bin]; p.bin != "" && !strings.HasSuffix(spaced(title), spaced(name)) {
			p.fault("paper: %q stands where the indicators of %s belong", title, name)
		}
	case is("coverage"):
		ran := p.where("coverage.csv", "status", "ran")
		p.queue = [][]any{{"rules", len(ran), len(p.files["coverage.csv"])}}
		part := func(c map[string]string) float64 { return amountOf(c["checked"]) / amountOf(c["population"]) }
		var least map[string]string
		for _, c := range ran {
			if amountOf(c["population"]) > 0 && part(c) < 1 && (least == nil || part(c) < part(least)) {
				least = c
			}
		}
		if least != nil {
			p.queue = append(p.queue, []any{"least covered", least["checked"], least["population"]})
		}
	}
}

// row holds the cells of a row against figures; what is nil is left to others.
func (p *paper) row(kind string, cells []*string, columns []string, want ...[]any) {
	for i, w := range want {
		if w == nil {
			continue
		}
		name := kind + ": " + columns[i]
		p.held[cells[i]] = name
		p.numbersAre(name, *cells[i], w)
	}
	for _, c := range cells {
		if p.held[c] == "" && p.hasFigure(*c) && !strings.Contains(p.catalogue, spaced(*c)) {
			p.fault("paper: %s: nobody read %q", kind, *c)
		}
	}
}

// rows says how many rows a table of so many may have, and that those left out must be counted.
func (p *paper) rows(kind string, rows [][]*string, all int) bool {
	if all > mostPaperRows {
		p.more, all = all-mostPaperRows, mostPaperRows
	}
	if len(rows) != all {
		p.fault("paper: %s: %d rows, there should be %d", kind, len(rows), all)
		return false
	}
	return true
}

// table reads a table by its head.
func (p *paper) table(rows [][]*string) string {
	head, rows := rows[0], rows[1:]
	is := func(i int, id string) bool { return strings.EqualFold(*head[i], texts.In(p.lang, "ui."+id)) }
	switch {
	case is(1, "paragraph_heading") && is(2, "summary"):
		p.gravest(rows)
		return "gravest"
	case is(0, "supplier_or_group"):
		p.holdersTable(rows)
		return "holders"
	case is(1, "category"):
		p.heldTable(rows)
		return "held"
	case is(1, "members"):
		p.groupsTable(rows)
		return "groups"
	case is(0, "plot_cumulated_x"):
		p.cumulatedTable(rows)
		return "cumulated"
	case is(0, "method"):
		p.mixTable(head, rows)
		return "mix"
	case is(0, "measure"):
		p.indicatorsTable(head, rows)
		return "indicators"
	case is(0, "supplier") && is(2, "ground"):
		p.lawfulTable(rows)
		return "by law"
	case is(0, "step_heading"):
		p.reconciliationTable(rows)
		return "reconciliation"
	case is(0, "rule"):
		p.coverageTable(rows)
		return "coverage"
	case is(0, "what") && is(1, "paragraph_heading"):
		var all []string
		for _, r := range rows {
			for _, c := range r {
				p.held[c] = "terms"
				all = append(all, *c)
			}
		}
		p.terms(all)
		return "terms"
	}
	p.fault("paper: nobody read the table of %q", *head[0])
	return ""
}
