package html

import (
	"html/template"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adal/reports/path"
	"adal/reports/view"
)

// asTemplates are the rows of a card as html/template lays them out, which escapes by where a value stands.
const asTemplates = `{{define "mark"}}{{if .}} <span class="tag rnu {{.State}}">{{.Text}}</span>{{end}}{{end}}
{{define "head"}}<details class="card {{.Kind}}" id="{{.Anchor}}">
<summary>
  <span class="rank" aria-label="место {{.Rank}}">{{.Rank}}</span>
  <span class="what"><span class="rline"><span class="id">{{.Rule}}</span> {{.RuleTitle}}{{with .StatusName}} <span class="tag">{{.}}</span>{{end}}{{with .Lawful}} <span class="tag">{{.}}</span>{{end}}</span><span class="sentence">{{.Summary}}</span>{{range .Marks}}{{template "mark" .}}{{end}}{{with .Speaks}}<span class="aside speaks">за: {{.}}</span>{{end}}{{with .Doubtful}}<span class="aside doubt">сомнения: {{.}}</span>{{end}}</span>
  <span class="right"><span class="score"><b>{{.Score}}</b> <span class="dim">балл</span> <span class="band {{.Band}}">{{.BandName}}</span></span><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" width="{{.ScoreWidth}}" height="6"/></svg>{{with .Amount}}<span class="amount">{{.}}</span>{{end}}</span>
</summary>
{{end}}
{{define "boxes"}}{{range .}}<li>{{with .Link}}<span class="link">{{.}}</span>{{end}}<span class="box {{.Kind}}"><span class="title">{{.Title}}</span>{{with .Note}}<span class="sub">{{.}}</span>{{end}}{{template "mark" .Mark}}</span></li>{{end}}{{end}}
{{define "facts"}}{{range .}}<div><dt>{{.Label}}</dt><dd>{{with .Value}}{{if .Opens}}<data class="opens" value="{{.Opens}}" data-as="{{.As}}">{{.Text}}</data>{{else}}{{.Text}}{{end}}{{end}}</dd></div>{{end}}{{end}}
{{define "evidence"}}{{range .}}<tr><td class="num">{{.Step}}</td><td>{{.What}}</td><td>{{.Fact}}{{range .Marks}}{{template "mark" .}}{{end}}</td><td class="src">{{.File}}, строка&nbsp;{{.Row}}</td></tr>{{end}}{{end}}
{{define "parts"}}{{range .}}<tr><th scope="row">{{.Name}}</th><td>{{.Fact}}</td><td class="barcol"><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" x="{{.Left}}" width="{{.Width}}" height="6"/></svg></td><td class="num">{{.Points}} <span class="dim">/&nbsp;{{.Max}}</span></td></tr>{{end}}{{end}}`

// TestRowsOfCards holds the rows of cards against a template, with texts that would end an element or an
// attribute: what is laid out without one escapes the same.
func TestRowsOfCards(t *testing.T) {
	tmpl := template.Must(template.New("rows").Parse(asTemplates))
	text := rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(rapid.SampledFrom([]string{"", "Ж", "a", "<b>", `"`, "'", "&amp;", "+", "\x00", "\xff", "`", "=", " ", "\n", "javascript:", "{{.}}", "\u2028", "\ufdd0", "№"}), 0, 6).Draw(t, "pieces"), "")
	})
	rapid.Check(t, func(t *rapid.T) {
		say := func() string { return text.Draw(t, "text") }
		mark := view.Mark{Text: say(), State: say()}
		path := []view.Box{{Step: path.Step{Link: say(), Kind: say(), Title: say(), Note: say()}}, {Step: path.Step{Title: say()}, Mark: &mark}}
		known := []view.Fact{{Label: say(), Value: view.Num{Text: say()}}, {Label: say(), Value: view.Num{Text: say(), Opens: rapid.Int().Draw(t, "opens"), As: say()}}}
		rows := []view.CardRow{{Step: rapid.Int().Draw(t, "step"), What: say(), Fact: say(), File: say(), Row: rapid.Int64().Draw(t, "row"), Marks: []view.Mark{mark, mark}}, {Fact: say()}}
		score := []view.CardPart{{Name: say(), Fact: say(), Points: say(), Max: say(), Left: say(), Width: say()}}
		card := view.Card{
			Kind: say(), Anchor: say(), Rank: rapid.Int().Draw(t, "rank"), Rule: say(), RuleTitle: say(), StatusName: say(), Lawful: say(), Summary: say(), Marks: []view.Mark{mark},
			Speaks: say(), Doubtful: say(), Score: say(), Band: say(), BandName: say(), ScoreWidth: say(), Amount: say(),
		}
		for name, x := range map[string]struct {
			of   any
			laid template.HTML
		}{"boxes": {path, boxes(path)}, "facts": {known, facts(known)}, "evidence": {rows, evidence("строка")(rows)}, "parts": {score, parts(score)}, "head": {&card, heads{"место", "за", "сомнения", "балл"}.of(&card)}} {
			var b strings.Builder
			if err := tmpl.ExecuteTemplate(&b, name, x.of); err != nil {
				t.Fatal(err)
			}
			if b.String() != string(x.laid) {
				t.Errorf("%s: laid out %q, as a template %q", name, x.laid, b.String())
			}
		}
	})
}
