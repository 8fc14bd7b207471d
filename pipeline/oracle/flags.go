package oracle

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"
)

// Flags is indicators.json as plain values: group, id, code, value.
type Flags map[string]map[string]map[string]float64

// Set keeps one value.
func (f Flags) Set(group, id, code string, value float64) {
	if f[group] == nil {
		f[group] = map[string]map[string]float64{}
	}
	if f[group][id] == nil {
		f[group][id] = map[string]float64{}
	}
	f[group][id][code] = value
}

type tender struct {
	OCID  string
	Buyer struct{ ID string }
	// of the tender those fields that flags are of
	Tender struct {
		Status, ProcurementMethod string
		NumberOfTenderers         int
		ProcuringEntity           struct{ ID string }
		TenderPeriod              struct{ StartDate, EndDate string }
	}
	Bids struct {
		Details []struct {
			Status, Date string
			Tenderers    []struct{ ID string }
			Value        struct {
				Amount   *float64
				Currency string
			}
		}
	}
	Awards []struct {
		Status    string
		Suppliers []struct{ ID string }
		Items     []struct{ Classification struct{ ID string } }
	}
}

// Quantile is the median-unbiased quantile of Hyndman and Fan, R-8, of values in any order.
func Quantile(values []float64, p float64) float64 {
	x := slices.Sorted(slices.Values(values))
	h := (float64(len(x))+1./3)*p + 1./3
	k := int(math.Floor(h))
	switch {
	case k < 1:
		return x[0]
	case k >= len(x):
		return x[len(x)-1]
	}
	return x[k-1] + (h-float64(k))*(x[k]-x[k-1])
}

