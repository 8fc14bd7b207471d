package fault_test

import (
	"errors"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/fault"
)

func TestNear(t *testing.T) {
	rules := []string{"P10-2a", "P10-2b", "P10-2c", "P12-4b", "P52a", "R003"}
	commands := []string{"scan", "check", "concentration", "kin", "report", "rules", "verify"}
	for _, c := range []struct {
		typed string
		known []string
		want  string
	}{
		{"P10-2", rules, "P10-2a P10-2b P10-2c"},
		{"p102a", rules, "P10-2a P10-2b P10-2c"},
		{"P10-2ф", rules, "P10-2a P10-2b P10-2c"},
		{"P99", rules, ""},
		{"scna", commands, "scan"},
		{"chek", commands, "check"},
		{"conc", commands, "concentration"},
		{"wander", commands, ""},
		{"", commands, ""},
		{"s", commands, ""},
		{"--dta", []string{"--data", "--ids", "--lang"}, "--data"},
		{strings.Repeat("s", 1<<20), commands, ""},
	} {
		if got := strings.Join(fault.Near(c.typed, c.known), " "); got != c.want {
			t.Errorf("%.20q: %q, want %q", c.typed, got, c.want)
		}
	}
	hint := func(typed string) string {
		f, ok := errors.AsType[*fault.Fault](fault.Meant(fault.Usage("no_rule", "rule", typed), typed, rules))
		if !ok {
			t.Fatal("no fault")
		}
		return f.Hint("ru")
	}
	if hint := hint("P10-2"); !strings.HasPrefix(hint, "возможно, P10-2a, P10-2b, P10-2c; ") || !strings.Contains(hint, "adal rules") {
		t.Errorf("%s", hint)
	}
	if plain := hint("Z"); strings.Contains(plain, "возможно") {
		t.Errorf("%s", plain)
	}
	if !slices.Equal(rules, []string{"P10-2a", "P10-2b", "P10-2c", "P12-4b", "P52a", "R003"}) {
		t.Error("the names were moved")
	}
}
