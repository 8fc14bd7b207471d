package main

import (
	"go/ast"
	"go/parser"
	"go/token"
	"go/types"
	"io/fs"
	"maps"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/pipeline/ingest"
	"adal/queries"
	"adal/reports/words"
)

// Whatever code a query or a stage notes has words, and so in three languages: words_test
// walks the vocabularies. The codes are read out of the sources, so that a new one cannot
// reach a report bare.
func TestEveryNoteHasWords(t *testing.T) {
	t.Parallel()
	codes := map[string]string{} // code -> where it is noted
	for _, code := range ingest.LeftOut {
		codes[code] = "ingest.LeftOut"
		if !words.LeftOut.Has(code) {
			t.Errorf("no short words for rows left out as %s", code)
		}
	}
	root := os.DirFS("../..")
	walk := func(dir, ext string, f func(name, text string)) {
		err := fs.WalkDir(root, dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(p) != ext || strings.HasSuffix(p, "_test.go") {
				return err
			}
			b, err := fs.ReadFile(root, p)
			f(p, string(b))
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	walk("queries", ".sql", func(name, text string) {
		for _, code := range notedInSQL(t, name, text) {
			codes[code] = name
		}
		for _, m := range hubNote.FindAllString(text, -1) {
			codes[strings.Trim(m, "'")] = name
		}
	})
	if codes["left_out_"] != "" { // a beginning; its ends stand where the column left_out is made
		delete(codes, "left_out_")
		made := queries.Get("link/contracts")
		left, _, _ := strings.Cut(made, "END AS left_out")
		for _, m := range thenCode.FindAllStringSubmatch(left[strings.LastIndex(left, "CASE"):], -1) {
			codes["left_out_"+m[1]] = "link/contracts"
		}
	}
	walk("pipeline", ".go", func(name, text string) {
		for _, code := range notedInGo(t, name, text) {
			codes[code] = name
		}
	})
	if len(codes) < 45 {
		t.Errorf("only %d codes were found: %v", len(codes), slices.Sorted(maps.Keys(codes)))
	}
	for _, code := range slices.Sorted(maps.Keys(codes)) {
		if !words.Notes.Has(code) {
			t.Errorf("%s: no words for the note %s", codes[code], code)
		}
	}
}

var (
	intoNote   = regexp.MustCompile(`(?i)INSERT INTO note\b`)
	firstCode  = regexp.MustCompile(`(?:SELECT|SELECT DISTINCT|VALUES \()\s*'([a-z_0-9]+)'`)
	chosenCode = regexp.MustCompile(`SELECT CASE [^\n]* END\b`)
	caseCode   = regexp.MustCompile(`(?:THEN|ELSE) '([a-z_0-9]+)'`)
	fromTable  = regexp.MustCompile(`SELECT note,`) // hub, whose codes are found where it is made
	hubNote    = regexp.MustCompile(`'hub_[a-z]+'`)
	thenCode   = regexp.MustCompile(`THEN '([a-z_]+)'`)
)

// notedInSQL gives the codes the statements of a text put into the table of notes.
func notedInSQL(t *testing.T, name, text string) (codes []string) {
	for statement := range strings.SplitSeq(text, ";") {
		at := intoNote.FindStringIndex(statement)
		if at == nil {
			continue
		}
		found := firstCode.FindAllStringSubmatch(statement[at[1]:], -1)
		if chosen := chosenCode.FindString(statement[at[1]:]); chosen != "" {
			found = append(found, caseCode.FindAllStringSubmatch(chosen, -1)...)
		}
		if len(found) == 0 && !fromTable.MatchString(statement) {
			t.Errorf("%s: the code of a note is not to be seen: %s", name, statement[at[0]:])
		}
		for _, m := range found {
			codes = append(codes, m[1])
		}
	}
	return codes
}

// carried are the expressions that hand on a code that stands elsewhere in the sources.
var carried = []string{"code", "n.Note", "x.code"}

// notedInGo gives the codes of the notes a file of Go makes: in a run.Note, in a call of a
// function called note or noteOf, in SQL.
func notedInGo(t *testing.T, name, text string) (codes []string) {
	file, err := parser.ParseFile(token.NewFileSet(), name, text, 0)
	if err != nil {
		t.Fatal(err)
	}
	add := func(e ast.Expr) {
		if s, ok := literal(e); ok {
			codes = append(codes, s)
		} else if written := types.ExprString(e); !slices.Contains(carried, written) {
			t.Errorf("%s: the code of a note is not to be seen: %s", name, written)
		}
	}
	ast.Inspect(file, func(n ast.Node) bool {
		switch x := n.(type) {
		case *ast.CompositeLit:
			if kind := types.ExprString(orNone(x.Type)); kind != "run.Note" && kind != "Note" {
				return true
			}
			for _, e := range x.Elts {
				if kv, ok := e.(*ast.KeyValueExpr); ok && types.ExprString(kv.Key) == "Note" {
					add(kv.Value)
				}
			}
		case *ast.CallExpr:
			f := types.ExprString(x.Fun)
			f = f[strings.LastIndexByte(f, '.')+1:]
			if (f == "note" || f == "noteOf") && len(x.Args) > 1 { // r.note(run.Note{...}) has one
				add(x.Args[0])
			}
		case *ast.BasicLit:
			if s, ok := literal(x); ok && intoNote.MatchString(s) && !strings.Contains(s, "SELECT '%s'") {
				codes = append(codes, notedInSQL(t, name, s)...)
			}
		}
		return true
	})
	return codes
}

func literal(e ast.Expr) (string, bool) {
	if b, ok := e.(*ast.BasicLit); ok && b.Kind == token.STRING {
		s, err := strconv.Unquote(b.Value)
		return s, err == nil
	}
	return "", false
}

func orNone(e ast.Expr) ast.Expr {
	if e == nil {
		return &ast.Ident{Name: ""}
	}
	return e
}
