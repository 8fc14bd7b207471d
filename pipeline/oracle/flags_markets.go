package oracle

import (
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"time"
)

// Settings are the numbers of the flags beyond Cardinal's, as the rules name them.
type Settings struct {
	Limit, Near, Share040, Share050, Index, Rise, Ratio float64
	Days, Least, Rounds, Purchases, Buyers, Peers       int
	Item011, Item                                       int // leading digits of an item
}

type dealt struct {
	process, buyer, supplier, item, method string
	day                                    time.Time
	amount                                 float64
}

// MarketFlags computes the flags of purchases, markets and meetings of bidders from releases,
// one a line, in one currency, each with a buyer and one award in force at most.
func MarketFlags(lines string, k Settings) (Flags, error) {
	all := Flags{}
	most := func(group, id, code string, v float64) {
		if old, ok := all[group][id][code]; !ok || v > old {
			all.Set(group, id, code, v)
		}
	}
	var deals []dealt
	type meeting struct {
		process, winner string
		closes          time.Time
		valid, all      []string
	}
	var met []meeting
	bidders := map[[2]string][]float64{} // of an item and buyer
	for line := range strings.Lines(lines) {
		var r marketRelease
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			return nil, fmt.Errorf("release: %w", err)
		}
		if r.Tender.Status == "cancelled" {
			continue
		}
		m := meeting{process: r.OCID, closes: *instant(r.Tender.TenderPeriod.EndDate)}
		for _, b := range r.Bids.Details {
			if b.Status != "valid" && b.Status != "disqualified" {
				continue
			}
			for _, t := range b.Tenderers {
				m.all = append(m.all, t.ID)
				if b.Status == "valid" {
					m.valid = append(m.valid, t.ID)
				}
			}
		}
		slices.Sort(m.all)
		slices.Sort(m.valid)
		m.all, m.valid = slices.Compact(m.all), slices.Compact(m.valid)
		for _, a := range r.Awards {
			if a.Status != "active" {
				continue
			}
			item := a.Items[0].Classification.ID
			for _, s := range a.Suppliers {
				deals = append(deals, dealt{r.OCID, r.Buyer.ID, s.ID, item, r.Tender.ProcurementMethod, *instant(a.Date),
					math.Round(a.Value.Amount/float64(len(a.Suppliers))*100) / 100})
			}
			if len(a.Suppliers) == 1 {
				m.winner = a.Suppliers[0].ID
			}
			if p := r.Tender.ProcurementMethod; len(m.all) > 0 && (p == "open" || p == "selective") {
				key := [2]string{item[:k.Item], r.Buyer.ID}
				bidders[key] = append(bidders[key], float64(len(m.all)))
			}
		}
		for _, a := range r.Awards { // a contract counts whatever became of its award
			for _, c := range r.Contracts {
				if rise := (c.Value.Amount - a.Value.Amount) / a.Value.Amount; len(c.Amendments) > 0 && c.Value.Amount > a.Value.Amount*(1+k.Rise)+1e-9 {
					most("OCID", r.OCID, "R066", rise)
				}
				first := math.Inf(1)
				for _, d := range c.Amendments {
					first = min(first, math.Round(instant(d.Date).Sub(*instant(c.DateSigned)).Hours()/24))
				}
				if first >= 0 && first <= float64(k.Days) {
					all.Set("OCID", r.OCID, "R067", first)
				}
			}
		}
		if m.winner != "" {
			met = append(met, m)
		}
	}
	splits(deals, k, most)
	underLimit(deals, k, most)
	fewBidders(bidders, k, most)
	shares(deals, k, most)

	// pairs: all processes two of which met
	for _, a := range met {
		for _, b := range a.all {
			if b == a.winner || !slices.Contains(a.all, a.winner) {
				continue
			}
			wins, rounds := 0., 0
			for _, x := range met {
				if slices.Contains(x.all, b) && slices.Contains(x.all, a.winner) && slices.Contains(x.all, x.winner) {
					rounds++
					if x.winner == a.winner {
						wins++
					}
				}
			}
			if rounds >= k.Rounds && wins == float64(rounds) {
				most("Tenderer", a.winner, "R053", wins)
			}
		}
	}
	sets := map[string][]meeting{}
	for _, m := range met {
		if len(m.valid) > 1 && slices.Contains(m.valid, m.winner) {
			name := strings.Join(m.valid, "|")
			sets[name] = append(sets[name], m)
		}
	}
	for name, list := range sets {
		slices.SortFunc(list, func(a, b meeting) int {
			if c := a.closes.Compare(b.closes); c != 0 {
				return c
			}
			return strings.Compare(a.process, b.process)
		})
		wins, again := map[string]int{}, false
		for i, m := range list {
			wins[m.winner]++
			again = again || i > 0 && list[i-1].winner == m.winner
		}
		counts := slices.Sorted(maps.Values(wins))
		members := strings.Split(name, "|")
		if !again && len(list) >= k.Rounds && len(wins) == len(members) && counts[len(counts)-1]-counts[0] <= 1 {
			for _, id := range members {
				most("Tenderer", id, "R057", float64(len(list)))
			}
		}
	}
	return all, nil
}

