package main

import (
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports/view"
)

// proof is a row of evidence.csv.
type proof struct{ place, fact string }

// ranged takes numbers apart as the page writes them: 2, 5–9.
func ranged(t *testing.T, s string) []int {
	t.Helper()
	var all []int
	for part := range strings.SplitSeq(s, ", ") {
		from, to, more := strings.Cut(part, "–")
		a, err := strconv.Atoi(from)
		if err != nil {
			t.Fatalf("%q are no numbers of rows", s)
		}
		b := a
		if more {
			if b, err = strconv.Atoi(to); err != nil {
				t.Fatalf("%q are no numbers of rows", s)
			}
		}
		for ; a <= b; a++ {
			all = append(all, a)
		}
	}
	return all
}

// Everything a drawing and a timeline of the ministry show stands in evidence.csv: each number is
// that of a row the findings of the case rest on, every day is a day the rows with its numbers
// tell, every sum of contracts is the sum of the amounts of its rows, and the page shows no other
// numbers than these.
func TestDrawingsAgainstEvidence(t *testing.T) {
	generated := filepath.Join(t.TempDir(), "data")
	do(t, "generate", "--out", generated, "--employees", "900", "--seed", "11")
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) { drawnFrom(t, ministry, args) })
		t.Run(job+" generated", func(t *testing.T) { drawnFrom(t, generated, args) })
	}
}

