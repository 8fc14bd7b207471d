package fault

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"adal/texts"
)

// mostNear is how many names a hint offers, longestTyped how long a name is that is compared: of
// what is longer nobody meant one of them.
const (
	mostNear     = 3
	longestTyped = 40
)

// Meant adds to a fault's next step the names of known that what was typed may have been meant
// for. An error that is no fault, and a name like none of them, stay as they are.
func Meant(err error, typed string, known []string) error {
	return Likely(err, Near(typed, known))
}

// Likely adds to a fault's next step what may have been meant.
func Likely(err error, like []string) error {
	if f, ok := errors.AsType[*Fault](err); ok && len(like) > 0 {
		f.like = like
	}
	return err
}

// meant says what may have been meant, before the hint.
func (f *Fault) meant(lang, hint string) string {
	if len(f.like) == 0 {
		return hint
	}
	return texts.In(lang, "fault.meant", pairs(lang, []any{"like", strings.Join(f.like, ", "), "hint", hint})...)
}

// Near gives the names that what was typed may have been meant for, the nearest first: one it is
// the beginning of, or one that is a third of its letters or less away. Case, hyphens and
// underscores make no difference.
func Near(typed string, known []string) []string {
	t := folded(typed)
	if len(t) < 2 || len(t) > longestTyped {
		return nil
	}
	type name struct {
		is  string
		far int
	}
	var near []name
	for _, k := range known {
		f := folded(k)
		if len(f) > longestTyped {
			continue
		}
		far := distance(t, f)
		begins := len(t) >= 3 && len(f) >= len(t) && slices.Equal(t, f[:len(t)])
		if begins {
			far = min(far, 1)
		}
		if begins || far <= max(1, len(t)/3) && far < len(t) {
			near = append(near, name{k, far})
		}
	}
	slices.SortStableFunc(near, func(a, b name) int { return cmp.Compare(a.far, b.far) })
	var names []string
	for _, n := range near[:min(len(near), mostNear)] {
		names = append(names, n.is)
	}
	return names
}

func folded(s string) []rune {
	return []rune(strings.ToLower(strings.NewReplacer("-", "", "_", "").Replace(strings.TrimSpace(s))))
}

// distance counts the letters to put in, take out, change, or swap with their neighbour to make
// one name of the other (optimal string alignment).
func distance(a, b []rune) int {
	before, last := make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range last {
		last[j] = j
	}
	for i := range a {
		row := make([]int, len(b)+1)
		row[0] = i + 1
		for j := range b {
			change := last[j]
			if a[i] != b[j] {
				change++
			}
			row[j+1] = min(change, last[j+1]+1, row[j]+1)
			if i > 0 && j > 0 && a[i] == b[j-1] && a[i-1] == b[j] {
				row[j+1] = min(row[j+1], before[j-1]+1)
			}
		}
		before, last = last, row
	}
	return last[len(b)]
}
