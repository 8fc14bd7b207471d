package view

import (
	"encoding/json"
	"fmt"
	"strconv"
)

// indicatorGroups are the groups of Cardinal by the kind of a finding's subject.
var indicatorGroups = map[string]string{"process": "OCID", "buyer": "Buyer", "procuring_entity": "ProcuringEntity", "tenderer": "Tenderer"}

// Indicators gives the red flags of the report by group, id of whom they are about and rule; of
// several findings of a rule about one subject the largest value.
func (v *Report) Indicators() (map[string]map[string]map[string]json.Number, error) {
	groups := map[string]map[string]map[string]json.Number{}
	for i := range v.run.Findings {
		f := &v.run.Findings[i]
		name, value := indicatorGroups[f.SubjectKind], f.Detail["value"]
		number, err := strconv.ParseFloat(value, 64)
		if name == "" || err != nil {
			return nil, fmt.Errorf("finding %s of %s has the value %q", f.ID, f.SubjectKind, value)
		}
		id := v.mask.ID(f.SubjectID)
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
	return groups, nil
}
