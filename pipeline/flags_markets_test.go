package pipeline

import (
	"math/rand/v2"
	"strconv"
	"testing"

	"adal/fixtures/oracle"
	"adal/pipeline/job"
)

// Random purchases against the reference of the flags beyond Cardinal's, every figure to
// twelve digits, under settings by which each of them occurs.
func TestMarketFlagsAgreeWithReference(t *testing.T) {
	k := oracle.Settings{Limit: 100, Near: 0.8, Share040: 0.3, Share050: 0.2, Index: 0.2, Rise: 0.1, Ratio: 0.7, Days: 30, Least: 2, Rounds: 2,
		Purchases: 10, Buyers: 2, Peers: 3, Item011: 4, Item: 2}
	settings := []string{"R011.limit=100", "R055.limit=100", "R040.share=0.3", "R050.share=0.2", "R051.threshold=0.2", "R019.ratio=0.7",
		"R055.least=2", "R053.rounds=2", "R057.rounds=2"}
	codes := []string{"R011", "R019", "R040", "R050", "R051", "R053", "R055", "R057", "R066", "R067"}
	kinds := map[string]string{"process": "OCID", "buyer": "Buyer", "tenderer": "Tenderer"}
	seen := map[string]int{}
	for seed := range uint64(5) {
		lines := oracle.RandomMarket(rand.New(rand.NewPCG(seed, 17)), 60+int(seed)*40)
		want, err := oracle.MarketFlags(lines, k)
		if err != nil {
			t.Fatal(err)
		}
		got := oracle.Flags{}
		for _, f := range flagRun(t, map[string]string{"releases.jsonl": lines}, func(o *job.Options) { o.Only, o.Settings = codes, settings }).Findings {
			v, err := strconv.ParseFloat(f.Detail["value"], 64)
			if err != nil {
				t.Fatal(err)
			}
			group := got[kinds[f.SubjectKind]]
			if old, ok := group[f.SubjectID][f.Rule]; ok && old >= v {
				continue
			}
			got.Set(kinds[f.SubjectKind], f.SubjectID, f.Rule, v)
			seen[f.Rule]++
		}
		same(t, flagLines(want), flagLines(got))
	}
	for _, code := range codes {
		if seen[code] == 0 {
			t.Errorf("no %s in any world: it tests nothing", code)
		}
	}
}
