package warehouse

import (
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
)

// Comments and literals are left out as the expression that says what they are does it.
func TestStripped(t *testing.T) {
	notCode := regexp.MustCompile(`--[^\n]*|'(?:[^']|'')*'`)
	rng := rand.New(rand.NewPCG(3, 4))
	parts := []string{"'", "''", "--", "-", "\n", "a", "$b", " ", "қ"}
	for range 100_000 {
		var b strings.Builder
		for range rng.IntN(14) {
			b.WriteString(parts[rng.IntN(len(parts))])
		}
		if got, want := stripped(b.String()), notCode.ReplaceAllString(b.String(), ""); got != want {
			t.Fatalf("%q: %q, want %q", b.String(), got, want)
		}
	}
}
