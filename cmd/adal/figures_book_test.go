package main

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"adal/texts"
)

// figuresIn says of every column of a sheet, by the id of its heading, which figure of a file stands in
// it: a column of the file (share:X of one in per cent, text:X word for word), "ids" for what has
// figures and is none (names of files, codes), "words" for a text of the catalogue, "of" for figures of
// the row's finding. A column that is not named may have no figure.
var figuresIn = map[string]map[string]string{
	"findings": {"ui.rank": "rank", "ui.score": "score", "ui.summary": "text:summary", "ui.sheet_evidence": "proofs", "column.date_from": "date_from", "column.date_to": "date_to",
		"column.amount": "amount", "ui.contracts": "contracts", "ui.share": "share", "ui.slice": "of", "ui.paragraph_heading": "of", "ui.basis": "words", "ui.why_here": "why",
		"ui.in_favour": "of", "ui.doubts": "of", "ui.unfair": "register", "ui.position": "of", "ui.unit": "of", "ui.other": "of", "ui.subject": "of", "ui.via": "of",
		"column.finding_id": "text:finding_id", "ui.disclosed": "of", "ui.other+ui.id": "text:other_id", "ui.subject+ui.id": "text:subject_id", "ui.via+ui.id": "text:via_id"},
	"cases":       {"ui.case": "text:case_id", "ui.score": "score", "ui.case_title": "text:title", "ui.findings": "findings", "ui.contracts": "contracts", "column.amount": "amount", "ui.case_people": "ids", "ui.rule": "ids"},
	"evidence":    {"ui.finding_id": "text:finding_id", "ui.rank": "rank of the finding", "ui.step": "step", "ui.fact": "text:fact", "ui.file": "text:file", "column.row": "row"},
	"score_parts": {"ui.finding_id": "text:finding_id", "ui.rank": "rank of the finding", "ui.points": "points", "ui.most": "max", "ui.reason_given": "text:fact"},
	"concentration": {"ui.suppliers": "suppliers", "ui.contracts": "contracts", "ui.amount": "amount", "column.top_share": "top_share", "column.top_amount": "top_amount", "column.cr3": "cr3",
		"column.cr4": "cr4", "column.hhi": "hhi", "column.hhi_norm": "hhi_norm", "column.hhi_min": "hhi_min", "column.hhi_excess": "hhi_excess", "column.effective_number": "effective_number",
		"column.gini": "gini", "ui.slice": "slice", "column.slice_kind": "words", "ui.unfair": "register", "ui.note": "text:note", "ui.customer": "ids"},
	"groups":         {"ui.amount": "amount", "ui.contracts": "contracts", "ui.share": "share", "ui.group": "text:group_id", "ui.id": "text:supplier_id", "ui.unfair": "register"},
	"group_edges":    {"ui.fact": "text:fact", "column.row": "row", "ui.file": "text:file", "ui.group": "text:group_id", "column.from_id": "ids", "column.to_id": "ids", "column.via_id": "ids"},
	"kpi":            {"column.year": "year", "ui.measure": "words", "ui.this_year": "value", "ui.previous_year": "previous", "ui.change": "change", "ui.made_of": "words", "ui.customer": "ids"},
	"reconciliation": {"ui.rows": "rows", "ui.contracts": "contracts", "ui.amount": "amount", "ui.reason": "text:reason"},
	"method_mix":     {"column.year": "year", "ui.contracts": "contracts", "ui.amount": "amount", "ui.share": "share", "ui.customer": "ids", "ui.method": "words"},
	"contracts": {"ui.contract": "text:number", "column.contract_id": "text:contract_id", "ui.signed_on": "signed_on", "column.year": "year", "column.counted_value": "value", "column.amount": "amount",
		"column.category": "text:category", "ui.unit": "text:unit", "ui.method": "ids", "ui.ground": "ids", "column.lawful": "text:lawful", "ui.file": "text:file", "column.row": "row", "ui.group": "text:group_id",
		"column.currency": "text:currency", "ui.unfair": "register", "ui.customer": "ids", "ui.supplier": "ids", "column.left_out": "ids"},
	"contract_lists": {"ui.listed_of": "ids", "ui.contract": "text:number", "ui.signed_on": "signed_on", "ui.supplier": "ids", "column.counted_value": "value", "column.category": "text:category",
		"ui.file": "text:file", "column.row": "row"},
	"year_flags": {"ui.summary": "text:summary", "ui.flag_tender": "text:tenders", "ui.flag_lot": "text:lots", "ui.value": "shown:value", "ui.flag_threshold": "shown:threshold", "ui.unfair": "register", "ui.flag_title": "words"},
	"positions":  {"ui.marks": "marks", "ui.decisions": "decisions", "ui.decided_amount": "amount", "ui.found": "findings", "ui.position": "text:position", "ui.unit": "text:unit"},
	"decisions":  {"ui.rank": "rank", "ui.other": "of", "ui.subject": "of", "column.finding_id": "text:finding_id"},
	"coverage":   {"ui.population": "population", "ui.checked": "checked", "ui.found": "findings", "ui.share": "part", "ui.gaps": "text:gaps", "ui.summary": "words", "ui.reason": "ids"},
	"quality":    {"ui.file": "text:file", "column.row": "row", "ui.detail": "text:detail", "ui.note": "text:note", "ui.id": "text:id"},
	"rejects":    {"ui.file": "text:file", "column.row": "row", "ui.value": "text:value", "ui.reason": "text:reason"},
	"rules":      {"ui.parameters": "settings", "ui.paragraph_heading": "words", "ui.why": "words", "ui.exceptions": "words", "ui.clears": "words", "ui.innocent": "words", "ui.basis": "words", "ui.summary": "words"},
	"files":      {"ui.rows": "rows", "ui.used": "normalised", "ui.rejected": "rejected", "ui.repeated": "left_out", "ui.file": "text:file", "SHA-256": "ids", "ui.unknown_columns": "ids"},
	"unfair":     {"column.date_from": "date_from", "column.date_to": "date_to", "ui.file": "ids", "column.row": "ids", "ui.reason": "ids"},
	"lawful":     {"ui.contracts": "contracts", "ui.amount": "amount", "ui.ground": "ids", "ui.unfair": "register", "ui.customer": "ids"},
}

