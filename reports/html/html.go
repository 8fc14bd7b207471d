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
	_, err = fmt.Fprintf(out, `<!doctype html>
<html lang="%s">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>%s</title>
<style>%s</style>
</head>
`, lang, digest(style), digest(script), template.HTMLEscapeString(p.Title+" · "+p.Period), style)
	if err != nil {
		return err
	}
	if err := tmpl.Execute(out, p); err != nil {
		return err
	}
	if _, err := fmt.Fprintf(out, "<script>%s</script>\n</body>\n</html>\n", script); err != nil {
		return err
	}
	return out.Flush()
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
