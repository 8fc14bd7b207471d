package ingest_test

import (
	"bufio"
	"bytes"
	"compress/gzip"
	"encoding/json"
	"flag"
	"fmt"
	"maps"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/ingest"
)

var update = flag.Bool("update", false, "write the golden files again")

func release(ocid, date, body string) string {
	return fmt.Sprintf(`{"ocid":%q,"id":"%s-%s","date":%q,"tag":["compiled"],%s}`, ocid, ocid, date, date, body)
}

const parties = `"parties":[
	{"id":"KZ-BIN-%[1]s","name":"Министерство","identifier":{"scheme":"KZ-BIN","id":"%[1]s"},"roles":["buyer"]},
	{"id":"s1","name":"ТОО «Первое»","identifier":{"scheme":"KZ-BIN","id":"%[2]s"},"roles":["supplier"],"contactPoint":{"email":"a@firma.invalid"},
	 "beneficialOwners":[{"id":"b1","name":"Облаков Кирилл","identifier":{"scheme":"KZ-IIN","id":"%[3]s"}}],
	 "shareholders":[{"shareholder":{"id":"KZ-IIN-%[4]s","name":"Ромашкина"},"shareholding":40}]},
	{"id":"GB-COH-09506232","name":"Foreign Ltd","roles":["tenderer"]}]`

// What of the open contracting world is no publication of version 1.1 is listed as what it is:
// drafts from before version 1.0, and lists of where publications lie.
func TestOldReleases(t *testing.T) {
	const draft = `{"ocid":"ocds-x-1","releaseID":"r1","date":"2014-01-05T00:00:00Z","releaseTag":["award"],"formation":{"method":"Open"},"buyer":{"name":"Министерство"},"awards":[{"awardID":"a1"}]}`
	const list = `{"url":"https://x.invalid/2025.json","ocid":"ocds-x","publishedDate":"2026-01-01","dataType":"release"}`
	for name, b := range map[string]string{
		"draft.json": draft, "package.json": `{"publisher":{"name":"x"},"releases":[` + draft + `,` + draft + `]}`, "lines.jsonl": draft + "\n" + draft + "\n",
		"list.json": `[` + list + `,` + list + `]`, "releases.json": `{"releases":[` + list + `]}`,
	} {
		t.Run(name, func(t *testing.T) {
			in := read(t, dir{name: []byte(b), "roster.csv": []byte(roster(boss))}).in
			want := "ocds_draft"
			if strings.Contains(b, "dataType") {
				want = "ocds_list"
			}
			if len(in.Skipped) != 1 || in.Skipped[0].Path != name || in.Skipped[0].Why != want {
				t.Errorf("skipped %+v, want %s as %s", in.Skipped, name, want)
			}
			if len(in.Files) != 1 {
				t.Errorf("%d tables were read", len(in.Files))
			}
		})
	}
}

