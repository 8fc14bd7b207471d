package ingest

import (
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/iotest"
)

// taken is what a reading of releases gave, a line a release and a broken row.
type taken struct {
	releases, broken []string
	anew             int
}

func readReleases(t *testing.T, texts ...string) (taken, []Releases) {
	t.Helper()
	dir := t.TempDir()
	for i, text := range texts {
		if err := os.WriteFile(filepath.Join(dir, fmt.Sprintf("%d.jsonl", i)), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	in, err := Read(t.Context(), nil, dir, t.TempDir(), Options{KeepReleases: true})
	if err != nil {
		t.Fatal(err)
	}
	var got taken
	err = ReadReleases(t.Context(), in.Releases, Taken{
		Each: func(file int, batch []Release) error {
			for _, r := range batch {
				got.releases = append(got.releases, fmt.Sprint(file, ":", r.Row, " ", r.OCID, " ", r.Title))
			}
			return nil
		},
		Broken: func(file int, row int64, _, reason string) error {
			got.broken = append(got.broken, fmt.Sprint(file, ":", row, " ", reason))
			return nil
		},
		Anew: func() error {
			got = taken{anew: got.anew + 1}
			return nil
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return got, in.Releases
}

// Releases are given as they are read; where a process has a second one, wherever it stands,
// everything is given once more, merged, and counted once.
func TestReleasesAreGivenOnce(t *testing.T) {
	line := func(ocid, title string) string {
		return fmt.Sprintf(`{"ocid":%q,"id":"1","date":"2025-01-0%d","tag":["tender"],"tender":{"id":"t","title":%q}}`, ocid, len(title)%9+1, title) + "\n"
	}
	single, files := readReleases(t, line("a", "A")+"no release\n"+line("b", "B"), line("c", "C"))
	if want := []string{"0:1 a A", "0:3 b B", "1:1 c C"}; single.anew != 0 || !slices.Equal(single.releases, want) || !slices.Equal(single.broken, []string{"0:2 no_release"}) {
		t.Errorf("single releases: %+v", single)
	}
	if f := files[0].File; f.Rows != 3 || f.Normalised != 2 || f.Rejected != 1 || f.LeftOut != 0 {
		t.Errorf("single releases are counted as %+v", f)
	}
	several, files := readReleases(t, line("a", "A")+"no release\n"+line("b", "B"), line("c", "C")+line("a", "A later"))
	if want := []string{"0:3 b B", "1:1 c C", "1:2 a A later"}; several.anew != 1 || !slices.Equal(several.releases, want) || !slices.Equal(several.broken, []string{"0:2 no_release"}) {
		t.Errorf("several releases: %+v", several)
	}
	if f, g := files[0].File, files[1].File; f.Rows != 3 || f.Normalised != 1 || f.Rejected != 1 || f.LeftOut != 1 || g.Rows != 2 || g.Normalised != 2 {
		t.Errorf("several releases are counted as %+v and %+v", f, g)
	}
	// A second release far behind the first, when much was given already.
	var long strings.Builder
	for i := range 30000 {
		long.WriteString(line(fmt.Sprint("p", i), strings.Repeat("t", 50)))
	}
	late, _ := readReleases(t, long.String()+line("p7", "the last"))
	if n := len(late.releases); late.anew != 1 || n != 30000 || late.releases[n-1] != "0:30001 p7 the last" || late.releases[7] != "0:9 p8 "+strings.Repeat("t", 50) {
		t.Errorf("a late second release: %d began anew, %d releases", late.anew, n)
	}
}

// Pieces are the text, cut behind line feeds alone, each with the row it begins in, whatever
// the length of lines and of what is read at a time.
func TestCutter(t *testing.T) {
	rng := rand.New(rand.NewPCG(5, 6))
	several := 0
	for range 3000 {
		var b strings.Builder
		for range rng.IntN(8) {
			b.WriteString(strings.Repeat("x", rng.IntN(30)))
			b.WriteString([]string{"\n", "\n\n", "\r\n", ""}[rng.IntN(4)])
		}
		text := b.String()
		c := &cutter{in: iotest.HalfReader(strings.NewReader(text)), chunk: 1 + rng.IntN(20), row: 1, free: make(chan []byte, 2)}
		var got strings.Builder
		for n := 0; ; n++ {
			p, err := c.next()
			if errors.Is(err, io.EOF) {
				break
			}
			if err != nil {
				t.Fatal(err)
			}
			if n > 0 && !strings.HasSuffix(got.String(), "\n") {
				t.Fatalf("%q: a line is cut behind %q", text, got.String())
			}
			if want := int64(strings.Count(got.String(), "\n") + 1); p.row != want || len(p.text) == 0 {
				t.Fatalf("%q: a piece %q of row %d, want %d", text, p.text, p.row, want)
			}
			got.Write(p.text)
			c.back(p)
			several += n
		}
		if got.String() != text {
			t.Fatalf("%q became %q", text, got.String())
		}
	}
	if several == 0 {
		t.Error("no text was cut")
	}
	broken := &cutter{in: iotest.ErrReader(io.ErrClosedPipe), chunk: 4, row: 1}
	if _, err := broken.next(); !errors.Is(err, io.ErrClosedPipe) {
		t.Errorf("a fault of the disk is told as %v", err)
	}
}
