package warehouse_test

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"adal/pipeline/warehouse"
)

// One thread does the work where it can be asked for only by itself, or by whoever is there first:
// both must give the same, and say what went wrong.
func TestExec(t *testing.T) {
	for _, threads := range []int{1, 2, 4} {
		t.Run(fmt.Sprint(threads, " threads"), func(t *testing.T) {
			db := opened(t, threads)
			p := warehouse.Params{"days": 40_000, "word": "день", "from": time.Date(2026, 9, 18, 0, 0, 0, 0, time.UTC), "unused": 1}
			err := db.Exec(t.Context(), `CREATE TABLE day AS SELECT i AS no, CAST($from AS DATE) + CAST(i AS INTEGER) AS day, $word AS word FROM range($days) AS r (i);
-- a statement of two lines; and one that is none
INSERT INTO day
SELECT no + $days, day, word FROM day;
`, p)
			if err != nil {
				t.Fatal(err)
			}
			var rows, words int
			var last time.Time
			if err := db.One(t.Context(), "SELECT count(*), count(*) FILTER (WHERE word = 'день'), max(day) FROM day", nil, &rows, &words, &last); err != nil {
				t.Fatal(err)
			}
			if want := time.Date(2026, 9, 18+39_999, 0, 0, 0, 0, time.UTC); rows != 80_000 || words != rows || !last.Equal(want) {
				t.Errorf("%d rows, %d with the word, until %s", rows, words, last)
			}
			changed, err := db.Snapshot(t.Context(), "FROM day WHERE no < 300", t.TempDir()+"/day.parquet")
			if err == nil || !strings.Contains(err.Error(), "Permission Error") || changed != 0 {
				t.Errorf("a file outside the folders: %d rows, %v", changed, err)
			}
			for query, want := range map[string]string{
				"CREATE TABLE x AS SELECT CAST(word AS INTEGER) AS n FROM day": "Conversion Error", // while it runs
				"CREATE TABLE day (a INTEGER)":                                 "already exists",   // while it is begun
				"CREATE TABLE x AS FROM nowhere":                               "nowhere",          // before
				"CREATE TABEL x":                                               "Parser Error",
			} {
				if err := db.Exec(t.Context(), query, nil); err == nil || !strings.Contains(err.Error(), want) || strings.Contains(err.Error(), "pending") {
					t.Errorf("%s: %v, want %s", query, err, want)
				}
			}
		})
	}
}

// A statement that would take hours ends when it is no longer wanted, leaves nothing, and the
// engine goes on.
func TestExecCancelled(t *testing.T) {
	db := opened(t, 2)
	ctx, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	begin := time.Now()
	err := db.Exec(ctx, "CREATE TABLE much AS SELECT count(*) AS n FROM range(3000000) AS a, range(3000000) AS b WHERE a.range + b.range = 7", nil)
	if !errors.Is(err, context.DeadlineExceeded) {
		t.Fatalf("it ended with %v", err)
	}
	if took := time.Since(begin); took > 20*time.Second {
		t.Errorf("it took %s to end", took)
	}
	if err := db.Exec(t.Context(), "CREATE TABLE much (n INTEGER)", nil); err != nil {
		t.Error(err)
	}
}

func opened(t *testing.T, threads int) *warehouse.DB {
	t.Helper()
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "1GB", Threads: threads, Temp: t.TempDir()})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	return db
}
