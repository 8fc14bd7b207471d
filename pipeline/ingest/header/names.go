package header

import (
	_ "embed"
	"encoding/csv"
	"fmt"
	"slices"
	"strings"
	"sync"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"adal/pipeline/tables"
)

// Key is a header as headers are compared: letters and digits alone, lower case, ё as е,
// Latin letters that stand inside a Cyrillic word as the Cyrillic ones they look like.
func Key(header string) string {
	var b strings.Builder
	for _, r := range norm.NFC.String(header) {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			r = unicode.ToLower(r)
			if r == 'ё' {
				r = 'е'
			}
			b.WriteRune(r)
		} else {
			b.WriteByte(' ')
		}
	}
	words := strings.Fields(b.String())
	for i, w := range words {
		words[i] = oneScript(w)
	}
	return strings.Join(words, "")
}

var lookalikes = map[rune]rune{
	'a': 'а', 'b': 'в', 'c': 'с', 'e': 'е', 'h': 'н', 'i': 'і', 'k': 'к', 'm': 'м', 'o': 'о', 'p': 'р', 't': 'т', 'x': 'х', 'y': 'у',
}

// oneScript writes a word of both scripts in Cyrillic, where every Latin letter of it
// looks like a Cyrillic one.
func oneScript(word string) string {
	cyrillic, latin := false, false
	for _, r := range word {
		switch {
		case unicode.Is(unicode.Cyrillic, r):
			cyrillic = true
		case unicode.Is(unicode.Latin, r):
			latin = true
			if _, ok := lookalikes[r]; !ok {
				return word
			}
		}
	}
	if !cyrillic || !latin {
		return word
	}
	return strings.Map(func(r rune) rune {
		if c, ok := lookalikes[r]; ok {
			return c
		}
		return r
	}, word)
}

// keysOf gives what a header may be compared by: all of it, then without what stands in
// brackets.
func keysOf(header string) []string {
	all := Key(header)
	if i := strings.IndexAny(header, "(["); i > 0 {
		if short := Key(header[:i]); short != "" && short != all {
			return []string{all, short}
		}
	}
	return []string{all}
}

// part is what of a cell goes into a column.
type part int

// The parts of a cell.
const (
	whole      part = iota
	lastName        // of a name in one cell
	firstName       //
	patronymic      //
	numberIn        // the IIN or BIN in a text, or a cell that is nothing else
	textBeside      // the text without it
	idOnly          // the IIN in a text; a text without one is blank
	firstDay        // of a span in one cell
	lastDay         //
)

// partNames are the parts as spellings.csv has them.
var partNames = []string{"", "last name", "first name", "patronymic", "number", "text beside", "number alone", "first day", "last day"}

// spelling is a column of a table with the headers it goes by, the surest first.
type spelling struct {
	column  string
	part    part
	headers string // separated by |
}

// spellings lists the headers people write, by table. A header that may mean two columns
// of one table stands with the one it means where nothing else is there. A column may have
// several rows; a part says that the column takes that part of the cells alone.
var spellings = sync.OnceValue(func() map[string][]spelling {
	all := map[string][]spelling{}
	for _, row := range rowsOf(spellingsCSV) {
		p := slices.Index(partNames, row[2])
		t, known := tables.ByName(row[0])
		if _, column := t.Column(row[1]); !known || !column || p < 0 {
			panic(fmt.Sprintf("spellings.csv: %q is no table, column and part", row[:3]))
		}
		all[row[0]] = append(all[row[0]], spelling{row[1], part(p), row[3]})
	}
	return all
})

// The spellings of columns, the words of names of files and sheets that tell which table
// it is where its columns leave a doubt, and the words of contract statuses.
var (
	//go:embed spellings.csv
	spellingsCSV string
	//go:embed file_names.csv
	fileNamesCSV string
	//go:embed statuses.csv
	statusesCSV string
)

// rowsOf reads a list of this room, without its header.
func rowsOf(text string) [][]string {
	rows, err := csv.NewReader(strings.NewReader(text)).ReadAll()
	if err != nil {
		panic(fmt.Sprintf("a list of pipeline/ingest/header: %v", err))
	}
	return rows[1:]
}

var fileNames = sync.OnceValue(func() [][]string { return rowsOf(fileNamesCSV) })

// Hinted gives the table a name hints at, "" where it hints at none.
func Hinted(name string) string {
	k := Key(name)
	for _, h := range fileNames() {
		if strings.Contains(k, h[0]) {
			return h[1]
		}
	}
	return ""
}

// sourceOf is a column of a table that a header may mean, and which part of its cells.
type sourceOf struct {
	column string
	part   part
	rank   int // lower is surer, 0 is the column's own name
}

// known gives for each table the columns by the key of a header.
var known = sync.OnceValue(func() map[string]map[string][]sourceOf {
	all := map[string]map[string][]sourceOf{}
	for _, t := range tables.All {
		m := map[string][]sourceOf{}
		for _, c := range t.Columns {
			m[Key(c.Name)] = append(m[Key(c.Name)], sourceOf{column: c.Name})
		}
		for _, s := range spellings()[t.Name] {
			for j, h := range strings.Split(s.headers, "|") {
				k, rank := Key(h), 1+j
				if s.part != whole {
					rank += 100
				}
				if !slices.ContainsFunc(m[k], func(x sourceOf) bool { return x.column == s.column && x.part == s.part }) {
					m[k] = append(m[k], sourceOf{column: s.column, part: s.part, rank: rank})
				}
			}
		}
		all[t.Name] = m
	}
	return all
})

// anyName holds the key of every name of a column of any table.
var anyName = sync.OnceValue(func() map[string]bool {
	all := map[string]bool{}
	for _, columns := range known() {
		for k := range columns {
			all[k] = true
		}
	}
	return all
})