// A release gives contracts, companies, owners and bids; ids of other countries keep their
// scheme.
func TestRelease(t *testing.T) {
	body := fmt.Sprintf(parties, buyer, firm, boss, clerk) + fmt.Sprintf(`,"buyer":{"id":"KZ-BIN-%s","name":"Министерство"},
		"tender":{"id":"t1","title":"Бумага","procurementMethod":"open","procurementMethodDetails":"Открытый конкурс","mainProcurementCategory":"goods"},
		"bids":{"details":[{"id":"1","status":"valid","tenderers":[{"id":"GB-COH-09506232"}],"value":{"amount":9,"currency":"KZT"}}]},
		"awards":[{"id":"a1","status":"active","date":"2026-01-02T00:00:00Z","value":{"amount":1120.5,"currency":"KZT"},"suppliers":[{"id":"s1","name":"ТОО «Первое»"}],
			"items":[{"id":"i1","classification":{"scheme":"CPV","id":"30100000"},"quantity":1,"unit":{"value":{"amount":5}}},{"id":"i2","classification":{"scheme":"CPV","id":"30200000"},"quantity":3,"unit":{"value":{"amount":4}}}]}],
		"contracts":[{"id":"c1","awardID":"a1","status":"active","title":"Д-1","dateSigned":"2026-01-03T10:00:00+06:00"},{"id":"c2","awardID":"a1","status":"cancelled","dateSigned":"2026-01-04","value":{"amount":1E3,"currency":"KZT"}}]`, buyer)
	one := release("ocds-x-1", "2026-01-05T00:00:00Z", body)
	for name, b := range map[string]string{
		"release.json":   one,
		"package.json":   `{"uri":"https://x.invalid","version":"1.1","publishedDate":"2026-01-06T00:00:00Z","publisher":{"name":"x"},"releases":[` + one + `]}`,
		"unknown.json":   `{"apiVersion":{"major":2},"nextPage":[],"count":1,"releases":[` + one + `],"links":{"next":"https://x.invalid"}}`,
		"late.json":      `{"links":{"prev":null},"total":1,"records":[{"x":1,"ocid":"ocds-x-1","compiledRelease":` + one + `}]}`,
		"records.json":   `{"version":"1.1","records":[{"ocid":"ocds-x-1","compiledRelease":` + one + `}]}`,
		"histories.json": `{"version":"1.1","records":[{"ocid":"ocds-x-1","releases":[` + one + `]}]}`,
		"lines.jsonl":    strings.Join(strings.Fields(one), " ") + "\n",
	} {
		t.Run(name, func(t *testing.T) {
			w := read(t, dir{name: []byte(b)})
			same(t, "contracts", w.rows("contracts", "contract_id", "customer_bin", "customer", "supplier_id", "supplier", "number", "signed_on", "amount", "currency", "method", "method_id", "subject_kind", "category", "announcement_id", "deleted"), []string{
				"ocds-x-1/c1|" + buyer + "|Министерство|" + firm + "|ТОО «Первое»|Д-1|2026-01-03|1120.50|KZT|Открытый конкурс|2|goods|30200000|t1|",
				"ocds-x-1/c2|" + buyer + "|Министерство|" + firm + "|ТОО «Первое»||2026-01-04|1000.00|KZT|Открытый конкурс|2|goods|30200000|t1|true"})
			same(t, "suppliers", w.rows("suppliers", "supplier_id", "name", "email"), []string{firm + "|ТОО «Первое»|a@firma.invalid", "GB-COH:09506232|Foreign Ltd|"})
			same(t, "people", w.rows("supplier_people", "supplier_id", "holder_id", "role", "share_pct"), []string{firm + "|" + boss + "|beneficiary|", firm + "|" + clerk + "|shareholder|40.00000000"})
			same(t, "bids", w.rows("bids", "announcement_id", "supplier_id", "amount"), []string{"t1|GB-COH:09506232|9.00"})
		})
	}
}

// The code of a method is OCDS's own; details that name a method of the portal say more. A
// code that is none of the standard's is no id.
func TestReleaseMethod(t *testing.T) {
	for tender, want := range map[string]string{
		`"procurementMethod":"open","procurementMethodDetails":"OP (Open Procedure)"`: "OP (Open Procedure)|ocds:open",
		`"procurementMethod":"Limited"`:                                               "limited|ocds:limited",
		`"procurementMethod":"direct","procurementMethodDetails":"Из одного источника по несостоявшимся закупкам"`: "Из одного источника по несостоявшимся закупкам|6",
		`"procurementMethod":"limited","procurementMethodDetails":"запрос ценовых предложений"`:                    "запрос ценовых предложений|3",
		`"procurementMethod":"auction"`: "auction|",
		`"title":"Бумага"`:              "|",
	} {
		w := read(t, dir{"a.json": []byte("[" + release("o1", "2026-01-01", fmt.Sprintf(`"buyer":{"id":"KZ-BIN-%s"},"tender":{%s},"awards":[{"id":"a","suppliers":[{"id":"KZ-BIN-%s"}]}],"contracts":[{"id":"c","dateSigned":"2026-01-01","value":{"amount":1}}]`, buyer, tender, firm)) + "]")})
		same(t, tender, w.rows("contracts", "method", "method_id"), []string{want})
	}
}

