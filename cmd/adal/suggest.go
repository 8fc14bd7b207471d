package main

import (
	"fmt"
	"slices"
	"strings"

	"adal/pipeline"
	"adal/pipeline/ingest"
	"adal/pipeline/ingest/header"
	"adal/pipeline/tables"
	"adal/reports/view/checked"
	"adal/reports/words"
)

// suggestion is a first adal.yaml: an entry for every file whose columns do not bear
// their own names, and one in comments for what is like a table and lacks a column.
func suggestion(c *pipeline.Checked, o jobOptions) string {
	var b strings.Builder
	b.WriteString("# " + words.Suggest.In(o.lang, "head") + "\n")
	var entries, doubts strings.Builder
	plain := c.Values()
	for i, f := range c.Input.Files {
		if f.Source.Entity != "" || f.Source.Format == "ocds" || f.Source.Relative != "" {
			fmt.Fprintf(&b, "# %s: %s, %s\n", oneRow(f.Place()), oneRow(checked.Format(o.lang, plain.Files[i].Source)), words.Suggest.In(o.lang, "nothing"))
			continue
		}
		if !named(f) && f.Source.HeaderRow <= 1 {
			continue
		}
		entry(&entries, f, o.lang)
	}
	for _, s := range c.Input.Skipped {
		if s.Why == "no_table" && s.Like != "" {
			doubt(&doubts, s, o.lang)
		}
	}
	for _, s := range c.Input.Lacking {
		if number := numberOf(s); number != "" && slices.Contains(s.Missing, "contract_id") {
			e := ingest.FileMapping{File: s.Path, Sheet: s.Part, Table: s.Like, Columns: map[string]string{"contract_id": number}}
			if s.HeaderRow > 1 {
				e.HeaderRow = int(s.HeaderRow)
			}
			writeEntry(&entries, e)
		}
	}
	if entries.Len() > 0 || doubts.Len() > 0 {
		if entries.Len() == 0 {
			b.WriteString("files: []\n")
		} else {
			b.WriteString("files:\n")
		}
		b.WriteString(entries.String())
		b.WriteString(doubts.String())
	}
	writeQuestions(&b, questionsOf(c, o))
	return b.String()
}

// named reports whether some column was found under another name than its own.
func named(f ingest.Raw) bool {
	return slices.ContainsFunc(f.Source.Columns, func(m ingest.Match) bool { return !strings.EqualFold(m.Header, m.Column) })
}

func entry(b *strings.Builder, f ingest.Raw, lang string) {
	fmt.Fprintf(b, "  - file: %s\n", quoted(f.File.Path))
	inside := f.Part
	if f.Source.Sheet != "" && inside != "" {
		inside = f.Source.Sheet
	}
	if inside != "" {
		fmt.Fprintf(b, "    sheet: %s\n", quoted(inside))
	}
	fmt.Fprintf(b, "    table: %s\n", f.File.Table)
	if f.Source.HeaderRow > 1 {
		fmt.Fprintf(b, "    header_row: %d\n", f.Source.HeaderRow)
	}
	if f.Source.Format == "csv" {
		if f.Source.Encoding != "utf-8" {
			fmt.Fprintf(b, "    encoding: %s\n", f.Source.Encoding)
		}
		if f.Source.Delimiter != "," {
			fmt.Fprintf(b, "    delimiter: %s\n", quoted(f.Source.Delimiter))
		}
		if f.Source.Quote != `"` {
			fmt.Fprintf(b, "    quote: %s\n", quoted(f.Source.Quote))
		}
	}
	b.WriteString("    columns:\n")
	for _, m := range f.Source.Columns {
		if strings.HasPrefix(m.Header, "= ") || strings.EqualFold(m.Header, m.Column) {
			continue
		}
		fmt.Fprintf(b, "      %s: %s", m.Column, quoted(m.Header))
		if !m.Sure {
			b.WriteString("  # ? " + words.Suggest.In(lang, "unsure"))
		}
		b.WriteString("\n")
	}
	t, _ := tables.ByName(f.File.Table)
	missing := []string{}
	for _, col := range t.Columns {
		if !slices.ContainsFunc(f.Source.Columns, func(m ingest.Match) bool { return m.Column == col.Name }) {
			missing = append(missing, col.Name)
		}
	}
	if len(missing) > 0 && len(f.Ignored) > 0 {
		fmt.Fprintf(b, "      # %s: %s\n", words.Suggest.In(lang, "not_found"), strings.Join(missing, ", "))
		fmt.Fprintf(b, "      # %s: %s\n", words.Suggest.In(lang, "left"), oneRow(strings.Join(f.Ignored, ", ")))
	}
}

func doubt(b *strings.Builder, s ingest.Skipped, lang string) {
	fmt.Fprintf(b, "  # ? %s\n", words.Suggest.In(lang, "doubt"))
	fmt.Fprintf(b, "  # - file: %s\n", quoted(s.Path))
	if s.Part != "" {
		fmt.Fprintf(b, "  #   sheet: %s\n", quoted(s.Part))
	}
	fmt.Fprintf(b, "  #   table: %s\n", s.Like)
	if s.HeaderRow > 1 {
		fmt.Fprintf(b, "  #   header_row: %d\n", s.HeaderRow)
	}
	if len(s.Missing) > 0 {
		b.WriteString("  #   columns:\n")
		guess := header.Guess(s.Like, s.Header)
		for _, c := range s.Missing {
			fmt.Fprintf(b, "  #     %s: %s\n", c, quoted(guess[c]))
		}
	}
	fmt.Fprintf(b, "  #   # %s: %s\n", words.Suggest.In(lang, "left"), oneRow(strings.Join(s.Header, ", ")))
}

func oneRow(s string) string { return strings.Join(strings.Fields(s), " ") }

// quoted writes a text as YAML takes it on one line.
func quoted(s string) string { return header.Quoted(s) }
