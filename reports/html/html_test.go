package html_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports/html"
	"adal/reports/internal/sample"
	"adal/reports/view"
	"adal/reports/words"
)

func page(t *testing.T, lang string, r *run.Run) string {
	t.Helper()
	var out bytes.Buffer
	if err := html.Write(&out, view.Of(r, lang, false)); err != nil {
		t.Fatal(err)
	}
	return out.String()
}

// TestPolicy: the page asks nothing of a network, and its policy lets run exactly the
// style and the script it holds.
func TestPolicy(t *testing.T) {
	for _, r := range []*run.Run{sample.Scan(), sample.Annual()} {
		for _, lang := range words.Langs {
			p := page(t, lang, r)
			policy := regexp.MustCompile(`Content-Security-Policy" content="([^"]*)"`).FindStringSubmatch(p)
			if policy == nil || !strings.HasPrefix(policy[1], "default-src 'none';") || strings.Contains(policy[1], "unsafe") {
				t.Fatalf("the policy is %v", policy)
			}
			for _, element := range []string{"style", "script"} {
				found := regexp.MustCompile(`(?s)<`+element+`>(.*?)</`+element+`>`).FindAllStringSubmatch(p, -1)
				if len(found) != 1 {
					t.Fatalf("%d %s elements", len(found), element)
				}
				sum := sha256.Sum256([]byte(found[0][1]))
				if !strings.Contains(policy[1], element+"-src 'sha256-"+base64.StdEncoding.EncodeToString(sum[:])+"'") {
					t.Errorf("the policy does not fit the %s", element)
				}
			}
			body := p[strings.Index(p, "<body>"):strings.LastIndex(p, "<script>")]
			for _, bad := range []string{` style="`, `src=`, `href="http`, `url(`, ` onclick`, ` onload`, `<iframe`, `<img`, `javascript:`, `xlink`, `xmlns`} {
				if strings.Contains(body, bad) {
					t.Errorf("%s: the page holds %s", lang, bad)
				}
			}
			if strings.Contains(body, "ZgotmplZ") || strings.Contains(body, "{{") || strings.Contains(body, "<no value>") {
				t.Errorf("%s: the template left something open", lang)
			}
			seen := map[string]bool{}
			for _, id := range regexp.MustCompile(` id="([^"]*)"`).FindAllStringSubmatch(body, -1) {
				if seen[id[1]] {
					t.Errorf("the id %s stands twice", id[1])
				}
				seen[id[1]] = true
			}
			for _, target := range regexp.MustCompile(`href="#([^"]*)"`).FindAllStringSubmatch(body, -1) {
				if !seen[target[1]] {
					t.Errorf("%s: the link to #%s leads nowhere", lang, target[1])
				}
			}
			if !strings.Contains(p, `<html lang="`+lang+`">`) {
				t.Error("the page does not name its language")
			}
			for _, element := range []string{"details", "section", "table", "div", "ul", "ol", "dl", "svg", "form"} {
				open, closed := len(regexp.MustCompile(`<`+element+`[ >]`).FindAllString(body, -1)), strings.Count(body, "</"+element+">")
				if open != closed {
					t.Errorf("%d %s elements open, %d close", open, element, closed)
				}
			}
			if n, c := strings.Count(body, "<table"), strings.Count(body, "<caption"); n != c {
				t.Errorf("%d tables, %d captions", n, c)
			}
		}
	}
}

// TestSaysRequiresChecking: the page says at the top that a sign is no verdict, and again
// in every finding.
func TestSaysRequiresChecking(t *testing.T) {
	r := sample.Scan()
	for _, lang := range words.Langs {
		p := page(t, lang, r)
		if !strings.Contains(p, words.UI.In(lang, "how_sign")) {
			t.Errorf("%s: the page does not say how to read it", lang)
		}
		if n := strings.Count(p, words.UI.In(lang, "requires_check")); n < len(r.Findings) {
			t.Errorf("%s: %d of %d findings say they require checking", lang, n, len(r.Findings))
		}
	}
}

// TestDispositionsApart: what a person decided stands in its own section, an expired
// decision back in the queue.
func TestDispositionsApart(t *testing.T) {
	p := page(t, "ru", sample.Scan())
	queue, decided := strings.Index(p, `id="findings"`), strings.Index(p, `id="decided"`)
	dismissed, expired := strings.Index(p, `id="f-d15300000004"`), strings.Index(p, `id="f-5be1a77a0001"`)
	if queue < 0 || decided < queue || dismissed < decided || expired > decided || expired < queue {
		t.Errorf("queue %d, decided %d, dismissed %d, expired %d", queue, decided, dismissed, expired)
	}
}

// TestMany: beyond the cap the page says how much it shows and where the rest is.
func TestMany(t *testing.T) {
	p := page(t, "ru", sample.Many(view.MaxCards+500))
	if n := strings.Count(p, `<details class="card`); n != view.MaxCards {
		t.Errorf("%d cards", n)
	}
	if !strings.Contains(p, "findings.csv") || !strings.Contains(p, "800") {
		t.Error("the page does not say where the rest is")
	}
}

