// Package flags makes of compiled releases the tables red flags are computed from, and of
// what the rules found the interchange file indicators.json.
package flags

import (
	"context"
	"database/sql/driver"
	"fmt"
	"strings"
	"sync"
	"time"

	"adal/pipeline/ingest/tender"
	"adal/pipeline/warehouse"
)

// Release is one compiled release with its place.
type Release struct {
	Src int64 // the number that stands for its file and row
	tender.Process
}

// Loading is releases on their way into the tables of the engine.
type Loading struct {
	releases chan []Release
	done     chan struct{}
	ended    sync.Once
	err      error
}

// Load puts releases into the tables process, bid and award, in the order they come in; their
// contracts into agreement where deals are asked for.
func Load(ctx context.Context, db *warehouse.DB, deals bool) *Loading {
	l := &Loading{releases: make(chan []Release, 4), done: make(chan struct{})}
	go func() {
		defer close(l.done)
		l.err = load(ctx, db, l.releases, deals)
	}()
	return l
}

// Add gives releases to be loaded; they belong to the loading from then on.
func (l *Loading) Add(ctx context.Context, batch []Release) error {
	select {
	case l.releases <- batch:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// End waits until all that was added stands in the tables.
func (l *Loading) End() error {
	l.ended.Do(func() { close(l.releases) })
	<-l.done
	return l.err
}

// loaded are the tables releases are put into.
var loaded = []string{"process", "bid", "award", "agreement", "party_said", "party_contact"}

// Clear empties the tables.
func Clear(ctx context.Context, db *warehouse.DB) error {
	for _, table := range loaded {
		if err := db.Exec(ctx, "DELETE FROM "+table, nil); err != nil {
			return fmt.Errorf("clear %s: %w", table, err)
		}
	}
	return nil
}

func load(ctx context.Context, db *warehouse.DB, releases <-chan []Release, deals bool) error {
	type kind struct {
		table string
		in    chan []Release
		add   func(r *Release, no int64, add func(...driver.Value) error) error
	}
	kinds := []kind{
		{"process", make(chan []Release, 4), processRow},
		{"bid", make(chan []Release, 4), bidRows},
		{"award", make(chan []Release, 4), awardRows},
		{"party_said", make(chan []Release, 4), partyRows()},
		{"party_contact", make(chan []Release, 4), contactRows()},
	}
	if deals {
		kinds = append(kinds, kind{"agreement", make(chan []Release, 4), agreementRows})
	}
	faults := make([]error, len(kinds))
	var all sync.WaitGroup
	for i, k := range kinds {
		all.Go(func() {
			no := int64(0)
			faults[i] = db.Append(ctx, k.table, func(add func(...driver.Value) error) error {
				for batch := range k.in {
					for i := range batch {
						no++
						if err := k.add(&batch[i], no, add); err != nil {
							return err
						}
					}
				}
				return nil
			})
			for range k.in { // the reader is not to wait for nobody
			}
		})
	}
	for batch := range releases {
		for _, k := range kinds {
			k.in <- batch
		}
	}
	for _, k := range kinds {
		close(k.in)
	}
	all.Wait()
	for i, err := range faults {
		if err != nil {
			return fmt.Errorf("load %s: %w", kinds[i].table, err)
		}
	}
	return nil
}

func processRow(r *Release, no int64, add func(...driver.Value) error) error {
	opens, opensUTC := moment(r.Opens)
	closes, closesUTC := moment(r.Closes)
	ends, _ := tender.MomentOf(r.Closes)
	var awarded driver.Value
	if opens == nil && closes == nil { // what the tender is dated by then
		if m, known := r.Awarded(); known {
			awarded = m.Clock
		}
	}
	return add(no, r.Src, r.OCID, text(r.TenderID), text(r.Title), text(r.Status), text(r.Method), text(r.Details),
		integer(r.Tenderers), opens, opensUTC, closes, closesUTC, ends.WholeDay, awarded, text(r.Buyer.ID), text(r.Entity.ID), r.HasBids, r.HasAwards)
}

func bidRows(r *Release, no int64, add func(...driver.Value) error) error {
	for i := range r.Bids {
		b := &r.Bids[i]
		date, dateUTC := moment(b.Date)
		if err := add(no, int64(i+1), text(b.ID), date, dateUTC, b.Status, text(b.Lot), number(b.Amount), text(b.Currency), ids(b.Tenderers), int64(len(b.Tenderers))); err != nil {
			return err
		}
	}
	return nil
}

func awardRows(r *Release, no int64, add func(...driver.Value) error) error {
	for i := range r.Awards {
		a := &r.Awards[i]
		codes := make([]any, len(a.Codes))
		for k, code := range a.Codes {
			codes[k] = code
		}
		if err := add(no, int64(i+1), a.Status, ids(a.Suppliers), int64(len(a.Suppliers)), codes,
			text(a.ID), clock(a.Date), number(a.Amount), text(a.Currency)); err != nil {
			return err
		}
	}
	return nil
}

func agreementRows(r *Release, no int64, add func(...driver.Value) error) error {
	for i := range r.Contracts {
		c := &r.Contracts[i]
		addenda := make([]time.Time, 0, len(c.Addenda))
		for _, date := range c.Addenda {
			if m, read := tender.MomentOf(date); read {
				addenda = append(addenda, m.Clock)
			}
		}
		if err := add(no, int64(i+1), text(c.ID), text(c.AwardID), text(c.Status), clock(c.Signed), number(c.Amount), text(c.Currency),
			addenda, int64(len(c.Addenda))); err != nil {
			return err
		}
	}
	return nil
}

// contactRows gives the e-mails and telephones of organisations, each once for an organisation.
func contactRows() func(r *Release, no int64, add func(...driver.Value) error) error {
	known := map[[2]string]bool{}
	return func(r *Release, _ int64, add func(...driver.Value) error) error {
		for _, p := range r.Parties {
			for _, at := range [][2]string{{"email", p.Email}, {"phone", p.Telephone}} {
				if p.ID == "" || at[1] == "" || known[[2]string{p.ID, at[1]}] {
					continue
				}
				known[[2]string{p.ID, at[1]}] = true
				if err := add(p.ID, at[0], at[1], r.Src); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// partyRows gives of every organisation its name and the number it is known by elsewhere, each the
// first that any release states: an IIN or a BIN where its register is Kazakhstan's or its id is one.
func partyRows() func(r *Release, no int64, add func(...driver.Value) error) error {
	known := map[string]said{}
	return func(r *Release, _ int64, add func(...driver.Value) error) error {
		lists := [][]tender.Party{r.Parties, {r.Buyer, r.Entity}}
		for _, b := range r.Bids {
			lists = append(lists, b.Tenderers)
		}
		for _, a := range r.Awards {
			lists = append(lists, a.Suppliers)
		}
		for _, list := range lists {
			for _, p := range list {
				if known[p.ID] == whole || p.ID == "" {
					continue
				}
				if err := addSaid(known, p, add); err != nil {
					return err
				}
			}
		}
		return nil
	}
}

// said is what is known of an organisation.
type said uint8

const (
	listed said = 1 << iota
	named
	numbered
	whole = listed | named | numbered
)

// addSaid adds what an organisation says of itself that none said before.
func addSaid(known map[string]said, p tender.Party, add func(...driver.Value) error) error {
	had, name, number := known[p.ID], "", ""
	has := had | listed
	if had&named == 0 && p.Name != "" {
		name, has = p.Name, has|named
	}
	if had&numbered == 0 {
		if number = number12(p); number != "" {
			has |= numbered
		}
	}
	if has == had {
		return nil
	}
	known[p.ID] = has
	return add(p.ID, text(name), text(number))
}

func number12(p tender.Party) string {
	for _, s := range []string{p.Number, p.ID, p.ID[strings.LastIndexByte(p.ID, '-')+1:]} {
		if len(s) == 12 && strings.Trim(s, "0123456789") == "" && (p.Scheme == "" || strings.HasPrefix(p.Scheme, "KZ")) {
			return s
		}
	}
	return ""
}

func text(s string) driver.Value {
	if s == "" {
		return nil
	}
	return s
}

func integer(n *int64) driver.Value {
	if n == nil {
		return nil
	}
	return *n
}

func number(f *float64) driver.Value {
	if f == nil {
		return nil
	}
	return *f
}

// ids are the ids of parties; one without an id is left out.
func ids(parties []tender.Party) []any {
	all := make([]any, 0, len(parties))
	for _, p := range parties {
		if p.ID != "" {
			all = append(all, p.ID)
		}
	}
	return all
}

// moment reads a time: what the clock showed where it was written, and the instant in UTC where a
// zone stands with it. nil where it is not stated or cannot be read.
func moment(s string) (clock, utc driver.Value) {
	m, read := tender.MomentOf(s)
	if !read {
		return nil, nil
	}
	if m.Zoned {
		utc = m.At
	}
	return m.Clock, utc
}

// clock reads a time of which the day is asked for and nothing else.
func clock(s string) driver.Value {
	shown, _ := moment(s)
	return shown
}

// Unreadable lists the moments of a process that red flags ask for and that are written in no
// form that is read: they count as not stated.
func Unreadable(p tender.Process) []string {
	var all []string
	look := func(s string) {
		if _, read := tender.MomentOf(s); s != "" && !read {
			all = append(all, s)
		}
	}
	look(p.Opens)
	look(p.Closes)
	for _, b := range p.Bids {
		look(b.Date)
	}
	for _, a := range p.Awards {
		look(a.Date)
	}
	return all
}
