package reports

import (
	"encoding/json"
	"io"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/text"
)

// writeJSONLines writes one finding a line, with its score parts and evidence nested.
func writeJSONLines(w io.Writer, r *run.Run, lang string, m *mask.Masker) error {
	rules := map[string]run.Rule{}
	for _, x := range r.Rules {
		rules[x.ID] = x
	}
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	for i := range r.Findings {
		f := &r.Findings[i]
		if err := out.Encode(text.JSON(lang, r.Currency, rules[f.Rule], f, m)); err != nil {
			return err
		}
	}
	return nil
}
