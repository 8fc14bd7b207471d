package main

import (
	"encoding/csv"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/pipeline/kz"
)

// TestFiguresOfManyCustomers reads the annual report of the ministry as it is when its contracts
// belong to more customers than a page shows one by one: those that stand closed are packed, and
// the rest are only counted. Some buy mostly from suppliers that belong together, so that what is
// told by supplier and by group is not the same.
func TestFiguresOfManyCustomers(t *testing.T) {
	const customers = 27
	data, run := filepath.Join(t.TempDir(), "data"), filepath.Join(t.TempDir(), "run")
	if err := os.CopyFS(data, os.DirFS(ministry)); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(data, "contracts.csv")
	rows := records(t, path)
	root, bin, name := slices.Index(rows[0], "root_id"), slices.Index(rows[0], "customer_bin"), slices.Index(rows[0], "customer")
	category, together := slices.Index(rows[0], "category"), map[string]int{"8121": 1, "3312": 2, "4321": 3} // bought from a group
	bins := invented(customers)
	for _, r := range rows[1:] {
		n, err := strconv.Atoi(r[root])
		if err != nil {
			t.Fatal(err)
		}
		k := n * n / 7 % customers * (n % 5) / 4 // some buy more than others
		if one := together[r[category][:min(4, len(r[category]))]]; one > 0 {
			k = one
		}
		r[bin], r[name] = bins[k], fmt.Sprintf("Управление степи № %d", k+1)
	}
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	w := csv.NewWriter(f)
	if err := w.WriteAll(rows); err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	do(t, append(slices.Clone(jobs["annual"]), "--data", data, "--out", run)...)
	text, err := os.ReadFile(filepath.Join(run, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(text), "data-fold="); n < 30 {
		t.Fatalf("%d parts of the page are packed: nothing was tried", n)
	}
	readAll(t, run, run, data, "ru", true)
}

// records gives the rows of a CSV file, its head first.
func records(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	all, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// invented gives BINs of organisations that do not exist: of month 12 of year 49.
func invented(n int) []string {
	var all []string
	for i := 10_000; len(all) < n; i++ {
		for digit := range 10 {
			if bin := fmt.Sprintf("491240%05d%d", i, digit); kz.IsBIN(bin) {
				all = append(all, bin)
				break
			}
		}
	}
	return all
}
