package main

import (
	"encoding/csv"
	"encoding/xml"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// document gives the words of a Word document, a line a text.
func document(t *testing.T, path string) string {
	t.Helper()
	var words strings.Builder
	tokens(t, path, func(token xml.Token) {
		if text, ok := token.(xml.CharData); ok {
			words.Write(text)
			words.WriteByte('\n')
		}
	})
	return words.String()
}

// letterHeads is what begins every letter.
var letterHeads = map[string]string{"ru": "ПРОЕКТ. ", "kk": "ЖОБА. ", "en": "DRAFT. "}

// Every case of the ministry makes a letter to everybody a sign is about: with what is asked for,
// the rows, no judgement, nobody's number but the addressee's, masked as the run masks it; the same
// bytes each time. The run stays as it was.
func TestLetters(t *testing.T) {
	t.Parallel()
	r := scanned(t)
	f, err := os.Open(filepath.Join(r, "cases.csv"))
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	cases, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	number := regexp.MustCompile(`\*{8}[0-9]{4}(/[0-9]+)?`)
	for lang, head := range letterHeads {
		out := filepath.Join(t.TempDir(), "letters.docx")
		said := must(t, "letter", r, "--lang", lang, "--most", "500", "--out", out)
		text := document(t, out)
		again := filepath.Join(t.TempDir(), "again.docx")
		must(t, "letter", r, "--lang", lang, "--most", "500", "--out", again)
		if contents(t, out) != contents(t, again) {
			t.Errorf("%s: other bytes the second time", lang)
		}
		for _, c := range cases[1:] {
			if strings.Count(text, c[0]) < 2 { // on the list and in the letter
				t.Errorf("%s: no letter about the case %s", lang, c[0])
			}
		}
		if strings.Contains(said, "--most") {
			t.Errorf("%s: nothing is left out, and it says so: %s", lang, said)
		}
		letters := strings.Split(text, head)[1:]
		if len(letters) < len(cases)-1 {
			t.Errorf("%s: %d letters of %d cases", lang, len(letters), len(cases)-1)
		}
		for _, l := range letters {
			numbers := slices.Compact(slices.Sorted(slices.Values(number.FindAllString(l, -1))))
			if len(numbers) != 1 {
				t.Errorf("%s: a letter shows %v:\n%s", lang, numbers, l)
			}
			if !strings.Contains(l, ".csv, ") || !strings.Contains(l, map[string]string{"ru": "14.10.2026", "kk": "14.10.2026", "en": "2026-10-14"}[lang]) || !strings.Contains(l, "____") {
				t.Errorf("%s: a letter without rows, days or room to fill in:\n%s", lang, l)
			}
			for _, verdict := range []string{"виновен", "нарушил", "коррупционер", "guilty", "кінәлі"} {
				if strings.Contains(strings.ToLower(l), verdict) {
					t.Errorf("%s: a letter judges: %s", lang, verdict)
				}
			}
		}
	}
	must(t, "verify", r)
}

// A few gravest where nothing is named, with how to have the others; one case by its id, its place,
// its beginning or a finding of it, in the run's language where none is asked for.
func TestLetterOfOneCase(t *testing.T) {
	t.Parallel()
	r := scanned(t)
	dir := t.TempDir()
	few := must(t, "letter", r, "--most", "3", "--out", filepath.Join(dir, "few.docx"))
	if !strings.HasPrefix(few, "3 проекта писем: ") || !strings.Contains(few, "Писем здесь 3 из ") {
		t.Errorf("%s", few)
	}
	if text := document(t, filepath.Join(dir, "few.docx")); strings.Count(text, letterHeads["ru"]) != 3 || !strings.Contains(text, "Писем здесь 3 из ") {
		t.Errorf("the document does not say what it leaves out:\n%.400s", text)
	}
	id := strings.Split(strings.Split(contents(t, filepath.Join(r, "cases.csv")), "\n")[1], ",")[0]
	finding := strings.Split(strings.Split(contents(t, filepath.Join(r, "findings.csv")), "\n")[1], ",")[1]
	first := ""
	for i, name := range []string{id, "1", id[:6], finding} {
		out := filepath.Join(dir, "one"+string(rune('0'+i))+".docx")
		must(t, "letter", r, name, "--out", out)
		if first == "" {
			first = contents(t, out)
		}
		if contents(t, out) != first {
			t.Errorf("%s names another letter", name)
		}
	}
	one := document(t, filepath.Join(dir, "one0.docx"))
	for _, s := range []string{"О даче пояснения", "Камышов Павел Максимович (ИИН ********6592)", "(супруга)", "должность — roster.csv, строка 157", "Приказ о переводе", "подпункт 2) пункта 10", "Случай " + id} {
		if !strings.Contains(one, s) {
			t.Errorf("the letter does not say %q:\n%s", s, one)
		}
	}
	if strings.Contains(one, "13.09.2008") || strings.Contains(one, "6954") {
		t.Errorf("the letter tells of somebody else's marriage or number:\n%s", one)
	}
	for _, c := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"letter", r}, exitUsage, "--out letters.docx"},
		{[]string{"letter", r, "ffffffffffffffff", "--out", filepath.Join(dir, "x.docx")}, exitUsage, "нет случая"},
		{[]string{"letter", r, "1", "--most", "0", "--out", filepath.Join(dir, "x.docx")}, exitUsage, "--most 0"},
		{[]string{"letter", r, "--out", filepath.Join(r, "letters.docx")}, exitUsage, "рядом с отчётом"},
		{[]string{"letter", r, "1", "--out", filepath.Join(dir, "one0.docx")}, exitFailed, "--force"},
		{[]string{"letter"}, exitUsage, "папка отчёта"},
	} {
		if code, _, errs := adal(t, c.args...); code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%v: exit %d\n%s", c.args, code, errs)
		}
	}
	if _, err := os.Stat(filepath.Join(dir, "x.docx")); err == nil {
		t.Error("a letter that was refused is there")
	}
}

// Numbers are as the run's memo has them: in full where that was asked for.
func TestLetterMasksAsTheRun(t *testing.T) {
	t.Parallel()
	r := scanOf(t, ministryDir, "--ids", "full")
	out := filepath.Join(t.TempDir(), "letter.docx")
	must(t, "letter", r, "1", "--out", out)
	if !regexp.MustCompile(`ИИН [0-9]{8}6592`).MatchString(document(t, out)) {
		t.Errorf("the number is masked, in the run it is not:\n%s", document(t, out))
	}
	must(t, "report", r, "--ids", "masked", "--format", "docx")
	must(t, "letter", r, "1", "--out", out, "--force")
	if regexp.MustCompile(`[0-9]{12}`).MatchString(document(t, out)) {
		t.Errorf("a full number, in the memo of the run it is masked:\n%s", document(t, out))
	}
}
