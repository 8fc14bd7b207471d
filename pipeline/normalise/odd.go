package normalise

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"adal/pipeline/ingest"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// isNumber reports whether a cell of a column may be a whole number that a spreadsheet
// wrote as a decimal.
func isNumber(c tables.Column) bool {
	switch c.Type {
	case tables.IIN, tables.ID, tables.Year, tables.Bool, tables.Word:
		return true
	default:
		return c.Code()
	}
}

// decimal says, as SQL, whether a number of a row was written as a decimal.
func decimal(t tables.Table) string {
	when := []string{"false"}
	for _, c := range t.Columns {
		cell := raw(c)
		switch {
		case c.Code():
			when = append(when, cell+" IS DISTINCT FROM "+warehouse.Ident(c.Name)+" AND "+cell+" <> '0'")
		case isNumber(c):
			when = append(when, "(contains("+cell+", '.') OR contains("+cell+", ',') OR contains("+cell+", '+')) AND whole_of("+cell+") IS NOT NULL")
		}
	}
	return "coalesce(" + strings.Join(when, " OR ") + ", false)"
}

// decimalNotes says of every column of a file how many of its numbers were written as
// decimals, with the first of them.
func decimalNotes(t tables.Table) []string {
	var notes []string
	for _, c := range t.Columns {
		if isNumber(c) {
			cell := warehouse.Ident("raw_" + c.Name)
			notes = append(notes, fmt.Sprintf("INSERT INTO note SELECT 'written_as_decimal', '%s', min(src), '', %s || arg_min(%s, src) || ' (' || count(*) || ')' "+
				"FROM raw_%s WHERE whole_of(%s) IS NOT NULL GROUP BY src >> %d ORDER BY min(src)",
				t.Name, warehouse.Quote(c.Name+": "), cell, t.Name, cell, fileBits))
		}
	}
	return notes
}

// slashed decides, as SQL, which part of the days with slashes in a column of a file is the
// day, and reads them: the part that exceeds twelve somewhere where the other never does,
// or what adal.yaml says. Where neither decides they stay unread.
func slashed(t tables.Table, c tables.Column, in *ingest.Input) []string {
	given := "CAST(NULL AS VARCHAR)"
	for _, f := range in.Files {
		if f.File.Table == t.Name && f.DateOrder != "" {
			given = fmt.Sprintf("CASE WHEN src >> %d = %d THEN '%s' ELSE %s END", fileBits, f.File.No, f.DateOrder, given)
		}
	}
	cell, name := raw(c), warehouse.Ident(c.Name)
	return []string{
		fmt.Sprintf(`INSERT INTO slashed_column SELECT '%s', '%s', src >> %d, min(src), coalesce(min(%s), CASE
	WHEN max(slashed_part(%s, 1)) > 12 AND max(slashed_part(%s, 2)) <= 12 THEN 'day'
	WHEN max(slashed_part(%s, 1)) <= 12 AND max(slashed_part(%s, 2)) > 12 THEN 'month' END)
FROM raw_%s WHERE is_slashed(%s) GROUP BY src >> %d`, t.Name, c.Name, fileBits, given, cell, cell, cell, cell, t.Name, cell, fileBits),
		fmt.Sprintf(`UPDATE typed_row SET %s = slashed_date(%s, s.parts) FROM slashed_column AS s
WHERE s.table_name = '%s' AND s.col = '%s' AND s.no = typed_row.src >> %d AND is_slashed(%s)`, name, cell, t.Name, c.Name, fileBits, cell),
		fmt.Sprintf(`INSERT INTO note SELECT 'date_order', table_name, src, '', col || ': ' || CASE parts WHEN 'day' THEN 'DD/MM/YYYY' ELSE 'MM/DD/YYYY' END
FROM slashed_column WHERE table_name = '%s' AND col = '%s' AND parts IS NOT NULL ORDER BY src`, t.Name, c.Name),
	}
}