// Releases of one ocid, in any order and over several files, are one state: later values
// replace earlier ones, lists merge by id, null removes.
func TestReleaseHistory(t *testing.T) {
	tender := release("o1", "2026-01-01T00:00:00Z", fmt.Sprintf(`"buyer":{"id":"KZ-BIN-%s","name":"Министерство"},"tender":{"id":"t","title":"старое","mainProcurementCategory":"works"}`, buyer))
	award := release("o1", "2026-01-02T00:00:00Z", fmt.Sprintf(`"awards":[{"id":"a","status":"active","suppliers":[{"id":"KZ-BIN-%s","name":"ТОО"}],"value":{"amount":10,"currency":"KZT"}}]`, firm))
	contract := release("o1", "2026-01-03T00:00:00Z", `"tender":{"title":"новое"},"contracts":[{"id":"c","awardID":"a","dateSigned":"2026-01-03"}]`)
	amended := release("o1", "2026-01-04T05:00:00+06:00", `"awards":[{"id":"a","value":{"amount":12}}],"tender":{"mainProcurementCategory":null}`)
	want := []string{"o1/c|" + firm + "|12.00|KZT||новое|2026-01-03"}
	for name, d := range map[string]dir{
		"in order":      {"a.json": []byte(`{"releases":[` + tender + "," + award + "," + contract + "," + amended + `]}`)},
		"backwards":     {"a.json": []byte(`{"releases":[` + amended + "," + contract + "," + award + "," + tender + `]}`)},
		"several files": {"a.json": []byte(`{"releases":[` + amended + "," + tender + `]}`), "b.jsonl": []byte(award + "\n" + contract + "\n")},
	} {
		t.Run(name, func(t *testing.T) {
			w := read(t, d)
			same(t, "contracts", w.rows("contracts", "contract_id", "supplier_id", "amount", "currency", "subject_kind", "description", "signed_on"), want)
			var rows, left int64
			for _, f := range w.in.Files {
				if f.File.Table == "contracts" {
					rows, left = rows+f.File.Rows, left+f.File.LeftOut
				}
			}
			if rows != 4 || left != 3 {
				t.Errorf("rows %d, left out %d", rows, left)
			}
		})
	}
}

// Amounts wholly in one foreign currency are counted as they stand, and the data say in
// what; with a rate, with two currencies or beside another table of contracts they are not.
func TestOneCurrency(t *testing.T) {
	of := func(n int, currency string) string {
		return release(fmt.Sprint("o", n), "2026-01-01T00:00:00Z", fmt.Sprintf(`"buyer":{"id":"AM-TIN-1","name":"x"},"awards":[{"id":"a","suppliers":[{"id":"AM-TIN-2"}]}],"contracts":[{"id":"c","awardID":"a","dateSigned":"2026-01-01","value":{"amount":5,"currency":%q}}]`, currency))
	}
	for name, c := range map[string]struct {
		d        dir
		rates    map[string]bool
		currency string
		cells    []string
	}{
		"one":         {dir{"a.json": []byte("[" + of(1, "AMD") + "," + of(2, "AMD") + "]")}, nil, "AMD", []string{"", ""}},
		"a rate":      {dir{"a.json": []byte("[" + of(1, "AMD") + "]")}, map[string]bool{"AMD": true}, "", []string{"AMD"}},
		"two":         {dir{"a.json": []byte("[" + of(1, "AMD") + "," + of(2, "USD") + "]")}, nil, "", []string{"AMD", "USD"}},
		"over files":  {dir{"a.json": []byte("[" + of(1, "AMD") + "]"), "b.json": []byte("[" + of(2, "USD") + "]")}, nil, "", []string{"AMD", "USD"}},
		"with tenge":  {dir{"a.json": []byte("[" + of(1, "AMD") + "]"), "contracts.csv": []byte("contract_id,customer_bin,supplier_id,signed_on,amount\n1," + buyer + "," + firm + ",2026-01-01,5\n")}, nil, "", []string{"AMD", ""}},
		"only tenge":  {dir{"a.json": []byte("[" + of(1, "KZT") + "]")}, nil, "", []string{"KZT"}},
		"no code":     {dir{"a.json": []byte("[" + of(1, "=1+1") + "]")}, nil, "", []string{"=1+1"}},
		"with nobody": {dir{"a.json": []byte("[" + of(1, "") + "]")}, nil, "", []string{""}},
	} {
		t.Run(name, func(t *testing.T) {
			w := read(t, c.d, ingest.Options{Rates: c.rates})
			if w.in.Currency != c.currency {
				t.Errorf("currency %q, want %q", w.in.Currency, c.currency)
			}
			got := w.rows("contracts", "currency")
			slices.Sort(got)
			want := slices.Sorted(slices.Values(c.cells))
			same(t, "currency", got, want)
		})
	}
}

const armenia = "../../../shared/data/armenia-ocds-sample.jsonl.gz"

