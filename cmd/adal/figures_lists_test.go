package main

import (
	"fmt"
	"math"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"adal/texts"
)

var listed = regexp.MustCompile(`^'[^']+'!A(\d+)(?::I(\d+))?$`)

// linked gives the contracts a number of a sheet leads to on the sheet of contracts behind numbers, with
// their sum and the part of them that is by each way of buying; ok is false where it leads elsewhere.
func linked(t *testing.T, f *excelize.File, lists [][]string, sheet, cell string) (n int, sum float64, of map[string]bool, ok bool) {
	t.Helper()
	has, to, err := f.GetCellHyperLink(sheet, cell)
	if err != nil {
		t.Fatal(err)
	}
	m := listed.FindStringSubmatch(to)
	if !has || m == nil || !strings.Contains(to, texts.In("ru", "ui.sheet_lists")) {
		return 0, 0, nil, false
	}
	from, _ := strconv.Atoi(m[1])
	last := from
	if m[2] != "" {
		last, _ = strconv.Atoi(m[2])
	}
	of = map[string]bool{}
	for _, r := range lists[from-1 : last] {
		v, _ := strconv.ParseFloat(r[4], 64)
		n, sum = n+1, sum+v
		of[r[7]+" "+r[8]] = true
	}
	return n, sum, of, true
}

// A number of the workbook leads to exactly the contracts it is of: as many, of the same sum, and no
// row twice. Findings, slices of a customer and indicators do.
func TestFiguresLeadToTheirContracts(t *testing.T) {
	t.Parallel()
	run := filepath.Join(t.TempDir(), "2025")
	must(t, "concentration", "--data", ministry, "--year", "2025", "--out", run)
	f, err := excelize.OpenFile(filepath.Join(run, "report.xlsx"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	read := map[string][][]string{}
	rows := func(id string) [][]string {
		if all, ok := read[id]; ok {
			return all
		}
		all, err := f.GetRows(texts.In("ru", "ui."+id), excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		read[id] = all
		return all
	}
	lists := rows("sheet_lists")
	check := func(file, sheet, column string, i, want int, amount string) int {
		heads := rows(sheet)[0]
		at := -1
		for c, h := range heads {
			if h == column {
				at = c
			}
		}
		cell, _ := excelize.CoordinatesToCellName(at+1, i+2)
		n, sum, of, ok := linked(t, f, lists, texts.In("ru", "ui."+sheet), cell)
		if !ok {
			return 0
		}
		if n != want || len(of) != n || amount != "" && math.Abs(sum-amountOf(amount)) > 0.005 {
			t.Errorf("%s row %d: leads to %d contracts (%d different) of %.2f, it is of %d of %s", file, i+1, n, len(of), sum, want, amount)
		}
		return 1
	}
	findings := 0
	for i, x := range table(t, filepath.Join(run, "findings.csv")) {
		if x["contracts"] != "" && x["contracts"] != "0" {
			n, _ := strconv.Atoi(x["contracts"])
			findings += check("findings.csv", "sheet_findings", "Договоров", i, n, "") - 1
			if !strings.HasPrefix(x["rule"], "P49") {
				check("findings.csv", "sheet_findings", "Договоров", i, n, x["amount"])
			}
		}
	}
	if findings < 0 {
		t.Errorf("%d findings lead to no contracts", -findings)
	}
	slices := 0
	for i, x := range table(t, filepath.Join(run, "concentration.csv")) {
		n, _ := strconv.Atoi(x["contracts"])
		led := check("concentration.csv", "sheet_concentration", "Договоров", i, n, x["amount"])
		if slices += led; led == 0 && x["customer_bin"] != "" {
			t.Errorf("slice %s %s of %s leads to no contracts", x["slice_kind"], x["slice"], x["customer_bin"])
		}
	}
	indicators(t, run, check)
	if slices < 100 {
		t.Errorf("%d slices lead to contracts: nothing was tried", slices)
	}
}

// indicators checks that those that are shares lead to the contracts that are the part.
func indicators(t *testing.T, run string, check func(file, sheet, column string, i, want int, amount string) int) {
	t.Helper()
	type key struct{ customer, year, class string }
	count := map[key]int{}
	for _, c := range table(t, filepath.Join(run, "contracts.csv")) {
		if c["left_out"] == "" || c["left_out"] == "other_year" {
			count[key{c["customer_bin"], c["year"], c["method_class"]}]++
			count[key{c["customer_bin"], c["year"], ""}]++
			if c["lots"] != "" && c["lots"] != "0" {
				count[key{c["customer_bin"], c["year"], "bids"}]++
			}
		}
	}
	classes := map[string][]string{"contracts": {""}, "single_source_direct_count": {"single_source_direct"}, "single_source_direct_failed_count": {"single_source_direct", "single_source_failed"},
		"e_shop_amount": {"e_shop"}, "competitive_count": {"e_shop", "competitive"}, "competitive_without_e_shop_amount": {"competitive"},
		"bids_per_lot": {"bids"}, "single_bid_share": {"bids"}}
	led := 0
	for i, k := range table(t, filepath.Join(run, "kpi.csv")) {
		year, _ := strconv.Atoi(k["year"])
		for column, y := range map[string]int{"Этот год": year, "Прошлый год": year - 1} {
			n := 0
			for _, c := range classes[k["measure"]] {
				n += count[key{k["customer_bin"], fmt.Sprint(y), c}]
			}
			if n > 0 {
				one := check("kpi.csv", "sheet_kpi", column, i, n, "")
				if led += one; one == 0 && k[map[string]string{"Этот год": "value", "Прошлый год": "previous"}[column]] != "" {
					t.Errorf("%s of %s, %s, leads to no contracts", k["measure"], k["customer_bin"], column)
				}
			}
		}
	}
	if led < 10 {
		t.Errorf("%d indicators lead to contracts: nothing was tried", led)
	}
}