// grouped reads, as SQL, amounts like 780,000 by what the other cells of the column of the
// file show the mark to be. Where they do not, or show both, the amounts stay unread.
func grouped(t tables.Table, c tables.Column) []string {
	cell, name := raw(c), warehouse.Ident(c.Name)
	var steps []string
	for _, mark := range []string{",", "."} {
		steps = append(steps, fmt.Sprintf(`UPDATE typed_row SET %[1]s = grouped_money(%[2]s, g.part)
FROM (SELECT src >> %[3]d AS no, CASE WHEN thousands > 0 AND decimals = 0 THEN 'thousands' WHEN decimals > 0 AND thousands = 0 THEN 'decimals' END AS part
    FROM (SELECT src, count(*) FILTER (WHERE parts_thousands(%[2]s, '%[4]s')) OVER file AS thousands, count(*) FILTER (WHERE parts_decimals(%[2]s, '%[4]s')) OVER file AS decimals
        FROM raw_%[5]s WHERE contains(%[2]s, '%[4]s') WINDOW file AS (PARTITION BY src >> %[3]d))
    GROUP BY ALL) AS g
WHERE g.no = typed_row.src >> %[3]d AND is_grouped(%[2]s) AND contains(%[2]s, '%[4]s')`, name, cell, fileBits, mark, t.Name))
	}
	return steps
}

// undecided says, as SQL, that the order of the parts of a day with slashes is not known.
func undecided(t tables.Table, c tables.Column) string {
	return fmt.Sprintf("is_slashed(%s) AND src >> %d IN (SELECT no FROM slashed_column WHERE table_name = '%s' AND col = '%s' AND parts IS NULL)",
		raw(c), fileBits, t.Name, c.Name)
}

// odd says, as SQL, whether there is more to a row than its typed cells: a cell that must
// not be blank and is, one that was not read, a number that was padded, days in the wrong
// order.
func odd(t tables.Table) string {
	var when []string
	for _, c := range t.Columns {
		cell, name := raw(c), warehouse.Ident(c.Name)
		unread := cell + " IS NOT NULL AND " + name + " IS NULL"
		if c.Must {
			when = append(when, name+" IS NULL")
		}
		switch {
		case isUndated(t, c):
			when = append(when, unread+" AND relation NOT IN ("+quoted(tables.Undated)+")")
		case c.Type == tables.IIN || c.Type == tables.ID:
			when = append(when, cell+" IS DISTINCT FROM "+name)
		case c.Type == tables.List:
			when = append(when, unread, unknownWords(c))
		case c.Type != tables.Text && !c.Must:
			when = append(when, unread)
		}
	}
	if _, ok := t.Column("date_to"); ok {
		when = append(when, "date_to < date_from")
	}
	if t.Name == "suppliers" {
		when = append(when, "closed_on < registered_on")
	}
	if t.Name == "decisions" {
		when = append(when, "contract_id IS NULL AND announcement_id IS NULL")
	}
	return "coalesce(" + strings.Join(when, " OR ") + ", false)"
}

// unknownWords says, as SQL, that a list holds a word that is none of the column's.
func unknownWords(c tables.Column) string {
	return "len(list_filter(string_split_regex(" + raw(c) + ", '[;,]'), lambda w: trim(w) <> '' AND " + wordOf(c, "trim(w)") + " IS NULL)) > 0"
}

// unread lists the columns with a cell that the first cast did not read.
func unread(ctx context.Context, db *warehouse.DB, t tables.Table) ([]tables.Column, error) {
	var columns []tables.Column
	var counts []string
	for _, c := range t.Columns {
		if c.Type == tables.Text {
			continue
		}
		columns = append(columns, c)
		counts = append(counts, "count(*) FILTER (WHERE "+raw(c)+" IS NOT NULL AND "+warehouse.Ident(c.Name)+" IS NULL)")
	}
	if len(columns) == 0 {
		return nil, nil
	}
	found := make([]int64, len(columns))
	into := make([]any, len(columns))
	for i := range found {
		into[i] = &found[i]
	}
	if err := db.One(ctx, "SELECT "+strings.Join(counts, ", ")+" FROM typed_row", nil, into...); err != nil {
		return nil, err
	}
	var left []tables.Column
	for i, c := range columns {
		if found[i] > 0 {
			left = append(left, c)
		}
	}
	return left, nil
}

// patient reads the spellings of a cell that the first cast does not, as SQL; "" where
// there are none.
func patient(c tables.Column) string {
	cell := raw(c)
	switch c.Type {
	case tables.Date:
		return "coalesce(date_of(" + cell + "), day_in_words(" + cell + "), short_date(" + cell + "), serial_day(" + cell + "))"
	case tables.Money:
		return "money_of(" + cell + ")"
	case tables.Percent:
		return "percent_of(" + cell + ")"
	case tables.Year:
		return "year_of(" + cell + ")"
	case tables.Word, tables.Strict:
		return wordOf(c, cell)
	default:
		return ""
	}
}

