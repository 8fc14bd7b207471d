package view

import (
	"strconv"
	"strings"

	"adal/reports/words"
)

// coverageSection is whether each rule ran, whom it could see and whom not.
func (b builder) coverageSection() Section {
	return Section{
		Name: "coverage", Page: "coverage",
		File:  b.coverageFile(),
		Sheet: b.coverageSheet(),
	}
}

func (b builder) coverageFile() *Table {
	columns := "rule status reason population:integer findings:integer checked:integer gaps reason_code gap_codes"
	return file("coverage.csv", columns, func(yield func([]any) bool) {
		for _, c := range b.run.Coverage {
			var gaps, codes []string
			for _, g := range c.Gaps {
				n := strconv.FormatInt(g.Count, 10)
				gaps = append(gaps, words.Reasons.WithArgument(b.lang, g.Reason, words.InputTables)+": "+n)
				codes = append(codes, g.Reason+"="+n)
			}
			if !yield([]any{
				c.Rule, c.Status, words.Reasons.WithArgument(b.lang, c.Reason, words.InputTables), c.Population, c.Findings,
				c.Checked, strings.Join(gaps, "; "), c.Reason, strings.Join(codes, ";"),
			}) {
				return
			}
		}
	})
}

func (b builder) coverageSheet() *Table {
	columns := []Column{
		{b.t("rule"), 11, Text}, {b.t("summary"), 38, Wrapped}, {b.t("status"), 16, Wrapped}, {b.t("reason"), 28, Wrapped}, {b.t("what"), 14, Wrapped},
		{b.t("population"), 10, Integer}, {b.t("checked"), 13, Integer}, {b.t("share"), 9, Share}, {b.t("found"), 10, Integer}, {b.t("gaps"), 58, Wrapped},
	}
	t := b.table(b.t("sheet_coverage"), columns, 1, func(yield func([]any) bool) {
		for _, c := range b.run.Coverage {
			var gaps []string
			for _, g := range c.Gaps {
				gaps = append(gaps, words.Reasons.WithArgument(b.lang, g.Reason, words.InputTables)+": "+words.Count(b.lang, g.Count))
			}
			var part *float64
			if c.Population > 0 && c.Status != "skipped" {
				v := float64(c.Checked) / float64(c.Population)
				part = &v
			}
			if !yield([]any{
				c.Rule, b.rules[c.Rule].Title.In(b.lang), words.RuleStatuses.In(b.lang, c.Status),
				words.Reasons.WithArgument(b.lang, c.Reason, words.InputTables), words.Of.In(b.lang, c.Of), c.Population, c.Checked, part,
				c.Findings, strings.Join(gaps, "\n"),
			}) {
				return
			}
		}
	})
	t.Marks = []CellMark{{b.t("share"), -0.5, "middle"}}
	return t
}

// qualitySection is what is odd in the data and left nothing out.
func (b builder) qualitySection() Section {
	return Section{
		Name: "quality", Page: "quality",
		File:  b.qualityFile(),
		Sheet: b.qualitySheet(),
	}
}

func (b builder) qualityFile() *Table {
	return file("quality.csv", "note table file row:integer id detail code", func(yield func([]any) bool) {
		for _, x := range b.run.Quality {
			if !yield([]any{
				words.Notes.WithArgument(b.lang, x.Note, words.InputTables), x.Table, b.mask.Text(x.File), known(x.Row), b.mask.ID(x.ID),
				words.NoteDetail(b.lang, x, b.mask), x.Note,
			}) {
				return
			}
		}
	})
}

func (b builder) qualitySheet() *Table {
	columns := []Column{
		{b.t("note"), 48, Wrapped}, {b.t("table"), 28, Wrapped}, {b.t("file"), 26, Text}, {b.columnName("row"), 10, Integer}, {b.t("id"), 18, Text}, {b.t("detail"), 60, Wrapped},
	}
	return b.table(b.t("sheet_quality"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Quality {
			var row any
			if x.Row > 0 {
				row = x.Row
			}
			if !yield([]any{
				words.Notes.WithArgument(b.lang, x.Note, words.InputTables), words.InputTables.In(b.lang, x.Table), b.mask.Text(x.File), row,
				b.mask.ID(x.ID), words.NoteDetail(b.lang, x, b.mask),
			}) {
				return
			}
		}
	})
}

