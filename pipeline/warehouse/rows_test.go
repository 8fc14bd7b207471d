package warehouse_test

import (
	"math/big"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"adal/pipeline/warehouse"
)

func open(t *testing.T) *warehouse.DB {
	t.Helper()
	dir := t.TempDir()
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "200MB", Threads: 1, Temp: filepath.Join(dir, "spill"), Folders: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}

type sale struct {
	CustomerBIN string
	Share       float64 `json:"share_pct"`
	Amount      *int64
	Days        []int64
	Marks       []string
	Shown       string `json:"-"`
	Later       string `json:"later" sql:"-"`
}

// Columns reach fields by their names, in whatever order they stand.
func TestAll(t *testing.T) {
	db := open(t)
	for _, query := range []string{
		"SELECT 'b' AS customer_bin, 0.5::DOUBLE AS share_pct, NULL::BIGINT AS amount, [1, 2]::BIGINT[] AS days, NULL::VARCHAR[] AS marks",
		"SELECT NULL::VARCHAR[] AS marks, [1, 2]::BIGINT[] AS days, NULL::BIGINT AS amount, 'b' AS customer_bin, 0.5::DOUBLE AS share_pct",
	} {
		rows, err := warehouse.All[sale](t.Context(), db, query, nil)
		if err != nil {
			t.Fatal(err)
		}
		if len(rows) != 1 || rows[0].CustomerBIN != "b" || rows[0].Share != 0.5 || rows[0].Amount != nil || !slices.Equal(rows[0].Days, []int64{1, 2}) || len(rows[0].Marks) != 0 {
			t.Errorf("read %+v", rows)
		}
	}
}

// A column nobody reads, a field nothing fills, NULL where nothing can be blank, and a list of
// something else are errors that name what is wrong.
func TestAllRefuses(t *testing.T) {
	db := open(t)
	for want, query := range map[string]string{
		"column surplus has no field":   "SELECT 'b' AS customer_bin, 0.5::DOUBLE AS share_pct, 1 AS amount, []::BIGINT[] AS days, []::VARCHAR[] AS marks, 1 AS surplus",
		"field share_pct of":            "SELECT 'b' AS customer_bin, 1::BIGINT AS amount, []::BIGINT[] AS days, []::VARCHAR[] AS marks",
		"column later has no field":     "SELECT 'b' AS customer_bin, 0.5::DOUBLE AS share_pct, 1 AS amount, []::BIGINT[] AS days, []::VARCHAR[] AS marks, '' AS later",
		"converting NULL to string":     "SELECT NULL::VARCHAR AS customer_bin, 0.5::DOUBLE AS share_pct, 1::BIGINT AS amount, []::BIGINT[] AS days, []::VARCHAR[] AS marks",
		"an element of a list is int32": "SELECT 'b' AS customer_bin, 0.5::DOUBLE AS share_pct, 1::BIGINT AS amount, [1]::INTEGER[] AS days, []::VARCHAR[] AS marks",
		"query uses $nobody":            "SELECT $nobody AS customer_bin",
	} {
		if _, err := warehouse.All[sale](t.Context(), db, query, nil); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", query, err, want)
		}
	}
	if _, err := warehouse.Only[struct{ N int64 }](t.Context(), db, "SELECT 1::BIGINT AS n UNION ALL SELECT 2", nil); err == nil {
		t.Error("two rows where one is wanted went unnoticed")
	}
}

type kept struct {
	No    int64
	Day   time.Time
	Until *time.Time
	Tiyn  *big.Int
	Share *float64
	Links []int64
}

// What is inserted by name is read back, whatever the order of the columns.
func TestInsert(t *testing.T) {
	db := open(t)
	for _, columns := range []string{"no BIGINT, day DATE, until DATE, tiyn HUGEINT, share DOUBLE, links BIGINT[]", "links BIGINT[], share DOUBLE, tiyn HUGEINT, until DATE, no BIGINT, day DATE"} {
		if err := db.Exec(t.Context(), "CREATE OR REPLACE TABLE held ("+columns+")", nil); err != nil {
			t.Fatal(err)
		}
		day, half := time.Date(2026, 2, 28, 0, 0, 0, 0, time.UTC), 0.5
		rows := []kept{{1, day, &day, new(big.Int).Lsh(big.NewInt(1), 100), &half, []int64{7}}, {2, day, nil, big.NewInt(0), nil, []int64{}}}
		err := warehouse.Insert(t.Context(), db, "held", func(add func(kept) error) error {
			for _, r := range rows {
				if err := add(r); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		back, err := warehouse.All[kept](t.Context(), db, "SELECT * FROM held ORDER BY no", nil)
		if err != nil {
			t.Fatal(err)
		}
		for i, r := range rows {
			b := back[i]
			if b.No != r.No || !b.Day.Equal(day) || (b.Until == nil) != (r.Until == nil) || b.Until != nil && !b.Until.Equal(day) || b.Tiyn.Cmp(r.Tiyn) != 0 || !slices.Equal(b.Links, r.Links) || (b.Share == nil) != (r.Share == nil) {
				t.Errorf("row %d: %+v, want %+v", i, b, r)
			}
		}
	}
	err := warehouse.Insert(t.Context(), db, "held", func(func(struct{ No int64 }) error) error { return nil })
	if err == nil || !strings.Contains(err.Error(), "has no field") {
		t.Errorf("a table with more columns than fields: %v", err)
	}
}