// sheetTitles names the sheet of a section by the id of its title.
var sheetTitles = map[string]string{
	"findings": "sheet_findings", "cases": "cases", "evidence": "sheet_evidence", "score_parts": "sheet_score", "concentration": "sheet_concentration", "groups": "sheet_groups", "group_edges": "sheet_edges",
	"kpi": "sheet_kpi", "method_mix": "sheet_mix", "reconciliation": "sheet_reconciliation", "contracts": "sheet_contracts", "contract_lists": "sheet_lists", "year_flags": "sheet_year_flags", "positions": "sheet_positions", "decisions": "sheet_decisions",
	"coverage": "sheet_coverage", "quality": "sheet_quality", "rejects": "sheet_rejects", "rules": "sheet_rules", "files": "sheet_files", "unfair": "sheet_unfair", "lawful": "sheet_lawful",
}

// rowsOf gives what the rows of a sheet are in the files, in the order of the sheet.
func (k *facts) rowsOf(section string) []map[string]string {
	switch section {
	case "score_parts":
		var all []map[string]string
		for _, f := range k.files["findings.csv"] {
			for _, x := range k.nested[f["finding_id"]].Parts {
				all = append(all, map[string]string{"finding_id": f["finding_id"], "points": fmt.Sprint(x.Points), "max": fmt.Sprint(x.Max), "fact": x.Fact})
			}
		}
		return all
	case "decisions":
		return k.files["findings.csv"]
	case "files":
		var all []map[string]string
		for _, x := range k.inputs {
			all = append(all, map[string]string{"file": x.Path, "rows": fmt.Sprint(x.Rows), "normalised": fmt.Sprint(x.Normalised), "rejected": fmt.Sprint(x.Rejected), "left_out": fmt.Sprint(x.Left)})
		}
		return all
	case "rules":
		return k.files["coverage.csv"]
	case "unfair":
		return k.unfair
	case "lawful":
		return k.byLaw()
	case "year_flags":
		return k.files["flags.csv"]
	}
	return k.files[section+".csv"]
}