// RedFlags computes the eleven flags of Cardinal with their default settings, one release a
// line and in one currency, process by process and without any engine. The tender periods
// are given with their zone.
func RedFlags(lines string) (Flags, error) {
	all := Flags{}
	type share struct{ part, whole float64 }
	gaps, pairs := map[string]float64{}, map[string][2]string{}
	wins, outs := map[string]share{}, map[string]map[string]share{"Buyer": {}, "ProcuringEntity": {}, "Tenderer": {}}
	codes, processes := map[string]map[string]bool{}, map[string]map[string]bool{}
	currency := ""
	for line := range strings.Lines(lines) {
		var r tender
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			return nil, fmt.Errorf("release: %w", err)
		}
		if r.Tender.Status == "cancelled" {
			continue
		}
		submitted := func(status string) bool { return status == "valid" || status == "disqualified" }
		for _, b := range r.Bids.Details {
			if currency == "" && submitted(b.Status) && b.Value.Amount != nil {
				currency = b.Value.Currency
			}
		}
		if from, to := instant(r.Tender.TenderPeriod.StartDate), instant(r.Tender.TenderPeriod.EndDate); from != nil && to != nil && int(to.Sub(*from).Hours()/24) < 15 {
			all.Set("OCID", r.OCID, "R003", 1)
		}
		if m := r.Tender.ProcurementMethod; r.Tender.NumberOfTenderers == 1 && (m == "open" || m == "selective") {
			all.Set("OCID", r.OCID, "R018", 1)
		}

		active, decided := 0, true
		suppliers, last := map[string]bool{}, -1
		for i, a := range r.Awards {
			switch a.Status {
			case "active":
				active++
				last = i
				for _, s := range a.Suppliers {
					suppliers[s.ID] = true
				}
				if len(a.Suppliers) == 1 && len(a.Items) > 0 {
					id := a.Suppliers[0].ID
					if codes[id] == nil {
						codes[id], processes[id] = map[string]bool{}, map[string]bool{}
					}
					processes[id][r.OCID] = true
					for _, item := range a.Items {
						codes[id][item.Classification.ID[:2]] = true
					}
				}
			case "cancelled", "unsuccessful":
			default:
				decided = false
			}
		}
		winner := ""
		if decided && active == 1 && len(r.Awards[last].Suppliers) == 1 {
			winner = r.Awards[last].Suppliers[0].ID
		}

		valid, out := map[string]bool{}, map[string]bool{}
		best := map[string]float64{}
		var rivals []string
		lowest, lowestOut, someValid := math.Inf(1), false, false
		seen := map[string]map[string]bool{}
		entered := map[string]bool{}
		for _, b := range r.Bids.Details {
			if !submitted(b.Status) {
				continue
			}
			amount, priced := 0., b.Value.Amount != nil
			if priced {
				amount = *b.Value.Amount
			}
			lost := 0.
			if b.Status == "disqualified" {
				lost = 1
			}
			add := func(group, id string) {
				s := outs[group][id]
				outs[group][id] = share{s.part + lost, s.whole + 1}
			}
			add("Buyer", r.Buyer.ID)
			add("ProcuringEntity", r.Tender.ProcuringEntity.ID)
			for _, who := range b.Tenderers {
				add("Tenderer", who.ID)
				if lost == 0 {
					valid[who.ID] = true
					if suppliers[who.ID] && instant(b.Date).After(*instant(r.Tender.TenderPeriod.EndDate)) {
						all.Set("OCID", r.OCID, "R030", 1)
						all.Set("Tenderer", who.ID, "R030", 1)
					}
				} else {
					out[who.ID] = true
				}
			}
			if lost == 0 && len(b.Tenderers) == 1 {
				entered[b.Tenderers[0].ID] = true
			}
			if priced {
				key := fmt.Sprint(amount, b.Value.Currency)
				var ids []string
				for _, who := range b.Tenderers {
					ids = append(ids, who.ID)
				}
				slices.Sort(ids)
				if seen[key] == nil {
					seen[key] = map[string]bool{}
				}
				seen[key][strings.Join(slices.Compact(ids), "|")] = true
			}
			if !priced || b.Value.Currency != currency {
				continue
			}
			if active > 0 {
				someValid = someValid || lost == 0
				if amount < lowest {
					lowest, lowestOut = amount, lost == 1
				}
			}
			if lost == 0 && len(b.Tenderers) == 1 {
				id := b.Tenderers[0].ID
				if old, ok := best[id]; !ok || amount < old {
					best[id] = amount
				}
				rivals = append(rivals, id)
			}
		}
		for _, sets := range seen {
			if len(sets) < 2 {
				continue
			}
			all.Set("OCID", r.OCID, "R028", 1)
			for ids := range sets {
				for id := range strings.SplitSeq(ids, "|") {
					all.Set("Tenderer", id, "R028", 1)
				}
			}
		}
		if someValid && lowestOut {
			all.Set("OCID", r.OCID, "R036", 1)
		}
		if decided && len(valid) == 1 && maps.Equal(valid, suppliers) {
			n := 0.
			for id := range out {
				if !valid[id] {
					n++
				}
			}
			if n >= 1 {
				all.Set("OCID", r.OCID, "R035", n)
				for id := range valid {
					all.Set("Tenderer", id, "R035", 0)
				}
			}
		}
		if winner == "" {
			continue
		}
		for id := range entered {
			s := wins[id]
			if id == winner {
				s.part++
			}
			wins[id] = share{s.part, s.whole + 1}
		}
		second, runnerUp := math.Inf(1), ""
		for _, id := range rivals {
			if id != winner && best[id] < second {
				second, runnerUp = best[id], id
			}
		}
		if own, ok := best[winner]; ok && runnerUp != "" && second >= own && own > 0 {
			gaps[r.OCID], pairs[r.OCID] = (second-own)/own, [2]string{winner, runnerUp}
		}
	}

	ratio := func(s share) float64 { return s.part / s.whole }
	if values := slices.Collect(maps.Values(gaps)); len(values) > 0 {
		q1, q3 := Quantile(values, .25), Quantile(values, .75)
		low, high := q1-1.5*(q3-q1), q3+1.5*(q3-q1)
		for id, gap := range gaps {
			if q1 > 0 && low > 0 && gap <= low {
				all.Set("OCID", id, "R024", gap)
				all.Set("Tenderer", pairs[id][0], "R024", 0)
				all.Set("Tenderer", pairs[id][1], "R024", 0)
			}
			if high > 0 && gap >= high {
				all.Set("OCID", id, "R058", gap)
				all.Set("Tenderer", pairs[id][0], "R058", 0)
			}
		}
	}
	if len(wins) > 0 {
		var ratios, bids []float64
		for _, s := range wins {
			ratios, bids = append(ratios, ratio(s)), append(bids, s.whole)
		}
		q1, q3 := Quantile(ratios, .25), Quantile(ratios, .75)
		low, busy := q1-1.5*(q3-q1), Quantile(bids, .75)
		for id, s := range wins {
			if q1 > 0 && low > 0 && s.whole >= busy && ratio(s) <= low {
				all.Set("Tenderer", id, "R025", ratio(s))
			}
		}
	}
	for group, of := range outs {
		maps.DeleteFunc(of, func(_ string, s share) bool { return s.whole < 2 })
		var ratios []float64
		for _, s := range of {
			ratios = append(ratios, ratio(s))
		}
		if len(ratios) == 0 {
			continue
		}
		q1, q3 := Quantile(ratios, .25), Quantile(ratios, .75)
		for id, s := range of {
			if high := q3 + 1.5*(q3-q1); high > 0 && ratio(s) >= high {
				all.Set(group, id, "R038", ratio(s))
			}
		}
	}
	maps.DeleteFunc(codes, func(id string, _ map[string]bool) bool { return len(processes[id]) < 20 })
	var counts []float64
	for _, c := range codes {
		counts = append(counts, float64(len(c)))
	}
	for id, c := range codes {
		q1, q3 := Quantile(counts, .25), Quantile(counts, .75)
		if float64(len(c)) >= q3+1.5*(q3-q1) {
			all.Set("Tenderer", id, "R048", float64(len(c)))
		}
	}
	return all, nil
}