// rejectsSection is the rows left out, each with its reason.
func (b builder) rejectsSection() Section {
	return Section{
		Name: "rejects", Page: "rejects",
		File:  b.rejectsFile(),
		Sheet: b.rejectsSheet(),
	}
}

func (b builder) rejectsFile() *Table {
	return file("rejects.csv", "table file row:integer column value reason code", func(yield func([]any) bool) {
		for _, x := range b.run.Rejects {
			if !yield([]any{
				x.Table, b.mask.Text(x.File), x.Row, x.Column, b.mask.Raw(x.Column, x.Value),
				words.RejectReasons.WithArgument(b.lang, x.Reason, words.InputTables), x.Reason,
			}) {
				return
			}
		}
	})
}

func (b builder) rejectsSheet() *Table {
	columns := []Column{
		{b.t("reason"), 44, Wrapped}, {b.t("table"), 28, Wrapped}, {b.t("file"), 26, Text}, {b.columnName("row"), 10, Integer}, {b.t("column"), 26, Text}, {b.t("value"), 40, Wrapped},
	}
	return b.table(b.t("sheet_rejects"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Rejects {
			if !yield([]any{
				words.RejectReasons.WithArgument(b.lang, x.Reason, words.InputTables), words.InputTables.In(b.lang, x.Table), b.mask.Text(x.File), x.Row,
				words.Columns.In(b.lang, x.Column), b.mask.Raw(x.Column, x.Value),
			}) {
				return
			}
		}
	})
}

// rulesSection is the catalogue of rules with the parameters in force.
func (b builder) rulesSection() Section {
	return Section{
		Name: "rules", Page: "rules",
		Sheet: b.catalogueSheet(),
		Not:   map[string]string{"file": "manifest.json has the rules, their digests and the parameters set"},
	}
}

func (b builder) catalogueSheet() *Table {
	columns := []Column{
		{b.t("rule"), 10, Text}, {b.t("summary"), 22, Wrapped}, {b.t("kind"), 13, Wrapped}, {b.t("paragraph_heading"), 13, Wrapped}, {b.t("parameters"), 30, Wrapped},
		{b.t("why"), 28, Wrapped}, {b.t("exceptions"), 26, Wrapped}, {b.t("clears"), 24, Wrapped}, {b.t("innocent"), 24, Wrapped}, {b.t("basis"), 24, Wrapped},
	}
	return b.table(b.t("sheet_rules"), columns, 1, func(yield func([]any) bool) {
		for _, r := range b.run.Rules {
			var parameters []string
			for _, p := range r.Parameters {
				parameters = append(parameters, b.parameterLine(p))
			}
			if !yield([]any{
				r.ID, r.Title.In(b.lang), words.Kinds.In(b.lang, r.Kind), words.Paragraph(b.lang, r.Paragraph), strings.Join(parameters, "\n"),
				r.Why.In(b.lang), r.Exceptions.In(b.lang), r.Clears.In(b.lang), r.Innocent.In(b.lang), r.Basis.In(b.lang),
			}) {
				return
			}
		}
	})
}

// filesSection is the files the run read.
func (b builder) filesSection() Section {
	return Section{
		Name: "files", Page: "files",
		Sheet: b.filesSheet(),
		Not:   map[string]string{"file": "manifest.json has the files with their digests"},
	}
}

func (b builder) filesSheet() *Table {
	columns := []Column{
		{b.t("file"), 34, Wrapped}, {b.t("table"), 26, Wrapped}, {b.t("format"), 10, Text}, {b.t("rows"), 11, Integer}, {b.t("used"), 13, Integer},
		{b.t("rejected"), 12, Integer}, {b.t("repeated"), 12, Integer}, {b.t("unknown_columns"), 20, Wrapped}, {"SHA-256", 70, Text},
	}
	return b.table(b.t("sheet_files"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Files {
			if !yield([]any{
				b.mask.Text(x.Path), words.InputTables.In(b.lang, x.Table), x.Format, x.Rows, x.Normalised, x.Rejected, x.LeftOut, b.mask.Text(x.Unknown), x.SHA256,
			}) {
				return
			}
		}
	})
}
