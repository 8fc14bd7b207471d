package pipeline

import (
	"encoding/json"
	"fmt"
	"math"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/oracle"
	"adal/pipeline/run"
)

// concentration runs the annual report of 2025 over a folder.
func concentration(t *testing.T, data string, change ...func(*Options)) *run.Run {
	t.Helper()
	r, err := concentrationOf(t, data, 2025, change...)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func concentrationOf(t *testing.T, data string, year int, change ...func(*Options)) (*run.Run, error) {
	t.Helper()
	period, err := Year(year)
	if err != nil {
		t.Fatal(err)
	}
	o := Options{Data: data, Period: period, Memory: "2GB", MaxRejects: 1}
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

// figure is a figure of a slice by its name.
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
func market(seed uint64, space int) oracle.Data {
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
				w := market(uint64(k*perRun+i), i)
				c := oracle.Concentrate(w, 2025)
				amount, _ := new(big.Rat).SetString(c.Amount)
				total.Add(total, amount)
				counted += int64(c.Counted)
				worlds, want = append(worlds, w), append(want, c)
			}
			dir := t.TempDir()
			merged := oracle.Merge(worlds...)
			if err := oracle.Write(dir, merged); err != nil {
				t.Fatal(err)
			}
			r := concentration(t, dir)
			agrees(t, r, want)
			addsUp(t, r, int64(merged.RowsRead), counted, total)
			holdsTogether(t, r)
		})
	}
}
