package text_test

import (
	"strings"
	"testing"

	"adal/reports/text"
	"adal/reports/view"
)

// What stands as it stood is counted, and listed where it is asked for.
func TestDiffUnchanged(t *testing.T) {
	d := &view.Difference{Old: "2026Q2", New: "2026Q3", Findings: []view.Standing{
		{Change: "new", ID: "aaaa", Heading: "Новые"}, {Change: "persisting", ID: "bbbb", Heading: "Сохраняются"}, {Change: "persisting", ID: "cccc", Heading: "Сохраняются"},
	}}
	for all, want := range map[bool][]string{true: {"aaaa", "bbbb", "cccc"}, false: {"aaaa", "Без изменений: 2; все покажет --all."}} {
		var b strings.Builder
		if err := text.Diff(&b, d, all); err != nil {
			t.Fatal(err)
		}
		for _, s := range want {
			if !strings.Contains(b.String(), s) {
				t.Errorf("all %v: no %q in\n%s", all, s, b.String())
			}
		}
		if !all && strings.Contains(b.String(), "bbbb") || all && strings.Contains(b.String(), "--all") {
			t.Errorf("all %v:\n%s", all, b.String())
		}
	}
}
