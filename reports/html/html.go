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

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
)

//go:embed style.css
var style string

//go:embed page.js
var script string

//go:embed page.tmpl
var pageTemplate string

// MaxCards is the most findings the page shows in full; what is left out is said on the
// page and stands in findings.csv and report.xlsx.
const MaxCards = 1000

// maxEvidence is the most source rows one card lists.
const maxEvidence = 40

// Write renders r in lang to w.
func Write(w io.Writer, lang string, r *run.Run, m *mask.Masker) error {
	tmpl, err := template.New("page").Funcs(functions(lang)).Parse(pageTemplate)
	if err != nil {
		return err
	}
	p := newPage(lang, r, m)
	out := bufio.NewWriterSize(w, 1<<16)
	script, more := script, ""
	if p.ledger != nil {
		script, more = script+ledgerScript, ledgerStyle
	}
	if err := Head(out, lang, p.Title+" · "+p.Period, more, script); err != nil {
		return err
	}
	if err := tmpl.Execute(out, p); err != nil {
		return err
	}
	if p.ledger != nil {
		data, err := p.ledger.data()
		if err != nil {
			return err
		}
		if _, err := fmt.Fprintf(out, "<script type=\"application/json\" id=\"ledger\">%s</script>\n", data); err != nil {
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

func digest(s string) string {
	sum := sha256.Sum256([]byte(s))
	return base64.StdEncoding.EncodeToString(sum[:])
}

func functions(lang string) template.FuncMap {
	return template.FuncMap{
		"t": func(key string) (string, error) {
			if !words.UI.Has(key) {
				return "", fmt.Errorf("no word %q", key)
			}
			return words.UI.In(lang, key), nil
		},
		"count":  func(n int64) string { return words.Count(lang, n) },
		"points": func(v float64) string { return words.Points(lang, v) },
	}
}
