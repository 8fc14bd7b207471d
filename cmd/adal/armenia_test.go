package main

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// The sample of Armenia's releases goes through the command without a configuration. What
// each buyer spent, and by which class of method, is what a reading of the same releases
// says that knows nothing of adal; every row is accounted for; and no file of the report
// calls drams tenge.
func TestArmenianYear(t *testing.T) {
	t.Parallel()
	packed, err := os.ReadFile("../../../shared/data/armenia-ocds-sample.jsonl.gz")
	if err != nil {
		t.Skipf("the sample of Armenia is not part of the project: %v", err)
	}
	data, r := t.TempDir(), filepath.Join(t.TempDir(), "run")
	if err := os.WriteFile(filepath.Join(data, "armenia.jsonl.gz"), packed, 0o600); err != nil {
		t.Fatal(err)
	}
	must(t, "concentration", "--data", data, "--year", "2016", "--out", r)

	buyers, classes := spentApart(t, packed, "2016")
	got, byClass := map[string]*spent{}, map[string]*spent{}
	for _, row := range table(t, filepath.Join(r, "concentration.csv")) {
		if row["identity"] != "supplier" || row["customer_bin"] == "" { // all customers together are no buyer
			continue
		}
		switch row["slice_kind"] {
		case "all":
			counted(t, got, row["customer_bin"], row["contracts"], row["amount"])
		case "method_class":
			counted(t, byClass, row["slice"], row["contracts"], row["amount"])
		}
	}
	sameSpent(t, "buyer", got, buyers)
	sameSpent(t, "class", byClass, classes)
	if byClass["unknown"] != nil || len(byClass) != 2 {
		t.Errorf("classes of methods: %v", slices.Sorted(maps.Keys(byClass)))
	}

	all := map[string]*spent{}
	for _, s := range buyers {
		add(all, "all", s.contracts, s.amount)
	}
	if all["all"].String() != "171 × 1357100238.00" {
		t.Errorf("the sample itself holds %s", all["all"])
	}
	left := map[string]*spent{}
	for _, row := range table(t, filepath.Join(r, "reconciliation.csv")) {
		if key := "counted"; row["step"] == "read" {
			counted(t, left, "read", row["contracts"], row["amount"])
		} else {
			counted(t, left, key, row["contracts"], row["amount"])
		}
	}
	sameSpent(t, "reconciliation", left, map[string]*spent{"read": all["all"], "counted": all["all"]})

	for _, lang := range []string{"ru", "kk", "en"} {
		must(t, "report", r, "--lang", lang)
		texts := map[string]string{"explain": must(t, "explain", r, "1", "--lang", lang), "explain as JSON": must(t, "explain", r, "1", "--lang", lang, "--format", "json")}
		for _, name := range []string{"report.html", "findings.csv", "evidence.csv", "findings.jsonl", "group_edges.csv"} {
			texts[name] = contents(t, filepath.Join(r, name))
		}
		texts["report.html"] = unpacked(t, texts["report.html"])
		texts["report.xlsx"] = cellsOf(t, filepath.Join(r, "report.xlsx"))
		for name, s := range texts {
			if strings.Contains(s, "₸") || strings.Contains(s, "KZT") {
				t.Errorf("%s, %s: amounts are said to be tenge", lang, name)
			}
			if !strings.Contains(s, "AMD") && name != "group_edges.csv" {
				t.Errorf("%s, %s: does not say what the amounts are in", lang, name)
			}
		}
	}
}

var packedPart = regexp.MustCompile(`<script type="text/plain"[^>]*>([^<]*)</script>`)

// unpacked is a page with what it keeps packed as the text it is.
func unpacked(t *testing.T, page string) string {
	t.Helper()
	return packedPart.ReplaceAllStringFunc(page, func(part string) string {
		z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(packedPart.FindStringSubmatch(part)[1])))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		return string(text)
	})
}

