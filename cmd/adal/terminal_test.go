package main

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// Folded lines hold the same words in their order, and none is wider than the terminal but for a
// word that alone is.
func TestFold(t *testing.T) {
	t.Parallel()
	var b strings.Builder
	f := &folder{w: &b, width: 40}
	if _, err := f.Write([]byte("короткая\n    1. сведения о семье служащих, о которых их нет совсем\n")); err != nil {
		t.Fatal(err)
	}
	if want := "короткая\n    1. сведения о семье служащих, о\n      которых их нет совсем\n"; b.String() != want {
		t.Errorf("%q", b.String())
	}
	rapid.Check(t, func(t *rapid.T) {
		line := rapid.StringOfN(rapid.RuneFrom([]rune("абв қ ғ xyz  1.")), 0, 300, -1).Draw(t, "line")
		width := rapid.IntRange(narrowest, 120).Draw(t, "width")
		var b strings.Builder
		fold(&b, line, width)
		if got, want := strings.Join(strings.Fields(b.String()), " "), strings.Join(strings.Fields(line), " "); got != want {
			t.Fatalf("%q became %q", want, got)
		}
		for part := range strings.Lines(b.String()) {
			part = strings.TrimSuffix(part, "\n")
			if utf8.RuneCountInString(part) > width && len(strings.Fields(part)) > 1 {
				t.Fatalf("%q is wider than %d", part, width)
			}
		}
	})
}
