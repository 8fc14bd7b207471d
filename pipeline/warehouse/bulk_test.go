package warehouse_test

import (
	"bytes"
	"database/sql/driver"
	"fmt"
	"math/big"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"github.com/duckdb/duckdb-go/v2"

	"adal/pipeline/warehouse"
)

const bulkColumns = "(src BIGINT, a VARCHAR, day DATE, money DECIMAL(18, 2), b VARCHAR, year INTEGER, yes BOOLEAN, share DECIMAL(18, 8), small DECIMAL(4, 1), never VARCHAR)"

// Rows that are added by the column are those that are appended a value at a time: texts of every
// length, the longest first, blanks, numbers of every width, more rows than a chunk.
func TestBulk(t *testing.T) {
	for _, seed := range []uint64{1, 2, 3} {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			db := open(t)
			do(t, db, "CREATE TABLE one "+bulkColumns, "CREATE TABLE other "+bulkColumns)
			r := rand.New(rand.NewPCG(seed, 0))
			b, err := db.Bulk(t.Context(), "one")
			if err != nil {
				t.Fatal(err)
			}
			err = db.Append(t.Context(), "other", func(add func(...driver.Value) error) error {
				for i := range int64(10_000 + r.IntN(5_000)) {
					if err := add(bulkRow(r, b, i)...); err != nil {
						return err
					}
				}
				return nil
			})
			if err != nil {
				t.Fatal(err)
			}
			if err := b.Close(); err != nil {
				t.Fatal(err)
			}
			if err := b.Abandon(); err != nil {
				t.Fatal(err)
			}
			for _, query := range []string{"(FROM one EXCEPT ALL FROM other)", "(FROM other EXCEPT ALL FROM one)",
				"(SELECT src FROM (SELECT src, lag(src) OVER () AS before FROM one) WHERE before >= src)"} {
				if n := number(t, db, "SELECT count(*) FROM "+query); n != 0 {
					t.Errorf("%s: %d rows", query, n)
				}
			}
			if n := number(t, db, "SELECT count(*) FROM one WHERE length(a) > 12 AND length(b) < 12"); n == 0 {
				t.Error("nothing was compared")
			}
		})
	}
}

// bulkRow adds a row at random and gives it as values.
func bulkRow(r *rand.Rand, b *warehouse.Bulk, i int64) []driver.Value {
	row := make([]driver.Value, 10)
	row[0] = i
	b.Number(0, i)
	for _, column := range []int{1, 4} {
		if r.IntN(4) == 0 {
			continue
		}
		text := []byte(strings.Repeat("қ", r.IntN(20)) + fmt.Sprint(r.IntN(1000)))
		if i == 0 && column == 1 {
			text = bytes.Repeat([]byte("x"), 1<<20)
		}
		row[column] = string(text)
		b.Text(column, text)
		clear(text) // it is the caller's again
	}
	if r.IntN(3) > 0 {
		days := int64(r.IntN(40_000) - 10_000)
		row[2] = time.Unix(days*86400, 0).UTC()
		b.Number(2, days)
	}
	money := r.Int64N(1e12) - 5e11
	row[3] = decimal(18, 2, money)
	b.Number(3, money)
	row[5], row[6], row[7], row[8] = int32(1900+i%200), i%3 == 0, decimal(18, 8, i%100*1e8+i), decimal(4, 1, i%99*10+i%10)
	b.Number(5, 1900+i%200)
	b.Number(6, map[bool]int64{true: 1}[i%3 == 0])
	b.Number(7, i%100*1e8+i)
	b.Number(8, i%99*10+i%10)
	b.EndRow()
	return row
}

func decimal(width, scale uint8, n int64) duckdb.Decimal {
	return duckdb.Decimal{Width: width, Scale: scale, Value: big.NewInt(n)}
}

func do(t *testing.T, db *warehouse.DB, statements ...string) {
	t.Helper()
	for _, s := range statements {
		if err := db.Exec(t.Context(), s, nil); err != nil {
			t.Fatal(err)
		}
	}
}

func number(t *testing.T, db *warehouse.DB, query string) (n int64) {
	t.Helper()
	if err := db.One(t.Context(), query, nil, &n); err != nil {
		t.Fatal(err)
	}
	return n
}

// What is abandoned leaves no row, and the table takes others.
func TestBulkAbandoned(t *testing.T) {
	db := open(t)
	do(t, db, "CREATE TABLE one "+bulkColumns)
	for range 2 {
		b, err := db.Bulk(t.Context(), "one")
		if err != nil {
			t.Fatal(err)
		}
		for i := range int64(300_000) {
			b.Number(0, i)
			b.Text(1, []byte("a text that is longer than twelve bytes"))
			b.EndRow()
		}
		if err := b.Abandon(); err != nil {
			t.Fatal(err)
		}
	}
	b, err := db.Bulk(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	b.Number(0, 7)
	b.EndRow()
	if err := b.Close(); err != nil {
		t.Fatal(err)
	}
	if n := number(t, db, "SELECT count(*) FROM one"); n != 1 {
		t.Errorf("%d rows, want 1", n)
	}
}

// A table that is not there, or refuses a row, is an error.
func TestBulkFails(t *testing.T) {
	db := open(t)
	if _, err := db.Bulk(t.Context(), "nothing"); err == nil {
		t.Error("rows were added to a table that is not there")
	}
	do(t, db, "CREATE TABLE one (src BIGINT NOT NULL, a VARCHAR)")
	b, err := db.Bulk(t.Context(), "one")
	if err != nil {
		t.Fatal(err)
	}
	b.Text(1, []byte("a"))
	b.EndRow()
	if err := b.Close(); err == nil {
		t.Error("a blank was added where there must be none")
	}
	if n := number(t, db, "SELECT count(*) FROM one"); n != 0 {
		t.Errorf("%d rows, want none", n)
	}
}
