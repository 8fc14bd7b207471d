package browser

import (
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
)

var pagesLine = regexp.MustCompile(`(?m)^Pages:\s+([0-9]+)`)

// pdf gives the number of pages of a PDF file and its text, a page after a form feed each.
func pdf(t *testing.T, path string) (pages int, text string) {
	t.Helper()
	m := pagesLine.FindStringSubmatch(command(t, need(t, "pdfinfo"), path))
	if m == nil {
		t.Fatalf("%s is no PDF", path)
	}
	pages, err := strconv.Atoi(m[1])
	if err != nil {
		t.Fatal(err)
	}
	return pages, command(t, need(t, "pdftotext"), "-layout", path, "-")
}

// keep puts a file beside the pictures.
func keep(t *testing.T, name string, text []byte) string {
	t.Helper()
	dir := os.Getenv("ADAL_SCREENSHOTS")
	if dir == "" {
		dir = t.TempDir()
	}
	path := filepath.Join(dir, name)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, text, 0o644); err != nil {
		t.Fatal(err)
	}
	return path
}

// TestPaper prints the scan: the short form has the list and the coverage and no evidence, the full
// form has all, and every page says of which report it is.
func TestPaper(t *testing.T) {
	b := opened(t)
	need(t, "pdfinfo")
	run := ministryRun(t, "scan", "ru")
	all := queue(t, run)
	b.see(1280, 800, true) // paper is white whatever the screen is
	b.open(filepath.Join(run, "report.html"), "")
	printed := func(name string) (int, string) {
		return pdf(t, keep(t, name, get(b, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize(), chromedp.PDFPrintBackground()))))
	}
	short, text := printed("short.pdf")
	for i, sheet := range strings.Split(strings.TrimSuffix(text, "\f"), "\f") {
		if !strings.Contains(sheet, "Квартальная проверка на конфликт интересов · III квартал 2026") ||
			!strings.Contains(strings.ReplaceAll(sheet, " ", ""), strconv.Itoa(i+1)+"/"+strconv.Itoa(short)) { // how far apart they stand depends on the font
			t.Errorf("page %d does not say of which report it is", i+1)
		}
	}
	if !strings.Contains(text, "Охват") || strings.Contains(text, "roster.csv") || short > len(all)/20+3 {
		t.Errorf("the short form has %d pages for %d findings, with the coverage and no evidence", short, len(all))
	}
	printedWords := texts(text).words
	for _, f := range all {
		for name := range strings.FieldsSeq(f["subject_name"]) { // a line may end within a name
			if f["subject_kind"] == "person" && !printedWords[name] {
				t.Errorf("the short form does not name %s", f["subject_name"])
			}
		}
	}
	ask[*bool](b, `(function () { window.print = function () {}; document.getElementById("print-full").click(); window.dispatchEvent(new Event("beforeprint")); })()`)
	full, text := printed("full.pdf")
	if full <= short || !strings.Contains(text, "roster.csv") {
		t.Errorf("the full form has %d pages, the short one %d", full, short)
	}
	b.give("#kind", "lead")
	b.wait(`document.getElementById("asked").textContent !== ""`)
	if _, text := printed("filtered.pdf"); !strings.Contains(squeeze(text), "повод для проверки") {
		t.Error("what is filtered is not said on paper")
	}
	b.clean("paper")
}

// TestOffice opens the workbook, the memo of both jobs and the annual report in an office program and turns them to PDF:
// they open, and no cell has an error.
func TestOffice(t *testing.T) {
	office := need(t, "soffice", "libreoffice")
	need(t, "pdfinfo")
	need(t, "pdftotext")
	out := t.TempDir()
	var files, made []string
	for _, of := range []struct{ job, lang, name string }{
		{"scan", "ru", "report.xlsx"}, {"scan", "ru", "memo.docx"}, {"scan", "en", "memo.docx"}, {"concentration", "kk", "report.xlsx"}, {"concentration", "kk", "memo.docx"},
		{"concentration", "ru", "report.docx"}, {"concentration", "kk", "report.docx"}, {"concentration", "en", "report.docx"},
	} {
		text, err := os.ReadFile(filepath.Join(ministryRun(t, of.job, of.lang), of.name))
		if err != nil {
			t.Fatal(err)
		}
		path := filepath.Join(out, of.job+"-"+of.lang+"-"+of.name)
		if err := os.WriteFile(path, text, 0o600); err != nil {
			t.Fatal(err)
		}
		files, made = append(files, path), append(made, strings.TrimSuffix(path, filepath.Ext(path))+".pdf")
	}
	command(t, office, append([]string{"-env:UserInstallation=file://" + t.TempDir(), "--headless", "--convert-to", "pdf", "--outdir", out}, files...)...)
	for _, path := range made {
		pages, text := pdf(t, path)
		name := filepath.Base(path)
		if pages == 0 || letters(text) < 500 {
			t.Errorf("%s has %d pages and %d letters", name, pages, letters(text))
		}
		if strings.Contains(name, "memo") && pages > 3 {
			t.Errorf("%s has %d pages, a memo one or two", name, pages)
		}
		if strings.Contains(name, "report") && pages > 160 {
			t.Errorf("%s has %d pages", name, pages)
		}
		for _, bad := range []string{"Err:", "#REF!", "#NAME?", "#VALUE!", "#DIV/0!"} {
			if strings.Contains(text, bad) {
				t.Errorf("%s says %s", name, bad)
			}
		}
		if b, err := os.ReadFile(path); err == nil {
			keep(t, name, b)
		}
	}
}
