package texts

import (
	"go/ast"
	"go/parser"
	gotoken "go/token"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/leonelquinteros/gotext"
)

// source is what the program's files say that may name a message.
type source struct {
	said   map[string]bool   // string constants of Go, words of templates and SQL
	begun  map[string]bool   // constants something is put behind: "mark." + state
	ended  map[string]bool   // constants put behind something: job + "_title"
	asked  map[string]string // ids asked for in so many words, and where
	family map[string]string // variable of a Table and its family
	filled map[string][]call // the calls that ask for an id and fill its places
	rules  map[string]bool   // what the rules of queries/rules are told by: rule.P10-2a.title
}

// call is a call that asks for a message: the places it fills, and where it stands.
type call struct {
	names []string
	where string
}

// TestUsed reads the sources of the program: every message is named somewhere, and every
// id that is asked for exists.
func TestUsed(t *testing.T) {
	s := sources(t)
	for id, where := range s.asked {
		if !Has(id) {
			t.Errorf("%s asks for %s, which no catalogue has", where, id)
		}
		for _, p := range places(message(id)) {
			for _, call := range s.filled[id] {
				if !slices.Contains(call.names, strings.Trim(p, "{}")) {
					t.Errorf("%s does not fill the place %s of %s", call.where, p, id)
				}
			}
		}
	}
	for id := range in(Default).messages {
		if !s.uses(id) {
			t.Errorf("nothing uses %s: remove it from the three catalogues, or use it", id)
		}
	}
}

// outside are the families whose codes stand nowhere in the program: the portal's own lists,
// the laws, which are told by their English names, and the paragraphs of the Standard, told by
// their numbers.
var outside = []string{"contract_status", "method", "ground", "law", "standard"}

// uses reports whether a message may be asked for: its id, or the code behind its family,
// is a constant of the program, or is put together of such.
func (s source) uses(id string) bool {
	if strings.HasPrefix(id, "fault.") {
		id = strings.TrimSuffix(id, ".hint") // beside every fault
	}
	if s.said[id] {
		return true
	}
	family, code, _ := strings.Cut(id, ".")
	if family == "rule" {
		return s.rules[id]
	}
	if slices.Contains(outside, family) || s.made(code) || s.made(id) {
		return true
	}
	// detail.level.high: a column and what it holds.
	for part := range strings.SplitSeq(code, ".") {
		if !s.said[part] {
			return false
		}
	}
	return true
}

// made reports whether a code is a constant, or begins with a constant something is put behind.
func (s source) made(code string) bool {
	if s.said[code] {
		return true
	}
	for i := range code {
		if s.begun[code[:i]] && s.said[code[i:]] || s.ended[code[i:]] && s.said[code[:i]] {
			return true
		}
	}
	return false
}

// joined is a constant of SQL that something is put behind.
var joined = regexp.MustCompile(`'([a-z_.]+)' \|\|`)

var word = regexp.MustCompile(`[A-Za-z0-9_]+(?:[.:][A-Za-z0-9_]+)*`)