func drawnFrom(t *testing.T, data string, args []string) {
	t.Helper()
	out := filepath.Join(t.TempDir(), "run")
	do(t, append(slices.Clone(args), "--data", data, "--out", out)...)
	proofs := map[string]map[proof]bool{}
	for _, r := range table(t, filepath.Join(out, "evidence.csv")) {
		id := r["finding_id"]
		if proofs[id] == nil {
			proofs[id] = map[proof]bool{}
		}
		proofs[id][proof{r["file"] + " " + r["row"], r["fact"]}] = true
	}
	r, err := run.Load(t.Context(), out, nil)
	if err != nil {
		t.Fatal(err)
	}
	html, err := os.ReadFile(filepath.Join(out, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, c := range view.Of(r, "ru", false).Page().Cases.List {
		rows := proved(t, c, proofs)
		seen += checkCase(t, c, rows)
		checkSVG(t, c, rows, string(html))
	}
	if seen < 50 {
		t.Errorf("%d facts held against evidence.csv: nothing was tried", seen)
	}
}

// proved gives the rows of a case by the numbers the page gives them, and fails where they are
// not the rows of evidence.csv of its findings.
func proved(t *testing.T, c view.Case, proofs map[string]map[proof]bool) map[int]proof {
	t.Helper()
	facts := map[string]string{}
	for _, f := range c.Findings {
		for p := range proofs[f.ID] {
			facts[p.place] = p.fact
		}
	}
	rows := map[int]proof{}
	for _, s := range c.Rows {
		numbers := ranged(t, s.No)
		file, at, _ := strings.Cut(s.Place, ", строк")
		at = strings.TrimLeft(at, "аи ")
		places := strings.Split(at, ", ")
		if len(places) != len(numbers) {
			t.Fatalf("%s: %d numbers for %q", c.Title, len(numbers), s.Place)
		}
		for i, n := range numbers {
			place := file + " " + places[i]
			fact, known := facts[place]
			if !known {
				t.Errorf("%s: row %d is %s, which is no evidence of its findings", c.Title, n, place)
			}
			rows[n] = proof{place, fact}
			delete(facts, place)
		}
	}
	if c.MoreRows == "" && len(facts) > 0 {
		t.Errorf("%s: rows of evidence.csv that the case does not list: %v", c.Title, facts)
	}
	return rows
}

var (
	dayRU    = regexp.MustCompile(`\d\d\.\d\d\.\d{4}`)
	sumRU    = regexp.MustCompile(`([\d\x{00a0}]+,\d\d)\x{00a0}₸`)
	statedRU = regexp.MustCompile(`сумма ([\d\x{00a0}]+,\d\d)\x{00a0}₸`)
	paidRU   = regexp.MustCompile(`оплачено ([\d\x{00a0}]+,\d\d)\x{00a0}₸`)
	over     = regexp.MustCompile(`статус [^;]*\((340|350|462|463)\)`)
)

func moneyRU(t *testing.T, s string) *big.Rat {
	t.Helper()
	v, ok := new(big.Rat).SetString(strings.ReplaceAll(strings.ReplaceAll(s, "\u00a0", ""), ",", "."))
	if !ok {
		t.Fatalf("%q is no sum", s)
	}
	return v
}

// checkCase holds what a case shows against its rows, and says how many facts that were.
func checkCase(t *testing.T, c view.Case, rows map[int]proof) int {
	t.Helper()
	n := 0
	told := func(what, text string, refs []int) {
		var all []string
		for _, r := range refs {
			p, known := rows[r]
			if !known {
				t.Errorf("%s: %s names row %d, which is not listed", c.Title, what, r)
			}
			all = append(all, p.fact)
		}
		facts := strings.Join(all, " ")
		for _, day := range dayRU.FindAllString(text, -1) {
			n++
			if !strings.Contains(facts, day) {
				t.Errorf("%s: %s shows %s; its rows %v tell %s", c.Title, what, day, refs, facts)
			}
		}
		sums := sumRU.FindAllStringSubmatch(text, -1)
		if len(sums) == 0 || len(refs) == 0 {
			return
		}
		n++
		total := new(big.Rat)
		for _, f := range all {
			m := statedRU.FindStringSubmatch(f)
			if over.MatchString(f) { // a contract that was terminated counts with what was paid
				m = paidRU.FindStringSubmatch(f)
			}
			if m != nil {
				total.Add(total, moneyRU(t, m[1]))
			}
		}
		if shown := moneyRU(t, sums[0][1]); shown.Cmp(total) != 0 {
			t.Errorf("%s: %s shows %s, its rows %v sum to %s", c.Title, what, sums[0][1], refs, total.FloatString(2))
		}
	}
	if c.Drawing != nil {
		for _, e := range c.Drawing.Edges {
			told("the line "+e.Label, e.Label, e.Refs)
		}
		for _, x := range c.Drawing.Nodes {
			told("the box "+x.Name, strings.Join(append([]string{x.Name}, x.Notes...), " "), x.Refs)
		}
	}
	if c.Timeline != nil {
		for _, l := range c.Timeline.Lanes {
			if l.Kind == "finding" {
				continue
			}
			told("the lane "+l.Label, l.Label+" "+l.When, l.Refs)
			for _, s := range l.Spans {
				told("the bar of "+l.Label, iso(s.From)+" "+iso(s.To), l.Refs)
			}
			for _, d := range l.Days {
				told("the mark of "+l.Label, iso(d), l.Refs)
			}
		}
	}
	return n
}

// iso writes 2026-09-30 as the facts do.
func iso(day string) string {
	if len(day) != 10 {
		return ""
	}
	return day[8:] + "." + day[5:7] + "." + day[:4]
}

// checkSVG reads the numbers of rows that the pictures of a case show on the page.
func checkSVG(t *testing.T, c view.Case, rows map[int]proof, html string) {
	t.Helper()
	at := strings.Index(html, `id="`+c.Anchor+`"`)
	if at < 0 {
		t.Errorf("%s does not stand on the page", c.Title)
		return
	}
	body := html[at:]
	if end := strings.Index(body[1:], `id="c-`); end > 0 {
		body = body[:end]
	}
	shown := map[int]bool{}
	for _, svg := range regexp.MustCompile(`(?s)<svg class="(?:case|time).*?</svg>\s*(?:</div>|<figcaption)`).FindAllString(body, -1) {
		text := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(svg, " ")
		text = strings.Join(strings.Fields(strings.ReplaceAll(text, "\u00a0", "_")), " ")
		for _, m := range regexp.MustCompile(`\[([\d–, ]+)\]`).FindAllStringSubmatch(text, -1) {
			for _, n := range ranged(t, m[1]) {
				shown[n] = true
				if _, known := rows[n]; !known {
					t.Errorf("%s: a picture shows row %d, which is not listed", c.Title, n)
				}
			}
		}
	}
	for n := range rows {
		if c.Drawing != nil && !shown[n] && c.MoreRows == "" {
			t.Errorf("%s: no picture shows row %d, %s", c.Title, n, fmt.Sprint(rows[n]))
		}
	}
}
