package kz

import (
	"encoding/csv"
	"os"
	"slices"
	"testing"
)

// The vectors are from the law's algorithm, recomputed: data/ids.csv.
func TestIDVectors(t *testing.T) {
	for _, row := range Table("ids") {
		kind, value, verdict := row[0], row[1], row[2]
		got := IsIIN(value)
		if kind == "bin" {
			got = IsBIN(value)
		}
		if want := verdict == "valid"; got != want {
			t.Errorf("%s %s: got valid=%v, want %v (%s)", kind, value, got, want, row[3])
		}
	}
}

func TestIDForm(t *testing.T) {
	for _, s := range []string{"", "85011510000", "8501151000090", "85011510000a", "８50115100009"} {
		if IsID(s) {
			t.Errorf("%q passes as an id", s)
		}
	}
}

// The list of methods holds the facts it was carried over from, row by row, and beyond them
// the codes of OCDS alone; each says where it comes from, and none guesses what limited is.
func TestTradeMethods(t *testing.T) {
	have := map[string][]string{}
	for _, row := range Table("trade_methods") {
		if have[row[0]] != nil {
			t.Errorf("%s stands twice", row[0])
		}
		have[row[0]] = row
	}
	for code, class := range map[string]string{"open": "competitive", "selective": "competitive", "limited": "unknown", "direct": "single_source_direct"} {
		if row := have["ocds:"+code]; row == nil || row[2] != class || row[3] == "" {
			t.Errorf("%s: %v, want the class %s and a source", code, row, class)
		}
		delete(have, "ocds:"+code)
	}
	f, err := os.Open("../../../shared/facts/trade_methods.csv")
	if err != nil {
		t.Skipf("the facts this list was carried over from are not part of the project: %v", err)
	}
	defer func() { _ = f.Close() }()
	facts, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range facts[1:] {
		if !slices.Equal(have[row[0]], row) {
			t.Errorf("method %s: %v, the facts say %v", row[0], have[row[0]], row)
		}
		delete(have, row[0])
	}
	for id, row := range have {
		t.Errorf("method %s is in no facts: %v", id, row)
	}
}
