// Package normalise turns raw text into typed tables. A row with a cell that is not
// what its column must be goes to rejects with file, row, column, value and reason; in
// a column nothing hangs on the cell is blank and noted with its text; what is odd but
// usable becomes a note. Rows in are rows typed, rejected, or left
// out as exact repetitions, for every file.
package normalise

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/kz"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// fileBits is how far a file's number is shifted in a source id.
const fileBits = warehouse.FileBits

// SourceFile is a row of the table source_file: what stands behind the number of a file.
type SourceFile struct {
	No              int64
	TableName, Path string
}

// Tables creates every canonical table, those without files empty, and the tables
// source_file, reject and note. Every row of a table carries src, the number that
// stands for its file and row.
func Tables(ctx context.Context, db *warehouse.DB, in *ingest.Input) error {
	for _, q := range []string{"normalise/macros", "normalise/bookkeeping"} {
		if err := db.Exec(ctx, queries.Get(q), nil); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	err := warehouse.Insert(ctx, db, "source_file", func(add func(SourceFile) error) error {
		for _, f := range in.Files {
			if err := add(SourceFile{int64(f.File.No), f.File.Table, f.Place()}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := wordTables(ctx, db); err != nil {
		return err
	}
	if err := rawViews(ctx, db, in); err != nil {
		return err
	}
	for _, t := range tables.All {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := typed(ctx, db, t, in); err != nil {
			return fmt.Errorf("normalise %s: %w", t.Name, err)
		}
		if t.Name == "roster" && in.Has(t.Name) {
			if err := db.Exec(ctx, queries.Get("normalise/manager_names"), nil); err != nil {
				return fmt.Errorf("normalise/manager_names: %w", err)
			}
		}
	}
	if err := db.Exec(ctx, "DROP TABLE id_value", nil); err != nil {
		return err
	}
	for _, t := range []string{"contract_units", "announcements"} {
		if !in.Has(t) {
			continue
		}
		if err := db.Exec(ctx, queries.Get("normalise/contract_details"), nil); err != nil {
			return fmt.Errorf("normalise/contract_details: %w", err)
		}
		break
	}
	return nil
}

// The lists of facts the queries join with, as rows of their tables.
type (
	wordValue      struct{ List, Word, Canonical string }
	contractStatus struct{ StatusID, Status, Class string }
	tradeMethod    struct{ MethodID, Method, Class string }
	legalForm      struct{ Form, Commercial string }
	calendarDay    struct {
		Day  time.Time
		Kind string
	}
)

// wordTables loads the lists of facts.
func wordTables(ctx context.Context, db *warehouse.DB) error {
	if err := load(ctx, db, "word_value", wordRows(), func(r []string) wordValue { return wordValue{r[0], r[1], r[2]} }); err != nil {
		return err
	}
	if err := load(ctx, db, "contract_status", kz.Table("contract_statuses"), func(r []string) contractStatus { return contractStatus{r[0], r[1], r[2]} }); err != nil {
		return err
	}
	if err := load(ctx, db, "trade_method", kz.Table("trade_methods"), func(r []string) tradeMethod { return tradeMethod{r[0], r[1], r[2]} }); err != nil {
		return err
	}
	for _, list := range []string{"legal_forms", "legal_form_names"} {
		if err := load(ctx, db, "legal_form", kz.Table(list), func(r []string) legalForm { return legalForm{r[0], r[2]} }); err != nil {
			return err
		}
	}
	return warehouse.Insert(ctx, db, "calendar_day", func(add func(calendarDay) error) error {
		for _, row := range kz.Table("calendar_kz") {
			day, err := time.Parse(time.DateOnly, row[0])
			if err != nil {
				return fmt.Errorf("facts calendar_kz: %w", err)
			}
			if err := add(calendarDay{day, row[1]}); err != nil {
				return err
			}
		}
		return nil
	})
}

// load fills a table with rows of a list of facts.
func load[T any](ctx context.Context, db *warehouse.DB, table string, rows [][]string, as func(row []string) T) error {
	return warehouse.Insert(ctx, db, table, func(add func(T) error) error {
		for _, r := range rows {
			if err := add(as(r)); err != nil {
				return err
			}
		}
		return nil
	})
}

// wordRows lists what a cell of each word column may say, with the canonical word.
func wordRows() [][]string {
	var rows [][]string
	for _, t := range tables.All {
		for _, c := range t.Columns {
			list := t.Name + "." + c.Name
			for _, word := range slices.Sorted(maps.Keys(c.Words)) {
				rows = append(rows, []string{list, word, c.Words[word]})
			}
			if c.Type == tables.Bool {
				for _, word := range tables.Yes {
					rows = append(rows, []string{list, word, "true"})
				}
				for _, word := range tables.No {
					rows = append(rows, []string{list, word, "false"})
				}
			}
		}
	}
	return rows
}

// rawViews makes the raw files of each table one view, raw_TABLE, and judges every
// number that stands in them once.
func rawViews(ctx context.Context, db *warehouse.DB, in *ingest.Input) error {
	var numbers []string
	for _, t := range tables.All {
		parts := rawSelects(t, in)
		if len(parts) == 0 {
			continue
		}
		if err := db.Exec(ctx, "CREATE VIEW raw_"+t.Name+" AS "+strings.Join(parts, "\nUNION ALL\n"), nil); err != nil {
			return fmt.Errorf("raw rows of %s: %w", t.Name, err)
		}
		for _, c := range t.Columns {
			if c.Type == tables.IIN || c.Type == tables.ID {
				numbers = append(numbers, "SELECT "+warehouse.Ident("raw_"+c.Name)+" AS raw FROM raw_"+t.Name)
			}
		}
	}
	if len(numbers) == 0 {
		return nil
	}
	return db.Exec(ctx, "CREATE VIEW raw_number AS "+strings.Join(numbers, " UNION ALL ")+";\n"+queries.Get("normalise/numbers"), nil)
}

// typed builds one canonical table from its raw files: cells are cast the way nearly all
// of them are written. A row with a cell that this leaves, or with anything else to be
// said of it, is odd: it is taken out, read again more patiently, then rejected or noted.
func typed(ctx context.Context, db *warehouse.DB, t tables.Table, in *ingest.Input) error {
	do := func(statements ...string) error {
		for _, s := range statements {
			if err := db.Exec(ctx, s, nil); err != nil {
				return fmt.Errorf("%w\n%s", err, s)
			}
		}
		return nil
	}
	if !in.Has(t.Name) {
		return do("CREATE TABLE " + t.Name + " (" + declared(t) + ")")
	}
	names := columnNames(t)
	if err := do("CREATE TABLE " + t.Name + " AS SELECT src, " + names + ", " + odd(t) + " AS odd, " + decimal(t) + " AS is_decimal FROM (" + typedSelect(t) + ")"); err != nil {
		return err
	}
	var found, decimals bool
	if err := db.One(ctx, "SELECT coalesce(bool_or(odd), false), coalesce(bool_or(is_decimal), false) FROM "+t.Name, nil, &found, &decimals); err != nil {
		return err
	}
	var left []tables.Column
	if found {
		if err := do("CREATE TABLE typed_row AS " + typedSelect(t) + "\nWHERE r.src IN (SELECT src FROM " + t.Name + " WHERE odd)"); err != nil {
			return err
		}
		var err error
		if left, err = unread(ctx, db, t); err != nil {
			return err
		}
		for _, c := range left {
			switch c.Type {
			case tables.Date:
				err = do(slashed(t, c, in)...)
			case tables.Money:
				err = do(grouped(t, c)...)
			}
			if err != nil {
				return err
			}
			if again := patient(c); again != "" {
				if err := do(fmt.Sprintf("UPDATE typed_row SET %s = %s WHERE %s IS NULL AND %s IS NOT NULL",
					warehouse.Ident(c.Name), again, warehouse.Ident(c.Name), raw(c))); err != nil {
					return err
				}
			}
		}
		if err := do(rejects(t, left)...); err != nil {
			return err
		}
		if t.Name == "contracts" {
			if err := do(queries.Get("normalise/rejected_contracts")); err != nil {
				return err
			}
		}
		if err := do(
			"DELETE FROM typed_row WHERE src IN (SELECT src FROM reject WHERE table_name = '"+t.Name+"')",
			"DELETE FROM "+t.Name+" WHERE odd",
			fmt.Sprintf("INSERT INTO %s SELECT src, %s, true, false FROM typed_row ORDER BY src", t.Name, names),
		); err != nil {
			return err
		}
	}
	if !t.Versions {
		if err := single(ctx, db, t); err != nil {
			return err
		}
	}
	if found {
		if err := do(append(oddities(t, in, left), "DROP TABLE typed_row")...); err != nil {
			return err
		}
	}
	if decimals {
		if err := do(decimalNotes(t)...); err != nil {
			return err
		}
	}
	return do("ALTER TABLE "+t.Name+" DROP COLUMN odd", "ALTER TABLE "+t.Name+" DROP COLUMN is_decimal")
}

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

// single leaves each row of a table once, the first of those that are equal. Equal rows
// have one hash; only rows that share one are compared in full.
func single(ctx context.Context, db *warehouse.DB, t tables.Table) error {
	names := columnNames(t)
	alike := fmt.Sprintf("SELECT hash(%s) AS likeness FROM %s GROUP BY likeness HAVING count(*) > 1", names, t.Name)
	var n int64
	if err := db.One(ctx, "SELECT count(*) FROM ("+alike+")", nil, &n); err != nil || n == 0 {
		return err
	}
	return db.Exec(ctx, strings.Join([]string{
		"CREATE TABLE alike AS " + alike,
		fmt.Sprintf("CREATE TABLE repetition AS SELECT src FROM %s WHERE hash(%s) IN (SELECT likeness FROM alike) "+
			"QUALIFY row_number() OVER (PARTITION BY %s ORDER BY src) > 1", t.Name, names, names),
		fmt.Sprintf("INSERT INTO note SELECT 'duplicate_row', '%s', src, '', '' FROM repetition ORDER BY src", t.Name),
		fmt.Sprintf("DELETE FROM %s WHERE src IN (SELECT src FROM repetition)", t.Name),
		"DROP TABLE repetition",
		"DROP TABLE alike",
	}, ";\n"), nil)
}

// raw names the cell of a typed column as it was written; text is its own.
func raw(c tables.Column) string {
	if c.Type == tables.Text && !c.Code() {
		return warehouse.Ident(c.Name)
	}
	return warehouse.Ident("raw_" + c.Name)
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

// isUndated says whether a column holds the dates of a relation that may have none.
func isUndated(t tables.Table, c tables.Column) bool {
	return t.Name == "family_links" && (c.Name == "date_from" || c.Name == "date_to")
}

func columnNames(t tables.Table) string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, warehouse.Ident(c.Name))
	}
	return strings.Join(names, ", ")
}

// declared lists the typed columns of a table as SQL.
func declared(t tables.Table) string {
	cols := []string{"src BIGINT NOT NULL"}
	for _, c := range t.Columns {
		d := warehouse.Ident(c.Name) + " " + sqlType(c.Type)
		if c.Must {
			d += " NOT NULL"
		}
		cols = append(cols, d)
	}
	return strings.Join(cols, ", ")
}

func sqlType(t tables.Type) string {
	switch t {
	case tables.Date:
		return "DATE"
	case tables.Money:
		return "DECIMAL(18, 2)"
	case tables.Percent:
		return "DECIMAL(18, 8)"
	case tables.Year:
		return "INTEGER"
	case tables.Bool:
		return "BOOLEAN"
	default:
		return "VARCHAR"
	}
}

// rawSelect reads one raw file as src and every column of the table, cleaned.
func rawSelect(t tables.Table, f ingest.Raw) string {
	src, source := "_row", "read_parquet("+warehouse.Quote(f.Parquet)+")"
	if f.FirstRow > 0 {
		src = fmt.Sprintf("file_row_number + %d", f.FirstRow)
		source = "read_parquet(" + warehouse.Quote(f.Parquet) + ", file_row_number = true)"
	}
	return rawColumns(t, f, fmt.Sprintf("CAST(%d AS BIGINT) + %s", int64(f.File.No)<<fileBits, src), source)
}

// rawSelects reads the raw files of a table. Pages of one dump, which may be thousands,
// are read as one: the number of each stands in the name of its raw file.
func rawSelects(t tables.Table, in *ingest.Input) []string {
	var parts, order []string
	pages := map[string][]ingest.Raw{}
	for _, f := range in.Files {
		if f.File.Table != t.Name {
			continue
		}
		if f.FirstRow > 0 {
			parts = append(parts, rawSelect(t, f))
			continue
		}
		shape := strings.Join(f.Columns, ",")
		if pages[shape] == nil {
			order = append(order, shape)
		}
		pages[shape] = append(pages[shape], f)
	}
	for _, shape := range order {
		alike := pages[shape]
		if len(alike) < 3 {
			for _, f := range alike {
				parts = append(parts, rawSelect(t, f))
			}
			continue
		}
		names := make([]string, len(alike))
		for i, f := range alike {
			names[i] = f.Parquet
		}
		parts = append(parts, rawColumns(t, alike[0],
			fmt.Sprintf("(CAST(parse_filename(filename, true) AS BIGINT) << %d) + _row", fileBits), "read_parquet(["+quoted(names)+"], filename = true)"))
	}
	return parts
}

func rawColumns(t tables.Table, f ingest.Raw, src, source string) string {
	cols := []string{src + " AS src"}
	for _, c := range t.Columns {
		if slices.Contains(f.Columns, c.Name) {
			cols = append(cols, fmt.Sprintf("NULLIF(%s, '') AS %s", warehouse.Ident(c.Name), warehouse.Ident("raw_"+c.Name)))
		} else {
			cols = append(cols, "CAST(NULL AS VARCHAR) AS "+warehouse.Ident("raw_"+c.Name))
		}
	}
	return "SELECT " + strings.Join(cols, ", ") + " FROM " + source
}

// typedSelect casts every cell of a table's raw rows. Numbers and words are looked up,
// each of them judged once.
func typedSelect(t tables.Table) string {
	cols := []string{"r.src"}
	var joins strings.Builder
	for _, c := range t.Columns {
		cell, name := "r."+warehouse.Ident("raw_"+c.Name), warehouse.Ident(c.Name)
		value := cell
		switch c.Type {
		case tables.IIN, tables.ID:
			v := warehouse.Ident("v_" + c.Name)
			fmt.Fprintf(&joins, "\nLEFT JOIN id_value AS %s ON %s.raw = %s", v, v, cell)
			value = v + ".id"
			if c.Type == tables.IIN {
				value = v + ".iin"
				cols = append(cols, "coalesce("+v+".twelve, false) AS "+warehouse.Ident("twelve_"+c.Name))
			}
		case tables.Word, tables.Strict, tables.Bool:
			w := warehouse.Ident("w_" + c.Name)
			fmt.Fprintf(&joins, "\nLEFT JOIN word_value AS %s ON %s.list = %s AND %s.word = lower(code_of(%s))", w, w, warehouse.Quote(t.Name+"."+c.Name), w, cell)
			value = w + ".canonical"
			if c.Type == tables.Bool {
				value = "CAST(" + value + " AS BOOLEAN)"
			}
		case tables.Date:
			value = "CASE WHEN " + cell + " LIKE '____-%' THEN TRY_CAST(" + cell + " AS DATE) WHEN " + cell +
				" LIKE '__.__.____' THEN CAST(try_strptime(" + cell + ", '%d.%m.%Y') AS DATE) END"
			if isUndated(t, c) {
				value = "CASE WHEN w_relation.canonical NOT IN (" + quoted(tables.Undated) + ") THEN " + value + " END"
			}
		case tables.Money:
			value = "CASE WHEN NOT " + cell + " LIKE '%.___%' THEN TRY_CAST(" + cell + " AS DECIMAL(18, 2)) END"
		case tables.Percent:
			value = "CASE WHEN TRY_CAST(" + cell + " AS DECIMAL(18, 8)) BETWEEN 0 AND 100 THEN TRY_CAST(" + cell + " AS DECIMAL(18, 8)) END"
		case tables.Year:
			value = "CASE WHEN length(" + cell + ") = 4 AND " + cell + " BETWEEN '1900' AND '2200' THEN TRY_CAST(" + cell + " AS INTEGER) END"
		case tables.List:
			value = "NULLIF(array_to_string(list_sort(list_distinct(list_filter(list_transform(string_split_regex(" + cell + ", '[;,]'), lambda w: " +
				wordOf(c, "trim(w)") + "), lambda w: w IS NOT NULL))), ';'), '')"
		default:
			if c.Code() {
				value = "code_of(" + cell + ")"
			}
			if c.Name == "announcement_id" || c.Name == "root_id" {
				value = "NULLIF(" + value + ", '0')"
			}
		}
		cols = append(cols, value+" AS "+name)
		if c.Type != tables.Text || c.Code() {
			cols = append(cols, cell)
		}
	}
	return "SELECT " + strings.Join(cols, ",\n  ") + "\nFROM raw_" + t.Name + " AS r" + joins.String()
}

// wordOf maps a cell to its canonical word.
func wordOf(c tables.Column, cell string) string {
	byWord := map[string][]string{}
	var order []string
	for word, canonical := range c.Words {
		if byWord[canonical] == nil {
			order = append(order, canonical)
		}
		byWord[canonical] = append(byWord[canonical], word)
	}
	slices.Sort(order)
	var b strings.Builder
	b.WriteString("CASE")
	for _, canonical := range order {
		words := byWord[canonical]
		slices.Sort(words)
		fmt.Fprintf(&b, " WHEN folded(%s) IN (%s) THEN %s", cell, quoted(words), warehouse.Quote(canonical))
	}
	b.WriteString(" END")
	return b.String()
}

func quoted(words []string) string {
	q := make([]string, len(words))
	for i, w := range words {
		q[i] = warehouse.Quote(w)
	}
	return strings.Join(q, ", ")
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

// Count fills in what became of the rows of every file, and adds the rows that could
// not be cut into cells to the rejects.
func Count(ctx context.Context, db *warehouse.DB, in *ingest.Input) error {
	type rejected struct {
		TableName          string
		Src                int64
		Col, Value, Reason string
	}
	err := warehouse.Insert(ctx, db, "reject", func(add func(rejected) error) error {
		for _, f := range in.Files {
			for _, r := range f.Rejects {
				if err := add(rejected{f.File.Table, int64(f.File.No)<<fileBits + r.Row, r.Column, r.Value, r.Reason}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	at := map[int64]*ingest.Raw{}
	for i := range in.Files {
		in.Files[i].File.Rejected, in.Files[i].File.LeftOut = 0, in.Files[i].Left
		at[int64(in.Files[i].File.No)] = &in.Files[i]
	}
	err = perFile(ctx, db, "SELECT file_no(src) AS no, count(DISTINCT src) AS n FROM reject GROUP BY ALL", func(no, n int64) { at[no].File.Rejected = n })
	if err != nil {
		return err
	}
	err = perFile(ctx, db, "SELECT file_no(src) AS no, count(*) AS n FROM note WHERE note = 'duplicate_row' GROUP BY ALL", func(no, n int64) { at[no].File.LeftOut += n })
	if err != nil {
		return err
	}
	return counted(ctx, db, in, at)
}

// perFile calls f with the number of each file and how many of something a query counts of it.
func perFile(ctx context.Context, db *warehouse.DB, query string, f func(no, n int64)) error {
	return warehouse.Each(ctx, db, query, nil, func(c struct{ No, N int64 }) error {
		f(c.No, c.N)
		return nil
	})
}

// counted counts the typed rows of every file and stops where a row that was read is
// neither typed, rejected nor left out: nothing may be lost in silence.
func counted(ctx context.Context, db *warehouse.DB, in *ingest.Input, at map[int64]*ingest.Raw) error {
	for _, f := range at {
		f.File.Normalised = 0
	}
	var counts []string
	for _, t := range tables.All {
		if in.Has(t.Name) {
			counts = append(counts, "SELECT file_no(src) AS no, count(*) AS n FROM "+t.Name+" GROUP BY ALL")
		}
	}
	if len(counts) > 0 {
		err := perFile(ctx, db, strings.Join(counts, "\nUNION ALL\n"), func(no, n int64) { at[no].File.Normalised = n })
		if err != nil {
			return err
		}
	}
	for i := range in.Files {
		f := &in.Files[i]
		if f.File.Rows != f.File.Normalised+f.File.Rejected+f.File.LeftOut {
			return fault.Data("rows_lost", "place", f.Place(), "rows", f.File.Rows, "kept", f.File.Normalised, "rejected", f.File.Rejected, "left", f.File.LeftOut)
		}
	}
	return nil
}

// TooManyRejects is the fault that more rows of a table were rejected than share
// (0 to 1) allows, with the counts by reason; nil where every table is within it.
func TooManyRejects(ctx context.Context, db *warehouse.DB, in *ingest.Input, share float64) error {
	rows, left := map[string]int64{}, map[string]int64{}
	for _, f := range in.Files {
		rows[f.File.Table] += f.File.Rows
		left[f.File.Table] += f.File.Rejected
	}
	var over fault.Terms
	for _, t := range tables.All {
		if n := left[t.Name]; n > 0 && float64(n) > share*float64(rows[t.Name]) {
			over = append(over, fault.Say("over_limit", "table", t.Name, "rejected", n, "rows", rows[t.Name]))
		}
	}
	if len(over) == 0 {
		return nil
	}
	var reasons fault.Lines
	type rejected struct {
		Table, Column, Reason string
		N                     int64
		File                  string
		Row                   int64
	}
	err := warehouse.Each(ctx, db, queries.Get("normalise/reject_reasons"), nil, func(r rejected) error {
		reasons = append(reasons, fault.Say("reject_example", "table", r.Table, "column", r.Column, "reason", r.Reason, "n", r.N, "file", r.File, "row", r.Row))
		return nil
	})
	if err != nil {
		return err
	}
	return fault.Data("many_rejects", "tables", over, "reasons", reasons)
}
