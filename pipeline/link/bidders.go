package link

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"sort"
	"time"

	"adal/pipeline/money"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// controlSpan is who controls a party on which days, kinSpan who is related to whom.
type controlSpan struct {
	controller string
	controlled
	span
}

type kinSpan struct {
	person, relative string
	links            []int64
	span
}

// bidding is what makes groups of bidders, each fact with its days. A shared contact has none.
type bidding struct {
	ids      []string
	numbers  map[string]int32
	controls []controlSpan
	kin      []kinSpan
	contacts []Edge
	bidders  map[Day][]int32 // who bid in a lot that has a bid of the day
	maxHub   int64
	everyone []int32 // who bid in a lot that has a bid of a known day
}

// BidderGroups finds, for each day of a bid in the table lot_day, the groups of that day among
// those who bid in its lots, on that day or on another, from the tables control_span, kin and contact, and leaves them in
// bidder_group and bidder_edge. What makes an edge is what makes one in the annual report, on
// that day: who left a firm the day before connects nothing, and neither does who stands behind
// more than mostShared others.
func BidderGroups(ctx context.Context, db *warehouse.DB, mostShared int64, given warehouse.Params) error {
	b, err := readBidding(ctx, db, given)
	if err != nil {
		return fmt.Errorf("groups of bidders: %w", err)
	}
	b.maxHub = mostShared
	if err := db.Exec(ctx, queries.Get("flags/bidder_groups"), nil); err != nil {
		return fmt.Errorf("groups of bidders: %w", err)
	}
	type found struct {
		day Day
		Group
	}
	if err := b.relevant(ctx, db); err != nil {
		return fmt.Errorf("groups of bidders: %w", err)
	}
	var all []found
	for _, day := range slices.Sorted(maps.Keys(b.bidders)) {
		for _, g := range b.on(day, b.bidders[day], true) {
			all = append(all, found{day, g})
		}
	}
	type member struct {
		Day                   time.Time
		GroupID, Kind, Number string
	}
	err = warehouse.Insert(ctx, db, "bidder_group", func(add func(member) error) error {
		for _, g := range all {
			for _, m := range g.Members {
				if err := add(member{g.day.time(), g.ID, g.Kind, b.ids[m]}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	type edge struct {
		Day           time.Time
		GroupID, Part string
		Src, Ord      int64
		ByKin         bool
	}
	return warehouse.Insert(ctx, db, "bidder_edge", func(add func(edge) error) error {
		for _, g := range all {
			for i, e := range g.Edges {
				if e.Src == 0 {
					continue // an entrepreneur's own business that stands in no register
				}
				if err := add(edge{g.day.time(), g.ID, e.Part, e.Src, int64(i), e.Type == "related_controllers"}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

func readBidding(ctx context.Context, db *warehouse.DB, given warehouse.Params) (*bidding, error) {
	b := &bidding{bidders: map[Day][]int32{}, numbers: map[string]int32{}}
	err := warehouse.Each(ctx, db, `SELECT id FROM (SELECT number AS id FROM bidder UNION SELECT supplier_id FROM control_span SEMI JOIN tying USING (controller)
		UNION SELECT controller FROM control_span WHERE NOT is_person(controller) UNION SELECT supplier_id FROM contact) ORDER BY id`, nil, func(r struct{ ID string }) error {
		b.numbers[r.ID] = int32(len(b.ids))
		b.ids = append(b.ids, r.ID)
		return nil
	})
	if err != nil {
		return nil, err
	}
	err = warehouse.Each(ctx, db, "SELECT DISTINCT number FROM lot_day ORDER BY number", nil, func(r struct{ Number string }) error {
		b.everyone = append(b.everyone, b.numbers[r.Number])
		return nil
	})
	if err != nil {
		return nil, err
	}
	type control struct {
		Controller, SupplierID string
		DateFrom, DateTo       time.Time
		Src                    int64
	}
	err = warehouse.Each(ctx, db, queries.Get("flags/bidder_controls"), nil, func(r control) error {
		b.controls = append(b.controls, controlSpan{r.Controller, controlled{b.numbers[r.SupplierID], r.Controller == r.SupplierID, r.Src},
			span{DayOf(r.DateFrom), DayOf(r.DateTo)}})
		return nil
	})
	if err != nil {
		return nil, err
	}
	type kin struct {
		Person, Relative string
		DateFrom, DateTo time.Time
		Links            []int64
	}
	err = warehouse.Each(ctx, db, queries.Get("flags/bidder_kin"), nil, func(r kin) error {
		b.kin = append(b.kin, kinSpan{person: r.Person, relative: r.Relative, links: r.Links, span: span{DayOf(r.DateFrom), DayOf(r.DateTo)}})
		return nil
	})
	if err != nil {
		return nil, err
	}
	b.contacts, err = b.shared(ctx, db, given)
	return b, err
}

// shared connects those who share a contact with the lowest of them.
func (b *bidding) shared(ctx context.Context, db *warehouse.DB, given warehouse.Params) ([]Edge, error) {
	var edges []Edge
	var kind, key string
	var first controlled
	n := 0
	type contact struct {
		Kind, Key, SupplierID string
		Src                   int64
	}
	err := warehouse.Each(ctx, db, queries.Get("flags/bidder_contacts"), given, func(r contact) error {
		at := controlled{party: b.numbers[r.SupplierID], src: r.Src}
		if r.Kind != kind || r.Key != key {
			kind, key, first, n = r.Kind, r.Key, at, 0
			return nil
		}
		part := "shared_" + r.Kind
		if n++; n == 1 {
			edges = append(edges, Edge{at.party, first.party, part, "", part, first.src})
		}
		edges = append(edges, Edge{first.party, at.party, part, "", part, at.src})
		return nil
	})
	return edges, err
}

// relevant leaves those alone who could be in a group with two bidders on any day, and what
// is known of them, and reads the days of the lots they bid in. Nearly everybody is tied to nobody:
// what is done for each day then costs no more than the few.
func (b *bidding) relevant(ctx context.Context, db *warehouse.DB) error {
	place := make([]int32, len(b.ids)) // among those left, 0 for nobody's
	var left []string
	for _, g := range b.on(0, b.everyone, false) {
		for _, m := range g.Members {
			place[m] = 1
		}
	}
	for n, in := range place {
		if in > 0 {
			left = append(left, b.ids[n])
			place[n] = int32(len(left))
		}
	}
	b.controls = slices.DeleteFunc(b.controls, func(c controlSpan) bool { return place[c.party] == 0 })
	b.contacts = slices.DeleteFunc(b.contacts, func(e Edge) bool { return place[e.From] == 0 })
	controls := map[string]bool{}
	for i := range b.controls {
		c := &b.controls[i]
		c.party = place[c.party] - 1
		controls[c.controller] = true
	}
	for i := range b.contacts { // who shares a contact is in one group
		e := &b.contacts[i]
		e.From, e.To = place[e.From]-1, place[e.To]-1
	}
	b.kin = slices.DeleteFunc(b.kin, func(k kinSpan) bool { return !controls[k.person] || !controls[k.relative] })
	b.ids, b.everyone, b.numbers = left, nil, make(map[string]int32, len(left))
	for n, id := range left {
		b.numbers[id] = int32(n)
	}
	return b.days(ctx, db)
}

// days reads the days of the lots in which those who are left bid.
func (b *bidding) days(ctx context.Context, db *warehouse.DB) error {
	type tied struct{ Number string }
	err := warehouse.Insert(ctx, db, "tied_bidder", func(add func(tied) error) error {
		for _, id := range b.ids {
			if err := add(tied{id}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	type bidder struct {
		Day    time.Time
		Number string
	}
	return warehouse.Each(ctx, db, "SELECT DISTINCT day, number FROM lot_day SEMI JOIN tied_bidder USING (number) ORDER BY day, number", nil, func(r bidder) error {
		b.bidders[DayOf(r.Day)] = append(b.bidders[DayOf(r.Day)], b.numbers[r.Number])
		return nil
	})
}

// on gives the groups of a day with two of the bidders given; dated false takes every fact of
// any day, and hubs too, for a day may see fewer of what somebody controls.
func (b *bidding) on(day Day, bidders []int32, dated bool) []Group {
	p := &Parties{IDs: b.ids, Amounts: make([]money.Amount, len(b.ids)), Contracts: make([]int64, len(b.ids))}
	for _, n := range bidders {
		p.Contracts[n] = 1
	}
	lists := map[string][]controlled{}
	var certain []Edge
	for i := 0; i < len(b.controls); {
		j := i + sort.Search(len(b.controls)-i, func(k int) bool { return b.controls[i+k].controller > b.controls[i].controller })
		var list []controlled
		others := int64(0)
		for _, c := range b.controls[i:j] {
			if dated && (day < c.from || day > c.to) || len(list) > 0 && list[len(list)-1].party == c.party {
				continue
			}
			list = append(list, c.controlled)
			if !c.own {
				others++
			}
		}
		if name := b.controls[i].controller; len(list) > 0 && (!dated || others <= b.maxHub) {
			slices.SortStableFunc(list, func(x, y controlled) int { return int(x.party) - int(y.party) })
			lists[name] = list
			own := int32(-1)
			if n, ok := b.numbers[name]; ok && !IsPerson(name) {
				own = n
			}
			certain = append(certain, controllerEdges(name, own, list)...)
		}
		i = j
	}
	for _, k := range b.kin {
		x, y := lists[k.person], lists[k.relative]
		if len(x) == 0 || len(y) == 0 || dated && (day < k.from || day > k.to) {
			continue
		}
		certain = append(certain, relatedEdges(k.person, k.relative, x[0], y[0], k.links)...)
	}
	return Grouped(p, certain, b.contacts)
}
