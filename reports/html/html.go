// Package html renders a finished run as report.html, the page an official reads. It is
// one file that asks nothing of any network, runs no script but its own small one (and
// reads well without it), prints on A4, and keeps to a content security policy whose
// hashes are computed from what it holds. Every claim opens to the rows it rests on.
package html

import (
	"bufio"
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"fmt"
	"html/template"
	"io"
	"strings"
	"unicode"

	"adal/reports/view"
)

//go:embed style.css
var style string

//go:embed page.js
var script string

//go:embed found.js
var foundScript string

//go:embed decide.js
var decideScript string

//go:embed page.tmpl
var pageTemplate string

//go:embed year_flags.tmpl
var yearFlagsTemplate string

//go:embed first.tmpl
var firstTemplate string

//go:embed first.css
var firstStyle string

//go:embed ledger.js
var ledgerScript string

//go:embed ledger.css
var ledgerStyle string

//go:embed annual.tmpl
var annualTemplate string

//go:embed annual.js
var annualScript string

//go:embed annual.css
var annualStyle string

//go:embed case.tmpl
var caseTemplate string

//go:embed stack.css
var stackStyle string

//go:embed case.css
var caseStyle string

// plotWide is how wide the charts of a page are drawn: as wide as a phone shows them, and beside
// their tables on anything wider.
const plotWide = 400

// Write renders a report to w.
func Write(w io.Writer, v *view.Report) error {
	tmpl, err := parse("page", pageTemplate+firstTemplate+caseTemplate+annualTemplate+yearFlagsTemplate, v)
	if err != nil {
		return err
	}
	p := v.Page()
	out := bufio.NewWriterSize(w, 1<<16)
	script, more := script+foundScript+decideScript, firstStyle+stackStyle+paper(p.Title+" · "+p.Period)
	if p.Ledger() {
		script, more = script+ledgerScript, more+ledgerStyle
	}
	if p.Annual != nil {
		script, more = script+annualScript, more+annualStyle
	}
	if p.Cases != nil {
		more += caseStyle
	}
	if err := Head(out, p.Lang, p.Title+" · "+p.Period, more, script); err != nil {
		return err
	}
	if err := tmpl.Execute(out, p); err != nil {
		return err
	}
	if p.Queue > 0 {
		if err := found(out, tmpl, v); err != nil {
			return err
		}
	}
	if p.Annual != nil {
		if err := folds(out, tmpl, p.Annual); err != nil {
			return err
		}
	}
	if p.Ledger() {
		data, err := p.Contracts()
		if err != nil {
			return err
		}
		if err := kept(out, "ledger", len(data) > maxPlain, plainly(data)); err != nil {
			return err
		}
	}
	if _, err := fmt.Fprintf(out, "<script>%s</script>\n</body>\n</html>\n", script); err != nil {
		return err
	}
	return out.Flush()
}

// Head writes what every page of adal begins with: the one stylesheet, with more of the
// page's own after it, and a policy that lets nothing else in. Without a script none runs.
func Head(w io.Writer, lang, title, more, script string) error {
	style := style + more
	scripts := ""
	if script != "" {
		scripts = " script-src 'sha256-" + digest(script) + "';"
	}
	_, err := fmt.Fprintf(w, `<!doctype html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s';%s base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>%s</title>
<style>%s</style>
</head>
`, lang, digest(style), scripts, template.HTMLEscapeString(title), style)
	return err
}

// paper is what stands on every printed page: which report it is of, and which page of how many.
func paper(title string) string {
	var text strings.Builder
	for _, r := range title {
		switch {
		case unicode.IsControl(r):
			text.WriteByte(' ')
		case strings.ContainsRune(`"\<>&`, r):
			fmt.Fprintf(&text, `\%x `, r)
		default:
			text.WriteRune(r)
		}
	}
	const look = `font:8pt "Liberation Sans",Arial,sans-serif;color:#55606d` //nolint:misspell // CSS spells color
	return "@page{@top-left{content:\"adal · " + text.String() + "\";" + look + "}@bottom-right{content:counter(page) \" / \" counter(pages);" + look + "}}\n"
}

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}
