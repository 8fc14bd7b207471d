package main

import (
	"cmp"
	"encoding/xml"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// drawnChart is a chart of a page as a reader sees it: where its shapes stand.
type drawnChart struct {
	Label   string       `xml:"aria-label,attr"`
	Rects   []drawnShape `xml:"rect"`
	Worded  []drawnShape `xml:"g>rect"` // those with words on them
	Circles []drawnShape `xml:"circle"`
	Texts   []drawnText  `xml:"text"`
	Paths   []drawnShape `xml:"path"`
}

type drawnShape struct {
	Class string  `xml:"class,attr"`
	X     float64 `xml:"x,attr"`
	Y     float64 `xml:"y,attr"`
	Width float64 `xml:"width,attr"`
	CX    float64 `xml:"cx,attr"`
	CY    float64 `xml:"cy,attr"`
	D     string  `xml:"d,attr"`
}

type drawnText struct {
	Class string  `xml:"class,attr"`
	X     float64 `xml:"x,attr"`
	Y     float64 `xml:"y,attr"`
	Words string  `xml:",chardata"`
}

// chartsOf reads the charts that stand between two places of a page.
func chartsOf(t *testing.T, page, from, to string) []drawnChart {
	t.Helper()
	i := strings.Index(page, from)
	if i < 0 {
		t.Fatalf("the page has no %s", from)
	}
	part := page[i:]
	if j := strings.Index(part[len(from):], to); j >= 0 {
		part = part[:len(from)+j]
	}
	var all []drawnChart
	for {
		i := strings.Index(part, `<svg class="plot"`)
		if i < 0 {
			return all
		}
		end := i + strings.Index(part[i:], "</svg>") + len("</svg>")
		var c drawnChart
		if err := xml.Unmarshal([]byte(part[i:end]), &c); err != nil {
			t.Fatal(err)
		}
		c.Rects = append(c.Rects, c.Worded...)
		slices.SortStableFunc(c.Rects, func(a, b drawnShape) int { return cmp.Or(cmp.Compare(a.Y, b.Y), cmp.Compare(a.X, b.X)) })
		all = append(all, c)
		part = part[end:]
	}
}

// chart gives the first chart whose words for who does not see it hold some.
func chartNamed(t *testing.T, all []drawnChart, label string) drawnChart {
	t.Helper()
	for _, c := range all {
		if strings.Contains(c.Label, label) {
			return c
		}
	}
	t.Fatalf("no chart of %q among %d", label, len(all))
	return drawnChart{}
}

// axis reads the axis of a chart of rows from two of its ticks: where nothing stands, and how many
// pixels a unit has.
func (c drawnChart) axis(t *testing.T) (zero, unit float64) {
	t.Helper()
	figure := func(s string) (float64, bool) {
		s = strings.NewReplacer("\u00a0", " ", ",", ".").Replace(s)
		word, rest, _ := strings.Cut(s, " ")
		v, err := strconv.ParseFloat(word, 64)
		switch {
		case strings.HasPrefix(rest, "%"):
			v /= 100
		case strings.HasPrefix(rest, "млрд"):
			v *= 1e9
		case strings.HasPrefix(rest, "млн"):
			v *= 1e6
		}
		return v, err == nil
	}
	last := c.Texts[len(c.Texts)-1].Y
	for i := len(c.Texts) - 1; i > 0; i-- { // the ticks under the rows: a zero, and what follows it
		v, ok := figure(c.Texts[i].Words)
		w, ok2 := figure(c.Texts[i-1].Words)
		if ok && ok2 && w == 0 && v > 0 && c.Texts[i].Y == c.Texts[i-1].Y && c.Texts[i].Y < last && strings.Contains(c.Texts[i].Class, "p-soft") {
			return c.Texts[i-1].X, (c.Texts[i].X - c.Texts[i-1].X) / v
		}
	}
	t.Fatalf("%s has no axis", c.Label)
	return 0, 0
}

// of gives the shapes of a class.
func of(all []drawnShape, class string) []drawnShape {
	return slices.DeleteFunc(slices.Clone(all), func(s drawnShape) bool { return s.Class != class })
}

func near(a, b float64) bool { return math.Abs(a-b) <= 0.35 } // places are written to a tenth, neighbours parted by one

func decimal(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// TestChartsSayWhatTheTablesSay reads the charts of the annual page of the ministry back, place by
// place, and holds them against the CSV files of the run and against sums made here.
func TestChartsSayWhatTheTablesSay(t *testing.T) {
	t.Parallel()
	run := filepath.Join(t.TempDir(), "run")
	must(t, "concentration", "--data", ministry, "--year", "2025", "--out", run)
	text, err := os.ReadFile(filepath.Join(run, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	page := string(text)
	const bin = "491240313377"
	charts := chartsOf(t, page, `id="c-`+bin+`"`, `<div class="customer"`)
	t.Run("indicators", func(t *testing.T) { indicatorsDrawn(t, run, bin, chartsOf(t, page, `id="kpi"`, "</section>")) })
	t.Run("waterfall", func(t *testing.T) { waterfallDrawn(t, run, chartsOf(t, page, `id="reconciliation"`, "</section>")) })
	t.Run("mix", func(t *testing.T) {
		mixDrawn(t, run, bin, chartNamed(t, charts, "Способы закупок по годам"))
	})
	t.Run("holders", func(t *testing.T) {
		holdersDrawn(t, run, bin, chartNamed(t, charts, "Кто получил сколько: все закупки"))
	})
	t.Run("related", func(t *testing.T) { relatedDrawn(t, run, bin, chartNamed(t, charts, "ЕНС ТРУ 8121")) })
	t.Run("largest", func(t *testing.T) {
		largestDrawn(t, run, bin, page, chartNamed(t, charts, "Сколько у крупнейших"))
	})
	t.Run("held", func(t *testing.T) { heldDrawn(t, run, bin, chartNamed(t, charts, "Что и крупно")) })
}

// The dots of an indicator stand at its value and that of the year before, in the order of kpi.csv.
func indicatorsDrawn(t *testing.T, run, bin string, charts []drawnChart) {
	c := charts[0] // of the largest customer
	zero, unit := c.axis(t)
	var now, before []float64
	for _, row := range table(t, filepath.Join(run, "kpi.csv")) {
		share := strings.HasSuffix(row["measure"], "_share") || strings.HasSuffix(row["measure"], "_amount") || strings.HasSuffix(row["measure"], "_count")
		if row["customer_bin"] == bin && share {
			now, before = append(now, decimal(t, row["value"])), append(before, decimal(t, row["previous"]))
		}
	}
	dots, rings := of(c.Circles, "p-now"), of(c.Circles, "p-before p-hollow")
	if len(now) < 10 || len(dots) != len(now)+1 || len(rings) != len(before)+1 { // one of each in the legend
		t.Fatalf("%d shares, %d dots, %d rings", len(now), len(dots), len(rings))
	}
	for i, v := range now {
		if !near(dots[i].CX, zero+unit*v) || !near(rings[i].CX, zero+unit*before[i]) {
			t.Errorf("share %d stands at %.1f and %.1f, is %v and %v", i, dots[i].CX, rings[i].CX, v, before[i])
		}
	}
	bands := of(c.Rects, "p-band")
	if len(bands) < 2 || !near(bands[0].X, zero+unit*0.10) || !near(bands[0].Width, unit*0.10) || !near(bands[1].X, zero+unit*0.05) {
		t.Errorf("the reference points of the European scale are drawn as %v", bands)
	}
}

// The bars of the waterfall go from what was read to what counts.
func waterfallDrawn(t *testing.T, run string, charts []drawnChart) {
	c := charts[0]
	zero, unit := c.axis(t)
	i, left := 0, 0.0
	bars := slices.DeleteFunc(slices.Clone(c.Rects), func(s drawnShape) bool { return s.Width == 15 }) // the legend's
	for _, row := range table(t, filepath.Join(run, "reconciliation.csv")) {
		v := decimal(t, row["amount"])
		from := 0.0
		switch {
		case row["step"] == "read":
			left = v
		case row["step"] == "counted":
			if left != v {
				t.Errorf("the steps lead to %v, %v counts", left, v)
			}
		case v == 0:
			continue
		default:
			left -= v
			from = left
		}
		if i >= len(bars) || !near(bars[i].X, zero+unit*from) || !near(bars[i].Width, max(unit*v, 1.5)) {
			t.Fatalf("%s %s of %v from %v: bar %d of %v", row["step"], row["code"], v, from, i, bars)
		}
		i++
	}
	if i != len(bars) {
		t.Errorf("%d bars, %d steps", len(bars), i)
	}
}

// The parts of a year's bar are what was bought by each class of method: as method_mix.csv has it,
// and as contracts.csv adds up for the year of the report and the one before.
func mixDrawn(t *testing.T, run, bin string, c drawnChart) {
	zero, unit := c.axis(t)
	sums, whole := map[string]float64{}, map[string]float64{}
	for _, row := range table(t, filepath.Join(run, "contracts.csv")) {
		if row["customer_bin"] == bin && row["value"] != "" && (row["left_out"] == "" || row["left_out"] == "other_year") {
			sums[row["year"]+row["method_class"]] += decimal(t, row["value"])
			whole[row["year"]] += decimal(t, row["value"])
		}
	}
	kept := map[string]float64{}
	for _, row := range table(t, filepath.Join(run, "method_mix.csv")) {
		if row["customer_bin"] == bin {
			key := row["year"] + row["method_class"]
			kept[key] = decimal(t, row["share"])
			if math.Abs(sums[key]-decimal(t, row["amount"])) > 0.01 || math.Abs(sums[key]/whole[row["year"]]-kept[key]) > 1e-9 {
				t.Errorf("%s: %s of %s, the contracts add up to %v", key, row["amount"], row["share"], sums[key])
			}
		}
	}
	years := []string{"2023", "2024", "2025"}
	drawn, row := 0, -1
	last := -1.0
	end := 0.0
	for _, r := range c.Rects {
		if r.Width == 15 {
			break // the legend
		}
		if r.Y != last {
			last, end = r.Y, zero
			row++
		}
		share := kept[years[row]+strings.TrimPrefix(r.Class, "p-m-")]
		if !near(r.X, end) || math.Abs(r.Width-max(unit*share, 1.5)) > 1.1 { // a neighbour is parted by a pixel
			t.Errorf("%s %s: %v at %v wide %v", years[row], r.Class, share, r.X, r.Width)
		}
		end = r.X + unit*share
		drawn++
	}
	if drawn != len(kept) || row != 2 {
		t.Errorf("%d parts of %d rows drawn, method_mix.csv has %d", drawn, row+1, len(kept))
	}
}

// held adds up what suppliers have of the contracts that count, the largest first.
func heldOf(t *testing.T, run, bin, category string) (held []float64, whole float64) {
	t.Helper()
	sums := map[string]float64{}
	for _, row := range table(t, filepath.Join(run, "contracts.csv")) {
		if row["customer_bin"] == bin && row["left_out"] == "" && strings.HasPrefix(row["category"], category) {
			holder := row["supplier_id"]
			if row["group_id"] != "" {
				holder = row["group_id"]
			}
			sums[holder] += decimal(t, row["value"])
			whole += decimal(t, row["value"])
		}
	}
	for _, v := range sums {
		held = append(held, v)
	}
	slices.Sort(held)
	slices.Reverse(held)
	return held, whole
}

// The bars of who holds what are the sums of their contracts.
func holdersDrawn(t *testing.T, run, bin string, c drawnChart) {
	zero, unit := c.axis(t)
	held, whole := heldOf(t, run, bin, "")
	bars := of(c.Rects, "p-alone")
	for i := range 8 {
		if !near(bars[i].X, zero) || !near(bars[i].Width, unit*held[i]/whole) {
			t.Errorf("holder %d has %v of %v, its bar is %v wide", i+1, held[i], whole, bars[i].Width)
		}
	}
}

// The bar of a group is what its largest member has and what the others add.
func relatedDrawn(t *testing.T, run, bin string, c drawnChart) {
	zero, unit := c.axis(t)
	held, whole := heldOf(t, run, bin, "8121")
	related := of(c.Rects, "p-related")
	if len(related) < 3 {
		t.Fatalf("%d parts of related suppliers", len(related))
	}
	end := 0.0
	for _, r := range related[:len(related)-1] { // the last is the legend's
		end = max(end, r.X+r.Width)
	}
	if !near(end, zero+unit*held[0]/whole) {
		t.Errorf("the group has %v of %v, its bar ends at %v", held[0], whole, end)
	}
}

// What the largest have together is cr1, cr3 and cr4 of concentration.csv, in the picture and in
// the table behind it.
func largestDrawn(t *testing.T, run, bin, page string, c drawnChart) {
	dots := of(c.Circles, "p-supplier")
	var top, bottom float64
	var most float64
	for _, x := range c.Texts { // the ticks of the upright axis
		v, err := strconv.ParseFloat(strings.TrimSuffix(x.Words, "\u00a0%"), 64)
		switch {
		case err != nil || !strings.HasSuffix(x.Words, "%"):
		case v == 0:
			bottom = x.Y - 4
		case v/100 > most:
			most, top = v/100, x.Y-4
		}
	}
	for _, row := range table(t, filepath.Join(run, "concentration.csv")) {
		if row["customer_bin"] != bin || row["slice_kind"] != "all" || row["identity"] != "supplier" {
			continue
		}
		for n, column := range map[int]string{1: "cr1", 3: "cr3", 4: "cr4"} {
			v := decimal(t, row[column])
			if want := bottom + (top-bottom)*v/most; !near(dots[n-1].CY, want) {
				t.Errorf("%d largest: %s is %v, the dot stands at %v, not %v", n, column, v, dots[n-1].CY, want)
			}
			cell := `<th scope="row" class="num">` + strconv.Itoa(n) + `</th><td class="num">` + strings.Replace(strconv.FormatFloat(100*v, 'f', 1, 64), ".", ",", 1) + "\u00a0%</td>"
			if !strings.Contains(page, cell) {
				t.Errorf("the table lacks %s", cell)
			}
		}
	}
}

// A category stands at its part of all that was bought and at the share of its largest.
func heldDrawn(t *testing.T, run, bin string, c drawnChart) {
	rows := table(t, filepath.Join(run, "concentration.csv"))
	whole := 0.0
	for _, row := range rows {
		if row["customer_bin"] == bin && row["slice_kind"] == "all" && row["identity"] == "group" {
			whole = decimal(t, row["amount"])
		}
	}
	var want [][2]float64
	for _, row := range rows {
		if row["customer_bin"] == bin && row["slice_kind"] == "category4" && row["identity"] == "group" && row["evaluated"] == "yes" {
			want = append(want, [2]float64{decimal(t, row["amount"]) / whole, decimal(t, row["top_share"])})
		}
	}
	var got [][2]float64
	for _, d := range c.Circles {
		if (d.Class == "p-held" || d.Class == "p-other" || d.Class == "p-lawful") && d.CX != 27 { // the legend's
			got = append(got, [2]float64{d.CX, d.CY})
		}
	}
	if len(got) != len(want) || len(want) < 10 {
		t.Fatalf("%d categories drawn, %d are judged", len(got), len(want))
	}
	// The largest part and the largest share tell the axes; every other dot is held against them.
	byX := func(a, b [2]float64) int { return cmp.Compare(a[0], b[0]) }
	slices.SortStableFunc(got, byX)
	slices.SortStableFunc(want, byX)
	n := len(want) - 1
	unit := (got[n][0] - got[0][0]) / (want[n][0] - want[0][0])
	for i := range want {
		if math.Abs(got[i][0]-got[0][0]-unit*(want[i][0]-want[0][0])) > 0.3 {
			t.Errorf("category %d: %v stands at %v", i, want[i], got[i])
		}
	}
	byY := func(a, b [2]float64) int { return cmp.Compare(a[1], b[1]) }
	slices.SortStableFunc(want, byY)
	slices.SortStableFunc(got, func(a, b [2]float64) int { return byY(b, a) })
	unit = (got[0][1] - got[n][1]) / (want[n][1] - want[0][1])
	for i := range want {
		if math.Abs(got[0][1]-got[i][1]-unit*(want[i][1]-want[0][1])) > 0.3 {
			t.Errorf("category %d: %v stands at %v", i, want[i], got[i])
		}
	}
}