// TestNumbersOpen: numbers of the annual page name a list that is there and has a title,
// and without a script they are plain text; a run that keeps no contracts opens none.
func TestNumbersOpen(t *testing.T) {
	p := page(t, "kk", sample.Annual())
	ledger := regexp.MustCompile(`(?s)<script type="application/json" id="ledger">(.*?)</script>`).FindStringSubmatch(p)
	if ledger == nil {
		t.Fatal("the page carries no contracts")
	}
	var book struct {
		Kept, All int64
		Texts     []string
		Numbers   []struct {
			T []int
		}
	}
	if err := json.Unmarshal([]byte(ledger[1]), &book); err != nil {
		t.Fatal(err)
	}
	if book.Kept != 9 || book.All != 269 {
		t.Errorf("keeps %d of %d contracts", book.Kept, book.All)
	}
	opens := regexp.MustCompile(`<data class="opens" value="(\d+)" data-as="[a-z_0-9]+">[^<]+</data>`).FindAllStringSubmatch(p, -1)
	if len(opens) < 50 || strings.Count(p, "<data ") != len(opens) || strings.Contains(p, `<button class="opens"`) {
		t.Errorf("%d numbers open", len(opens))
	}
	for _, m := range opens {
		n, err := strconv.Atoi(m[1])
		if err != nil || n < 1 || n > len(book.Numbers) || len(book.Numbers[n-1].T) == 0 || book.Texts[book.Numbers[n-1].T[0]-1] == "" {
			t.Errorf("%s opens nothing with a title", m[0])
		}
	}
	r := sample.Annual()
	r.Contracts = nil
	if p := page(t, "kk", r); strings.Contains(p, "<data ") || strings.Contains(p, "<dialog") || strings.Contains(p, `id="ledger"`) {
		t.Error("a run without contracts opens some")
	}
}

// TestGone: what the run before had stands after the findings, with what changed; missing
// data are said to be no cure; many of them stand closed, and none make no section.
func TestGone(t *testing.T) {
	r := sample.Scan()
	for _, lang := range words.Langs {
		p := page(t, lang, r)
		findings, gone, coverage := strings.Index(p, `<section id="findings"`), strings.Index(p, `<section id="gone"`), strings.Index(p, `<section id="coverage"`)
		if gone < findings || coverage < gone {
			t.Fatalf("%s: findings %d, gone %d, coverage %d", lang, findings, gone, coverage)
		}
		section := p[gone:coverage]
		for _, want := range []string{
			`id="gone-60e0000000a1"`, `id="gone-60e0000000a2"`, words.UI.In(lang, "gone_unsupplied"), words.UI.In(lang, "gone_supplied"), "<details class=\"tally more\" open>",
			words.Change(lang, r.Gone[0].Changes[0], nil), "&lt;script&gt;alert(1)&lt;/script&gt;",
		} {
			if !strings.Contains(section, want) {
				t.Errorf("%s: the section lacks %s", lang, want)
			}
		}
		if unknown, cured := strings.Index(section, "60e0000000a2"), strings.Index(section, "60e0000000a1"); unknown > cured {
			t.Errorf("%s: what nobody can tell stands last", lang)
		}
	}
	one := r.Gone[0]
	for i := range 10 {
		one.ID = strconv.Itoa(i)
		r.Gone = append(r.Gone, one)
	}
	if p := page(t, "ru", r); strings.Contains(p, `<details class="tally more" open>`) || !strings.Contains(p, `<details class="tally more"><summary>`) {
		t.Error("twelve stand open")
	}
	r.Gone = nil
	if p := page(t, "ru", r); strings.Contains(p, `id="gone"`) || strings.Contains(p, words.UI.In("ru", "gone")) {
		t.Error("a run compared with none has a section")
	}
}

// TestRegister: without entries the page says so where there is a register, and nothing
// where there is none.
func TestRegister(t *testing.T) {
	r := sample.Annual()
	r.Unfair = nil
	none := words.UI.In("ru", "how_unfair_none")
	if p := page(t, "ru", r); !strings.Contains(p, none) || strings.Contains(p, `id="unfair"`) || strings.Contains(p, `class="tag rnu`) {
		t.Error("a register without a supplier of the report")
	}
	r.Files = r.Files[:1]
	if p := page(t, "ru", r); strings.Contains(p, none) {
		t.Error("no register is said to be one")
	}
}

// TestPlain: a section without a shape of its own is a table under its heading, its cells text.
func TestPlain(t *testing.T) {
	v := view.Of(sample.Scan(), "ru", false)
	p := v.Page()
	p.Plain = append(p.Plain, view.Plain{
		Anchor: "fresh", Title: "Новый раздел", Head: []view.PlainHead{{Title: "кто"}, {Title: "сколько", Number: true}},
		Rows: [][]string{{"<script>alert(1)</script>", "7"}}, More: "и ещё 3",
	})
	var out bytes.Buffer
	if err := html.Write(&out, v); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`<section id="fresh"`, `<h2 id="fresh-h">Новый раздел</h2>`, `<th scope="col" class="num">сколько</th>`,
		`<td data-l="кто">&lt;script&gt;alert(1)&lt;/script&gt;</td><td class="num" data-l="сколько">7</td>`, `и ещё 3`,
	} {
		if !strings.Contains(out.String(), want) {
			t.Errorf("the page lacks %s", want)
		}
	}
}
