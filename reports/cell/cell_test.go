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
