package pipeline

import (
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adal/fixtures/oracle"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// concentration runs the annual report of 2025 over a folder.
func concentration(t *testing.T, data string, change ...func(*job.Options)) *run.Run {
	t.Helper()
	r, err := concentrationOf(t, data, 2025, change...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func concentrationOf(t *testing.T, data string, year int, change ...func(*job.Options)) (*run.Run, error) {
	t.Helper()
	period, err := job.Year(year)
	if err != nil {
		t.Fatal(err)
	}
	o := job.Options{Data: data, Period: period, Memory: "2GB", MaxRejects: 1}
	for _, c := range change {
		c(&o)
	}
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Discard)
	return Concentration(t.Context(), o, s)
}

// groupKeys gives for every group the members with counted contracts, joined by a plus, as the
// examples and the reference name it.
func groupKeys(r *run.Run, kind string) map[string]string {
	members := map[string][]string{}
	for _, m := range r.Groups {
		if m.Kind == kind && m.Contracts > 0 {
			members[m.GroupID] = append(members[m.GroupID], m.SupplierID)
		}
	}
	named := map[string]string{}
	for id, ids := range members {
		slices.Sort(ids)
		named[id] = strings.Join(ids, "+")
	}
	return named
}

func values(m map[string]string) []string {
	var all []string
	for _, v := range m {
		all = append(all, v)
	}
	return all
}

// figures are the figures of a slice by their names.
func figures(s run.Slice) map[string]*float64 {
	return map[string]*float64{"cr1": &s.CR1, "cr3": &s.CR3, "cr4": &s.CR4, "hhi": &s.HHI, "hhi_norm": s.HHINorm, "hhi_min": &s.HHIMin,
		"hhi_excess": s.HHIExcess, "effective_number": &s.Effective, "gini": &s.Gini}
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}

// The worked examples were agreed by two programs written apart.
func TestConcentrationExamples(t *testing.T) {
	folders, err := filepath.Glob(filepath.Join(examples, "concentration-*"))
	if err != nil || len(folders) == 0 {
		t.Skip("the worked examples are not beside the project")
	}
	for _, folder := range folders {
		t.Run(filepath.Base(folder), func(t *testing.T) {
			text, err := os.ReadFile(filepath.Join(folder, "expected.json"))
			if err != nil {
				t.Fatal(err)
			}
			var want struct {
				Rows, Counted int64
				Amount        string
				Groups        []string
				Metrics       map[string]map[string]any
				P52a, P52b    [][4]string
			}
			if err := json.Unmarshal(text, &want); err != nil {
				t.Fatal(err)
			}
			r := concentration(t, filepath.Join(folder, "data"))
			read, counted := r.Reconciliation[0], r.Reconciliation[len(r.Reconciliation)-1]
			if read.Rows != want.Rows || counted.Contracts != want.Counted || counted.Amount != want.Amount {
				t.Errorf("read %+v, counted %+v; want %d, %d, %s", read, counted, want.Rows, want.Counted, want.Amount)
			}
			named := groupKeys(r, "certain")
			same(t, want.Groups, values(named))

			var got, expected []string
			for _, f := range r.Findings {
				kind, slice, _ := strings.Cut(f.Slice, "=")
				switch f.Rule {
				case "P52a":
					got = append(got, strings.Join([]string{f.Rule, f.SubjectID, f.OtherID, kind, slice}, ","))
				case "P52b":
					got = append(got, strings.Join([]string{f.Rule, named[f.SubjectID], f.OtherID, kind, slice}, ","))
				}
			}
			for _, f := range want.P52a {
				expected = append(expected, "P52a,"+strings.Join(f[:], ","))
			}
			for _, f := range want.P52b {
				expected = append(expected, "P52b,"+strings.Join(f[:], ","))
			}
			same(t, expected, got)

			if len(r.Slices) != len(want.Metrics) {
				t.Errorf("%d slices, want %d", len(r.Slices), len(want.Metrics))
			}
			for _, s := range r.Slices {
				value := s.Slice
				if s.Kind == "all" {
					value = ""
				}
				key := strings.Join([]string{s.CustomerBIN, s.Kind, value, s.Identity}, "|")
				w, ok := want.Metrics[key]
				if !ok {
					t.Errorf("extra slice %s", key)
					continue
				}
				if w["amount"] != s.Amount || w["evaluated"] != yes(s.Evaluated) || w["suppliers"] != float64(s.Suppliers) || w["contracts"] != float64(s.Contracts) {
					t.Errorf("%s: got %+v, want %v", key, s, w)
				}
				for name, x := range figures(s) {
					y, stated := w[name].(float64)
					if stated != (x != nil) || stated && math.Abs(*x-y) > 1e-9*max(1, math.Abs(y)) {
						t.Errorf("%s: %s: got %v, want %v", key, name, x, w[name])
					}
				}
			}
		})
	}
}

// annual is what is said of a finding of the annual report.
func annual(kind, rule, subject, other, slice, amount string, contracts int) string {
	return strings.Join([]string{kind, rule, subject, other, slice, amount, fmt.Sprint(contracts)}, ",")
}

// metric is what is said of a slice, indices to ten digits.
func metric(customer, kind, slice, identity string, suppliers, contracts int64, amount, top, topAmount string, evaluated bool, figures ...*float64) string {
	parts := []string{customer, kind, slice, identity, fmt.Sprint(suppliers), fmt.Sprint(contracts), amount, top, topAmount, fmt.Sprint(evaluated)}
	for _, f := range figures {
		if f == nil {
			parts = append(parts, "")
			continue
		}
		parts = append(parts, fmt.Sprintf("%.10f", *f))
	}
	return strings.Join(parts, ",")
}

// agrees compares a report with the reference computed for the same worlds.
func agrees(t *testing.T, r *run.Run, worlds []oracle.Concentration) {
	t.Helper()
	var want, got []string
	for _, c := range worlds {
		for _, f := range c.Findings {
			want = append(want, annual(f.Kind, f.Rule, f.Subject, f.Other, f.Slice, f.Amount, f.Contracts))
		}
	}
	named := groupKeys(r, "certain")
	name := func(id string) string {
		if key, ok := named[id]; ok {
			return key
		}
		return id
	}
	for _, f := range r.Findings {
		got = append(got, annual(f.Kind, f.Rule, name(f.SubjectID), name(f.OtherID), f.Slice, f.Amount, int(*f.Contracts)))
	}
	if len(want) < len(worlds) {
		t.Errorf("the worlds hold only %d findings: they test nothing", len(want))
	}
	same(t, want, got)

	want, got = nil, nil
	for _, c := range worlds {
		for _, m := range c.Metrics {
			slice := m.Slice
			if m.SliceKind == "all" {
				slice = "all"
			}
			want = append(want, metric(m.Customer, m.SliceKind, slice, m.Identity, int64(m.Suppliers), int64(m.Contracts), m.Amount, m.TopID, m.TopAmount, m.Evaluated,
				&m.CR1, &m.CR3, &m.CR4, &m.HHI, m.HHINorm, &m.HHIMin, m.HHIExcess, &m.EffectiveNumber, &m.Gini, &m.TopShare))
		}
	}
	for _, s := range r.Slices {
		if s.CustomerBIN == "" {
			continue // the worlds are no customers of one state; the examples hold these
		}
		got = append(got, metric(s.CustomerBIN, s.Kind, s.Slice, s.Identity, s.Suppliers, s.Contracts, s.Amount, name(s.TopID), s.TopAmount, s.Evaluated,
			&s.CR1, &s.CR3, &s.CR4, &s.HHI, s.HHINorm, &s.HHIMin, s.HHIExcess, &s.Effective, &s.Gini, &s.TopShare))
	}
	same(t, want, got)

	for _, kind := range []string{"certain", "suspected"} {
		want, got = nil, nil
		for _, c := range worlds {
			groups := c.Groups
			if kind == "suspected" {
				groups = c.Suspected
			}
			for _, g := range groups {
				want = append(want, kind+" "+strings.Join(g.Members, "+"))
			}
		}
		members := map[string][]string{}
		for _, m := range r.Groups {
			if m.Kind == kind {
				members[m.GroupID] = append(members[m.GroupID], m.SupplierID)
			}
		}
		for _, ids := range members {
			slices.Sort(ids)
			got = append(got, kind+" "+strings.Join(ids, "+"))
		}
		same(t, want, got)
	}
}

// addsUp checks the reconciliation: every line but the first sums to the first, and the
// last is what was counted.
func addsUp(t *testing.T, r *run.Run, rows, contracts int64, amount *big.Rat) {
	t.Helper()
	var sumRows, sumContracts int64
	sum := new(big.Rat)
	for _, l := range r.Reconciliation[1:] {
		v, ok := new(big.Rat).SetString(l.Amount)
		if !ok {
			t.Fatalf("%+v has no amount", l)
		}
		sumRows, sumContracts = sumRows+l.Rows, sumContracts+l.Contracts
		sum.Add(sum, v)
	}
	read := r.Reconciliation[0]
	if read.Step != "read" || read.Rows != sumRows || read.Contracts != sumContracts || read.Amount != sum.FloatString(2) {
		t.Errorf("the lines sum to %d rows, %d contracts, %s; read %+v", sumRows, sumContracts, sum.FloatString(2), read)
	}
	last := r.Reconciliation[len(r.Reconciliation)-1]
	if last.Step != "counted" || last.Contracts != contracts || last.Amount != amount.FloatString(2) {
		t.Errorf("counted %+v; want %d contracts, %s", last, contracts, amount.FloatString(2))
	}
	if read.Rows != rows {
		t.Errorf("read %d rows, want %d", read.Rows, rows)
	}
}

// Every edge joins two members of its group by a row that can be looked up, and the edges of a
// group hold all of it together.
func holdsTogether(t *testing.T, r *run.Run) {
	t.Helper()
	group := map[string]string{} // of group and member, the member it is joined to
	find := func(x string) string {
		for group[x] != x {
			x = group[x]
		}
		return x
	}
	for _, m := range r.Groups {
		group[m.GroupID+m.SupplierID] = m.GroupID + m.SupplierID
	}
	for _, e := range r.Edges {
		a, b := e.GroupID+e.FromID, e.GroupID+e.ToID
		if group[a] == "" || group[b] == "" || e.Row == 0 || e.File == "" || len(e.Cells) == 0 {
			t.Errorf("edge %+v", e)
			continue
		}
		group[find(a)] = find(b)
	}
	parts := map[string]map[string]bool{}
	for _, m := range r.Groups {
		if parts[m.GroupID] == nil {
			parts[m.GroupID] = map[string]bool{}
		}
		parts[m.GroupID][find(m.GroupID+m.SupplierID)] = true
	}
	for id, roots := range parts {
		if len(roots) != 1 {
			t.Errorf("group %s falls into %d parts", id, len(roots))
		}
	}
}

// market is a random world in which a telephone number is long enough to be one.
func randomMarket(seed uint64, space int) oracle.Data {
	w := oracle.RandomConcentration(seed, space)
	for i := range w.Suppliers {
		w.Suppliers[i].Phone = strings.Replace(w.Suppliers[i].Phone, "+7 ", "+7 7000000", 1)
	}
	return w
}

func TestConcentrationAgreesWithReference(t *testing.T) {
	const perRun, runs = 60, 4
	for k := range runs {
		t.Run(fmt.Sprintf("seeds %d-%d", k*perRun, (k+1)*perRun-1), func(t *testing.T) {
			var worlds []oracle.Data
			var want []oracle.Concentration
			total, counted := new(big.Rat), int64(0)
			for i := range perRun {
				w := randomMarket(uint64(k*perRun+i), i)
				c := oracle.Concentrate(w, 2025)
				amount, _ := new(big.Rat).SetString(c.Amount)
				total.Add(total, amount)
				counted += int64(c.Counted)
				worlds, want = append(worlds, w), append(want, c)
			}
			dir := t.TempDir()
			merged := oracle.Merge(worlds...)
			write := oracle.Write
			if k%2 == 1 { // the same, as a spreadsheet would have it
				write = func(dir string, d oracle.Data) error { return oracle.WriteRough(dir, d, uint64(k)) }
			}
			if err := write(dir, merged); err != nil {
				t.Fatal(err)
			}
			r := concentration(t, dir)
			agrees(t, r, want)
			addsUp(t, r, int64(merged.RowsRead), counted, total)
			holdsTogether(t, r)
			ledgerAddsUp(t, r, 2025)
		})
	}
}

// said is everything a run says, without the places of its source rows.
func said(t *testing.T, r *run.Run) string {
	t.Helper()
	r.Files, r.Rules = nil, nil
	for i := range r.Findings {
		for k := range r.Findings[i].Evidence {
			r.Findings[i].Evidence[k].Row = 0
		}
	}
	for i := range r.Edges {
		r.Edges[i].Row = 0
	}
	for i := range r.Contracts {
		r.Contracts[i].Row = 0
	}
	notes := map[string]int{}
	for _, n := range r.Quality {
		notes[n.Note+" "+n.Table+" "+n.ID+" "+n.Detail]++
	}
	text, err := json.MarshalIndent([]any{r.Findings, r.Coverage, notes, r.Slices, r.Groups, r.Edges, r.KPIs, r.Reconciliation, r.Holdings, r.Mix, r.Categories, r.NamedByLaw, r.Lawful, r.Unknown, r.Contracts}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// Neither the number of threads nor the order of the rows changes a word. Rows of one
// contract id keep their order: the last read speaks.
func TestConcentrationInAnyOrder(t *testing.T) {
	var worlds []oracle.Data
	for i := range 40 {
		worlds = append(worlds, randomMarket(uint64(500+i), i))
	}
	d := oracle.Merge(worlds...)
	first, second := t.TempDir(), t.TempDir()
	if err := oracle.Write(first, d); err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(7, 7))
	place := map[string]int{}
	for _, c := range d.Contracts {
		place[c.ID] = random.IntN(1 << 30)
	}
	slices.SortStableFunc(d.Contracts, func(a, b oracle.ContractRow) int { return place[a.ID] - place[b.ID] })
	shuffle(random, d.Roster)
	shuffle(random, d.Family)
	shuffle(random, d.Suppliers)
	shuffle(random, d.People)
	if err := oracle.Write(second, d); err != nil {
		t.Fatal(err)
	}
	one := said(t, concentration(t, first, func(o *job.Options) { o.Threads = 1 }))
	two := said(t, concentration(t, first, func(o *job.Options) { o.Threads = 2 }))
	three := said(t, concentration(t, second, func(o *job.Options) { o.Threads = 2 }))
	if one != two {
		t.Errorf("two threads say otherwise than one:\n%s", firstDifference(one, two))
	}
	if one != three {
		t.Errorf("rows in another order say otherwise:\n%s", firstDifference(one, three))
	}
}

func shuffle[T any](random *rand.Rand, rows []T) {
	random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
}

func firstDifference(a, b string) string {
	x, y := strings.Split(a, "\n"), strings.Split(b, "\n")
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			from := max(0, i-12)
			return strings.Join(x[from:i+1], "\n") + "\n--- or ---\n" + strings.Join(y[from:i+1], "\n")
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

// The invented ids of the tests of bad input.
const (
	aBuyer    = "491240000009"
	aFirm     = "491240001802"
	otherFirm = "491240002808"
	aPerson   = "480101100014"
)

// input writes small tables and gives their folder. Lines are cells joined by commas.
func input(t *testing.T, tables map[string][]string) string {
	t.Helper()
	dir := t.TempDir()
	for name, lines := range tables {
		if err := os.WriteFile(filepath.Join(dir, name+".csv"), []byte(strings.Join(lines, "\n")+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return dir
}

func notes(r *run.Run) map[string]int {
	n := map[string]int{}
	for _, x := range r.Quality {
		n[x.Note]++
	}
	return n
}

// Bad input is reconciled or noted; none is lost or counted twice.
func TestConcentrationBadInput(t *testing.T) {
	for _, id := range []string{aBuyer, aFirm, otherFirm, aPerson} {
		if !oracle.ValidID(id) {
			t.Fatalf("%s is no id", id)
		}
	}
	r := concentration(t, input(t, map[string][]string{
		"contracts": {
			"contract_id,root_id,customer_bin,customer,supplier_id,signed_on,year,amount,paid,currency,status_id,method_id,method,category,deleted",
			// Two current rows of one root with different suppliers: the higher id speaks.
			"1,,491240000009,М,491240001802,2025-03-01,,100.00,,,190,2,,331312,",
			"2,1,491240000009,М,491240002808,2025-03-01,,200.00,,,190,2,,331312,",
			// A chain that points to itself in a circle.
			"10,11,491240000009,М,491240001802,2025-03-01,,1000.00,,,190,2,,331312,",
			"11,10,491240000009,М,491240001802,2025-03-02,,1100.01,,,190,2,,331312,",
			// Not in the register; signed after the year but of it; nothing, and less than nothing.
			"20,,491240000009,М,480101100014,2026-02-01,2025,300.00,,,190,999,Иной способ,33,",
			"21,,491240000009,М,491240001802,2025-03-01,,0,,,190,2,,331312,",
			"22,,491240000009,М,491240001802,2025-03-01,,-5.00,,,190,2,,331312,",
			"23,,491240000009,М,491240001802,2025-03-01,,,,,190,2,,331312,",
			// Foreign money with and without a rate; terminated, paid half and not known how much.
			"30,,491240000009,М,491240001802,2025-03-01,,10.00,,USD,190,2,,331312,",
			"31,,491240000009,М,491240001802,2025-03-01,,10.00,,EUR,190,2,,331312,",
			"40,,491240000009,М,491240001802,2025-03-01,,80.00,40.00,,340,2,,331312,",
			"41,,491240000009,М,491240001802,2025-03-01,,80.00,,,340,2,,331312,",
			// Deleted, excluded, rejected, and of another year.
			"50,,491240000009,М,491240001802,2025-03-01,,7.00,,,190,2,,331312,true",
			"51,,491240000009,М,491240001802,2025-03-01,,8.00,,,330,2,,331312,",
			"52,,491240000009,М,491240001801,2025-03-01,,9.00,,,190,2,,331312,",
			"53,,491240000009,М,491240001802,2025-03-01,,drei,,,190,2,,331312,",
			"60,,491240000009,М,491240001802,2024-03-01,,11.00,,,190,2,,331312,",
		},
		"suppliers": {"supplier_id,name", "491240001802,Первый", "491240002808,Второй"},
	}), func(o *job.Options) { o.Rates = []job.Rate{{Currency: "USD", Tenge: "520.15"}} })

	var got []string
	for _, l := range r.Reconciliation {
		got = append(got, fmt.Sprintf("%s %s %d %d %s", l.Step, l.Reason, l.Rows, l.Contracts, l.Amount))
	}
	same(t, []string{
		"read  17 13 2910.01",
		"rejected bad_id 1 0 9.00",
		"rejected bad_money 1 0 0.00",
		"collapsed later_version 2 0 1100.00",
		"left_out deleted 1 0 7.00",
		"left_out excluded_status 1 0 8.00",
		"left_out no_amount 1 1 0.00",
		"left_out not_positive 2 2 -5.00",
		"left_out no_rate 1 1 10.00",
		"left_out terminated_unpaid 1 1 80.00",
		"left_out other_year 1 1 11.00",
		"left_out no_row_left 0 2 0.00",
		"valued by_paid 0 0 40.00",
		"valued converted 0 0 -5191.50",
		"counted  5 5 6841.51",
	}, got)
	addsUp(t, r, 17, 5, big.NewRat(684151, 100))
	ledgerAddsUp(t, r, 2025)
	n := notes(r)
	for _, want := range []string{"two_suppliers", "root_circle", "not_in_register", "future_contract", "unknown_method", "without_slice", "left_out_not_positive", "left_out_no_rate", "chain_rejected_row"} {
		if n[want] == 0 {
			t.Errorf("no note %s: %v", want, n)
		}
	}
	if len(r.Unknown) != 1 || r.Unknown[0].MethodID != "999" || r.Unknown[0].Amount != "300.00" {
		t.Errorf("unknown methods %+v", r.Unknown)
	}
	for _, s := range r.Slices {
		if s.Kind == "all" && s.Identity == "supplier" && (s.TopID != aFirm || s.TopAmount != "6341.51" || !strings.Contains(s.Note, "without_unit")) {
			t.Errorf("%+v", s)
		}
	}
}

// Without suppliers, people and staff the shares are still there, and the rules that need
// them are reported as not run.
func TestConcentrationOfContractsAlone(t *testing.T) {
	lines := []string{"contract_id,customer_bin,supplier_id,signed_on,amount,method_id,ground,unit"}
	for i := range 5 {
		lines = append(lines, fmt.Sprintf("%d,%s,%s,2025-0%d-01,100,302,200,Отдел", i+1, aBuyer, aFirm, i+1))
	}
	dir := input(t, map[string][]string{"contracts": lines})
	r := concentration(t, dir, func(o *job.Options) { o.Methods = []job.Method{{ID: "302", Class: "single_source_direct"}} })
	status := map[string]string{}
	for _, c := range r.Coverage {
		status[c.Rule] = c.Status + " " + c.Reason
	}
	if status["P52a"] != "ran " || status["P52b"] != "skipped no_table:supplier_people" || status["P52e"] != "skipped no_table:roster,supplier_people" {
		t.Errorf("%v", status)
	}
	found := map[string]string{}
	for _, f := range r.Findings {
		found[f.Rule+" "+f.Slice] = f.Detail["lawful"] + f.Detail["grounds"]
	}
	if found["P52a all"] != "500.00" || found["P49a unit=Отдел"] != "16(3)(1) × 5 = 500.00 ₸" {
		t.Errorf("%v", found)
	}
	if len(r.Lawful) != 1 || r.Lawful[0].Ground != "16(3)(1)" || r.Lawful[0].Amount != "500.00" {
		t.Errorf("%+v", r.Lawful)
	}
	if len(r.Unknown) != 0 {
		t.Errorf("a method the user classed is unknown: %+v", r.Unknown)
	}
	ledgerAddsUp(t, r, 2025)

	_, err := concentrationOf(t, dir, 2024)
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok || f.Usage || !strings.Contains(f.Hint("en"), "2025 to 2025") {
		t.Errorf("a year without contracts: %v", err)
	}
}

// A controller of twenty other companies connects them, one of twenty-one does not and is listed.
func TestHubs(t *testing.T) {
	for _, n := range []int{20, 21} {
		suppliers := []string{"supplier_id,name,address"}
		people := []string{"supplier_id,holder_id,role"}
		contracts := []string{"contract_id,customer_bin,supplier_id,signed_on,amount"}
		for i, made := 0, 0; made < n; i++ {
			eleven := fmt.Sprintf("49124000%03d", i)
			for digit := range 10 {
				id := eleven + fmt.Sprint(digit)
				if !oracle.ValidID(id) || id == aBuyer {
					continue
				}
				made++
				suppliers = append(suppliers, id+",Фирма,Бизнес-центр")
				people = append(people, id+","+aPerson+",head")
				contracts = append(contracts, fmt.Sprintf("%d,%s,%s,2025-05-05,100", made, aBuyer, id))
			}
		}
		r := concentration(t, input(t, map[string][]string{"suppliers": suppliers, "supplier_people": people, "contracts": contracts}))
		certain, suspected := len(groupKeys(r, "certain")), len(groupKeys(r, "suspected"))
		hubs := slices.DeleteFunc(slices.Clone(r.Quality), func(n run.Note) bool { return !strings.HasPrefix(n.Note, "hub_") })
		if n == 20 && (certain != 1 || suspected != 0 || len(hubs) != 0) {
			t.Errorf("twenty: %d groups, %d suspected, hubs %+v", certain, suspected, hubs)
		}
		if n == 21 && (certain != 0 || suspected != 0 || len(hubs) != 2 || hubs[1].ID != aPerson || hubs[1].Detail != "21") {
			t.Errorf("twenty-one: %d groups, %d suspected, hubs %+v", certain, suspected, hubs)
		}
	}
}
