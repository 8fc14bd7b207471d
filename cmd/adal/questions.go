package main

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/ingest/header"
	"adal/pipeline/kz"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/reports/view/checked"
	"adal/texts"
)

// question is one thing about a folder that its owner knows and the files do not say.
type question struct {
	id      string
	text    string
	options []choice
	free    func(c *config, answer string) bool // takes an answer in words; false where it cannot be meant
}

type choice struct {
	text  string
	apply func(c *config)
}

// asker makes questions in one language, with numbers of people masked.
type asker struct {
	checked.Words
	lang string
}

func (a asker) in(id string, pairs ...string) string { return texts.In(a.lang, "map."+id, pairs...) }

// questionsOf lists what was not recognised: files, columns, words, days and rates.
func questionsOf(c *pipeline.Checked, o jobOptions) []question {
	a := asker{checked.NewWords(o.lang, c.Input.Currency, o.ids == "full"), o.lang}
	var all []question
	for _, s := range c.Input.Lacking {
		for _, column := range s.Missing {
			if column == "contract_id" && numberOf(s) != "" {
				continue // its number makes one
			}
			all = append(all, a.column(s, column))
		}
	}
	for _, s := range c.Input.Skipped {
		if s.Why == "no_table" && len(s.Header) > 1 {
			all = append(all, a.table(s))
		}
	}
	for _, r := range c.Reasons {
		i := slices.IndexFunc(c.Input.Files, func(f ingest.Raw) bool { return f.Place() == r.File })
		if i < 0 || c.Input.Files[i].Source.Relative != "" {
			continue
		}
		switch {
		case r.Reason == "date_order":
			all = append(all, a.dateOrder(c.Input.Files[i], r))
		case r.Reason == "unknown_"+r.Column && r.Value != "":
			all = append(all, a.word(c.Input.Files[i], r))
		}
	}
	for _, n := range c.Notes {
		if n.Note == "no_rate" {
			currency, amount, _ := strings.Cut(n.Detail, ": ")
			all = append(all, question{id: "rate " + currency, text: a.in("rate", "currency", currency, "amount", amount),
				free: func(c *config, answer string) bool {
					answer = strings.ReplaceAll(answer, ",", ".")
					if !rateForm.MatchString(answer) {
						return false
					}
					if c.Rates == nil {
						c.Rates = map[string]string{}
					}
					c.Rates[currency] = answer
					return true
				}})
		}
	}
	return all
}

// shown words a column of a file with its first cells.
func (a asker) shown(s ingest.Skipped, i int) string {
	var cells []string
	for _, row := range s.Samples {
		if i < len(row) && strings.TrimSpace(row[i]) != "" {
			cells = append(cells, a.Short(row[i], 30))
		}
	}
	return fmt.Sprintf("«%s»: %s", a.Text(oneRow(s.Header[i])), strings.Join(cells, ", "))
}

// column asks which column of a file is one the table needs; the likeliest stands first. Where
// one value may hold for the whole file it may be given instead.
func (a asker) column(s ingest.Skipped, column string) question {
	q := question{id: "column " + s.Place() + " " + column,
		text: a.in("column", "file", a.Text(s.Place()), "table", a.Table(s.Like), "column", a.Column(column))}
	likely := header.Guess(s.Like, s.Header)[column]
	order := make([]int, 0, len(s.Header))
	for i, h := range s.Header {
		if h != "" && h == likely {
			order = append([]int{i}, order...)
		} else if h != "" {
			order = append(order, i)
		}
	}
	for _, i := range order {
		q.options = append(q.options, choice{a.shown(s, i), func(c *config) { c.lacking(s).column(column, s.Header[i]) }})
	}
	constant := func(c *config, value string) bool {
		e := c.lacking(s)
		if e.Constants == nil {
			e.Constants = map[string]string{}
		}
		e.Constants[column] = value
		return true
	}
	switch column {
	case "customer_bin":
		q.text = a.in("customer", "file", a.Text(s.Place()))
		q.free = func(c *config, value string) bool { return kz.IsID(value) && constant(c, value) }
	case "unit", "customer":
		q.text += " " + a.in("or_value")
		q.free = constant
	}
	return q
}

