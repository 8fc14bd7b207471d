package reports

import (
	"bytes"
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports/mask"
)

// Of several findings of a rule about one subject the largest value stands, whichever comes first.
func TestIndicatorsKeepTheLargest(t *testing.T) {
	r := &run.Run{}
	for _, v := range []string{"0.5", "0.75", "0.6"} {
		r.Findings = append(r.Findings, run.Finding{Rule: "R040", SubjectKind: "tenderer", SubjectID: "S-1", Detail: map[string]string{"value": v}})
	}
	var b bytes.Buffer
	if err := writeIndicators(&b, r, mask.New(r, true)); err != nil {
		t.Fatal(err)
	}
	if got := strings.TrimSpace(b.String()); got != `{"Tenderer":{"S-1":{"R040":0.75}}}` {
		t.Error(got)
	}
}
