package reports

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"

	"adal/pipeline/run"
	"adal/reports/mask"
)

// indicatorGroups are the groups of indicators.json by the kind of a finding's subject.
var indicatorGroups = map[string]string{"process": "OCID", "buyer": "Buyer", "procuring_entity": "ProcuringEntity", "tenderer": "Tenderer"}

// writeIndicators writes red flags in the interchange form of the Open Contracting
// Partnership's Cardinal: {"OCID":{ID:{CODE:number}},"Buyer":{...}}, keys sorted, a group
// without a flag left out; of several findings of a rule about one subject the largest value. Numbers of people are masked like everywhere.
func writeIndicators(w io.Writer, r *run.Run, m *mask.Masker) error {
	groups := map[string]map[string]map[string]json.Number{}
	for i := range r.Findings {
		f := &r.Findings[i]
		name, value := indicatorGroups[f.SubjectKind], f.Detail["value"]
		number, err := strconv.ParseFloat(value, 64)
		if name == "" || err != nil {
			return fmt.Errorf("indicators: finding %s of %s has the value %q", f.ID, f.SubjectKind, value)
		}
		id := m.ID(f.SubjectID)
		if groups[name] == nil {
			groups[name] = map[string]map[string]json.Number{}
		}
		if groups[name][id] == nil {
			groups[name][id] = map[string]json.Number{}
		}
		if old, err := groups[name][id][f.Rule].Float64(); err == nil && old >= number {
			continue
		}
		groups[name][id][f.Rule] = json.Number(value)
	}
	b := bufio.NewWriter(w)
	e := json.NewEncoder(b)
	e.SetEscapeHTML(false)
	ordered := make(map[string]any, len(groups)) // the encoder sorts its keys
	for _, name := range slices.Sorted(maps.Keys(groups)) {
		ordered[name] = groups[name]
	}
	if err := e.Encode(ordered); err != nil {
		return fmt.Errorf("indicators: %w", err)
	}
	return b.Flush()
}
