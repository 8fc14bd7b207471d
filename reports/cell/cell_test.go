package cell_test

import (
	"testing"

	"adal/reports/cell"
)

func TestNeutral(t *testing.T) {
	for in, want := range map[string]string{
		"": "", "ТОО": "ТОО", "=1+2": "'=1+2", "+7 700": "'+7 700", "-5": "'-5", "@x": "'@x", "\tx": "'\tx", "\rx": "'\rx", "\nx": "'\nx", "5-3": "5-3", "'=1": "'=1",
	} {
		if got := cell.Neutral(in); got != want {
			t.Errorf("Neutral(%q) = %q", in, got)
		}
	}
	for in, want := range map[string]string{"-5.10": "-5.10", "-5+3": "'-5+3", "=5": "'=5", "7": "7", "": ""} {
		if got := cell.Number(in); got != want {
			t.Errorf("Number(%q) = %q", in, got)
		}
	}
}

// What no ASCII sign begins is a formula too: before, all of these passed.
func TestNeutralHidden(t *testing.T) {
	for _, sign := range []string{"=", "+", "-", "@", "＝", "＋", "－", "＠", "﹢", "﹦", "﹣", "﹫", "|", "｜"} {
		for _, before := range []string{"", " ", "\u00a0", "\u200b", "\v", "\f", "\u0085", "\u2028", "\u2029", "\u200f", "\u202e", "\ufeff", "\u00ad", "\u2060", "\x00", " \u200b\t"} {
			s := before + sign + "1+1"
			if got := cell.Neutral(s); got != "'"+s {
				t.Errorf("Neutral(%q) = %q", s, got)
			}
		}
	}
	for _, s := range []string{"a=1", " ТОО", "\u200bТОО", "«=1»", "5-3", "−5 ₸"} {
		if got := cell.Neutral(s); got != s {
			t.Errorf("Neutral(%q) = %q", s, got)
		}
	}
}
