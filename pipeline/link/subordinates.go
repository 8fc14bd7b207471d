package link

import (
	"context"
	"fmt"
	"time"

	"adal/pipeline/warehouse"
	"adal/queries"
)

// Subordinates fills the table subordinate: above whom, directly or through the chain, each
// giver of something stands on the day it was given, for the days from first to last. The
// shortest way is kept; every post of it is held on that day.
func Subordinates(ctx context.Context, db *warehouse.DB, first, last time.Time) error {
	type ask struct {
		Giver string
		Day   int64
	}
	asks, err := warehouse.All[ask](ctx, db, queries.Get("link/givers"), warehouse.Params{"window_from": first, "as_of": last})
	if err != nil {
		return fmt.Errorf("givers: %w", err)
	}
	if len(asks) == 0 {
		return nil
	}
	posts, err := readPosts(ctx, db)
	if err != nil {
		return err
	}
	steps, _ := directSuperiors(posts, span{DayOf(first), DayOf(last)})
	of := map[string][]int{}
	for i, p := range posts {
		of[p.iin] = append(of[p.iin], i)
	}
	type row struct {
		Giver, Person string
		Day           time.Time
		Depth         int64
		Posts         []int64
	}
	return warehouse.Insert(ctx, db, "subordinate", func(add func(row) error) error {
		for _, a := range asks {
			for _, w := range waysUp(of[a.Giver], posts, steps, Day(a.Day)) {
				top := posts[w[len(w)-1]]
				sources := make([]int64, len(w))
				for k, p := range w {
					sources[k] = posts[p].src
				}
				if err := add(row{a.Giver, top.iin, Day(a.Day).time(), int64(len(w) - 1), sources}); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// waysUp gives the shortest way of posts from any of somebody's to each other person above them
// on a day, in the order of the walk.
func waysUp(own []int, posts []post, steps [][]step, day Day) [][]int {
	seen := map[int]bool{}
	var level [][]int
	for _, i := range own {
		if posts[i].from <= day && day <= posts[i].to {
			seen[i] = true
			level = append(level, []int{i})
		}
	}
	reached := map[string]bool{}
	var found [][]int
	for len(level) > 0 {
		var next [][]int
		for _, w := range level {
			for _, s := range steps[w[len(w)-1]] {
				if day < s.from || day > s.span.to || seen[s.to] {
					continue
				}
				seen[s.to] = true
				up := append(append([]int{}, w...), s.to)
				next = append(next, up)
				if p := posts[s.to].iin; p != posts[w[0]].iin && !reached[p] {
					reached[p] = true
					found = append(found, up)
				}
			}
		}
		level = next
	}
	return found
}
