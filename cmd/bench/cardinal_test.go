package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"
)

// The lines are the same for a seed, each is JSON, and all that they are to hold occurs in them.
func TestTenders(t *testing.T) {
	var one, two, other bytes.Buffer
	for w, seed := range map[*bytes.Buffer]uint64{&one: 3, &two: 3, &other: 4} {
		if err := tenders(w, 2000, seed); err != nil {
			t.Fatal(err)
		}
	}
	if one.String() != two.String() || one.String() == other.String() {
		t.Error("the lines do not hang on the seed and on it alone")
	}
	n := map[string]int{}
	for line := range strings.Lines(one.String()) {
		var r release
		if err := json.Unmarshal([]byte(line), &r); err != nil {
			t.Fatal(err)
		}
		count := func(what string, is bool) {
			if is {
				n[what]++
			}
		}
		count("cancelled", r.Tender.Status == "cancelled")
		count("no dates", r.Tender.Period == nil)
		count("no buyer", r.Buyer == nil)
		count("no bids", r.Bids == nil)
		count("several awards", len(r.Awards) > 1)
		prices := map[value]bool{}
		if r.Bids == nil {
			continue
		}
		count("one bid", len(r.Bids.Details) == 1)
		for _, b := range r.Bids.Details {
			count("consortium", len(b.Tenderers) > 1)
			count("nobody", len(b.Tenderers) == 0)
			count("disqualified", b.Status == "disqualified")
			count("no id", len(b.Tenderers) == 1 && b.Tenderers[0].ID == "")
			if b.Value != nil {
				count("other currency", b.Value.Currency == "USD")
				count("beyond a computer", b.Value.Amount == "1e400")
				count("tie", prices[*b.Value])
				prices[*b.Value] = true
			}
		}
	}
	for _, what := range []string{"cancelled", "no dates", "no buyer", "no bids", "several awards", "one bid", "consortium", "nobody", "disqualified", "no id", "other currency", "beyond a computer", "tie"} {
		if n[what] == 0 {
			t.Errorf("none of 2000 lines has: %s", what)
		}
	}
}

// Indicators are the same up to the order of keys and twelve digits; what differs is told, on
// whichever side it is missing.
func TestSameIndicators(t *testing.T) {
	parse := func(text string) indicators {
		x, err := parseIndicators([]byte(text))
		if err != nil {
			t.Fatal(err)
		}
		return x
	}
	want := parse(`{"OCID":{"a":{"R018":1.0,"R024":0.1234567890123}},"Tenderer":{"b":{"R058":null}}}`)
	if err := same(want, parse(`{"Tenderer":{"b":{"R058":null}},"OCID":{"a":{"R024":0.12345678901234,"R018":1}}}`)); err != nil {
		t.Error(err)
	}
	for _, other := range []string{
		`{"OCID":{"a":{"R018":1,"R024":0.1234567890123}}}`,
		`{"OCID":{"a":{"R018":1,"R024":0.1234567890123,"R003":1}},"Tenderer":{"b":{"R058":null}}}`,
		`{"OCID":{"a":{"R018":1,"R024":0.12345678902}},"Tenderer":{"b":{"R058":null}}}`,
	} {
		if same(want, parse(other)) == nil {
			t.Errorf("%s is taken for the same", other)
		}
	}
}
