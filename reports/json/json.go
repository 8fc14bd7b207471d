// Package json lays out the findings of a report for programs: one object a line, and the red
// flags in the form of Cardinal. Texts stand as they are, nothing is escaped for a page.
package json

import (
	"encoding/json"
	"fmt"
	"io"

	"adal/reports/view"
)

// Lines writes one finding a line, with its score parts and evidence nested.
func Lines(w io.Writer, v *view.Report) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for f := range v.Findings() {
		if err := out.Encode(f); err != nil {
			return err
		}
	}
	return nil
}

// Indicators writes red flags in the interchange form of the Open Contracting Partnership's
// Cardinal: {"OCID":{ID:{CODE:number}},"Buyer":{...}}, keys sorted, a group without a flag left
// out.
func Indicators(w io.Writer, v *view.Report) error {
	groups, err := v.Indicators()
	if err != nil {
		return fmt.Errorf("indicators: %w", err)
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	return out.Encode(groups) // the encoder sorts its keys
}

// Value writes one value, indented for a person who looks at it.
func Value(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
