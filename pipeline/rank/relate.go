package rank

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"time"

	"adal/pipeline/rules"
	"adal/pipeline/run"
)

// Ranked gives what the rules found as a list to work through from the top: scored by the
// weights over the window from..asOf, in the order of the contract.
func Ranked(found []Found, catalogue []rules.Rule, weights []run.Weight, from, asOf time.Time) []run.Finding {
	byID := map[string]rules.Rule{}
	for _, r := range catalogue {
		byID[r.ID] = r
	}
	relate(found)
	ranked := make([]run.Finding, len(found))
	for i := range found {
		f := &found[i]
		r := byID[f.Rule]
		f.Paragraph = r.Paragraph
		Score(f, weights, r, from, asOf)
		ranked[i] = f.Finding
	}
	Order(ranked)
	return ranked
}

// relate makes findings that rest on the same contracts name each other, so that a reader
// takes them as one matter: of one subject and one other, by rule; in the annual report by
// slice, for a code of four digits and one of six over the same contracts are one thing.
func relate(found []Found) {
	alike := map[string][]int{}
	for i := range found {
		f := &found[i]
		if f.Contracts != nil {
			key := strings.Join([]string{f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID}, "\x1f")
			alike[key] = append(alike[key], i)
		}
	}
	for _, same := range alike {
		if len(same) < 2 {
			continue
		}
		contracts := make([]map[string]bool, len(same))
		for k, i := range same {
			contracts[k] = map[string]bool{}
			for _, e := range found[i].Evidence {
				if e.Table == "contracts" {
					contracts[k][fmt.Sprint(e.File, " ", e.Row)] = true
				}
			}
		}
		for k, i := range same {
			var names []string
			for m, j := range same {
				if m != k && meet(contracts[k], contracts[m]) {
					names = append(names, strings.TrimSpace(found[j].Rule+" "+strings.TrimSuffix(found[j].Slice, "all")))
				}
			}
			if len(names) > 0 {
				slices.SortFunc(names, cmp.Compare)
				found[i].Detail["same_contracts"] = strings.Join(slices.Compact(names), "; ")
			}
		}
	}
}

func meet(a, b map[string]bool) bool {
	for k := range a {
		if b[k] {
			return true
		}
	}
	return false
}
