package checked

import (
	"fmt"
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/reports/mask"
	"adal/reports/words"
)

func (p *checker) reasons(c *run.Checked) []Reason {
	var said []Reason
	for _, r := range c.Reasons {
		where := p.table(r.Table)
		if r.Column != "" {
			where += ", " + p.column(r.Column)
		}
		said = append(said, Reason{
			Where: where, What: words.RejectReasons.In(p.lang, r.Reason), Rows: r.Rows, File: p.mask.Text(r.File), Row: r.Row,
			Value: shorter(p.mask.Raw(r.Column, r.Value), 80),
		})
	}
	return said
}

func shorter(s string, most int) string {
	r := []rune(strings.Join(strings.Fields(s), " "))
	if len(r) <= most {
		return string(r)
	}
	return string(r[:most]) + "..."
}

// detail is what a note says, of a day of birth the year alone.
func (p *checker) detail(n run.Note) string {
	column, value, _ := strings.Cut(n.Detail, ": ")
	switch {
	case n.Note == "birth_date_mismatch":
		return p.mask.Raw("birth_date", n.Detail)
	case mask.BirthColumn(column):
		return column + ": " + p.mask.Raw(column, value)
	}
	return p.mask.Raw("note", n.Detail)
}

// asked is what rules need, and who has it: a table, or columns of one of which one must
// be filled in at least a share of the rows; words.Ask says them as "table.column".
var asked = []struct {
	table    string
	columns  []string
	least    int64  // percent
	optional bool   // asked for only where a rule cannot run without it
	from     string // a code of words.Ask
}{
	{table: "roster", from: "from_hr"},
	{table: "roster", columns: []string{"manager_position_id", "manager_iin"}, least: 80, from: "from_hr"},
	{table: "roster", columns: []string{"unit_id"}, least: 50, from: "from_hr"},
	{table: "roster", columns: []string{"influence"}, least: 1, from: "from_hr"},
	{table: "roster", columns: []string{"service_class"}, least: 50, from: "from_hr"},
	{table: "family_links", from: "from_hr"},
	{table: "family_links", columns: []string{"relative_iin"}, least: 90, from: "from_hr"},
	{table: "governing_bodies", from: "from_hr"},
	{table: "outside_work", optional: true, from: "from_hr"},
	{table: "contracts", from: "from_buyers"},
	{table: "contracts", columns: []string{"category"}, least: 50, from: "from_buyers"},
	{table: "contracts", columns: []string{"method_id", "method"}, least: 90, from: "from_buyers"},
	{table: "contracts", columns: []string{"unit_id", "unit"}, least: 50, from: "from_buyers"},
	{table: "decisions", from: "from_buyers"},
	{table: "bids", optional: true, from: "from_buyers"},
	{table: "suppliers", from: "from_records"},
	{table: "suppliers", columns: []string{"address", "phone", "email"}, least: 50, from: "from_records"},
	{table: "supplier_people", from: "from_records"},
	{table: "declared_interests", from: "from_staff"},
	{table: "disclosures", optional: true, from: "from_staff"},
	{table: "trust_agreements", optional: true, from: "from_staff"},
}

// ask says what to ask for, and of whom: tables that are not there, and columns that are
// blank where a rule looks.
func (p *checker) ask(c *run.Checked) []Ask {
	var said []Ask
	say := func(from, what string) {
		said = append(said, Ask{From: words.Ask.In(p.lang, from), What: what})
	}
	for _, a := range asked {
		var state *run.CheckedTable
		for i := range c.Tables {
			if c.Tables[i].Name == a.table {
				state = &c.Tables[i]
			}
		}
		if state == nil {
			if a.columns != nil {
				continue
			}
			var ids []string
			for _, r := range c.Rules {
				if slices.Contains(r.Missing, a.table) {
					ids = append(ids, r.ID)
				}
			}
			if len(ids) == 0 && a.optional {
				continue
			}
			t, _ := tables.ByName(a.table)
			var needed []string
			for _, col := range t.Columns {
				if col.Required {
					needed = append(needed, p.column(col.Name))
				}
			}
			what := fmt.Sprintf("%s (%s)", p.table(a.table), strings.Join(needed, ", "))
			if len(ids) > 0 {
				what += " - " + p.say("for_rules") + " " + strings.Join(ids, ", ")
			}
			say(a.from, what)
			continue
		}
		if a.columns == nil || state.Normalised == 0 {
			continue
		}
		best := int64(0)
		for _, col := range state.Columns {
			if slices.Contains(a.columns, col.Name) {
				best = max(best, col.Filled)
			}
		}
		if best*100 < state.Normalised*a.least {
			say(a.from, words.Ask.In(p.lang, a.table+"."+a.columns[0])+" - "+percentOf(best, state.Normalised))
		}
	}
	if len(c.Reasons) > 0 {
		say("from_giver", words.Ask.In(p.lang, "corrected"))
	}
	return said
}
