package tender

import (
	"bytes"
	"testing"

	"adal/fixtures/invent"
)

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
