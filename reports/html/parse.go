package html

import (
	"errors"
	"fmt"
	"html/template"
	"regexp"
	"strings"

	"adal/reports/chart"
	"adal/reports/view"
)

// asked is a heading or label of the report where a template asks for it.
var asked = regexp.MustCompile(`{{t "([a-z0-9_]+)"}}`)

// parse reads the templates of a page. The headings and labels they ask for are put in at once, escaped
// as they would be when the page is written: the card of a finding asks for thirty, the same in each.
func parse(name, text string, v *view.Report) (*template.Template, error) {
	var fault error
	escaped := template.Must(template.New("label").Parse("{{.}}"))
	text = asked.ReplaceAllStringFunc(text, func(found string) string {
		var said strings.Builder
		label, err := v.Label(asked.FindStringSubmatch(found)[1])
		if err == nil && strings.Contains(label, "{{") {
			err = fmt.Errorf("%q would be taken for a template", label)
		}
		if err == nil {
			err = escaped.Execute(&said, label)
		}
		if fault == nil {
			fault = err
		}
		return said.String()
	})
	if fault != nil {
		return nil, fault
	}
	a := &alike{rules: map[string]template.HTML{}}
	row, err := v.Label("row")
	head, fault := newHeads(v)
	if err = errors.Join(err, fault); err != nil {
		return nil, err
	}
	tmpl, err := template.New(name).Funcs(functions(v)).Funcs(template.FuncMap{"ofrule": a.rule, "evidence": evidence(row), "head": head.of}).Parse(text)
	a.tmpl = tmpl
	return tmpl, err
}

func functions(v *view.Report) template.FuncMap {
	return template.FuncMap{
		"t": v.Label, "count": v.Count, "graph": graph, "plot": func(p *view.Plot) template.HTML { return chart.SVG(p, plotWide) }, "riskmap": riskMap, "casedrawing": drawCase, "timeline": drawTimeline,
		"boxes": boxes, "facts": facts, "parts": parts,
	}
}

// alike is what a rule says in each of its cards, laid out once by the template card_rule.
type alike struct {
	tmpl  *template.Template
	rules map[string]template.HTML
}

func (a *alike) rule(c *view.Card) (template.HTML, error) {
	if said, ok := a.rules[c.Rule]; ok {
		return said, nil
	}
	var b strings.Builder
	if err := a.tmpl.ExecuteTemplate(&b, "card_rule", c); err != nil {
		return "", err
	}
	said := template.HTML(b.String()) //nolint:gosec // a template escaped it
	a.rules[c.Rule] = said
	return said, nil
}
