package html_test

import (
	"bytes"
	"compress/gzip"
	"encoding/base64"
	"encoding/json"
	"io"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/reports/csv"
	"adal/reports/internal/sample"
	"adal/reports/view"
)

// unpacked gives the packed data of a page: what is sought, then the chunks of cards.
func unpacked(t *testing.T, p string) (found string, chunks []string) {
	t.Helper()
	for _, m := range regexp.MustCompile(`<script type="text/plain" ([^>]*)>([A-Za-z0-9+/=]*)</script>`).FindAllStringSubmatch(p, -1) {
		z, err := gzip.NewReader(base64.NewDecoder(base64.StdEncoding, strings.NewReader(m[2])))
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(z)
		if err != nil {
			t.Fatal(err)
		}
		if m[1] == `id="found"` {
			found = string(text)
			continue
		}
		chunks = append(chunks, string(text))
	}
	return found, chunks
}

// TestAllFindings: every finding of many is in the page once, as a card that stands there or as one
// of a chunk; none shows a full number; the lines are those of findings.csv; leads stand among the
// first; and the same findings give the same bytes.
func TestAllFindings(t *testing.T) {
	r := sample.Many(2000)
	p := page(t, "ru", r)
	found, chunks := unpacked(t, p)
	card := regexp.MustCompile(`<details class="card [a-z]+" id="f-([0-9a-f]+)"`)
	seen := map[string]bool{}
	count := func(text string) int {
		all := card.FindAllStringSubmatch(text, -1)
		for _, m := range all {
			if seen[m[1]] {
				t.Errorf("%s has two cards", m[1])
			}
			seen[m[1]] = true
		}
		return len(all)
	}
	if n := count(p); n != view.MaxCards || strings.Count(p, `<details class="card lead"`) < view.MaxCards/3 {
		t.Errorf("%d cards stand in the page, %d of them leads", n, strings.Count(p, `<details class="card lead"`))
	}
	var s view.Sought
	if err := json.Unmarshal([]byte(found), &s); err != nil {
		t.Fatal(err)
	}
	for _, head := range s.Heads {
		count(head)
	}
	bodies := 0
	for _, c := range chunks {
		bodies += strings.Count(c, `<p class="verdict">`)
		if strings.Count(c, "<next>")+1 != strings.Count(c, `<p class="verdict">`) {
			t.Error("a chunk is not parted by its bodies")
		}
	}
	if bodies != len(r.Findings)-view.MaxCards {
		t.Errorf("%d bodies are packed", bodies)
	}
	if len(seen) != len(r.Findings) {
		t.Errorf("%d cards for %d findings", len(seen), len(r.Findings))
	}
	for _, secret := range sample.People() {
		for _, text := range append(chunks, found, p) {
			if strings.Contains(text, secret) {
				t.Errorf("%s is shown", secret)
			}
		}
	}
	var file bytes.Buffer
	if err := csv.Write(&file, view.Of(r, "ru", false).Section("findings").File); err != nil {
		t.Fatal(err)
	}
	if got := s.Head + "\n" + strings.Join(s.Lines, "\n") + "\n"; got != file.String() {
		t.Error("the lines are not those of findings.csv")
	}
	for i, id := range s.ID {
		if at := s.Chunk[i]; at >= 0 && !strings.Contains(chunks[at], id) || at < 0 && !strings.Contains(p, `id="f-`+id+`"`) {
			t.Fatalf("%s is not where it is said to be, %d", id, at)
		}
	}
	if page(t, "ru", sample.Many(2000)) != p {
		t.Error("the same findings give other bytes")
	}
}

// TestFold: what a search compares.
func TestFold(t *testing.T) {
	for said, want := range map[string]string{
		"Қуаныш ӘДІЛҰЛЫ, ё": "куаныш адилулы, е", "8\u00a0750\u00a0000,00 ₸": "8750000.00 ₸", "1 234 567 890": "1234567890",
		"KZT 1,234,567.05": "kzt 1234567.05", "с 01.07.2026 по 12 34": "с 01.07.2026 по 12 34", "1,2,3": "1.2.3", "1 2345": "1 2345", " a\n\tb ": "a b",
	} {
		if got := view.Fold(said); got != want {
			t.Errorf("%q folds to %q, want %q", said, got, want)
		}
	}
}

// TestFewFindings: where all cards stand in the page nothing is packed, so that what it holds can be
// read as it is.
func TestFewFindings(t *testing.T) {
	p := page(t, "kk", sample.Scan())
	if strings.Contains(p, `type="text/plain"`) {
		t.Error("a small page is packed")
	}
	m := regexp.MustCompile(`<script type="application/json" id="found">(.*)</script>`).FindStringSubmatch(p)
	if m == nil {
		t.Fatal("the page has no data of its findings")
	}
	var s view.Sought
	if err := json.Unmarshal([]byte(m[1]), &s); err != nil {
		t.Fatal(err)
	}
	if len(s.ID) == 0 || len(s.Lines) != len(s.ID) || slices.Contains(s.ID, "d15300000004") {
		t.Errorf("%d findings and %d lines; the dismissed one is not of the queue", len(s.ID), len(s.Lines))
	}
}

// TestFirst: the first screen counts as the tables of the run do, says what is new and gone where the
// run was compared, leads to the gravest, and every bar of a rule leads to its row.
func TestFirst(t *testing.T) {
	r := sample.Scan()
	p := page(t, "ru", r)
	first := p[strings.Index(p, `<section class="first"`):strings.Index(p, `<section id="findings"`)]
	kinds, people, fresh, unseen, all := map[string]int{}, map[string]bool{}, 0, int64(0), int64(0)
	for _, f := range r.Findings {
		kinds[f.Kind]++
		if f.Kind == "violation" && f.SubjectKind == "person" {
			people[f.SubjectID] = true
		}
		if f.Status == "new" {
			fresh++
		}
	}
	for _, c := range r.Coverage {
		if c.Of == "people" && c.Status != "skipped" {
			unseen, all = max(unseen, c.Population-c.Checked), max(all, c.Population)
		}
	}
	sentence := regexp.MustCompile(`<[^>]*>`).ReplaceAllString(first[strings.Index(first, `<p class="found">`):strings.Index(first, `</p>`)], "")
	for _, want := range []string{
		strconv.Itoa(kinds["violation"]) + " признака нарушения у " + strconv.Itoa(len(people)) + " человек", strconv.Itoa(kinds["lead"]) + " повода для проверки",
		"новых " + strconv.Itoa(fresh), "исчезло " + strconv.Itoa(len(r.Gone)), "решение уже есть по 1 записи",
		"не менее " + strconv.FormatInt(unseen, 10) + " из " + strconv.FormatInt(all, 10) + " человек",
	} {
		if !strings.Contains(sentence, want) {
			t.Errorf("the first screen says %q and not %q", sentence, want)
		}
	}
	for _, want := range []string{`href="#c-` + r.Cases[0].ID + `"`, `href="#c-` + r.Coverage[0].Rule + `"`, `href="#gone"`} {
		if !strings.Contains(first, want) {
			t.Errorf("the first screen lacks %s", want)
		}
	}
	r.Gone, r.Earlier = nil, nil
	for i := range r.Findings {
		if r.Findings[i].Status == "persisting" {
			r.Findings[i].Status = "new"
		}
	}
	if p := page(t, "ru", r); strings.Contains(p, "исчезло") || strings.Contains(p, ">новых ") {
		t.Error("a run compared with none says what is new")
	}
}
