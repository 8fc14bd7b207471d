package oracle

import (
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
)

func lines(findings []Finding) []string {
	var all []string
	for _, f := range findings {
		all = append(all, fmt.Sprintf("%s,%s,%s,%s,%s,%s,%s,%d,%s", f.Rule, f.Kind, f.Subject, f.Other, f.Via, f.Tie, f.Amount, f.Contracts, f.Slice))
	}
	return all
}

func mustScan(t *testing.T, d Data) []Finding {
	t.Helper()
	findings, err := Scan(d, "2026Q3")
	if err != nil {
		t.Fatal(err)
	}
	return findings
}

// A world means the same after it was written and read.
func TestWriteAndLoad(t *testing.T) {
	for seed := range uint64(10) {
		d := RandomScan(seed, int(seed))
		dir := t.TempDir()
		if err := Write(dir, d); err != nil {
			t.Fatal(err)
		}
		sameLines(t, lines(mustScan(t, mustLoad(t, dir))), lines(mustScan(t, d)))

		c := RandomConcentration(seed, int(seed))
		if err := Write(dir, c); err != nil {
			t.Fatal(err)
		}
		got, want := Concentrate(mustLoad(t, dir), 2025), Concentrate(c, 2025)
		sameLines(t, lines(got.Findings), lines(want.Findings))
		if got.Amount != want.Amount || got.RowsRead != want.RowsRead {
			t.Errorf("seed %d: %s of %d rows, want %s of %d", seed, got.Amount, got.RowsRead, want.Amount, want.RowsRead)
		}
	}
}

// What is found in several worlds together is what is found in each.
func TestWorldsShareNothing(t *testing.T) {
	var worlds, markets []Data
	var each, eachMarket []string
	for seed := range uint64(4) {
		d, c := RandomScan(seed, int(seed)), RandomConcentration(seed, int(seed))
		worlds, markets = append(worlds, d), append(markets, c)
		each = append(each, lines(mustScan(t, d))...)
		eachMarket = append(eachMarket, lines(Concentrate(c, 2025).Findings)...)
	}
	sameLines(t, lines(mustScan(t, Merge(worlds...))), each)
	sameLines(t, lines(Concentrate(Merge(markets...), 2025).Findings), eachMarket)
}

// Every id is invented: of people born in 18xx and companies of month 12 of year 49.
func TestInventedIDs(t *testing.T) {
	for _, space := range []int{0, 1, 700, MaxSpace} {
		for _, d := range []Data{RandomScan(1, space), RandomConcentration(1, space)} {
			var ids []string
			for _, x := range d.Roster {
				ids = append(ids, x.IIN)
			}
			for _, x := range d.Family {
				ids = append(ids, x.IIN, x.Relative)
			}
			for _, x := range d.People {
				ids = append(ids, x.Supplier, x.Holder)
			}
			for _, x := range d.Contracts {
				ids = append(ids, x.Customer, x.Supplier)
			}
			for _, id := range ids {
				if invented := IsPerson(id) && (id[6] == '1' || id[6] == '2') || strings.HasPrefix(id, "4912"); !ValidID(id) || !invented {
					t.Errorf("space %d: %s", space, id)
				}
			}
		}
	}
}

// The worlds are rich enough: every rule finds something in them.
func TestEveryRuleFinds(t *testing.T) {
	count := map[string]int{}
	for seed := range uint64(30) {
		for _, f := range mustScan(t, RandomScan(seed, 0)) {
			count[f.Rule+" "+f.Kind]++
		}
		c := Concentrate(RandomConcentration(seed, 0), 2025)
		for _, f := range c.Findings {
			count[f.Rule+" "+f.Kind]++
		}
		count["groups"] += len(c.Groups)
		count["suspected"] += len(c.Suspected)
		for reason, n := range c.LeftOut {
			count["left out: "+reason] += n
		}
	}
	for _, k := range slices.Sorted(maps.Keys(count)) {
		t.Logf("%5d %s", count[k], k)
	}
	for _, want := range strings.Split("P10-0a violation,P10-0a lead,P10-13a violation,P10-19a lead,P10-2a violation,P10-2b lead,"+
		"P10-2c lead,P10-3a violation,P10-8a violation,P10-8b violation,P12-4a lead,P12-4b lead,P12-4c lead,P49a lead,P49b violation,P49c lead,P49d lead,"+
		"P52a lead,P52b lead,P52c lead,P52d lead,P52e lead,P52h lead,P10-8c lead,P10-3a lead,P10-8b lead,P49b lead,groups,suspected", ",") {
		if count[want] == 0 {
			t.Errorf("no %s in any world", want)
		}
	}
}
