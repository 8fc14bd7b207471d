// Package link joins what SQL joins badly: chains of superiors, look-through ownership,
// contract roots and groups of suppliers. Graphs come in as rows and leave as tables;
// every walk ends, whatever circles the data holds, and gives the same rows in the same
// order on any number of threads.
package link

import (
	"context"
	"fmt"
	"slices"
	"time"

	"adal/pipeline/warehouse"
	"adal/queries"
)

// Day counts days from 1970-01-01.
type Day int32

// DayOf gives the day of a date.
func DayOf(t time.Time) Day { return Day(t.Unix() / 86400) }

func (d Day) time() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// span is a time from its first to its last day, both in it; empty where to < from.
type span struct{ from, to Day }

func (s span) meets(o span) bool  { return s.from <= o.to && o.from <= s.to }
func (s span) and(o span) span    { return span{max(s.from, o.from), min(s.to, o.to)} }
func (s span) covers(o span) bool { return s.from <= o.from && o.to <= s.to }

// without gives what is left of s after taking away spans.
func (s span) without(taken []span) []span {
	taken = slices.Clone(taken)
	slices.SortFunc(taken, func(a, b span) int { return int(a.from) - int(b.from) })
	var left []span
	for _, t := range taken {
		if !t.meets(s) {
			continue
		}
		if t.from > s.from {
			left = append(left, span{s.from, t.from - 1})
		}
		s.from = t.to + 1
		if s.from > s.to {
			return left
		}
	}
	return append(left, s)
}

type post struct {
	src               int64
	iin               string
	position, manager string // ids of positions
	managerIIN        string
	called            string // what makes rows of one person one post: the position's id, else its folded name
	inScope           bool
	span
}

// step goes from a post to a post of a direct superior.
type step struct {
	to         int
	byPosition bool
	span
	held span // the unbroken days of these two posts one above the other, whatever rows they are cut into
}

