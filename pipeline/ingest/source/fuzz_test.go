package source_test

import (
	"math/big"
	"testing"

	"adal/pipeline/ingest/source"
)

// The text of a workbook's cells never becomes a number of another value.
func FuzzPlain(f *testing.F) {
	f.Add("8.50115100009E+11")
	f.Add("1.1953e7")
	f.Add("5E-3")
	f.Fuzz(func(t *testing.T, s string) {
		if got, ok := source.PlainNumber(s, 0); ok && !sameNumber(s, got) {
			t.Errorf("%q became %q", s, got)
		}
	})
}

func sameNumber(a, b string) bool {
	x, okX := rat(a)
	y, okY := rat(b)
	return okX && okY && x.Cmp(y) == 0
}

func rat(s string) (*big.Rat, bool) { return new(big.Rat).SetString(s) }
