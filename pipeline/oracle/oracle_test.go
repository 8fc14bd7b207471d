package oracle

import (
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/kz"
)

// The reference reads the calendar of the facts.
func TestMain(m *testing.M) {
	ReadCalendar(kz.Table("calendar_kz"))
	os.Exit(m.Run())
}

// The worked examples lie beside the project, not in it.
const examples = "../../../shared/examples/amended"

func example(t *testing.T, name string) string {
	t.Helper()
	dir := filepath.Join(examples, name)
	if _, err := os.Stat(dir); err != nil {
		t.Skipf("no worked examples at %s", dir)
	}
	return dir
}

func mustLoad(t *testing.T, dir string) Data {
	t.Helper()
	d, err := Load(dir)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func readLines(t *testing.T, path string) [][]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	lines, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	return lines[1:]
}

// sameLines reports every line of one list that the other has not.
func sameLines(t *testing.T, got, want []string) {
	t.Helper()
	count := map[string]int{}
	for _, l := range want {
		count[l]++
	}
	for _, l := range got {
		count[l]--
	}
	for _, l := range slices.Sorted(keys(count)) {
		switch n := count[l]; {
		case n > 0:
			t.Errorf("missing %d: %s", n, l)
		case n < 0:
			t.Errorf("surplus %d: %s", -n, l)
		}
	}
}

