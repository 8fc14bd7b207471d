package browser

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// screens are what pages are looked at on.
var screens = []struct {
	name          string
	width, height int64
}{{"desktop", 1280, 800}, {"phone", 390, 844}}

// TestPages opens every page in every language, light and dark, on a desktop and a phone: nothing
// is asked for from outside, no script fails, nothing is wider than the screen, every text can be
// read against what is behind it, and none is in another language.
func TestPages(t *testing.T) {
	b := opened(t)
	for _, lang := range languages {
		pages, others := map[string]string{}, foreign(t, lang)
		for _, job := range []string{"scan", "concentration"} {
			pages[job] = filepath.Join(ministryRun(t, job, lang), "report.html")
		}
		pages["check"] = filepath.Join(t.TempDir(), "check.html")
		adal(t, "check", "--data", ministry, "--lang", lang, "--format", "html", "--out", pages["check"])
		for _, name := range []string{"scan", "concentration", "check"} {
			for _, screen := range screens {
				for _, dark := range []bool{false, true} {
					where := fmt.Sprintf("%s-%s-%s", name, lang, screen.name)
					if dark {
						where += "-dark"
					}
					b.see(screen.width, screen.height, dark)
					b.open(pages[name], "")
					b.fits(where)
					b.picture(where, false)
					if name != "check" {
						b.startsWithFindings(where)
					}
					if lang == "ru" { // colours are no matter of the language
						b.readable(where)
					}
					b.unfold()
					b.fits(where + ", unfolded")
					if screen.name == "phone" {
						b.stacked(where)
					}
					if screen.name == "desktop" && lang == "ru" {
						b.readable(where + ", unfolded")
					}
					if lang == "ru" {
						b.sights(name, where)
					}
					b.clean(where)
				}
			}
			b.speaks(name, lang, others)
		}
	}
}

// sights takes pictures of what lies below the first screen.
func (b *tab) sights(name, where string) {
	b.t.Helper()
	for i, selector := range map[string][]string{
		"scan":          {"#findings .card", "#findings .card form.decide", "#coverage", "#rules"},
		"concentration": {"#concentration", "figure.plotted", "#groups .body", "#kpi", "#reconciliation"},
		"check":         {"#files", "#tables", "#rules"},
	}[name] {
		if !ask[bool](b, fmt.Sprintf(`Boolean(document.querySelector(%q))`, selector)) {
			b.t.Errorf("%s: nothing is %s", where, selector)
			continue
		}
		ask[*bool](b, fmt.Sprintf(`void document.querySelector(%q).scrollIntoView()`, selector))
		b.picture(fmt.Sprintf("%s-%d", where, i+1), false)
	}
}

// fits fails where the page is wider than the screen.
func (b *tab) fits(where string) {
	b.t.Helper()
	wide := ask[string](b, `(function () {
		var w = document.scrollingElement.scrollWidth;
		if (w <= innerWidth) { return ""; }
		var out = [];
		document.querySelectorAll("body *").forEach(function (e) {
			for (var p = e.parentElement; p; p = p.parentElement) { if (getComputedStyle(p).overflowX !== "visible") { return; } }
			var r = e.getBoundingClientRect();
			if (r.right > innerWidth + 1 && out.length < 5) { out.push(e.tagName + "." + e.className + " " + Math.round(r.right)); }
		});
		return w + " of " + innerWidth + ": " + out.join(", ");
	})()`)
	if wide != "" {
		b.t.Errorf("%s: wider than the screen: %s", where, wide)
	}
}

// startsWithFindings fails where a reader has to scroll to the gravest finding, and on a desktop to
// the first card.
func (b *tab) startsWithFindings(where string) {
	b.t.Helper()
	cut := ask[[]string](b, `["h1", ".found", ".lead-line", ".grave li"].concat(innerWidth > 600 ? ["#findings .card summary .sentence"] : []).filter(function (s) {
		var e = document.querySelector(s), r = e && e.getBoundingClientRect();
		return !r || r.top < 0 || r.bottom > innerHeight;
	})`)
	if len(cut) > 0 {
		b.t.Errorf("%s: not on the first screen: %s", where, strings.Join(cut, ", "))
	}
}

// unfold opens everything a reader can open.
func (b *tab) unfold() {
	b.t.Helper()
	ask[*bool](b, `document.querySelectorAll("details").forEach(function (d) { d.open = true; })`)
	b.wait(`!document.querySelector("#decide") || document.querySelectorAll("#findings .card form.decide").length === document.querySelectorAll("#findings .card").length`)
}

