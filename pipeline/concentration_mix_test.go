package pipeline

import (
	"math"
	"math/big"
	"path/filepath"
	"testing"

	"adal/fixtures/oracle"
	"adal/pipeline/run"
)

// What the report says was bought in each way, under a ground that names the supplier, and by whom
// of all customers together is what its contracts add up to, in random markets of many customers.
func TestMixAddsUp(t *testing.T) {
	var worlds []oracle.Data
	for i := range 30 {
		worlds = append(worlds, randomMarket(uint64(7000+i), i))
	}
	dir := t.TempDir()
	if err := oracle.Write(dir, oracle.Merge(worlds...)); err != nil {
		t.Fatal(err)
	}
	named := 0
	for _, data := range []string{dir, filepath.Join("..", "fixtures", "ministry")} {
		r := concentration(t, data)
		mixAddsUp(t, r)
		named += len(r.NamedByLaw)
	}
	if named == 0 {
		t.Error("the law names no category")
	}
}

func mixAddsUp(t *testing.T, r *run.Run) {
	t.Helper()
	if int64(len(r.Contracts)) != r.AllContracts() {
		t.Fatal("not every contract is listed")
	}
	type key struct {
		customer string
		year     int
		class    string
	}
	mix, lawful, held := map[key]*big.Rat{}, map[[2]string]*big.Rat{}, map[string]*big.Rat{}
	mixN, whole := map[key]int64{}, map[key]*big.Rat{}
	bought := map[string]bool{}
	for i := range r.Contracts {
		if c := &r.Contracts[i]; c.LeftOut == "" {
			bought[c.CustomerBIN] = true
		}
	}
	for i := range r.Contracts {
		c := &r.Contracts[i]
		if c.LeftOut != "" && !c.Before(2025) {
			continue
		}
		v, ok := new(big.Rat).SetString(c.Value)
		if !ok {
			t.Fatalf("contract %s counts with %q", c.ID, c.Value)
		}
		for _, customer := range []string{c.CustomerBIN, ""} {
			k := key{customer, c.Year, c.MethodClass}
			plus(mix, k, v)
			mixN[k]++
			plus(whole, key{customer, c.Year, ""}, v)
			if len(c.Category) >= 4 && c.Lawful != "" && c.LeftOut == "" {
				plus(lawful, [2]string{customer, c.Category[:4]}, v)
			}
		}
		if c.LeftOut == "" {
			plus(held, c.SupplierID, v)
		}
	}
	seen := 0
	for _, m := range r.Mix {
		if m.Year < 2024 {
			continue // their contracts are not told by year apart from others left out
		}
		k := key{m.CustomerBIN, m.Year, m.MethodClass}
		share, _ := new(big.Rat).Quo(mix[k], whole[key{m.CustomerBIN, m.Year, ""}]).Float64()
		if mix[k].FloatString(2) != m.Amount || mixN[k] != m.Contracts || math.Abs(share-m.Share) > 1e-12 {
			t.Errorf("%+v: the contracts add up to %s, %d of them, %v", m, mix[k].FloatString(2), mixN[k], share)
		}
		seen++
	}
	for k := range mix {
		if !bought[k.customer] && k.customer != "" {
			seen++ // nothing was bought in the year: the report is not about this customer
		}
	}
	if seen != len(mix) || seen < 8 {
		t.Errorf("%d sums are told, there are %d", seen, len(mix))
	}
	lawfulAgrees(t, r, lawful)
	for _, h := range r.Holdings {
		if h.CustomerBIN == "" && h.Identity == "supplier" {
			if held[h.ID] == nil || held[h.ID].FloatString(2) != h.Amount {
				t.Errorf("%s has %s of all, its contracts add up to %v", h.ID, h.Amount, held[h.ID])
			}
			delete(held, h.ID)
		}
	}
	if len(held) > 0 {
		t.Errorf("%d suppliers of all customers together are not told", len(held))
	}
}

func lawfulAgrees(t *testing.T, r *run.Run, want map[[2]string]*big.Rat) {
	t.Helper()
	for _, x := range r.NamedByLaw {
		k := [2]string{x.CustomerBIN, x.Code}
		if want[k] == nil || want[k].FloatString(2) != x.Amount {
			t.Errorf("%+v: the contracts add up to %v", x, want[k])
		}
		delete(want, k)
	}
	if len(want) > 0 {
		t.Errorf("%d of the categories the law names are told, %d are not", len(r.NamedByLaw), len(want))
	}
}

// plus adds to a sum.
func plus[K comparable](sums map[K]*big.Rat, k K, v *big.Rat) {
	if sums[k] == nil {
		sums[k] = new(big.Rat)
	}
	sums[k].Add(sums[k], v)
}
