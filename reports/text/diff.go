package text

import (
	"fmt"
	"io"
	"strings"

	"adal/reports/view"
)

// Diff writes what differs between two runs, each kind of change under its heading; the findings
// that stand as they stood only with all, else how many they are.
func Diff(w io.Writer, d *view.Difference, all bool) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s → %s: %s\n", d.Old, d.New, d.Counts)
	for _, line := range d.Settings {
		fmt.Fprintf(&b, "%s\n", line)
	}
	last := ""
	same := 0
	for _, s := range d.Findings {
		if s.Change == "persisting" && !all {
			same++
			continue
		}
		if s.Change != last {
			last = s.Change
			fmt.Fprintf(&b, "\n%s\n", s.Heading)
		}
		fmt.Fprintf(&b, "%s  %-7s  %s\n", s.ID, s.Rule, s.Between)
		for _, c := range s.Changes {
			fmt.Fprintf(&b, "                  %s\n", c.Text)
		}
	}
	if same > 0 {
		fmt.Fprintf(&b, "\n%s\n", d.Unchanged(same))
	}
	_, err := io.WriteString(w, strings.Map(Printable, b.String()))
	return err
}