type marketRelease struct {
	tender
	Awards []struct {
		Status, Date string
		Value        struct{ Amount float64 }
		Suppliers    []struct{ ID string }
		Items        []struct{ Classification struct{ ID string } }
	}
	Contracts []struct {
		DateSigned string
		Value      struct{ Amount float64 }
		Amendments []struct{ Date string }
	}
}

func within(a, b time.Time, days int) bool {
	return math.Abs(a.Sub(b).Hours()) <= float64(days)*24
}

// purchases gathers what one process bought under a key.
func purchases(deals []dealt, key func(dealt) string) map[string][]dealt {
	of := map[string]map[string]dealt{}
	for _, d := range deals {
		name := key(d)
		if name == "" {
			continue
		}
		if of[name] == nil {
			of[name] = map[string]dealt{}
		}
		sum := of[name][d.process].amount + d.amount
		d.amount = sum
		of[name][d.process] = d
	}
	out := map[string][]dealt{}
	for name, list := range of {
		out[name] = slices.SortedFunc(maps.Values(list), func(a, b dealt) int { return a.day.Compare(b.day) })
	}
	return out
}

func competitive(method string) bool { return method == "open" || method == "selective" }

// splits looks, for every purchase, back over the days before it.
func splits(deals []dealt, k Settings, most func(group, id, code string, v float64)) {
	for name, list := range purchases(deals, func(d dealt) string {
		if competitive(d.method) {
			return ""
		}
		return d.buyer + "|" + d.item[:k.Item011]
	}) {
		list = slices.DeleteFunc(list, func(d dealt) bool { return d.amount > k.Limit })
		in := map[string]bool{}
		for _, last := range list {
			sum, near := 0., []string{}
			for _, d := range list {
				if !d.day.After(last.day) && within(d.day, last.day, k.Days) {
					sum += d.amount
					near = append(near, d.process)
				}
			}
			if len(near) > 1 && sum > k.Limit+1e-6 {
				for _, p := range near {
					in[p] = true
				}
			}
		}
		if len(in) > 0 {
			buyer, _, _ := strings.Cut(name, "|")
			most("Buyer", buyer, "R011", float64(len(in)))
		}
	}
}

func underLimit(deals []dealt, k Settings, most func(group, id, code string, v float64)) {
	for name, list := range purchases(deals, func(d dealt) string {
		if competitive(d.method) {
			return ""
		}
		return d.buyer + "|" + d.supplier
	}) {
		list = slices.DeleteFunc(list, func(d dealt) bool { return d.amount > k.Limit || d.amount < k.Near*k.Limit })
		in := map[string]bool{}
		for _, last := range list {
			var near []string
			for _, d := range list {
				if !d.day.After(last.day) && within(d.day, last.day, k.Days) {
					near = append(near, d.process)
				}
			}
			if len(near) >= k.Least {
				for _, p := range near {
					in[p] = true
				}
			}
		}
		if len(in) > 0 {
			buyer, _, _ := strings.Cut(name, "|")
			most("Buyer", buyer, "R055", float64(len(in)))
		}
	}
}

func fewBidders(bidders map[[2]string][]float64, k Settings, most func(group, id, code string, v float64)) {
	average := map[[2]string]float64{}
	for key, list := range bidders {
		sum := 0.
		for _, n := range list {
			sum += n
		}
		if len(list) >= 3 {
			average[key] = sum / float64(len(list))
		}
	}
	for key, own := range average {
		var others []float64
		for other, v := range average {
			if other[0] == key[0] && other[1] != key[1] {
				others = append(others, v)
			}
		}
		if len(others) >= k.Peers && own <= k.Ratio*Quantile(others, 0.5) {
			most("Buyer", key[1], "R019", own)
		}
	}
}