// likelyTables are the tables people have, the most needed first.
var likelyTables = []string{"roster", "family_links", "contracts", "suppliers", "supplier_people", "decisions", "bids", "units", "governing_bodies", "unfair_suppliers"}

// table asks what a file is; one that is none is ignored from then on.
func (a asker) table(s ingest.Skipped) question {
	var columns []string
	for i, h := range s.Header {
		if h != "" && len(columns) < 12 {
			columns = append(columns, a.shown(s, i))
		}
	}
	q := question{id: "table " + s.Place(), text: a.in("table", "file", a.Text(s.Place())) + "\n" + strings.Join(columns, "\n")}
	names := slices.Clone(likelyTables)
	if s.Like != "" {
		names = append([]string{s.Like}, slices.DeleteFunc(names, func(n string) bool { return n == s.Like })...)
	}
	for _, name := range names {
		q.options = append(q.options, choice{a.Table(name), func(c *config) {
			s.Like = name
			c.lacking(s)
		}})
	}
	if s.Part == "" {
		q.options = append(q.options, choice{a.in("no_data"), func(c *config) { c.Ignore = append(c.Ignore, s.Path) }})
	}
	return q
}

// word asks what a word of a file means; where it is known to mean two things, those alone are
// offered, for a guess could accuse.
func (a asker) word(f ingest.Raw, r pipeline.Reason) question {
	q := question{id: "word " + r.File + " " + r.Column + " " + r.Value,
		text: a.in("word", "file", a.Text(r.File), "column", a.Column(r.Column), "word", a.Text(r.Value))}
	t, _ := tables.ByName(r.Table)
	c, _ := t.Column(r.Column)
	meanings := slices.Compact(slices.Sorted(maps.Values(c.Words)))
	if two := tables.TwoMeanings[strings.ToLower(strings.TrimSpace(r.Value))]; r.Column == "relation" && two != nil {
		meanings = slices.DeleteFunc(slices.Clone(two), func(m string) bool { return m == "" })
	}
	for _, m := range meanings {
		q.options = append(q.options, choice{a.meaning(r.Column, m), func(c *config) {
			e := c.entry(f.File.Path, sheetOf(f), f.File.Table)
			if e.Values == nil {
				e.Values = map[string]map[string]string{}
			}
			if e.Values[r.Column] == nil {
				e.Values[r.Column] = map[string]string{}
			}
			e.Values[r.Column][r.Value] = m
		}})
	}
	return q
}

// meaning words a canonical word where there are words for it.
func (a asker) meaning(column, word string) string {
	if id := "relation." + word; column == "relation" && texts.Has(id) {
		return texts.In(a.lang, id) + " (" + word + ")"
	}
	return word
}

func (a asker) dateOrder(f ingest.Raw, r pipeline.Reason) question {
	set := func(order string) func(c *config) {
		return func(c *config) { c.entry(f.File.Path, sheetOf(f), f.File.Table).DateOrder = order }
	}
	return question{id: "order " + r.File, text: a.in("date_order", "file", a.Text(r.File), "column", a.Column(r.Column), "value", a.Text(r.Value)),
		options: []choice{{a.in("day"), set("day")}, {a.in("month"), set("month")}}}
}

// refusals are what a scan and an annual report of a folder would end with: files that cannot
// be used, too many rejects, or neither people, contracts nor registers of duties to begin with.
func refusals(c *pipeline.Checked) []error {
	all := slices.Clone(c.Faults)
	for _, t := range c.Tables {
		if slices.Contains(c.TooMany, t.Name) {
			all = append(all, fault.Data("check_rejects", "table", t.Name, "rejected", t.Rejected, "rows", t.Rows))
		}
	}
	duties := slices.ContainsFunc(c.Rules, func(r pipeline.RuleState) bool { return r.Job == run.Duties && len(r.Missing) == 0 })
	if len(c.Faults) == 0 && !duties && !c.Input.Has("roster") && !c.Input.Has("contracts") && len(c.Input.Releases) == 0 {
		all = append(all, fault.Data("check_no_job"))
	}
	return all
}
