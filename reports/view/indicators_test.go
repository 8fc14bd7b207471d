package view_test

import (
	"testing"

	"adal/pipeline/run"
	"adal/reports/view"
)

// Of several findings of a rule about one subject the largest value stands, whichever comes first.
func TestIndicatorsKeepTheLargest(t *testing.T) {
	r := &run.Run{Job: run.Flags}
	for _, v := range []string{"0.5", "0.75", "0.6"} {
		r.Findings = append(r.Findings, run.Finding{Rule: "R040", SubjectKind: "tenderer", SubjectID: "S-1", Detail: map[string]string{"value": v}})
	}
	got, err := view.Of(r, "ru", true).Indicators()
	if err != nil {
		t.Fatal(err)
	}
	if v := got["Tenderer"]["S-1"]["R040"]; v != "0.75" {
		t.Errorf("R040 is %s, want 0.75", v)
	}
}
