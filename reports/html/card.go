package html

import (
	"errors"
	"html/template"
	"strconv"
	"sync"

	"adal/reports/view"
)

// The head of a card and the rows of its lists are laid out here and not in its template: a page of ten
// thousand cards has half a million of them, each of a few texts, and a template looks for each of these in
// its value by name.

// escapes are what html/template writes for a sign where a text stands between elements or in quotation marks.
var escapes = [256]string{0: "\ufffd", '"': "&#34;", '&': "&amp;", '\'': "&#39;", '+': "&#43;", '<': "&lt;", '>': "&gt;"}

// laid is HTML as it is put together of what a layout says and of texts.
type laid struct{ out []byte }

// layouts are kept to be used again.
var layouts = sync.Pool{New: func() any { return &laid{} }}

func begin() *laid { return layouts.Get().(*laid) }

// say writes what the layout says.
func (l *laid) say(s string) { l.out = append(l.out, s...) }

// add writes pieces of the layout and, every second, texts.
func (l *laid) add(pieces ...string) {
	for i, p := range pieces {
		if i%2 == 0 {
			l.say(p)
		} else {
			l.text(p)
		}
	}
}

// given writes a text between two pieces of the layout, nothing where it is blank.
func (l *laid) given(before, s, after string) {
	if s != "" {
		l.add(before, s, after)
	}
}

func (l *laid) text(s string) {
	from := 0
	for i := range len(s) {
		if e := escapes[s[i]]; e != "" {
			l.out = append(append(l.out, s[from:i]...), e...)
			from = i + 1
		}
	}
	l.out = append(l.out, s[from:]...)
}

// html gives what is laid out and ends the layout.
func (l *laid) html() template.HTML {
	h := template.HTML(l.out) //nolint:gosec // add escaped every text
	if l.out = l.out[:0]; cap(l.out) <= 1<<20 {
		layouts.Put(l)
	}
	return h
}

func (l *laid) mark(m *view.Mark) {
	if m != nil {
		l.add(` <span class="tag rnu `, m.State, `">`, m.Text, `</span>`)
	}
}

// heads lays out what of a card is seen while it is closed, with the labels of its report.
type heads struct{ rank, favour, doubts, score string }

func newHeads(v *view.Report) (h heads, err error) {
	label := func(key string) string {
		said, fault := v.Label(key)
		err = errors.Join(err, fault)
		return said
	}
	return heads{rank: label("rank_of"), favour: label("in_favour"), doubts: label("doubts"), score: label("points_of")}, err
}

func (h heads) of(c *view.Card) template.HTML {
	l := begin()
	rank := strconv.Itoa(c.Rank)
	l.add(`<details class="card `, c.Kind, `" id="`, c.Anchor, "\">\n<summary>\n  <span class=\"rank\" aria-label=\"", h.rank, ` `, rank, `">`, rank,
		"</span>\n  <span class=\"what\"><span class=\"rline\"><span class=\"id\">", c.Rule, `</span> `, c.RuleTitle)
	l.given(` <span class="tag">`, c.StatusName, `</span>`)
	l.given(` <span class="tag">`, c.Lawful, `</span>`)
	l.add(`</span><span class="sentence">`, c.Summary, `</span>`)
	for i := range c.Marks {
		l.mark(&c.Marks[i])
	}
	if c.Speaks != "" {
		l.add(`<span class="aside speaks">`, h.favour, `: `, c.Speaks, `</span>`)
	}
	if c.Doubtful != "" {
		l.add(`<span class="aside doubt">`, h.doubts, `: `, c.Doubtful, `</span>`)
	}
	l.add("</span>\n  <span class=\"right\"><span class=\"score\"><b>", c.Score, `</b> <span class="dim">`, h.score, `</span> <span class="band `, c.Band, `">`, c.BandName,
		`</span></span><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" width="`, c.ScoreWidth, `" height="6"/></svg>`)
	l.given(`<span class="amount">`, c.Amount, `</span>`)
	l.say("</span>\n</summary>\n")
	return l.html()
}

// boxes lays out the path of a card.
func boxes(path []view.Box) template.HTML {
	l := begin()
	for _, x := range path {
		l.say("<li>")
		l.given(`<span class="link">`, x.Link, `</span>`)
		l.add(`<span class="box `, x.Kind, `"><span class="title">`, x.Title, `</span>`)
		l.given(`<span class="sub">`, x.Note, `</span>`)
		l.mark(x.Mark)
		l.say("</span></li>")
	}
	return l.html()
}

// facts lays out what is known of a finding.
func facts(known []view.Fact) template.HTML {
	l := begin()
	for _, x := range known {
		l.add("<div><dt>", x.Label, "</dt><dd>")
		if x.Value.Opens != 0 {
			l.add(`<data class="opens" value="`, strconv.Itoa(x.Value.Opens), `" data-as="`, x.Value.As, `">`, x.Value.Text, `</data>`)
		} else {
			l.add("", x.Value.Text)
		}
		l.say("</dd></div>")
	}
	return l.html()
}

// evidence lays out the source rows of a card; row is what a row of a file is called.
func evidence(row string) func([]view.CardRow) template.HTML {
	return func(rows []view.CardRow) template.HTML {
		l := begin()
		for _, x := range rows {
			l.add(`<tr><td class="num">`, strconv.Itoa(x.Step), `</td><td>`, x.What, `</td><td>`, x.Fact)
			for i := range x.Marks {
				l.mark(&x.Marks[i])
			}
			l.add(`</td><td class="src">`, x.File, `, `, row, `&nbsp;`, strconv.FormatInt(x.Row, 10), `</td></tr>`)
		}
		return l.html()
	}
}

// parts lays out what the score of a card is made of.
func parts(all []view.CardPart) template.HTML {
	l := begin()
	for _, x := range all {
		l.add(`<tr><th scope="row">`, x.Name, `</th><td>`, x.Fact,
			`</td><td class="barcol"><svg class="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true"><rect class="track" width="100" height="6"/><rect class="fill" x="`, x.Left, `" width="`, x.Width,
			`" height="6"/></svg></td><td class="num">`, x.Points, ` <span class="dim">/&nbsp;`, x.Max, `</span></td></tr>`)
	}
	return l.html()
}
