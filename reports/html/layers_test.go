package html

import (
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"testing"

	"adal/reports/view"
)

// sketched is a case drawn by chance: people over firms over a buyer, with lines that skip rows.
func sketched(r *rand.Rand) *view.Drawing {
	d := &view.Drawing{Title: "Схема", Desc: "По порядку.", Root: "0", Sink: ""}
	n := 2 + r.IntN(11)
	long := []string{"ТОО «А»", "Товарищество с ограниченной ответственностью «Ұлы Даланың Жарық Жұлдызы»", "Қонысбек-Әбдіманап Нұрсұлтан Ибрагимұлы", "Предприятиебезпробеловвназванииидлиннеелюбойстроки"}
	for i := range n {
		d.Nodes = append(d.Nodes, view.DrawnNode{Key: fmt.Sprint(i), Kind: []string{"person", "company", "contracts"}[r.IntN(3)], Name: long[r.IntN(4)], Notes: []string{"с 01.02.2021 по 30.09.2026"}, Refs: []int{1, 2, 3, 9}})
	}
	for i := 1; i < n; i++ {
		d.Edges = append(d.Edges, view.DrawnEdge{From: fmt.Sprint(r.IntN(i)), To: fmt.Sprint(i), Kind: "role", Label: "учредитель 12,5 %, с 01.02.2021", Refs: []int{i}})
	}
	for range r.IntN(5) {
		if a, b := r.IntN(n), r.IntN(n); a != b {
			d.Edges = append(d.Edges, view.DrawnEdge{From: fmt.Sprint(a), To: fmt.Sprint(b), Kind: []string{"decision", "kin"}[r.IntN(2)], Label: "6 решений: утверждающее лицо, член комиссии"})
		}
	}
	return d
}

// However a case is joined, no box or text of its drawing touches another, every line leads
// downwards, and the same case gives the same bytes.
func TestNothingOverlaps(t *testing.T) {
	turned := 0
	for seed := range uint64(400) {
		d := sketched(rand.New(rand.NewPCG(seed, 3)))
		p := pictureOf(d)
		if p.turned {
			turned++
		}
		for _, row := range p.l.rows {
			for k := 1; k < len(row); k++ {
				a, b := p.l.items[row[k-1]], p.l.items[row[k]]
				if a.x+a.w/2 > b.x-b.w/2-gapAcross+2 {
					t.Fatalf("seed %d: items at %.0f and %.0f of a row touch", seed, a.x, b.x)
				}
			}
		}
		for i := 1; i < len(p.l.tops); i++ {
			if p.l.tops[i] < p.l.tops[i-1]+p.l.highs[i-1]+p.l.gap {
				t.Fatalf("seed %d: row %d touches the one above", seed, i)
			}
		}
		for _, way := range p.l.chain {
			for k := 1; k < len(way); k++ {
				if p.l.items[way[k]].row != p.l.items[way[k-1]].row+1 {
					t.Fatalf("seed %d: a line leaves out a row", seed)
				}
			}
		}
		for _, b := range p.all {
			for _, line := range append(b.name, b.notes...) {
				if textWidth(line, noteSize) > p.boxes-8 {
					t.Fatalf("seed %d: %q is wider than its box", seed, line)
				}
			}
		}
		svg := string(drawCase(d))
		if svg != string(drawCase(d)) {
			t.Fatalf("seed %d: the same case is drawn in two ways", seed)
		}
		wellFormed(t, svg)
	}
	if turned == 0 {
		t.Error("no wide case was tried")
	}
}

func wellFormed(t *testing.T, svg string) {
	t.Helper()
	for x := xml.NewDecoder(strings.NewReader(svg)); ; {
		if _, err := x.Token(); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			t.Fatalf("%v in %s", err, svg)
		}
	}
}

// A day stands where it is on the axis: the later the further, the ends within it; a mark or a bar
// of every day that is drawn.
func TestTimelineStands(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 4))
	day := func() string { return fmt.Sprintf("%d-%02d-%02d", 2015+r.IntN(12), 1+r.IntN(12), 1+r.IntN(28)) }
	for seed := range 200 {
		line := &view.Timeline{Title: "Сроки", AsOf: "2026-09-30"}
		var days []string
		for range 1 + r.IntN(4) {
			days = append(days, day())
		}
		from, to := day(), day()
		line.Lanes = []view.Lane{{Kind: "contract", Label: "договоры", Days: days}, {Kind: "post", Label: "должность", Spans: []view.TimeSpan{{From: min(from, to), To: max(from, to)}, {From: "", To: from}, {From: to}}}}
		a := axisOf(line)
		for _, s := range append(days, to, from, "2026-09-30") {
			d, _ := dayOf(s)
			if at := a.at(d); at > 100 || s != min(from, to) && s != from && at < 0 {
				t.Fatalf("%d: %s stands at %.1f %% of the axis %s to %s", seed, s, at, a.from, a.to)
			}
		}
		svg := string(drawTimeline(line))
		wellFormed(t, svg)
		if got := strings.Count(svg, `<svg class="m contract"`); got == 0 || got > len(days) {
			t.Fatalf("%d: %d marks of %d days", seed, got, len(days))
		}
		marks, _ := a.ticks()
		if len(marks) == 0 || len(marks) > 12 {
			t.Fatalf("%d: %d ticks from %s to %s", seed, len(marks), a.from, a.to)
		}
	}
}
