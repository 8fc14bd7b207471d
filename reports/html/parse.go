package html

import (
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
	a := &alike{parts: map[view.CardPart]template.HTML{}, rules: map[string]template.HTML{}}
	tmpl, err := template.New(name).Funcs(functions(v)).Funcs(template.FuncMap{"part": a.part, "ofrule": a.rule}).Parse(text)
	a.tmpl = tmpl
	return tmpl, err
}

func functions(v *view.Report) template.FuncMap {
	return template.FuncMap{"t": v.Label, "count": v.Count, "graph": graph, "plot": func(p *view.Plot) template.HTML { return chart.SVG(p, plotWide) }, "riskmap": riskMap, "casedrawing": drawCase, "timeline": drawTimeline}
}

// alike is what many cards of a page say in the same words, laid out once by its template: a part of the
// score, which few things are given for, and what a rule says in each of its cards.
type alike struct {
	tmpl  *template.Template
	parts map[view.CardPart]template.HTML
	rules map[string]template.HTML
}

func (a *alike) part(p view.CardPart) (template.HTML, error) {
	return once(a, a.parts, p, "card_part", p)
}

func (a *alike) rule(c *view.Card) (template.HTML, error) {
	return once(a, a.rules, c.Rule, "card_rule", c)
}

// maxAlike is how many things of a kind are kept laid out; those beyond are laid out each time.
const maxAlike = 1 << 14

// once lays out what key tells apart by the template of a name, or gives what was laid out before.
func once[K comparable](a *alike, kept map[K]template.HTML, key K, name string, data any) (template.HTML, error) {
	if laid, ok := kept[key]; ok {
		return laid, nil
	}
	var b strings.Builder
	if err := a.tmpl.ExecuteTemplate(&b, name, data); err != nil {
		return "", err
	}
	laid := template.HTML(b.String()) //nolint:gosec // a template escaped it
	if len(kept) < maxAlike {
		kept[key] = laid
	}
	return laid, nil
}