func keys[K cmp.Ordered, V any](m map[K]V) func(func(K) bool) {
	return func(yield func(K) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

func TestKinExamples(t *testing.T) {
	for _, name := range []string{"scan-1", "scan-2"} {
		t.Run(name, func(t *testing.T) {
			dir := example(t, name)
			var got, want []string
			for _, r := range mustLoad(t, filepath.Join(dir, "data")).Kin() {
				got = append(got, strings.Join([]string{r.IIN, r.Relative, string(r.Relation)}, ","))
			}
			for _, l := range readLines(t, filepath.Join(dir, "kin.csv")) {
				want = append(want, strings.Join(l, ","))
			}
			sameLines(t, got, want)
		})
	}
}

func TestScanExamples(t *testing.T) {
	listed := strings.Fields("P10-2a P10-2b P10-2c P10-3a P10-8a P10-8b P10-8c P10-0a P12-4a P12-4b P10-13a P10-19a")
	for _, name := range []string{"scan-1", "scan-2"} {
		t.Run(name, func(t *testing.T) {
			dir := example(t, name)
			findings, err := Scan(mustLoad(t, filepath.Join(dir, "data")), "2026Q3")
			if err != nil {
				t.Fatal(err)
			}
			var got, want []string
			for _, l := range readLines(t, filepath.Join(dir, "expected.csv")) {
				want = append(want, strings.Join(l, ","))
			}
			for _, f := range findings {
				if !slices.Contains(listed, f.Rule) {
					continue
				}
				contracts := ""
				if f.Contracts > 0 {
					contracts = fmt.Sprint(f.Contracts)
				}
				line := func(via string) string {
					return strings.Join([]string{f.Rule, f.Subject, f.Other, via, f.Tie, f.Amount, contracts, f.Kind}, ",")
				}
				if l := line("*"); slices.Contains(want, l) {
					got = append(got, l)
				} else {
					got = append(got, line(f.Via))
				}
			}
			sameLines(t, got, want)
		})
	}
}

func TestEffectiveShare(t *testing.T) {
	const x, y, a, b = "850115100009", "900308200006", "491240000009", "491240001802"
	stake := func(holder, company string, percent int64) SupplierPerson {
		return SupplierPerson{Supplier: company, Holder: holder, Role: "shareholder", Share: big.NewRat(percent, 1),
			Span: Span{SinceEver, ForEver}}
	}
	d := Data{People: []SupplierPerson{stake(x, a, 60), stake(b, a, 40), stake(a, b, 30), stake(y, b, 70)}}
	for _, c := range []struct{ holder, company, want string }{
		{x, a, "0.681818"}, {x, b, "0.204545"}, {y, a, "0.318182"}, {y, b, "0.795455"},
	} {
		if got := d.EffectiveShare(c.holder, 0)[c.company].Value.FloatString(6); got != c.want {
			t.Errorf("%s of %s: %s, want %s", c.holder, c.company, got, c.want)
		}
	}
	circle := Data{People: []SupplierPerson{stake(a, b, 100), stake(b, a, 100), stake(x, a, 1)}}
	if !circle.EffectiveShare(x, 0)[b].Endless {
		t.Error("a circle that owns all of itself has an end")
	}
}

func TestConcentrationExamples(t *testing.T) {
	for _, name := range []string{"concentration-1", "concentration-2"} {
		t.Run(name, func(t *testing.T) {
			dir := example(t, name)
			text, err := os.ReadFile(filepath.Join(dir, "expected.json"))
			if err != nil {
				t.Fatal(err)
			}
			var want struct {
				Rows, Counted int
				Amount        string
				Groups        []string
				Metrics       map[string]map[string]any
				P52a, P52b    [][4]string
			}
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			got := Concentrate(mustLoad(t, filepath.Join(dir, "data")), 2025)
			if got.RowsRead != want.Rows || got.Counted != want.Counted || got.Amount != want.Amount {
				t.Errorf("got %d %d %s, want %d %d %s", got.RowsRead, got.Counted, got.Amount, want.Rows, want.Counted, want.Amount)
			}
			var groups []string
			for _, g := range got.Groups {
				groups = append(groups, g.Key)
			}
			sameLines(t, groups, want.Groups)
			var findings, wantFindings []string
			for _, f := range got.Findings {
				if f.Rule == "P52a" || f.Rule == "P52b" {
					kind, slice, _ := strings.Cut(f.Slice, "=")
					findings = append(findings, strings.Join([]string{f.Rule, f.Subject, f.Other, kind, slice}, ","))
				}
			}
			for _, f := range want.P52a {
				wantFindings = append(wantFindings, "P52a,"+strings.Join(f[:], ","))
			}
			for _, f := range want.P52b {
				wantFindings = append(wantFindings, "P52b,"+strings.Join(f[:], ","))
			}
			sameLines(t, findings, wantFindings)
			metrics := append(slices.Clip(got.Metrics), got.Together...)
			if len(metrics) != len(want.Metrics) {
				t.Errorf("%d metrics, want %d", len(metrics), len(want.Metrics))
			}
			for _, m := range metrics {
				key := strings.Join([]string{m.Customer, m.SliceKind, m.Slice, m.Identity}, "|")
				w, ok := want.Metrics[key]
				if !ok {
					t.Errorf("surplus metric %s", key)
					continue
				}
				evaluated := map[bool]string{true: "yes", false: "no"}[m.Evaluated]
				if w["amount"] != m.Amount || w["evaluated"] != evaluated || w["suppliers"] != float64(m.Suppliers) || w["contracts"] != float64(m.Contracts) {
					t.Errorf("%s: got %+v, want %v", key, m, w)
				}
				for name, x := range map[string]*float64{"cr1": &m.CR1, "cr3": &m.CR3, "cr4": &m.CR4, "hhi": &m.HHI, "hhi_norm": m.HHINorm,
					"hhi_min": &m.HHIMin, "hhi_excess": m.HHIExcess, "effective_number": &m.EffectiveNumber, "gini": &m.Gini} {
					y, stated := w[name].(float64)
					if stated != (x != nil) || stated && math.Abs(*x-y) > 1e-9*max(1, math.Abs(y)) {
						t.Errorf("%s: %s: got %v, want %v", key, name, x, w[name])
					}
				}
			}
		})
	}
}

// contractsOf are main contracts of one customer in 2025, one per supplier and amount.
func contractsOf(amounts ...ContractRow) Data {
	var d Data
	for i, c := range amounts {
		c.ID, c.Customer, c.SignedOn = fmt.Sprint(i+1), "491240000009", Date(2025, 3, 1)
		d.Contracts = append(d.Contracts, c)
	}
	return d
}

func TestIndices(t *testing.T) {
	of := func(supplier string, amount int64) ContractRow {
		return ContractRow{Supplier: supplier, Amount: big.NewRat(amount, 1)}
	}
	d := contractsOf(of("A", 60), of("A", 20), of("B", 10), of("C", 5), of("C", 5))
	m := Concentrate(d, 2025).Metrics[0]
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"hhi", m.HHI, .66}, {"hhi_norm", *m.HHINorm, .49}, {"effective_number", m.EffectiveNumber, 1.515},
		{"hhi_min", m.HHIMin, .415}, {"hhi_excess", *m.HHIExcess, .4188}, {"gini", m.Gini, .4667},
	} {
		if math.Abs(c.got-c.want) > .0005 {
			t.Errorf("%s: %v, want %v", c.name, c.got, c.want)
		}
	}
}