// The Armenian sample, without a configuration: its totals per buyer are those of a reading
// of the same releases that knows nothing of adal.
func TestArmenia(t *testing.T) {
	packed, err := os.ReadFile(armenia)
	if err != nil {
		t.Skipf("no %s: the sample is not part of the project", armenia)
	}
	w := read(t, dir{"armenia.jsonl.gz": packed})
	if w.in.Currency != "AMD" {
		t.Errorf("currency %q", w.in.Currency)
	}
	got := w.rows("(SELECT customer_bin, count(*) AS n, sum(amount) AS total, min(customer_bin) AS src FROM contracts GROUP BY customer_bin)", "customer_bin", "n", "total")
	same(t, "totals", got, apart(t, packed))
	golden := filepath.Join("testdata", "armenia-totals.txt")
	if *update {
		if err := os.WriteFile(golden, []byte(strings.Join(got, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	b, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	same(t, "golden", got, strings.Split(strings.TrimSpace(string(b)), "\n"))
	if rejected := w.rejected(); len(rejected) > 0 {
		t.Errorf("rejected: %v", rejected)
	}
}

// apart sums the contracts of the sample by buyer with nothing but a JSON decoder.
func apart(t *testing.T, packed []byte) []string {
	t.Helper()
	z, err := gzip.NewReader(bytes.NewReader(packed))
	if err != nil {
		t.Fatal(err)
	}
	totals, counts := map[string]*big.Rat{}, map[string]int{}
	lines := bufio.NewScanner(z)
	lines.Buffer(nil, 64<<20)
	for lines.Scan() {
		var r struct {
			Buyer   struct{ ID string }
			Parties []struct {
				ID         string
				Identifier struct{ Scheme, ID string }
			}
			Awards []struct {
				ID    string
				Value struct{ Amount json.Number }
			}
			Contracts []struct {
				AwardID string
				Value   struct{ Amount json.Number }
			}
		}
		if err := json.Unmarshal(lines.Bytes(), &r); err != nil {
			t.Fatal(err)
		}
		for _, c := range r.Contracts {
			id := ""
			for _, p := range r.Parties {
				if p.ID == r.Buyer.ID {
					id = p.Identifier.Scheme + ":" + p.Identifier.ID
				}
			}
			if totals[id] == nil {
				totals[id] = new(big.Rat)
			}
			if c.Value.Amount == "" { // six contracts leave the amount to their award
				for _, a := range r.Awards {
					if a.ID == c.AwardID {
						c.Value.Amount = a.Value.Amount
					}
				}
			}
			amount, ok := new(big.Rat).SetString(c.Value.Amount.String())
			if !ok {
				t.Fatalf("amount %s", c.Value.Amount)
			}
			totals[id].Add(totals[id], amount)
			counts[id]++
		}
	}
	if err := lines.Err(); err != nil {
		t.Fatal(err)
	}
	var out []string
	for _, id := range slices.Sorted(maps.Keys(totals)) {
		out = append(out, fmt.Sprintf("%s|%d|%s", id, counts[id], totals[id].FloatString(2)))
	}
	return out
}

// A party that bids or supplies is a company though its roles are not stated, or others are.
func TestPartiesWithoutRoles(t *testing.T) {
	one := release("o1", "2026-01-01", fmt.Sprintf(`"parties":[{"id":"b","name":"Министерство"},{"id":"s","name":"ТОО «Первое»","identifier":{"scheme":"KZ-BIN","id":%q},"contactPoint":{"email":"a@firma.invalid"}},
		{"id":"t","name":"Второе","roles":["buyer"]},{"id":"c","name":"Третье","roles":[]}],"buyer":{"id":"b"},"tender":{"id":"t1"},
		"bids":{"details":[{"id":"1","status":"valid","tenderers":[{"id":"t"}]}]},"awards":[{"id":"a","status":"active","suppliers":[{"id":"s"}]}],
		"contracts":[{"id":"c","awardID":"a","suppliers":[{"id":"c"}],"dateSigned":"2026-01-01","value":{"amount":1}}]`, firm))
	w := read(t, dir{"a.json": []byte("[" + one + "]")})
	same(t, "suppliers", w.rows("suppliers", "supplier_id", "name", "email"), []string{firm + "|ТОО «Первое»|a@firma.invalid", "OCDS:t|Второе|", "OCDS:c|Третье|"})
}