// Where OCDS says limited, nobody knows how many were invited: the contract is in no share
// of methods and is listed, until a user says what it is.
func TestLimitedIsNotGuessed(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	var releases []string
	for i, method := range []string{"open", "selective", "limited", "direct"} {
		releases = append(releases, fmt.Sprintf(`{"ocid":"o%d","id":"r%d","date":"2025-02-01T00:00:00Z","tag":["contract"],"buyer":{"id":"KZ-BIN-491240185153","name":"Министерство"},
			"tender":{"id":"t%d","procurementMethod":%q},"awards":[{"id":"a","suppliers":[{"id":"KZ-BIN-491240073639","name":"ТОО"}]}],
			"contracts":[{"id":"c","awardID":"a","dateSigned":"2025-02-01","value":{"amount":100,"currency":"KZT"}}]}`, i, i, i, method))
	}
	if err := os.WriteFile(filepath.Join(data, "releases.json"), []byte("["+strings.Join(releases, ",")+"]"), 0o600); err != nil {
		t.Fatal(err)
	}
	classes := func() map[string]*spent {
		r := filepath.Join(t.TempDir(), "run")
		must(t, "concentration", "--data", data, "--year", "2025", "--out", r)
		found := map[string]*spent{}
		for _, row := range table(t, filepath.Join(r, "concentration.csv")) {
			if row["slice_kind"] == "method_class" && row["identity"] == "supplier" {
				counted(t, found, row["slice"], row["contracts"], row["amount"])
			}
		}
		listed := false
		for _, row := range table(t, filepath.Join(r, "quality.csv")) {
			listed = listed || row["code"] == "unknown_method" && row["id"] == "ocds:limited"
		}
		if listed != (found["unknown"] != nil) {
			t.Errorf("listed as unknown: %v", listed)
		}
		return found
	}
	hundreds := func(n int64) *spent { return &spent{n, big.NewRat(100*n, 1)} }
	sameSpent(t, "class", classes(), map[string]*spent{"competitive": hundreds(2), "unknown": hundreds(1), "single_source_direct": hundreds(1)})
	if err := os.WriteFile(filepath.Join(data, "adal.yaml"), []byte("methods: {\"ocds:limited\": single_source_direct}\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	sameSpent(t, "class as adal.yaml has it", classes(), map[string]*spent{"competitive": hundreds(2), "single_source_direct": hundreds(2)})
}

// spent is a number of contracts and their sum.
type spent struct {
	contracts int64
	amount    *big.Rat
}

func (s *spent) String() string { return fmt.Sprintf("%d × %s", s.contracts, s.amount.FloatString(2)) }

func add(into map[string]*spent, key string, contracts int64, amount *big.Rat) {
	if into[key] == nil {
		into[key] = &spent{0, new(big.Rat)}
	}
	into[key].contracts += contracts
	into[key].amount.Add(into[key].amount, amount)
}

func counted(t *testing.T, into map[string]*spent, key, contracts, amount string) {
	t.Helper()
	sum, ok := new(big.Rat).SetString(amount)
	var n int64
	if _, err := fmt.Sscan(contracts, &n); err != nil || !ok {
		t.Fatalf("%s: %q contracts of %q", key, contracts, amount)
	}
	add(into, key, n, sum)
}

func sameSpent(t *testing.T, what string, got, want map[string]*spent) {
	t.Helper()
	for _, key := range slices.Sorted(maps.Keys(want)) {
		if got[key] == nil || got[key].String() != want[key].String() {
			t.Errorf("%s %s: %v, want %v", what, key, got[key], want[key])
		}
	}
	if len(got) != len(want) {
		t.Errorf("%s: %d of them, want %d", what, len(got), len(want))
	}
}

// spentApart reads the releases with nothing but a JSON decoder: of each process the latest,
// of that each contract once, by buyer and by what its method is.
func spentApart(t *testing.T, packed []byte, year string) (buyers, classes map[string]*spent) {
	t.Helper()
	type release struct {
		OCID, Date string
		Buyer      struct{ ID string }
		Parties    []struct {
			ID         string
			Identifier struct{ Scheme, ID string }
		}
		Tender struct{ ProcurementMethod string }
		Awards []struct {
			ID    string
			Value struct{ Amount json.Number }
		}
		Contracts []struct {
			ID, AwardID, DateSigned string
			Value                   struct{ Amount json.Number }
		}
	}
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	latest := map[string]release{}
	lines := bufio.NewReader(z)
	for {
		line, err := lines.ReadBytes('\n')
		if len(line) > 0 {
			var r release
			if err := json.Unmarshal(line, &r); err != nil {
				t.Fatal(err)
			}
			if was, ok := latest[r.OCID]; !ok || r.Date >= was.Date {
				latest[r.OCID] = r
			}
		}
		if err == io.EOF {
			break
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	buyers, classes = map[string]*spent{}, map[string]*spent{}
	class := map[string]string{"open": "competitive", "selective": "competitive", "direct": "single_source_direct"}
	for _, r := range latest {
		buyer := ""
		for _, p := range r.Parties {
			if p.ID == r.Buyer.ID {
				buyer = p.Identifier.Scheme + ":" + p.Identifier.ID
			}
		}
		seen := map[string]bool{}
		for _, c := range r.Contracts {
			if seen[c.ID] || !strings.HasPrefix(c.DateSigned, year) {
				continue
			}
			seen[c.ID] = true
			amount := c.Value.Amount
			for _, a := range r.Awards {
				if amount == "" && a.ID == c.AwardID { // six contracts leave the amount to their award
					amount = a.Value.Amount
				}
			}
			sum, ok := new(big.Rat).SetString(amount.String())
			if !ok {
				t.Fatalf("%s: amount %q", c.ID, amount)
			}
			add(buyers, buyer, 1, sum)
			add(classes, class[r.Tender.ProcurementMethod], 1, sum)
		}
	}
	return buyers, classes
}

// cellsOf gives every text of a workbook.
func cellsOf(t *testing.T, path string) string {
	t.Helper()
	book, err := excelize.OpenFile(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = book.Close() }()
	var b strings.Builder
	for _, sheet := range book.GetSheetList() {
		rows, err := book.GetRows(sheet)
		if err != nil {
			t.Fatal(err)
		}
		for _, row := range rows {
			b.WriteString(strings.Join(row, "\n") + "\n")
		}
	}
	return b.String()
}