// byLaw sums the contracts the law gives to a supplier, in no order.
func (k *facts) byLaw() []map[string]string {
	type key struct{ customer, supplier, ground string }
	sums := map[key][2]float64{}
	for _, x := range k.files["contracts.csv"] {
		if x["lawful"] != "" && x["left_out"] == "" && x["year"] == k.period {
			c := key{x["customer_bin"], x["supplier_id"], x["lawful"]}
			sums[c] = [2]float64{sums[c][0] + 1, sums[c][1] + amountOf(x["value"])}
		}
	}
	var all []map[string]string
	for c, v := range sums {
		all = append(all, map[string]string{"customer": c.customer, "supplier": c.supplier, "ground": c.ground, "contracts": fmt.Sprint(v[0]), "amount": fmt.Sprintf("%.2f", v[1])})
	}
	return all
}

// book is a workbook as its reader sees it: of every sheet its cells, text and value.
type book struct {
	sheets []string
	shown  map[string][][]string
	raw    map[string][][]string
}

func openBook(t *testing.T, path string) (*book, *excelize.File) {
	t.Helper()
	f, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = f.Close() })
	b := &book{sheets: f.GetSheetList(), shown: map[string][][]string{}, raw: map[string][][]string{}}
	for _, s := range b.sheets {
		if b.shown[s], err = f.GetRows(s); err == nil {
			b.raw[s], err = f.GetRows(s, excelize.Options{RawCellValue: true})
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	return b, f
}

// readBook reads every sheet of the workbook, and with a figure of each column changed.
func (k *facts) readBook(t *testing.T, path string, mutate bool) {
	t.Helper()
	b, f := openBook(t, path)
	formulas(t, f)
	p := k.book(b)
	for _, fault := range p.faults[:min(len(p.faults), 25)] {
		t.Errorf("%s: workbook: %s", k.lang, fault)
	}
	t.Logf("%s: workbook: %d figures read, %d faults", k.lang, p.read, len(p.faults))
	if p.read < 5000 {
		t.Errorf("%s: workbook: %d figures read: nothing was tried", k.lang, p.read)
	}
	if !mutate || len(p.faults) > 0 {
		return
	}
	changed := map[string]string{} // by kind what was there
	for cell, kind := range p.held {
		if changed[kind] != "" || strings.HasSuffix(kind, ": ids") {
			continue
		}
		for _, cells := range []map[string][][]string{b.raw, b.shown} {
			text := &cells[cell.sheet][cell.row][cell.column]
			if at := digits.FindStringIndex(withoutIdentity(*text)); at != nil {
				changed[kind] = *text
				*text = (*text)[:at[0]] + "86753" + (*text)[at[0]:]
			}
		}
	}
	faults := k.book(b).faults
	for kind, was := range changed {
		if !slices.ContainsFunc(faults, func(f string) bool { return strings.HasPrefix(f, kind) }) {
			t.Errorf("workbook: %s: a change of %q is not noticed", kind, was)
		}
	}
	t.Logf("%s: workbook: %d kinds of figures changed", k.lang, len(changed))
}

type place struct {
	sheet       string
	row, column int
}

type reading struct {
	sheet[place]
	b *book
}

// book holds every sheet of a workbook against the files.
func (k *facts) book(b *book) *reading {
	p := &reading{sheet: sheet[place]{facts: k, held: map[place]string{}}, b: b}
	read := map[string]bool{b.sheets[0]: true}
	p.summary(b.sheets[0])
	for section, title := range sheetTitles {
		name := texts.In(k.lang, "ui."+title)
		if slices.Contains(b.sheets, name) {
			read[name] = true
			p.table(section, name)
		}
	}
	for _, name := range b.sheets {
		if !read[name] {
			p.fault("nobody read the sheet %s", name)
		}
	}
	return p
}

// heading is a heading as a sheet has it.
func (k *facts) heading(id string) string {
	if !strings.Contains(id, ".") {
		return id
	}
	var parts []string
	for part := range strings.SplitSeq(id, "+") {
		parts = append(parts, texts.In(k.lang, part))
	}
	r := []rune(strings.Join(parts, ", "))
	return strings.ToUpper(string(r[:1])) + string(r[1:])
}

func (p *reading) table(section, name string) {
	raw, shown, rows := p.b.raw[name], p.b.shown[name], p.rowsOf(section)
	for i, h := range raw[0] {
		if slices.Contains(raw[0][:i], h) {
			p.fault("%s: two columns are called %q", section, h)
		}
	}
	kinds := make([]string, len(raw[0]))
	for id, kind := range figuresIn[section] {
		if i := slices.Index(raw[0], p.heading(id)); i >= 0 {
			kinds[i] = kind
		}
	}
	switch section {
	case "lawful":
		rows = p.lawfulIn(raw, rows)
	case "contract_lists": // the same contracts, as often as they are behind a number
		rows = p.listed(raw)
	case "contracts": // in an order of its own
		in := map[string]map[string]string{}
		for _, x := range rows {
			in[x["file"]+" "+x["row"]] = x
		}
		file, at := slices.Index(raw[0], p.heading("ui.file")), slices.Index(raw[0], p.heading("column.row"))
		if len(in) != len(rows) {
			p.fault("contracts: %d rows of %d places", len(rows), len(in))
		}
		rows = nil
		for _, r := range raw[1:min(len(raw), len(in)+1)] {
			if in[r[file]+" "+r[at]] == nil {
				p.fault("contracts: row: no file has row %s of %s", r[at], r[file])
				rows = append(rows, map[string]string{})
				continue
			}
			rows = append(rows, in[r[file]+" "+r[at]])
		}
	case "unfair": // those of the suppliers the report names
		rows = nil
		at := slices.Index(raw[0], p.heading("column.row"))
		for _, r := range raw[1:] {
			n, err := strconv.Atoi(r[at])
			if err != nil || n < 2 || n > len(p.unfair)+1 {
				p.fault("unfair: no file has row %s", r[at])
				return
			}
			rows = append(rows, p.unfair[n-2])
		}
	}
	last := len(raw) - 1
	for last > 0 && len(raw[last]) == 1 && last > len(rows) { // what is said below a list that was cut
		last--
	}
	if last != len(rows) {
		p.fault("%s: %d rows, the files have %d", section, last, len(rows))
		return
	}
	for i, row := range rows {
		for c := range raw[i+1] {
			p.cell(section, kinds[c], place{name, i + 1, c}, raw[i+1][c], shown[i+1][c], row)
		}
	}
}

// listed gives of each row of the sheet of contracts behind numbers the contract of the files.
func (p *reading) listed(raw [][]string) (rows []map[string]string) {
	in := map[string]map[string]string{}
	for _, x := range p.files["contracts.csv"] {
		in[x["file"]+" "+x["row"]] = x
	}
	file, at := slices.Index(raw[0], p.heading("ui.file")), slices.Index(raw[0], p.heading("column.row"))
	for _, r := range raw[1:] {
		if len(r) <= at {
			break // what is said below a list that was cut
		}
		if in[r[file]+" "+r[at]] == nil {
			p.fault("contract_lists: no file has row %s of %s", r[at], r[file])
		}
		rows = append(rows, in[r[file]+" "+r[at]])
	}
	return rows
}

// lawfulIn puts what the law gives into the order of the sheet.
func (p *reading) lawfulIn(raw [][]string, rows []map[string]string) []map[string]string {
	var all []map[string]string
	for _, r := range raw[1:] {
		i := slices.IndexFunc(rows, func(x map[string]string) bool {
			return strings.Contains(r[0], x["customer"]) && strings.Contains(r[1], x["supplier"]) && r[2] == x["ground"]
		})
		if i < 0 {
			p.fault("lawful: %v is in no file", r)
			i = 0
		}
		all = append(all, rows[i])
	}
	return all
}

// cell holds one cell against the file's row.
func (p *reading) cell(section, kind string, at place, raw, shown string, row map[string]string) {
	if raw == "" {
		if column := kind; column != "" && !strings.Contains(column, ":") && row[column] != "" && amountOf(row[column]) != 0 {
			p.fault("%s: %s: blank, the files say %s", section, kind, row[column])
		}
		return
	}
	p.held[at] = section + ": " + kind
	name := section + ": " + kind
	id := row["finding_id"]
	finding := p.finding[id]
	switch {
	case kind == "":
		delete(p.held, at)
		if p.hasFigure(raw) {
			p.fault("%s: nobody read %q in column %d", section, raw, at.column+1)
		}
	case kind == "ids":
	case kind == "words":
		for line := range strings.Lines(raw) {
			if !strings.Contains(p.catalogue, spaced(strings.TrimSuffix(line, "\n"))) {
				p.numbersAmong(name, line, tokensOf(plain(p.paragraph(row["rule"]))))
			}
		}
	case strings.HasPrefix(kind, "text:"):
		want := strings.TrimPrefix(row[kind[len("text:"):]], "'")
		p.read += len(plain(want))
		if kind == "text:gaps" { // a line each
			raw = strings.ReplaceAll(raw, "\n", "; ")
		}
		if spaced(strings.TrimPrefix(raw, "'")) != spaced(want) {
			p.fault("%s: %q, the files say %q", name, raw, want)
		}
	case strings.HasPrefix(kind, "shown:"):
		p.numbersAre(name, raw, []any{row[kind[len("shown:"):]]})
	case kind == "rank of the finding":
		p.value(name, raw, finding["rank"])
	case kind == "proofs":
		n := 0
		for _, e := range p.evidence[id] {
			if !slices.Contains([]string{"declared_interest", "recusal", "trust_agreement", "permitted_work", "notice"}, e["what"]) {
				n++
			}
		}
		p.numbersAre(name, raw, []any{n})
	case kind == "why":
		p.textIs(name, raw, p.nested[id].Why)
	case kind == "of":
		p.numbersAmong(name, raw, p.tokens[id], p.noted)
	case kind == "register":
		p.numbersAmong(name, raw, p.register())
	case kind == "settings":
		p.numbersAmong(name, raw, p.settings(row["rule"]), p.words)
	case kind == "slice":
		p.numbersAmong(name, raw, tokensOf(plain(row["slice"])))
	case kind == "part":
		p.value(name, raw, fmt.Sprint(amountOf(row["checked"])/amountOf(row["population"])))
	case strings.Contains(row[kind], "-") && len(row[kind]) == len(time.DateOnly) && day[true].MatchString(row[kind]):
		d, err := strconv.ParseFloat(raw, 64)
		if err != nil {
			p.numbersAre(name, raw, []any{row[kind]})
			return
		}
		p.read++
		if got := time.Date(1899, 12, 30, 0, 0, 0, 0, time.UTC).AddDate(0, 0, int(d)).Format(time.DateOnly); got != row[kind] {
			p.fault("%s: %s, the files say %s", name, got, row[kind])
		}
		p.numbersAre(name, shown, []any{row[kind]})
	default:
		p.value(name, raw, row[kind])
	}
}

// value holds the number in a cell against that of a file, to the twelve digits a file has.
func (p *reading) value(name, raw, want string) {
	p.read++
	a, err := strconv.ParseFloat(strings.ReplaceAll(raw, ",", "."), 64)
	b, err2 := strconv.ParseFloat(want, 64)
	if d := a - b; err != nil || err2 != nil || d*d > (1e-11*b)*(1e-11*b)+1e-22 {
		p.fault("%s: %q, the files say %q", name, raw, want)
	}
}