// rejects adds every fault of the rows of a table to reject, as SQL.
func rejects(t tables.Table, left []tables.Column) []string {
	var steps []string
	reject := func(c tables.Column, when, reason string) {
		steps = append(steps, fmt.Sprintf("INSERT INTO reject SELECT '%s', src, %s, coalesce(%s, ''), %s FROM typed_row WHERE %s",
			t.Name, warehouse.Quote(c.Name), raw(c), warehouse.Quote(reason), when))
	}
	for _, c := range t.Columns {
		if c.Must {
			reject(c, raw(c)+" IS NULL", "missing_value")
		}
	}
	for _, c := range left {
		wrong := unreadCell(c)
		if !fatal(c) {
			continue
		}
		switch c.Type {
		case tables.IIN:
			twelve := warehouse.Ident("twelve_" + c.Name)
			reject(c, wrong+" AND "+twelve, "is_a_bin")
			reject(c, wrong+" AND NOT "+twelve, "bad_iin")
		case tables.ID:
			reject(c, wrong, "bad_id")
		case tables.Date:
			if isUndated(t, c) {
				wrong += " AND relation NOT IN (" + quoted(tables.Undated) + ")"
			}
			reject(c, wrong+" AND "+undecided(t, c), "date_order")
			reject(c, wrong+" AND NOT ("+undecided(t, c)+")", "bad_date")
		case tables.Money:
			reject(c, wrong, "bad_money")
		case tables.Percent:
			reject(c, wrong, "bad_percent")
		case tables.Year:
			reject(c, wrong, "bad_year")
		case tables.Word, tables.Strict:
			reject(c, wrong, "unknown_"+c.Name)
		default:
		}
	}
	if c, ok := t.Column("date_to"); ok {
		if t.Name == "family_links" {
			steps = append(steps, "UPDATE typed_row SET date_from = NULL, date_to = NULL WHERE relation IN ("+quoted(tables.Undated)+") AND (date_from IS NOT NULL OR date_to IS NOT NULL)")
		}
		reject(c, "date_to < date_from", "reversed_dates")
	}
	if t.Name == "suppliers" {
		c, _ := t.Column("closed_on")
		reject(c, "closed_on < registered_on", "reversed_dates")
	}
	if t.Name == "decisions" {
		c, _ := t.Column("contract_id")
		reject(c, "contract_id IS NULL AND announcement_id IS NULL", "missing_value")
	}
	return steps
}

// unreadCell says, as SQL, that a cell is not blank and nothing came of it.
func unreadCell(c tables.Column) string {
	return raw(c) + " IS NOT NULL AND " + warehouse.Ident(c.Name) + " IS NULL"
}

// fatal reports whether a cell that cannot be read rejects its row; else it is blank.
func fatal(c tables.Column) bool {
	return c.Required || c.Type == tables.Date || c.Type == tables.Money
}

// oddities are the notes every table gives alike: padded numbers, unknown words.
func oddities(t tables.Table, in *ingest.Input, left []tables.Column) []string {
	var notes []string
	note := func(code, id, detail, when string) {
		notes = append(notes, fmt.Sprintf("INSERT INTO note SELECT '%s', '%s', src, %s, %s FROM typed_row WHERE %s ORDER BY src",
			code, t.Name, id, detail, when))
	}
	for _, c := range t.Columns {
		if !slices.ContainsFunc(in.Files, func(f ingest.Raw) bool { return f.File.Table == t.Name && slices.Contains(f.Columns, c.Name) }) {
			continue
		}
		cell, name := raw(c), warehouse.Ident(c.Name)
		switch c.Type {
		case tables.IIN, tables.ID:
			note("padded_id", name, warehouse.Quote(c.Name), name+" <> code_of("+cell+")")
		case tables.Date:
			note("serial_date", "''", warehouse.Quote(c.Name+": ")+" || "+cell, name+" = serial_day("+cell+")")
		case tables.List: // of some words of several that are known
			note("unknown_value", "''", warehouse.Quote(c.Name+": ")+" || "+cell, name+" IS NOT NULL AND "+unknownWords(c))
		default:
		}
		if fatal(c) || !slices.ContainsFunc(left, func(l tables.Column) bool { return l.Name == c.Name }) {
			continue
		}
		code := "blanked_value"
		if c.Type == tables.Word || c.Type == tables.Bool || c.Type == tables.List {
			code = "unknown_value"
		}
		note(code, "''", warehouse.Quote(c.Name+": ")+" || "+cell, unreadCell(c))
	}
	return notes
}
