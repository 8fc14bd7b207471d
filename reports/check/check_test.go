package check_test

import (
	"fmt"
	"html"
	"reflect"
	"strings"
	"testing"

	"adal/reports/check"
	"adal/reports/view/checked"
	"adal/reports/words"
)

// sample is a page whose every text is one of its own, with what hostile cells hold in each.
func sample() (p *checked.Page, texts []string) {
	p = &checked.Page{
		Files: make([]checked.File, 2), Unread: make([]checked.Unread, 1), Skipped: make([]checked.Skipped, 1),
		Tables:  []checked.Table{{Filled: make([]checked.Column, 2), Empty: make([]string, 2)}},
		Jobs:    []checked.Job{{Can: make([]checked.Rule, 2), Cannot: make([]checked.Rule, 1)}},
		Reasons: make([]checked.Reason, 1), Notes: make([]checked.Note, 1),
		Verdict: checked.Verdict{Lines: make([]string, 2), Unseen: make([]string, 2)}, Letters: []checked.Letter{{Items: make([]checked.Ask, 2)}, {Items: make([]checked.Ask, 1)}},
		Guesses: []checked.Guess{{Says: make([]string, 2)}},
	}
	p.Files[0].Columns, p.Files[0].NotUsed = make([]string, 2), make([]string, 1)
	n := 0
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.String:
			n++
			v.SetString(fmt.Sprintf(`t%d <script>alert("x")</script>' onload=%d {{.Folder}}`, n, n))
			texts = append(texts, v.String())
		case reflect.Int, reflect.Int64:
			v.SetInt(3)
		case reflect.Slice:
			for i := range v.Len() {
				fill(v.Index(i))
			}
		case reflect.Struct:
			for i := range v.NumField() {
				fill(v.Field(i))
			}
		}
	}
	fill(reflect.ValueOf(p).Elem())
	return p, texts
}

// Both forms say everything that is on the page, but for what a terminal is told beside it;
// and no text of the data is markup.
func TestSaysEverything(t *testing.T) {
	for _, lang := range words.Langs {
		p, texts := sample()
		texts = texts[1:] // the language
		p.Lang = lang
		var text, page strings.Builder
		if err := check.Text(&text, p); err != nil {
			t.Fatal(err)
		}
		if err := check.HTML(&page, p); err != nil {
			t.Fatal(err)
		}
		elsewhere := map[string]bool{p.Unread[0].What: true, p.Unread[0].Next: true, p.Files[1].Why: true, p.Verdict.State: true} // errors go to stderr
		for _, r := range p.Jobs[0].Can {
			elsewhere[r.Title], elsewhere[r.Lacks] = true, true
		}
		shown := html.UnescapeString(page.String())
		for _, s := range texts {
			if !elsewhere[s] && !strings.Contains(text.String(), s) {
				t.Errorf("%s: the terminal does not say %q", lang, s)
			}
			if s != p.Jobs[0].Can[0].Lacks && s != p.Jobs[0].Can[1].Lacks && !strings.Contains(shown, s) {
				t.Errorf("%s: the page does not say %q", lang, s)
			}
		}
		for _, bad := range []string{"<script", `alert("x")`, "<no value>"} {
			if strings.Contains(page.String(), bad) {
				t.Errorf("%s: the page has %s", lang, bad)
			}
		}
		if !strings.Contains(page.String(), `content="default-src 'none'; style-src 'sha256-`) || strings.Contains(page.String(), "script-src") {
			t.Errorf("%s: the page lets more in than its style", lang)
		}
	}
}

// A page of nothing is whole, and a terminal is not steered.
func TestEmpty(t *testing.T) {
	p := &checked.Page{Lang: "en", Folder: "a\x1b[31m\x07\nb"}
	var text, page strings.Builder
	if err := check.Text(&text, p); err != nil {
		t.Fatal(err)
	}
	if !strings.HasPrefix(text.String(), "Folder: a␛[31m␇ b\n") || !strings.Contains(text.String(), "no table was found") {
		t.Errorf("%q", text.String())
	}
	if err := check.HTML(&page, p); err != nil {
		t.Fatal(err)
	}
	if !strings.HasSuffix(page.String(), "</html>\n") || !strings.Contains(page.String(), "no table was found") {
		t.Error("the page of an empty folder is not whole")
	}
}
