package warehouse_test

import (
	"database/sql/driver"
	"testing"

	"adal/pipeline/warehouse"
)

// What is made aside has the same names and touches nothing: tables, rows that are appended,
// macros. What is not made there is read where it stands.
func TestAside(t *testing.T) {
	db := open(t)
	if err := db.Exec(t.Context(), "CREATE TABLE held (n BIGINT);\nINSERT INTO held VALUES (1);\nCREATE TABLE shared (n BIGINT);\nINSERT INTO shared VALUES (7);\nCREATE MACRO twice(x) AS 2 * x;\n", nil); err != nil {
		t.Fatal(err)
	}
	aside, err := db.Aside(t.Context(), "beside")
	if err != nil {
		t.Fatal(err)
	}
	if err := aside.Exec(t.Context(), "CREATE TABLE held (n BIGINT);\nCREATE MACRO twice(x) AS 20 * x;\n", nil); err != nil {
		t.Fatal(err)
	}
	if err := aside.Append(t.Context(), "held", func(add func(...driver.Value) error) error { return add(int64(5)) }); err != nil {
		t.Fatal(err)
	}
	type row struct{ N int64 }
	for _, c := range []struct {
		db   *warehouse.DB
		want int64
	}{{db, 1 + 7 + 2}, {aside, 5 + 7 + 20}} {
		got, err := warehouse.Only[row](t.Context(), c.db, "SELECT held.n + shared.n + twice(1) AS n FROM held, shared", nil)
		if err != nil || got.N != c.want {
			t.Errorf("got %d (%v), want %d", got.N, err, c.want)
		}
	}
	if err := aside.Close(); err != nil {
		t.Fatal(err)
	}
	if got, err := warehouse.Only[row](t.Context(), db, "SELECT n FROM held", nil); err != nil || got.N != 1 {
		t.Errorf("after closing: %d, %v", got.N, err)
	}
	if _, err := db.Aside(t.Context(), "beside"); err == nil {
		t.Error("a schema was made twice")
	}
}