// readable fails where a text stands out from what is behind it by less than 4.5 to 1, or 3 to 1
// where it is large: what WCAG 2 calls AA.
func (b *tab) readable(where string) {
	b.t.Helper()
	faint := ask[[]string](b, `(function () {
		function parts(c) { var m = c.match(/[\d.]+/g).map(Number); return m.length < 4 ? m.concat(1) : m; }
		function light(c) {
			var v = c.slice(0, 3).map(function (x) { x /= 255; return x <= 0.04045 ? x / 12.92 : Math.pow((x + 0.055) / 1.055, 2.4); });
			return 0.2126 * v[0] + 0.7152 * v[1] + 0.0722 * v[2];
		}
		var seen = {}, out = [], backs = new Map();
		function behind(e) {
			if (!e) { return [255, 255, 255, 1]; }
			if (!backs.has(e)) { var c = parts(getComputedStyle(e).backgroundColor); backs.set(e, c[3] === 1 ? c : behind(e.parentElement)); }
			return backs.get(e);
		}
		document.querySelectorAll("body *").forEach(function (e) {
			var own = Array.prototype.some.call(e.childNodes, function (n) { return n.nodeType === 3 && n.data.trim(); });
			if (!own || e.closest("script,style,template,option,.hide,.skip,.quiet") || !e.getClientRects().length) { return; }
			var s = getComputedStyle(e), front = parts(e.namespaceURI.indexOf("svg") > 0 ? s.fill : s.color), back = null;
			if (e.namespaceURI.indexOf("svg") > 0) {
				var box = e.parentElement.querySelector("rect");
				if (e.parentElement.tagName === "g" && box) { back = parts(getComputedStyle(box).fill); }
			}
			back = back || behind(e);
			var a = light(front), z = light(back), ratio = (Math.max(a, z) + 0.05) / (Math.min(a, z) + 0.05), size = parseFloat(s.fontSize);
			var need = size >= 24 || size >= 18.66 && Number(s.fontWeight) >= 700 ? 3 : 4.5, key = e.tagName + "." + e.getAttribute("class") + front + back;
			if (ratio < need && !seen[key]) { seen[key] = true; out.push(e.tagName + "." + e.getAttribute("class") + " " + ratio.toFixed(2) + " " + e.textContent.trim().slice(0, 30)); }
		});
		return out;
	})()`)
	for _, f := range faint {
		b.t.Errorf("%s: too faint to read: %s", where, f)
	}
}

// said gives every text of the page that a person reads, hears or is shown on a button.
func (b *tab) said() []string {
	b.t.Helper()
	return ask[[]string](b, `(function () {
		var out = [];
		function walk(root) {
			var w = document.createTreeWalker(root, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_ELEMENT), n;
			while ((n = w.nextNode())) {
				if (n.nodeType === 3) { if (!n.parentElement || !n.parentElement.closest("script,style")) { out.push(n.data); } continue; }
				["aria-label", "title", "placeholder", "data-says", "data-done", "data-open", "data-close", "data-marked", "data-ask"].forEach(function (a) {
					if (n.hasAttribute(a)) { out.push(n.getAttribute(a)); }
				});
				if (n.tagName === "TEMPLATE") { walk(n.content); }
			}
		}
		walk(document.body);
		return out.map(function (s) { return s.replace(/\s+/g, " ").trim(); }).filter(Boolean);
	})()`)
}

// speaks fails where the page says something the catalogue of another language says, and that of its
// own does not.
func (b *tab) speaks(name, lang string, foreign strange) {
	b.t.Helper()
	said := b.said()
	whole := texts(strings.Join(said, "\n"))
	for piece, from := range foreign.pieces {
		if whole.has(piece) {
			b.t.Errorf("%s in %s says %q, which is %s", name, lang, piece, from)
		}
	}
	for _, s := range said {
		if from := foreign.whole[s]; from != "" {
			b.t.Errorf("%s in %s says %q, which is %s", name, lang, s, from)
		}
	}
	if len(said) < 100 {
		b.t.Errorf("%s in %s says only %d texts", name, lang, len(said))
	}
}

// counted are the columns of findings.csv the filters go by.
type finding = map[string]string

// queue gives the open findings of a run in the order of the page.
func queue(t *testing.T, run string) []finding {
	var open []finding
	for _, f := range rows(t, filepath.Join(run, "findings.csv")) {
		if !slices.Contains([]string{"confirmed", "dismissed", "justified"}, f["status"]) {
			open = append(open, f)
		}
	}
	return open
}

// ids gives the findings whose cards the page shows, in their order.
func (b *tab) ids() []string {
	b.t.Helper()
	return ask[[]string](b, `Array.prototype.filter.call(document.querySelectorAll("#findings>.group:not([hidden]) .card"), function (c) { return c.getClientRects().length; }).map(function (c) { return c.id.slice(2); })`)
}

