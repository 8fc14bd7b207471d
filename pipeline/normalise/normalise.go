// Package normalise turns raw text into typed tables. A row with a cell that is not
// what its column must be goes to rejects with file, row, column, value and reason; in
// a column nothing hangs on the cell is blank and noted with its text; what is odd but
// usable becomes a note. Rows in are rows typed, rejected, or left
// out as exact repetitions, for every file.
package normalise

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/ingest"
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
	if err := prepared(ctx, db, in); err != nil {
		return err
	}
	for _, t := range tables.All {
		if err := ctx.Err(); err != nil {
			return err
		}
		if kept, ok := in.Kept[t.Name]; ok {
			if err := loaded(ctx, db, t, kept); err != nil {
				return fmt.Errorf("normalise %s: %w", t.Name, err)
			}
			continue
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
	return details(ctx, db, in)
}

// details fills blanks of contracts and bids with what the procurement portal says elsewhere. What
// was kept by an earlier run has it already.
func details(ctx context.Context, db *warehouse.DB, in *ingest.Input) error {
	if !in.Has("contract_units") && !in.Has("announcements") {
		return nil
	}
	for _, of := range []struct{ table, query string }{{"contracts", "normalise/contract_details"}, {"bids", "normalise/bid_announcements"}} {
		if _, kept := in.Kept[of.table]; kept {
			continue
		}
		if err := db.Exec(ctx, queries.Get(of.query), nil); err != nil {
			return fmt.Errorf("%s: %w", of.query, err)
		}
	}
	return nil
}

// prepared makes what the tables are built with: the macros and lists of facts, and the rows that
// are still text as views.
func prepared(ctx context.Context, db *warehouse.DB, in *ingest.Input) error {
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
	return rawViews(ctx, db, in)
}

// typed builds one canonical table: to the rows that were typed while their files were read it puts
// those that are still text, cells cast the way nearly all of them are written. A row with a cell that this leaves, or with anything else to be
// said of it, is odd: it is taken out, read again more patiently, then rejected or noted.
func typed(ctx context.Context, db *warehouse.DB, t tables.Table, in *ingest.Input) error {
	b := building{ctx, db, t, in}
	plain, more := b.plain(), slices.ContainsFunc(in.Files, func(f ingest.Raw) bool { return f.File.Table == t.Name && f.Parquet != "" })
	if len(plain) == 0 {
		if err := b.do("DROP TABLE IF EXISTS " + t.Name); err != nil {
			return err
		}
	} else if err := b.numbered(plain); err != nil {
		return err
	}
	if !more {
		return b.allPlain(plain)
	}
	if err := b.add(len(plain) > 0); err != nil {
		return err
	}
	type oddity struct{ Odd, Decimals bool }
	found, err := warehouse.Only[oddity](ctx, db, "SELECT coalesce(bool_or(odd), false) AS odd, coalesce(bool_or(is_decimal), false) AS decimals FROM "+t.Name, nil)
	if err != nil {
		return err
	}
	var left []tables.Column
	if found.Odd {
		if left, err = b.oddRows(); err != nil {
			return err
		}
	}
	if !t.Versions {
		if err := single(ctx, db, t); err != nil {
			return err
		}
	}
	if found.Odd {
		if err := b.do(append(oddities(t, in, left), "DROP TABLE typed_row")...); err != nil {
			return err
		}
	}
	if found.Decimals {
		if err := b.do(decimalNotes(t)...); err != nil {
			return err
		}
	}
	return b.do("ALTER TABLE "+t.Name+" DROP COLUMN odd", "ALTER TABLE "+t.Name+" DROP COLUMN is_decimal")
}

// allPlain ends a table of which every row was typed while it was read.
func (b building) allPlain(files []ingest.Raw) error {
	if len(files) == 0 { // without a row
		return b.do("CREATE TABLE " + b.db.Large(b.table.Name) + " (" + declared(b.table) + ")")
	}
	if b.table.Versions {
		return nil
	}
	return single(b.ctx, b.db, b.table)
}

// building is a canonical table while it is built.
type building struct {
	ctx   context.Context
	db    *warehouse.DB
	table tables.Table
	in    *ingest.Input
}

// plain lists the files of which the rows that were typed while they were read stand in the table.
func (b building) plain() []ingest.Raw {
	return slices.DeleteFunc(slices.Clone(b.in.Files), func(f ingest.Raw) bool { return f.File.Table != b.table.Name || f.Plain == 0 })
}

// numbered gives the rows that were typed while their files were read the numbers of the files, which
// were not known then. It looks at no other column, unless the files were read in another order.
func (b building) numbered(files []ingest.Raw) error {
	first := files[0]
	inStep := func(f ingest.Raw) bool { return int64(f.File.No)-f.Plain == int64(first.File.No)-first.Plain }
	number := fmt.Sprintf("file_no(src) + (%d)", int64(first.File.No)-first.Plain)
	if slices.ContainsFunc(files, func(f ingest.Raw) bool { return !inStep(f) }) {
		lowest, highest := first.Plain, first.Plain
		numbers := map[int64]int{}
		for _, f := range files {
			numbers[f.Plain] = f.File.No
			lowest, highest = min(lowest, f.Plain), max(highest, f.Plain)
		}
		of := make([]string, 0, highest-lowest+1)
		for n := lowest; n <= highest; n++ {
			of = append(of, strconv.Itoa(numbers[n]))
		}
		number = fmt.Sprintf("[%s][file_no(src) - %d]", strings.Join(of, ", "), lowest-1)
	}
	t := b.table.Name
	steps := []string{fmt.Sprintf("ALTER TABLE %s ALTER src SET DATA TYPE BIGINT USING source_id(%s, row_no(src))", t, number)}
	if !slices.IsSortedFunc(files, func(a, b ingest.Raw) int { return cmp.Compare(a.Plain, b.Plain) }) {
		steps = append(steps, "CREATE TABLE "+b.db.Large("in_order")+" AS SELECT * FROM "+t+" ORDER BY src", "DROP TABLE "+t, "ALTER TABLE in_order RENAME TO "+t)
	}
	return b.do(steps...)
}

// add puts the rows that were read as text to those that are there, or makes the table of them.
func (b building) add(there bool) error {
	t := b.table
	rows := "SELECT src, " + columnNames(t) + ", " + odd(t) + " AS odd, " + decimal(t) + " AS is_decimal FROM (" + typedSelect(t) + ")"
	if !there {
		return b.do("CREATE TABLE " + b.db.Large(t.Name) + " AS " + rows)
	}
	return b.do("ALTER TABLE "+t.Name+" ADD COLUMN odd BOOLEAN DEFAULT false", "ALTER TABLE "+t.Name+" ADD COLUMN is_decimal BOOLEAN DEFAULT false",
		"INSERT INTO "+t.Name+" "+rows)
}

func (b building) do(statements ...string) error {
	for _, s := range statements {
		if err := b.db.Exec(b.ctx, s, nil); err != nil {
			return fmt.Errorf("%w\n%s", err, s)
		}
	}
	return nil
}

// oddRows takes the odd rows into typed_row, reads them more patiently, rejects those that stay
// unread and puts the others back. It gives the columns that had a cell the first cast left.
func (b building) oddRows() ([]tables.Column, error) {
	t := b.table
	if err := b.do("CREATE TABLE typed_row AS " + typedSelect(t) + "\nWHERE r.src IN (SELECT src FROM " + t.Name + " WHERE odd)"); err != nil {
		return nil, err
	}
	left, err := unread(b.ctx, b.db, t)
	if err != nil {
		return nil, err
	}
	for _, c := range left {
		if err := b.patiently(c); err != nil {
			return nil, err
		}
	}
	if err := b.do(rejects(t, left)...); err != nil {
		return nil, err
	}
	if t.Name == "contracts" {
		if err := b.do(queries.Get("normalise/rejected_contracts")); err != nil {
			return nil, err
		}
	}
	return left, b.do(
		"DELETE FROM typed_row WHERE src IN (SELECT src FROM reject WHERE table_name = '"+t.Name+"')",
		"DELETE FROM "+t.Name+" WHERE odd",
		fmt.Sprintf("INSERT INTO %s SELECT src, %s, true, false FROM typed_row ORDER BY src", t.Name, columnNames(t)))
}

// patiently reads the cells of a column again that the first cast left.
func (b building) patiently(c tables.Column) error {
	var steps []string
	switch c.Type {
	case tables.Date:
		steps = slashed(b.table, c, b.in)
	case tables.Money:
		steps = grouped(b.table, c)
	}
	if again := patient(c); again != "" {
		name := warehouse.Ident(c.Name)
		steps = append(steps, fmt.Sprintf("UPDATE typed_row SET %s = %s WHERE %s IS NULL AND %s IS NOT NULL", name, again, name, raw(c)))
	}
	return b.do(steps...)
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