// Superiors fills the tables superior, chain, superior_unknown and superior_loop.
// A direct superior of a post is every other holder of its manager position; on days
// when nobody else holds that, or where it is not stated, the stated person while they
// hold any post. Only what touches the window is kept, with the whole time it goes on.
func Superiors(ctx context.Context, db *warehouse.DB, from, to time.Time) error {
	if err := db.Exec(ctx, queries.Get("link/superior_tables"), nil); err != nil {
		return err
	}
	posts, err := readPosts(ctx, db)
	if err != nil {
		return err
	}
	window := span{DayOf(from), DayOf(to)}
	steps, unknown := directSuperiors(posts, window)
	holdSteps(posts, steps)

	if err := insertSuperiors(ctx, db, posts, within(steps, window)); err != nil {
		return err
	}
	type alone struct {
		Src int64
		IIN string
	}
	err = warehouse.Insert(ctx, db, "superior_unknown", func(add func(alone) error) error {
		for _, i := range unknown {
			if err := add(alone{posts[i].src, posts[i].iin}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	if err := insertChains(ctx, db, posts, steps, window); err != nil {
		return err
	}
	return warehouse.Insert(ctx, db, "superior_loop", func(add func(struct{ IIN string }) error) error {
		for _, iin := range loops(posts, within(steps, window)) {
			if err := add(struct{ IIN string }{iin}); err != nil {
				return err
			}
		}
		return nil
	})
}

func readPosts(ctx context.Context, db *warehouse.DB) ([]post, error) {
	type row struct {
		Src                                   int64
		IIN                                   string
		Position, ManagerIIN, Manager, Called string
		InScope                               bool
		From, To                              int64
	}
	var posts []post
	err := warehouse.Each(ctx, db, queries.Get("link/superior_posts"), nil, func(r row) error {
		posts = append(posts, post{src: r.Src, iin: r.IIN, position: r.Position, managerIIN: r.ManagerIIN, manager: r.Manager,
			called: r.Called, inScope: r.InScope, span: span{Day(r.From), Day(r.To)}})
		return nil
	})
	return posts, err
}

// pair is who stands above whom through which posts, on which days, and the unbroken days
// around them; the columns superior and chain have in common.
type pair struct {
	SubSrc           int64
	SubIIN           string
	SupSrc           int64
	SupIIN           string
	DateFrom, DateTo time.Time
	HeldFrom, HeldTo time.Time
}

func pairOf(lower, upper post, days, held span) pair {
	return pair{lower.src, lower.iin, upper.src, upper.iin, days.from.time(), days.to.time(), held.from.time(), held.to.time()}
}

func insertSuperiors(ctx context.Context, db *warehouse.DB, posts []post, steps [][]step) error {
	type row struct {
		pair
		ByPosition bool
	}
	return warehouse.Insert(ctx, db, "superior", func(add func(row) error) error {
		for i, ups := range steps {
			for _, s := range ups {
				if err := add(row{pairOf(posts[i], posts[s.to], s.span, s.held), s.byPosition}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// directSuperiors gives for each post its steps up on all its days, and the posts that
// have a day of the window without any.
func directSuperiors(posts []post, window span) (steps [][]step, unknown []int) {
	holders, byPerson := map[string][]int{}, map[string][]int{}
	for i, p := range posts {
		if p.position != "" {
			holders[p.position] = append(holders[p.position], i)
		}
		byPerson[p.iin] = append(byPerson[p.iin], i)
	}
	steps = make([][]step, len(posts))
	for i, p := range posts {
		var held, known []span
		add := func(to int, byPosition bool, s span) {
			known = append(known, s)
			steps[i] = append(steps[i], step{to: to, byPosition: byPosition, span: s, held: s})
		}
		if p.manager != "" {
			for _, h := range holders[p.manager] {
				if posts[h].iin != p.iin && posts[h].meets(p.span) {
					s := posts[h].and(p.span)
					held = append(held, s)
					add(h, true, s)
				}
			}
		}
		if p.managerIIN != "" && p.managerIIN != p.iin {
			for _, free := range p.without(held) {
				for _, m := range byPerson[p.managerIIN] {
					if posts[m].meets(free) {
						add(m, false, posts[m].and(free))
					}
				}
			}
		}
		if p.meets(window) && len(p.and(window).without(known)) > 0 {
			unknown = append(unknown, i)
		}
	}
	return steps, unknown
}

// loops lists people who are above themselves, through others or alone, by id.
func loops(posts []post, steps [][]step) []string {
	state := make([]byte, len(posts)) // 1 on the way, 2 done
	var looped []string
	type frame struct{ post, next int }
	for i := range posts {
		if state[i] != 0 {
			continue
		}
		stack := []frame{{i, 0}}
		state[i] = 1
		for len(stack) > 0 {
			f := &stack[len(stack)-1]
			if f.next == len(steps[f.post]) {
				state[f.post] = 2
				stack = stack[:len(stack)-1]
				continue
			}
			to := steps[f.post][f.next].to
			f.next++
			switch state[to] {
			case 0:
				state[to] = 1
				stack = append(stack, frame{to, 0})
			case 1:
				looped = append(looped, posts[to].iin)
			}
		}
	}
	slices.Sort(looped)
	return slices.Compact(looped)
}

// Roots follows the roots that name other roots to their end and fills root_end; in a
// circle the lowest id is the end.
func Roots(ctx context.Context, db *warehouse.DB) error {
	next := map[string]string{}
	var ids []string
	type named struct{ ContractID, NamesRoot string }
	err := warehouse.Each(ctx, db, "SELECT contract_id, names_root FROM root_step ORDER BY id_order(contract_id)", nil, func(n named) error {
		next[n.ContractID] = n.NamesRoot
		ids = append(ids, n.ContractID)
		return nil
	})
	if err != nil {
		return fmt.Errorf("contract roots: %w", err)
	}
	// ids come in the order of contract ids, so the first of a circle is its lowest.
	order := make(map[string]int, len(ids))
	for i, id := range ids {
		order[id] = i
	}
	type end struct {
		ContractID, Root string
		Circle           bool
	}
	return warehouse.Insert(ctx, db, "root_end", func(add func(end) error) error {
		for _, id := range ids {
			root, circle := rootOf(id, next, order)
			if err := add(end{id, root, circle}); err != nil {
				return err
			}
		}
		return nil
	})
}

// rootOf follows what next says from a contract to its end, in a circle to the first in order.
func rootOf(id string, next map[string]string, order map[string]int) (root string, circle bool) {
	seen := map[string]bool{}
	for at := id; !seen[at]; {
		seen[at] = true
		to, ok := next[at]
		if !ok {
			return at, false
		}
		at, root = to, to
	}
	lowest := root
	for to := next[root]; to != root; to = next[to] {
		if order[to] < order[lowest] {
			lowest = to
		}
	}
	return lowest, true
}
