package normalise

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"adal/pipeline/ingest"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// rawViews makes the raw files of each table one view, raw_TABLE, and judges every
// number that stands in them once.
func rawViews(ctx context.Context, db *warehouse.DB, in *ingest.Input) error {
	var numbers []string
	for _, t := range tables.All {
		parts := rawSelects(t, in)
		if len(parts) == 0 {
			if _, kept := in.Kept[t.Name]; in.Has(t.Name) && !kept { // every row was typed while it was read
				if err := db.Exec(ctx, "CREATE VIEW raw_"+t.Name+" AS "+noRows(t), nil); err != nil {
					return fmt.Errorf("raw rows of %s: %w", t.Name, err)
				}
			}
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

// noRows reads no row of a table, in the columns rawSelect gives.
func noRows(t tables.Table) string {
	cols := []string{"CAST(NULL AS BIGINT) AS src"}
	for _, c := range t.Columns {
		cols = append(cols, "CAST(NULL AS VARCHAR) AS "+warehouse.Ident("raw_"+c.Name))
	}
	return "SELECT " + strings.Join(cols, ", ") + " WHERE false"
}

// raw names the cell of a typed column as it was written; text is its own.
func raw(c tables.Column) string {
	if c.Type == tables.Text && !c.Code() {
		return warehouse.Ident(c.Name)
	}
	return warehouse.Ident("raw_" + c.Name)
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
		if f.File.Table != t.Name || f.Parquet == "" {
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