// settle waits until a filter that was set has been drawn.
func (b *tab) settle(want int) {
	b.t.Helper()
	b.wait(fmt.Sprintf(`document.getElementById("shown").textContent === "%d"`, want))
}

func pick(all []finding, fits func(finding) bool) []string {
	var out []string
	for _, f := range all {
		if fits(f) {
			out = append(out, f["finding_id"])
		}
	}
	return out
}

// TestFilters: what the filters show is what findings.csv says, however a name or an amount is
// typed; the address passes it on, and what is shown can be saved with the lines of findings.csv.
func TestFilters(t *testing.T) {
	b := opened(t)
	run := ministryRun(t, "scan", "ru")
	all := queue(t, run)
	html := filepath.Join(run, "report.html")
	b.see(1280, 800, false)
	b.open(html, "")
	b.settle(len(all))
	same := func(what string, want []string) {
		t.Helper()
		if len(want) == 0 || len(want) == len(all) {
			t.Fatalf("%s: %d of %d findings prove nothing", what, len(want), len(all))
		}
		b.settle(len(want))
		if got := b.ids(); !slices.Equal(got, want) {
			t.Errorf("%s: shows %v, findings.csv has %v", what, got, want)
		}
	}
	unit := all[0]["unit"]
	b.give("#unit", unit)
	same("a unit", pick(all, func(f finding) bool { return f["unit"] == unit }))
	b.give("#unit", "")
	b.give("#rule", "P12-4b")
	of := pick(all, func(f finding) bool { return f["rule"] == "P12-4b" })
	same("a rule", of)

	hash := ask[string](b, "location.hash")
	b.open(html, hash)
	same("the address "+hash, of)
	if got := string(b.saved("#csv", "findings-2026Q3.csv")); got != lines(t, run, of) {
		t.Errorf("saves\n%s\nwhich are not the lines of findings.csv", got)
	}
	b.press("#filters button[type=reset]")
	b.settle(len(all))

	// A person with letters of Kazakh, typed with those of Russian and in capitals.
	name := ""
	for _, f := range all {
		if n := f["subject_name"]; strings.ContainsAny(n, "қәөұүңғі") && len(pick(all, func(g finding) bool { return strings.Contains(toCyrillic(rowText(g)), toCyrillic(n)) })) == 1 {
			name = n
			break
		}
	}
	typed := strings.ToUpper(toCyrillic(name))
	b.give("#q", typed)
	same(typed, pick(all, func(f finding) bool { return f["subject_name"] == name }))
	b.press("#filters button[type=reset]")
	b.settle(len(all))
	// A sum with its thousands apart, as the page writes it, and without.
	for _, f := range all {
		if whole, _, found := strings.Cut(f["amount"], "."); found && len(whole) > 6 {
			apart := whole[:len(whole)-6] + " " + whole[len(whole)-6:len(whole)-3] + "\u00a0" + whole[len(whole)-3:]
			for _, typed := range []string{whole, apart} {
				b.give("#q", typed)
				b.wait(`document.getElementById("shown").textContent !== "` + fmt.Sprint(len(all)) + `"`)
				if !slices.Contains(b.ids(), f["finding_id"]) {
					t.Errorf("%q does not find %s, whose amount is %s", typed, f["finding_id"], f["amount"])
				}
				b.press("#filters button[type=reset]")
				b.settle(len(all))
			}
			break
		}
	}
	b.picture("filters", false)

	// The first screen leads to what it counts.
	b.press(".first a[data-kind=lead]")
	same("the leads of the sentence", pick(all, func(f finding) bool { return f["kind"] == "lead" }))
	b.press("#filters button[type=reset]")
	b.settle(len(all))
	unit = ask[string](b, `document.querySelector(".units a").dataset.unit`)
	b.press(".units a")
	same("the first unit of the picture", pick(all, func(f finding) bool { return f["unit"] == unit }))

	// A link to a finding opens it, though the filters would hide it.
	last := all[len(all)-1]["finding_id"]
	b.open(html, "#f-"+last)
	b.wait(fmt.Sprintf(`document.getElementById("f-%s").open`, last))
	if top := ask[float64](b, fmt.Sprintf(`document.getElementById("f-%s").getBoundingClientRect().top`, last)); top < 0 || top > 800 {
		t.Errorf("the link to the last finding leaves it at %g", top)
	}
	b.give("#kind", "violation")
	b.settle(len(pick(all, func(f finding) bool { return f["kind"] == "violation" })))
	ask[*bool](b, fmt.Sprintf(`(function () { location.hash = "f-%s"; })()`, last))
	b.settle(1)
	b.press("#copy")
	b.clean("filters")
}

