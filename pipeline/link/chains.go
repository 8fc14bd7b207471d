package link

import (
	"cmp"
	"context"
	"slices"

	"adal/pipeline/warehouse"
	"adal/queries"
)

// within keeps the steps that touch the window.
func within(steps [][]step, window span) [][]step {
	kept := make([][]step, len(steps))
	for i, ups := range steps {
		for _, s := range ups {
			if s.meets(window) {
				kept[i] = append(kept[i], s)
			}
		}
	}
	return kept
}

// twoPosts are a post and one above it. Rows of one person in one position are one post; days
// on which neither is in scope are told apart from the others.
type twoPosts struct {
	lower, lowerCalled, upper, upperCalled string
	inScope                                bool
}

func above(lower, upper post) twoPosts {
	return twoPosts{lower.iin, lower.called, upper.iin, upper.called, lower.inScope || upper.inScope}
}

// join makes runs of days of spans that overlap or follow each other without a free day.
func join(spans []span) []span {
	slices.SortFunc(spans, func(a, b span) int { return cmp.Or(cmp.Compare(a.from, b.from), cmp.Compare(a.to, b.to)) })
	var runs []span
	for _, s := range spans {
		if n := len(runs); n > 0 && s.from <= runs[n-1].to+1 {
			runs[n-1].to = max(runs[n-1].to, s.to)
		} else {
			runs = append(runs, s)
		}
	}
	return runs
}

// runAround is the run that holds a span.
func runAround(s span, runs []span) span {
	for _, r := range runs {
		if r.covers(s) {
			return r
		}
	}
	return s
}

// holdSteps tells every step how long its two posts stand one above the other without a break.
func holdSteps(posts []post, steps [][]step) {
	days := map[twoPosts][]span{}
	for i, ups := range steps {
		for _, s := range ups {
			k := above(posts[i], posts[s.to])
			days[k] = append(days[k], s.span)
		}
	}
	for k := range days {
		days[k] = join(days[k])
	}
	for i, ups := range steps {
		for k := range ups {
			ups[k].held = runAround(ups[k].span, days[above(posts[i], posts[ups[k].to])])
		}
	}
}

// relatives are pairs of people with a tie of any day.
type relatives map[[2]string]bool

func readRelatives(ctx context.Context, db *warehouse.DB) (relatives, map[string]bool, error) {
	pairs, people := relatives{}, map[string]bool{}
	type kin struct{ Person, Relative string }
	err := warehouse.Each(ctx, db, queries.Get("link/kin_in_roster"), nil, func(k kin) error {
		pairs[[2]string{k.Person, k.Relative}], people[k.Person] = true, true
		return nil
	})
	return pairs, people, err
}

// insertChains fills the table chain: for people with kin in the roster the ways of two and
// more steps to a relative that touch the window, each with the whole time the relative's
// post stands so above theirs.
func insertChains(ctx context.Context, db *warehouse.DB, posts []post, steps [][]step, window span) error {
	pairs, people, err := readRelatives(ctx, db)
	if err != nil {
		return err
	}
	rows := map[string][]int{} // the posts of a person
	for i, p := range posts {
		if people[p.iin] {
			rows[p.iin] = append(rows[p.iin], i)
		}
	}
	always := span{-1 << 31, 1<<31 - 1}
	days := map[twoPosts][]span{} // of the posts of a person whose whole time was walked
	walked := map[string]bool{}
	whole := func(iin string) {
		if walked[iin] {
			return
		}
		walked[iin] = true
		for _, i := range rows[iin] {
			for _, c := range chainsFrom(i, posts, steps, always) {
				if top := posts[c.posts[len(c.posts)-1]]; pairs[[2]string{iin, top.iin}] {
					k := above(posts[i], top)
					days[k] = append(days[k], c.span)
				}
			}
		}
	}
	type row struct {
		pair
		Ord, Depth int64
		Posts      []int64
	}
	return warehouse.Insert(ctx, db, "chain", func(add func(row) error) error {
		ord := int64(0)
		for i, p := range posts {
			if !people[p.iin] || !p.meets(window) {
				continue
			}
			for _, c := range chainsFrom(i, posts, steps, window) {
				top := posts[c.posts[len(c.posts)-1]]
				if !pairs[[2]string{p.iin, top.iin}] {
					continue
				}
				whole(p.iin)
				k := above(p, top)
				days[k] = join(days[k])
				held := runAround(c.span, days[k])
				ord++
				sources := make([]int64, len(c.posts))
				for n, x := range c.posts {
					sources[n] = posts[x].src
				}
				if err := add(row{pairOf(p, top, c.span, held), ord, int64(len(c.posts) - 1), sources}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// climb is a chain of posts from the first to the last, on days all of them are held.
type climb struct {
	posts []int
	span
}

// chainsFrom gives every post reachable in two or more steps on a common day of the
// window, shortest chain first. A post is gone to again only on days it was not yet
// reached on so, and thus a loop of superiors ends.
func chainsFrom(start int, posts []post, steps [][]step, window span) []climb {
	reached := map[int][]span{}
	level := []climb{{posts: []int{start}, span: posts[start].span}}
	var found []climb
	for len(level) > 0 {
		var next []climb
		for _, c := range level {
			for _, s := range steps[c.posts[len(c.posts)-1]] {
				days := c.and(s.span)
				if days.from > days.to || !days.meets(window) {
					continue
				}
				up := climb{posts: append(slices.Clone(c.posts), s.to), span: days}
				if len(up.posts) > 2 {
					if slices.ContainsFunc(reached[s.to], func(r span) bool { return r.covers(days) }) {
						continue
					}
					reached[s.to] = append(reached[s.to], days)
					found = append(found, up)
				}
				next = append(next, up)
			}
		}
		level = next
	}
	return found
}
