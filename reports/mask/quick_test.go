package mask

import (
	"strings"
	"testing"
	"unicode/utf8"

	"pgregory.net/rapid"
)

// What is passed over without a closer look holds nothing a closer look would find.
func TestPassedOver(t *testing.T) {
	for r := range rune(utf8.MaxRune + 1) {
		if s := string(r); plain(s) && strings.IndexFunc(s, hidden) >= 0 {
			t.Errorf("U+%04X is hidden, and passed over", r)
		}
	}
	digit, o := rapid.SampledFrom([]rune("0123456789①٣３")), rapid.SampledFrom([]rune("ОоOoΟ"))
	sign := rapid.OneOf(digit, digit, digit, digit, digit, digit, o, rapid.SampledFrom([]rune(" .-/\u200b\u00a0«»")), rapid.SampledFrom([]rune("абвяЁёқzAZ\u0301")), rapid.Rune())
	longest, passed := 0, 0
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.StringOfN(sign, 0, 200, -1).Draw(t, "text")
		for seq := range sequences(s) {
			longest = max(longest, len(seq))
			if len(seq) >= shortest && !worth(s, shortest) {
				t.Fatalf("%d digits in %q are passed over", len(seq), s)
			}
		}
		if !worth(s, shortest) {
			passed++
		}
		if plain(s) && strings.IndexFunc(s, hidden) >= 0 {
			t.Fatalf("%q is passed over", s)
		}
	})
	if longest < shortest || passed == 0 {
		t.Errorf("the texts show nothing: the longest row has %d digits, %d are passed over", longest, passed)
	}
}

// A row of digits is worth a look from the first number of digits that may be one, whatever stands before
// and between them; with a letter between them it is none.
func TestWorth(t *testing.T) {
	for _, before := range []string{"", "a", "Z", "А", "я", "о", "ё", "қ", "№ ", "12", "12 a", "\u200b", "ab-", "№ 3/я"} {
		for _, between := range []string{"", " ", "-", "\u00a0", "\u200b", "О", "о"} {
			for n := range 14 {
				s := before + strings.TrimSuffix(strings.Repeat("7"+between, n), between)
				if n >= shortest && !worth(s, shortest) {
					t.Errorf("%q is passed over", s)
				}
			}
		}
	}
	for _, s := range []string{"1234567я8901", "1234567a8901", "", "договор от 01.02.2026 на 5", "12345678"} {
		if worth(s, shortest) {
			t.Errorf("%q is looked at", s)
		}
	}
}
