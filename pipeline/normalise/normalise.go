// Package normalise turns raw text into typed tables. A row with a cell that is not
// what its column must be goes to rejects with file, row, column, value and reason;
// what is odd but usable becomes a note. Rows in are rows typed, rejected, or left
// out as exact repetitions, for every file.
package normalise

import (
	"context"
	"database/sql/driver"
	"fmt"
	"slices"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/kz"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// fileBits is how far a file's number is shifted in a source id: the rest is the row.
const fileBits = 32

// Tables creates every canonical table, those without files empty, and the tables
// source_file, reject and note. Every row of a table carries src, the number that
// stands for its file and row.
func Tables(ctx context.Context, db *warehouse.DB, in *ingest.Input) error {
	for _, q := range []string{"normalise/macros", "normalise/bookkeeping"} {
		if err := db.Exec(ctx, queries.Get(q), nil); err != nil {
			return fmt.Errorf("%s: %w", q, err)
		}
	}
	err := db.Append(ctx, "source_file", func(add func(...driver.Value) error) error {
		for _, f := range in.Files {
			if err := add(int64(f.File.No), f.File.Table, f.File.Path); err != nil {
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
	for _, t := range tables.All {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := typed(ctx, db, t, in); err != nil {
			return fmt.Errorf("normalise %s: %w", t.Name, err)
		}
	}
	return nil
}

// wordTables loads the lists of facts the queries join with.
func wordTables(ctx context.Context, db *warehouse.DB) error {
	load := func(table string, rows [][]string, columns ...int) error {
		return db.Append(ctx, table, func(add func(...driver.Value) error) error {
			for _, row := range rows {
				values := make([]driver.Value, len(columns))
				for i, c := range columns {
					values[i] = row[c]
				}
				if err := add(values...); err != nil {
					return err
				}
			}
			return nil
		})
	}
	if err := load("contract_status", kz.Table("contract_statuses"), 0, 1, 2); err != nil {
		return err
	}
	return load("trade_method", kz.Table("trade_methods"), 0, 1, 2)
}

// typed builds one canonical table from its raw files.
func typed(ctx context.Context, db *warehouse.DB, t tables.Table, in *ingest.Input) error {
	var parts []string
	for _, f := range in.Files {
		if f.File.Table != t.Name {
			continue
		}
		parts = append(parts, rawSelect(t, f))
	}
	if len(parts) == 0 {
		if t.Name == "contracts" {
			if err := db.Exec(ctx, "CREATE TABLE rejected_contract (src BIGINT, value VARCHAR)", nil); err != nil {
				return err
			}
		}
		return db.Exec(ctx, "CREATE TABLE "+t.Name+" ("+declared(t)+")", nil)
	}
	steps := []string{
		"CREATE TABLE typed_row AS " + typedSelect(t, strings.Join(parts, "\nUNION ALL\n")),
		fmt.Sprintf("INSERT INTO reject SELECT '%s', src, f.col, f.value, f.reason FROM (SELECT src, unnest(faults) AS f FROM typed_row)", t.Name),
		"CREATE TABLE " + t.Name + " (" + declared(t) + ")",
	}
	names := columnNames(t)
	if t.Versions {
		steps = append(steps, fmt.Sprintf("INSERT INTO %s BY NAME SELECT src, %s FROM typed_row WHERE len(faults) = 0", t.Name, names))
	} else {
		steps = append(steps,
			fmt.Sprintf("CREATE TABLE single AS SELECT min(src) AS src, %s, list(src ORDER BY src) AS sources FROM typed_row WHERE len(faults) = 0 GROUP BY %s", names, names),
			fmt.Sprintf("INSERT INTO %s BY NAME SELECT src, %s FROM single", t.Name, names),
			fmt.Sprintf("INSERT INTO note SELECT 'duplicate_row', '%s', unnest(sources[2:]), '', '' FROM single WHERE len(sources) > 1", t.Name),
			"DROP TABLE single")
	}
	steps = append(steps, oddities(t, in)...)
	if t.Name == "contracts" {
		steps = append(steps, queries.Get("normalise/rejected_contracts"))
	}
	steps = append(steps, "DROP TABLE typed_row")
	for _, s := range steps {
		if err := db.Exec(ctx, s, nil); err != nil {
			return fmt.Errorf("%w\n%s", err, s)
		}
	}
	return nil
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
	row, source := "_row", "read_parquet("+warehouse.Quote(f.Parquet)+")"
	if f.FirstRow > 0 {
		row = fmt.Sprintf("file_row_number + %d", f.FirstRow)
		source = "read_parquet(" + warehouse.Quote(f.Parquet) + ", file_row_number = true)"
	}
	cols := []string{fmt.Sprintf("CAST(%d AS BIGINT) + %s AS src", int64(f.File.No)<<fileBits, row)}
	for _, c := range t.Columns {
		if slices.Contains(f.Columns, c.Name) {
			cols = append(cols, fmt.Sprintf("clean(%s) AS %s", warehouse.Ident(c.Name), warehouse.Ident("raw_"+c.Name)))
		} else {
			cols = append(cols, "CAST(NULL AS VARCHAR) AS "+warehouse.Ident("raw_"+c.Name))
		}
	}
	return "SELECT " + strings.Join(cols, ", ") + " FROM " + source
}

// typedSelect types every cell and lists the faults of every row.
func typedSelect(t tables.Table, raw string) string {
	cols := []string{"src"}
	var faults []string
	fault := func(when, column, reason string) {
		faults = append(faults, fmt.Sprintf("CASE WHEN %s THEN {'col': %s, 'value': coalesce(%s, ''), 'reason': %s} END",
			when, warehouse.Quote(column), warehouse.Ident("raw_"+column), warehouse.Quote(reason)))
	}
	for _, c := range t.Columns {
		cell, name := warehouse.Ident("raw_"+c.Name), warehouse.Ident(c.Name)
		cols = append(cols, cellOf(t, c, cell)+" AS "+name, cell)
		if c.Must {
			fault(cell+" IS NULL", c.Name, "missing_value")
		}
		wrong := cell + " IS NOT NULL AND " + name + " IS NULL"
		switch c.Type {
		case tables.IIN:
			fault(wrong+" AND id_of("+cell+") IS NOT NULL", c.Name, "is_a_bin")
			fault(wrong+" AND id_of("+cell+") IS NULL", c.Name, "bad_iin")
		case tables.ID:
			fault(wrong, c.Name, "bad_id")
		case tables.Date:
			when := wrong
			if t.Name == "family_links" && (c.Name == "date_from" || c.Name == "date_to") {
				when += " AND relation NOT IN (" + quoted(tables.Undated) + ")"
			}
			fault(when, c.Name, "bad_date")
		case tables.Money:
			fault(wrong, c.Name, "bad_money")
		case tables.Percent:
			fault(wrong, c.Name, "bad_percent")
		case tables.Year:
			fault(wrong, c.Name, "bad_year")
		case tables.Strict:
			fault(wrong, c.Name, "unknown_"+c.Name)
		default:
		}
	}
	if _, ok := t.Column("date_to"); ok {
		fault("date_to < date_from", "date_to", "reversed_dates")
	}
	if t.Name == "decisions" {
		fault("contract_id IS NULL AND announcement_id IS NULL", "contract_id", "missing_value")
	}
	if len(faults) == 0 {
		faults = []string{"NULL"}
	}
	// The cells first, then the faults over them: an alias of the inner level is a column here.
	inner := "SELECT " + strings.Join(cols, ",\n  ") + "\nFROM (" + raw + ")"
	return "SELECT *, list_filter([" + strings.Join(faults, ",\n  ") + "], lambda x: x IS NOT NULL) AS faults FROM (" + inner + ")"
}

// cellOf gives the typed value of a cell as SQL.
func cellOf(t tables.Table, c tables.Column, cell string) string {
	switch c.Type {
	case tables.IIN:
		return "iin_of(" + cell + ")"
	case tables.ID:
		return "any_id_of(" + cell + ")"
	case tables.Date:
		if t.Name == "family_links" && (c.Name == "date_from" || c.Name == "date_to") {
			return "CASE WHEN coalesce(" + wordOf(tables.Column{Words: relationWords(t)}, "raw_relation") + ", '') NOT IN (" +
				quoted(tables.Undated) + ") THEN date_of(" + cell + ") END"
		}
		return "date_of(" + cell + ")"
	case tables.Money:
		return "money_of(" + cell + ")"
	case tables.Percent:
		return "percent_of(" + cell + ")"
	case tables.Year:
		return "year_of(" + cell + ")"
	case tables.Bool:
		return "CASE WHEN folded(" + cell + ") IN (" + quoted(tables.Yes) + ") THEN true WHEN folded(" + cell + ") IN (" + quoted(tables.No) + ") THEN false END"
	case tables.Word, tables.Strict:
		return wordOf(c, cell)
	case tables.List:
		return "NULLIF(array_to_string(list_sort(list_distinct(list_filter(list_transform(string_split_regex(" + cell + ", '[;,]'), lambda w: " +
			wordOf(c, "trim(w)") + "), lambda w: w IS NOT NULL))), ';'), '')"
	default:
		if c.Name == "announcement_id" || c.Name == "root_id" {
			return "NULLIF(" + cell + ", '0')"
		}
		return cell
	}
}

func relationWords(t tables.Table) map[string]string {
	c, _ := t.Column("relation")
	return c.Words
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
func oddities(t tables.Table, in *ingest.Input) []string {
	var notes []string
	note := func(code, id, detail, when string) {
		notes = append(notes, fmt.Sprintf("INSERT INTO note SELECT '%s', '%s', src, %s, %s FROM typed_row WHERE len(faults) = 0 AND %s",
			code, t.Name, id, detail, when))
	}
	for _, c := range t.Columns {
		if !slices.ContainsFunc(in.Files, func(f ingest.Raw) bool { return f.File.Table == t.Name && slices.Contains(f.Columns, c.Name) }) {
			continue
		}
		cell, name := warehouse.Ident("raw_"+c.Name), warehouse.Ident(c.Name)
		switch c.Type {
		case tables.IIN, tables.ID:
			note("padded_id", name, warehouse.Quote(c.Name), name+" IS NOT NULL AND regexp_full_match("+cell+", '[0-9]{9,11}')")
		case tables.Word, tables.Bool:
			note("unknown_value", "''", warehouse.Quote(c.Name+": ")+" || "+cell, cell+" IS NOT NULL AND "+name+" IS NULL")
		default:
		}
	}
	return notes
}

// Count fills in what became of the rows of every file, and adds the rows that could
// not be cut into cells to the rejects.
func Count(ctx context.Context, db *warehouse.DB, in *ingest.Input) error {
	byPath := map[string]int64{}
	for _, f := range in.Files {
		byPath[f.File.Path] = int64(f.File.No)
	}
	err := db.Append(ctx, "reject", func(add func(...driver.Value) error) error {
		for _, r := range in.Rejects {
			if err := add(r.Table, byPath[r.File]<<fileBits+r.Row, r.Column, r.Value, r.Reason); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	at := map[int64]*ingest.Raw{}
	for i := range in.Files {
		in.Files[i].File.Rejected, in.Files[i].File.LeftOut = 0, 0
		at[int64(in.Files[i].File.No)] = &in.Files[i]
	}
	err = db.Each(ctx, "SELECT src >> 32, count(DISTINCT src) FROM reject GROUP BY ALL", nil, func(scan func(...any) error) error {
		var no, n int64
		if err := scan(&no, &n); err != nil {
			return err
		}
		at[no].File.Rejected = n
		return nil
	})
	if err != nil {
		return err
	}
	err = db.Each(ctx, "SELECT src >> 32, count(*) FROM note WHERE note = 'duplicate_row' GROUP BY ALL", nil, func(scan func(...any) error) error {
		var no, n int64
		if err := scan(&no, &n); err != nil {
			return err
		}
		at[no].File.LeftOut = n
		return nil
	})
	for _, f := range at {
		f.File.Normalised = f.File.Rows - f.File.Rejected - f.File.LeftOut
	}
	return err
}

// TooManyRejects is the fault that more rows of a table were rejected than share
// (0 to 1) allows, with the counts by reason; nil where every table is within it.
func TooManyRejects(ctx context.Context, db *warehouse.DB, in *ingest.Input, share float64) error {
	rows, rejected := map[string]int64{}, map[string]int64{}
	for _, f := range in.Files {
		rows[f.File.Table] += f.File.Rows
		rejected[f.File.Table] += f.File.Rejected
	}
	var over []string
	for _, t := range tables.All {
		if n := rejected[t.Name]; n > 0 && float64(n) > share*float64(rows[t.Name]) {
			over = append(over, fmt.Sprintf("%s: %d of %d rows rejected", t.Name, n, rows[t.Name]))
		}
	}
	if len(over) == 0 {
		return nil
	}
	var reasons []string
	err := db.Each(ctx, queries.Get("normalise/reject_reasons"), nil, func(scan func(...any) error) error {
		var table, column, reason, example string
		var n int64
		if err := scan(&table, &column, &reason, &n, &example); err != nil {
			return err
		}
		reasons = append(reasons, fmt.Sprintf("%s %s %s: %d (e.g. %s)", table, column, reason, n, example))
		return nil
	})
	if err != nil {
		return err
	}
	return fault.Data("correct the files (adal check lists every rejected row), or allow more with --max-rejects",
		"too many rows cannot be used: %s\n  %s", strings.Join(over, "; "), strings.Join(reasons, "\n  "))
}
