package tender

import (
	"bytes"
	"testing"

	"adal/fixtures/invent"
)

// What is missing or of another type counts as absent, and what follows is read all the same.
func TestRead(t *testing.T) {
	var r Reader
	p, err := r.Read([]byte(`{"tag":["compiled"],"bids":{"details":[{"tenderers":"nobody","value":{"amount":"12"},"status":5},
		{"status":"valid","relatedLots":["L1","L2"],"value":{"amount":12.5,"currency":"KZT"},"tenderers":[{"id":"A","identifier":{"scheme":"KZ-BIN","id":"1"}},{}]}],"statistics":[1]},
		"tender":{"tenderPeriod":null,"numberOfTenderers":2.5,"procuringEntity":{"id":7}},"awards":{},"ocid":"x","ocid":"y"}`))
	if err != nil {
		t.Fatal(err)
	}
	if p.OCID != "y" || len(p.Bids) != 2 || p.Bids[0].Listed || p.Bids[0].Amount != nil || p.HasAwards || p.Tenderers != nil || p.Entity.ID != "" {
		t.Errorf("%+v", p)
	}
	if b := p.Bids[1]; !b.Listed || len(b.Tenderers) != 2 || b.Tenderers[0].Number != "1" || *b.Amount != 12.5 || b.Lot != "L1" {
		t.Errorf("%+v", b)
	}
	if len(p.Odd) != 3 {
		t.Errorf("oddities %v", p.Odd)
	}
	for _, bad := range []string{"", "[]", "7", `{"ocid":"x"`, `{"ocid":"x"} {}`, `{"ocid":"x"} y`, `{"ocid":}`} {
		if _, err := r.Read([]byte(bad)); err == nil {
			t.Errorf("%q is a release", bad)
		}
	}
}

func BenchmarkRead(b *testing.B) {
	var all bytes.Buffer
	if err := invent.Tenders(&all, 2000, 1); err != nil {
		b.Fatal(err)
	}
	lines := bytes.Split(bytes.TrimSpace(all.Bytes()), []byte("\n"))
	b.SetBytes(int64(all.Len()))
	var r Reader
	for b.Loop() {
		for _, l := range lines {
			if _, err := r.Read(l); err != nil {
				b.Fatal(err)
			}
		}
	}
}