// TestSentence: the numbers of the first screen are those of findings.csv and coverage.csv.
func TestSentence(t *testing.T) {
	b := opened(t)
	run := ministryRun(t, "scan", "en")
	all := rows(t, filepath.Join(run, "findings.csv"))
	people, kinds := map[string]bool{}, map[string]int{}
	for _, f := range all {
		kinds[f["kind"]]++
		if f["kind"] == "violation" && f["subject_kind"] == "person" {
			people[f["subject_id"]] = true
		}
	}
	b.see(1280, 800, false)
	b.open(filepath.Join(run, "report.html"), "")
	got := ask[string](b, `document.querySelector(".found").textContent`)
	for _, want := range []string{fmt.Sprintf("%d signs of violations concerning %d people", kinds["violation"], len(people)), fmt.Sprintf("%d leads", kinds["lead"])} {
		if !strings.Contains(got, want) {
			t.Errorf("the first screen says %q and not %q", got, want)
		}
	}
	grave := ask[[]string](b, `Array.prototype.map.call(document.querySelectorAll(".grave a"), function (a) { return a.getAttribute("href").slice(3); })`)
	var open []string
	for _, c := range rows(t, filepath.Join(run, "cases.csv")) {
		if c["status"] != "decided" {
			open = append(open, c["case_id"])
		}
	}
	if !slices.Equal(grave, open[:5]) {
		t.Errorf("the gravest cases are %v, cases.csv begins with %v", grave, open[:5])
	}
}

// TestDecisions marks a decision in a card, saves the file and lets the next scan read it: the
// finding has the decision, word for word.
func TestDecisions(t *testing.T) {
	b := opened(t)
	run := ministryRun(t, "scan", "ru")
	all := queue(t, run)
	id, other := all[1]["finding_id"], all[len(all)-1]["finding_id"]
	reason := "отстранён приказом № 7, «копия» \"в деле\", вопрос снят"
	b.see(1280, 800, false)
	b.open(filepath.Join(run, "report.html"), "#f-"+id)
	b.wait(fmt.Sprintf(`document.querySelector("#f-%s form.decide")`, id))
	field := func(id, name string) string { return fmt.Sprintf("#f-%s form.decide [name=%s]", id, name) }
	b.give(field(id, "status"), "dismissed")
	b.give(field(id, "reason"), reason)
	b.give(field(id, "by"), "Отдел этики")
	b.give(field(id, "on"), "2026-10-05")
	if tag := ask[string](b, fmt.Sprintf(`document.querySelector("#f-%s .marked").textContent`, id)); !strings.Contains(tag, "снят") {
		t.Errorf("the card says %q of the decision", tag)
	}
	b.picture("decision", false)
	b.open(filepath.Join(run, "report.html"), "#f-"+other) // what was marked outlives the page
	b.wait(fmt.Sprintf(`document.querySelector("#f-%s form.decide")`, other))
	b.give(field(other, "status"), "confirmed")
	b.give(field(other, "reason"), "=HYPERLINK(1)")
	b.give(field(other, "on"), "2026-10-06")
	text := b.saved("#decisions-save", "dispositions.csv")
	b.clean("decisions")

	data := t.TempDir()
	if err := os.CopyFS(data, os.DirFS(ministry)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(data, "dispositions-2.csv"), text, 0o600); err != nil {
		t.Fatal(err)
	}
	next := filepath.Join(t.TempDir(), "next")
	scan(t, "scan", data, next)
	lines, err := os.ReadFile(filepath.Join(next, "findings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	read := map[string]map[string]string{}
	for line := range strings.Lines(string(lines)) {
		var f struct {
			ID          string `json:"finding_id"`
			Disposition *struct{ Status, Reason, By, On string }
		}
		if err := json.Unmarshal([]byte(line), &f); err != nil {
			t.Fatal(err)
		}
		if d := f.Disposition; d != nil {
			read[f.ID] = map[string]string{"status": d.Status, "reason": d.Reason, "by": d.By, "on": d.On}
		}
	}
	for _, want := range []struct{ id, status, reason, by, on string }{
		{id, "dismissed", reason, "Отдел этики", "2026-10-05"}, {other, "confirmed", "'=HYPERLINK(1)", "Отдел этики", "2026-10-06"},
	} {
		if got := read[want.id]; got["status"] != want.status || got["reason"] != want.reason || got["by"] != want.by || got["on"] != want.on {
			t.Errorf("%s: the scan reads %v, the page saved\n%s", want.id, got, text)
		}
	}
	if len(read) != 2 || len(rows(t, filepath.Join(next, "rejects.csv"))) > 0 {
		t.Errorf("%d decisions read, saved were\n%s", len(read), text)
	}
}
