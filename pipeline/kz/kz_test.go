package kz

import "testing"

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