func sources(t *testing.T) source {
	s := source{map[string]bool{}, map[string]bool{}, map[string]bool{}, map[string]string{}, map[string]string{}, map[string][]call{}, map[string]bool{}}
	var parsed []*ast.File
	set := gotoken.NewFileSet()
	for _, folder := range []string{"cmd", "pipeline", "reports", "queries", "fixtures"} {
		err := filepath.WalkDir(filepath.Join("..", folder), func(path string, d fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			if d.IsDir() && (d.Name() == "testdata" || d.Name() == "sample") {
				return filepath.SkipDir // what tests say is no use
			}
			switch filepath.Ext(path) {
			case ".go":
				if strings.HasSuffix(path, "_test.go") || folder == "fixtures" {
					return nil
				}
				f, err := parser.ParseFile(set, path, nil, parser.SkipObjectResolution)
				if err != nil {
					return err
				}
				parsed = append(parsed, f)
			case ".sql", ".tmpl", ".js":
				b, err := os.ReadFile(path)
				if err != nil {
					return err
				}
				s.rule(string(b))
				s.template(path, string(b))
				for _, m := range joined.FindAllStringSubmatch(string(b), -1) {
					s.begun[m[1]] = true
				}
				for _, w := range word.FindAllString(string(b), -1) {
					s.said[w] = true
					for part := range strings.SplitSeq(w, ".") {
						s.said[part] = true
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, f := range parsed {
		ast.Inspect(f, s.tables)
	}
	for _, f := range parsed {
		ast.Inspect(f, func(n ast.Node) bool { s.look(set, n); return true })
	}
	if len(s.family) == 0 || len(s.asked) == 0 || len(s.said) < 1000 {
		t.Fatalf("the sources were not read: %d tables, %d ids asked for, %d words", len(s.family), len(s.asked), len(s.said))
	}
	return s
}

// template notes the ids a page's template asks for by {{t "findings"}}.
func (s source) template(path, text string) {
	family := map[string]string{"page.tmpl": "ui", "first.tmpl": "ui", "case.tmpl": "ui", "cartogram.tmpl": "ui", "year_flags.tmpl": "ui", "annual.tmpl": "ui", "check.tmpl": "check"}[filepath.Base(path)]
	for _, m := range templateID.FindAllStringSubmatch(text, -1) {
		s.asked[family+"."+m[1]] = path
	}
}

var templateID = regexp.MustCompile(`\bt "([a-z_.]+)"`)

// rule notes the messages of a rule by its header.
func (s source) rule(text string) {
	m := ruleID.FindStringSubmatch(text)
	if m == nil {
		return
	}
	for _, part := range strings.Fields("title why summary exceptions clears innocent basis assumptions link from") {
		s.rules["rule."+m[1]+"."+part] = true
	}
	for _, p := range parameter.FindAllStringSubmatch(text, -1) {
		s.rules["rule."+m[1]+".param."+p[1]] = true
	}
}

var (
	ruleID    = regexp.MustCompile(`(?m)^-- id: (\S+)$`)
	parameter = regexp.MustCompile(`(?m)^-- param\.([a-z0-9_]+):`)
)

// tables notes the families of the vocabularies: var UI = Table{"ui"}.
func (s source) tables(n ast.Node) bool {
	v, ok := n.(*ast.ValueSpec)
	if !ok || len(v.Values) != 1 {
		return true
	}
	if c, ok := v.Values[0].(*ast.CompositeLit); ok && len(c.Elts) == 1 {
		if name, ok := c.Type.(*ast.Ident); ok && name.Name == "Table" {
			s.family[v.Names[0].Name] = constant(c.Elts[0])
		}
	}
	return true
}

// look notes what a piece of Go says and asks for.
func (s source) look(set *gotoken.FileSet, n ast.Node) {
	switch n := n.(type) {
	case *ast.BasicLit:
		if v := constant(n); v != "" {
			s.said[v] = true
			if doing, _, ok := strings.Cut(v, ": %w"); ok {
				s.said[strings.ReplaceAll(doing, " ", "_")] = true // an error says what was being done
			}
			s.said[strings.Trim(v, ".")] = true            // ".long", put behind
			s.said[strings.ReplaceAll(v, " ", "_")] = true // a stage is named by its words
			for _, w := range word.FindAllString(v, -1) {
				if strings.ContainsAny(v, " ;") && len(v) < 400 { // a list of codes
					s.said[w] = true
				}
			}
		}
	case *ast.BinaryExpr:
		if v := constant(n.X); v != "" {
			s.begun[v] = true
		}
		if v := constant(n.Y); v != "" {
			s.ended[v] = true
		}
		if inner, ok := n.X.(*ast.BinaryExpr); ok {
			if v := constant(inner.Y); v != "" {
				s.begun[v] = true
			}
		}
	case *ast.CallExpr:
		s.call(set, n)
	}
}

// call notes the id a call asks for where it is written out: texts.In(lang, "ui.rows"),
// words.UI.In(lang, "rows"), phrase(lang, "span"), fault.Data("no_table").
func (s source) call(set *gotoken.FileSet, n *ast.CallExpr) {
	id := ""
	switch f := n.Fun.(type) {
	case *ast.Ident:
		if f.Name == "phrase" && len(n.Args) > 1 {
			id = prefixed("phrase", n.Args[1])
		}
	case *ast.SelectorExpr:
		switch x := f.X.(type) {
		case *ast.Ident:
			switch {
			case x.Name == "texts" && (f.Sel.Name == "In" || f.Sel.Name == "Count") && len(n.Args) > 1:
				if id = constant(n.Args[1]); id != "" && f.Sel.Name == "In" && n.Ellipsis == 0 {
					s.fills(id, set.Position(n.Pos()).String(), n, 2)
				}
			case x.Name == "fault" && (f.Sel.Name == "Data" || f.Sel.Name == "Usage") && len(n.Args) > 0:
				if id = prefixed("fault", n.Args[0]); id != "" {
					s.asked[id+".hint"] = set.Position(n.Pos()).String()
					s.fills(id, set.Position(n.Pos()).String(), n, 1)
					s.fills(id+".hint", set.Position(n.Pos()).String(), n, 1)
				}
			case x.Name == "fault" && f.Sel.Name == "Say" && len(n.Args) > 0:
				if id = prefixed("term", n.Args[0]); id != "" {
					s.fills(id, set.Position(n.Pos()).String(), n, 1)
				}
			case f.Sel.Name == "In" && len(n.Args) == 2 && s.family[x.Name] != "":
				id = prefixed(s.family[x.Name], n.Args[1])
			}
		case *ast.SelectorExpr:
			if f.Sel.Name == "In" && len(n.Args) == 2 && s.family[x.Sel.Name] != "" {
				id = prefixed(s.family[x.Sel.Name], n.Args[1])
			}
		}
	}
	if id != "" {
		s.asked[id] = set.Position(n.Pos()).String()
	}
}

// fills notes the names of the places a call fills, which stand before their values.
func (s source) fills(id, where string, n *ast.CallExpr, from int) {
	names := []string{}
	for i := from; i < len(n.Args); i += 2 {
		names = append(names, constant(n.Args[i]))
	}
	if n.Ellipsis == 0 {
		s.filled[id] = append(s.filled[id], call{names, where})
	}
}

// message gives a message in the default language, an empty one where there is none.
func message(id string) *gotext.Translation {
	if m, ok := in(Default).messages[id]; ok {
		return m
	}
	return gotext.NewTranslation()
}

func prefixed(family string, e ast.Expr) string {
	if code := constant(e); code != "" {
		return family + "." + code
	}
	return ""
}

// constant gives a string that is written out, "" for anything else.
func constant(e ast.Expr) string {
	if l, ok := e.(*ast.BasicLit); ok && l.Kind == gotoken.STRING {
		v, _ := strconv.Unquote(l.Value)
		return v
	}
	return ""
}