// shares gives the parts of a buyer's purchases and of the markets of items.
func shares(deals []dealt, k Settings, most func(group, id, code string, v float64)) {
	type whole struct {
		amount            float64
		processes, buyers map[string]bool
		of                map[string]float64
	}
	add := func(to map[string]*whole, key string, d dealt) {
		if to[key] == nil {
			to[key] = &whole{processes: map[string]bool{}, buyers: map[string]bool{}, of: map[string]float64{}}
		}
		w := to[key]
		w.amount += d.amount
		w.processes[d.process], w.buyers[d.buyer] = true, true
		w.of[d.supplier] += d.amount
	}
	byBuyer, byItem := map[string]*whole{}, map[string]*whole{}
	for _, d := range deals {
		add(byBuyer, d.buyer, d)
		add(byItem, d.item[:k.Item], d)
	}
	for _, w := range byBuyer {
		for id, a := range w.of {
			if a/w.amount >= k.Share040 && len(w.processes) >= 5 {
				most("Tenderer", id, "R040", a/w.amount)
			}
		}
	}
	for _, w := range byItem {
		if len(w.processes) < k.Purchases || len(w.buyers) < k.Buyers {
			continue
		}
		index, largest, first := 0., -1., ""
		for _, id := range slices.Sorted(maps.Keys(w.of)) {
			part := w.of[id] / w.amount
			index += part * part
			if part > largest {
				largest, first = part, id
			}
			if part >= k.Share050 {
				most("Tenderer", id, "R050", part)
			}
		}
		if index >= k.Index {
			most("Tenderer", first, "R051", index)
		}
	}
}

// RandomMarket writes a small world of releases in which the flags of MarketFlags occur.
func RandomMarket(rng *rand.Rand, n int) string {
	var b strings.Builder
	for i := range n {
		day := time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC).AddDate(0, 0, rng.IntN(200))
		on := func(days int) string { return day.AddDate(0, 0, days).Format(time.RFC3339) }
		status := "complete"
		if rng.IntN(12) == 0 {
			status = "cancelled"
		}
		buyer := rng.IntN(5)
		size := 1 + rng.IntN(3)
		if buyer == 0 {
			size = 1
		}
		who := rng.Perm(5)[:size]
		fmt.Fprintf(&b, `{"ocid":"p%03d","buyer":{"id":"B%d"},"tender":{"status":%q,"procurementMethod":%q,"tenderPeriod":{"startDate":%q,"endDate":%q}},"bids":{"details":[`,
			i, buyer, status, []string{"open", "selective", "limited", "direct"}[rng.IntN(4)], on(-30), on(rng.IntN(3)))
		for j, w := range who {
			if j > 0 {
				b.WriteByte(',')
			}
			fmt.Fprintf(&b, `{"status":%q,"tenderers":[{"id":"S%d"}]}`, []string{"valid", "valid", "valid", "valid", "disqualified", "withdrawn"}[rng.IntN(6)], w)
		}
		amount := float64(20+rng.IntN(90)) + 0.25
		joint := ""
		if rng.IntN(15) == 0 {
			joint = `,{"id":"S9"}`
		}
		fmt.Fprintf(&b, `]},"awards":[{"id":"A","status":%q,"date":%q,"value":{"amount":%.2f,"currency":"KZT"},"suppliers":[{"id":"S%d"}%s],"items":[{"classification":{"id":"%d"}}]}]`,
			[]string{"active", "active", "active", "cancelled"}[rng.IntN(4)], on(0), amount, who[rng.IntN(size)], joint, []int{330000, 331000, 440000}[rng.IntN(3)])
		if rng.IntN(3) == 0 {
			fmt.Fprintf(&b, `,"contracts":[{"awardID":"A","dateSigned":%q,"value":{"amount":%.2f,"currency":"KZT"},"amendments":[{"date":%q}]}]`,
				on(2), math.Round(amount*float64(90+rng.IntN(40)))/100, on(2+rng.IntN(60)))
		}
		b.WriteString("}\n")
	}
	return b.String()
}
