package header

import (
	"fmt"
	"path"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/source"
	"adal/pipeline/tables"
)

// Mapping is the part of adal.yaml that is about files. The zero value maps nothing:
// every file is taken for what it looks like.
type Mapping struct {
	// Ignore lists patterns of files that are not looked at.
	Ignore []string `yaml:"ignore"`
	// Files are looked through in order; every entry whose pattern fits a file is used.
	Files []FileMapping `yaml:"files"`
}

// FileMapping says what a file, or one sheet of it, is.
type FileMapping struct {
	// File is a path under the data folder, with * and ? within a name; a pattern
	// without a slash fits the name in any folder.
	File string `yaml:"file"`
	// Table is the canonical table. With it the file is read as that table and nothing else.
	Table string `yaml:"table"`
	// Sheet is a sheet of a workbook, a file of an archive, by name or number from 1.
	Sheet string `yaml:"sheet"`
	// HeaderRow is the row with the names of the columns, as the spreadsheet counts.
	HeaderRow int `yaml:"header_row"`
	// Encoding is utf-8, utf-16, windows-1251, kz-1048, ibm866 or koi8-r.
	Encoding string `yaml:"encoding"`
	// Delimiter is one of , ; | and tab.
	Delimiter string `yaml:"delimiter"`
	// Quote is " or '.
	Quote string `yaml:"quote"`
	// DateOrder is what comes first in days with slashes, day or month, where the columns of
	// the file do not show it.
	DateOrder string `yaml:"date_order"`
	// Columns gives for a canonical column the name of the file's column, or its place:
	// "#C" or "#3".
	Columns map[string]string `yaml:"columns"`
	// Constants gives for a canonical column one value for every row.
	Constants map[string]string `yaml:"constants"`
	// Values gives for a canonical column what the file's words mean.
	Values map[string]map[string]string `yaml:"values"`
}

// Delimiters are what may stand between cells, as adal.yaml says it.
var Delimiters = map[string]byte{",": ',', ";": ';', "|": '|', "tab": '\t', "\t": '\t', `\t`: '\t'}

// Check reports every entry that cannot be meant, in words for its author.
func (m Mapping) Check() fault.Terms {
	var wrong fault.Terms
	for _, p := range m.Ignore {
		if _, err := path.Match(p, ""); err != nil || p == "" {
			wrong = append(wrong, fault.Say("ignore_pattern", "pattern", p))
		}
	}
	for i, f := range m.Files {
		say := func(id string, args ...any) {
			wrong = append(wrong, fault.Say("in_files", "n", i+1, "what", fault.Say(id, args...)))
		}
		if f.File == "" {
			say("file_missing")
		} else if _, err := path.Match(f.File, ""); err != nil {
			say("file_pattern", "pattern", f.File)
		}
		t, known := tables.ByName(f.Table)
		if f.Table != "" && !known {
			id, near := "table_unknown", fault.Near(f.Table, tableNames())
			if len(near) > 0 {
				id = "table_unknown_near"
			}
			say(id, "table", f.Table, "known", tableNames(), "like", near)
		}
		if f.Table == "" && len(f.Columns)+len(f.Constants)+len(f.Values) > 0 {
			say("table_missing")
		}
		if f.HeaderRow < 0 {
			say("header_row_counts")
		}
		if f.Encoding != "" && !source.KnownEncoding(f.Encoding) {
			say("encoding_unknown", "encoding", f.Encoding, "known", source.EncodingNames)
		}
		if _, ok := Delimiters[f.Delimiter]; f.Delimiter != "" && !ok {
			say("delimiter_unknown", "delimiter", f.Delimiter)
		}
		if f.Quote != "" && f.Quote != `"` && f.Quote != "'" {
			say("quote_unknown", "quote", f.Quote)
		}
		if f.DateOrder != "" && f.DateOrder != "day" && f.DateOrder != "month" {
			say("date_order_unknown", "order", f.DateOrder)
		}
		if known {
			for _, c := range unknownColumns(t, f) {
				id := "column_unknown"
				near := fault.Near(c, columnNames(t))
				if len(near) > 0 {
					id = "column_unknown_near"
				}
				say(id, "table", t.Name, "column", c, "like", near)
			}
		}
	}
	return wrong
}

func columnNames(t tables.Table) []string {
	var names []string
	for _, c := range t.Columns {
		names = append(names, c.Name)
	}
	return names
}

func unknownColumns(t tables.Table, f FileMapping) []string {
	var unknown []string
	for _, names := range [][]string{SortedKeys(f.Columns), SortedKeys(f.Constants), SortedKeys(f.Values)} {
		for _, c := range names {
			if _, ok := t.Column(c); !ok {
				unknown = append(unknown, c)
			}
		}
	}
	return unknown
}

func tableNames() []string {
	names := make([]string, len(tables.All))
	for i, t := range tables.All {
		names[i] = t.Name
	}
	return names
}

// Fits reports whether a pattern of adal.yaml is about a path.
func Fits(pattern, p string) bool {
	if ok, _ := path.Match(pattern, p); ok {
		return true
	}
	if !strings.Contains(pattern, "/") {
		ok, _ := path.Match(pattern, path.Base(p))
		return ok
	}
	return false
}

// Of gives the entries about a file.
func (m Mapping) Of(p string) []FileMapping {
	var found []FileMapping
	for _, f := range m.Files {
		if Fits(f.File, p) {
			found = append(found, f)
		}
	}
	return found
}

// DateOrder is what the entries about a table of a file say of its days with slashes.
func (m Mapping) DateOrder(path, table, part string) string {
	for _, e := range m.Of(path) {
		if e.DateOrder != "" && (e.Table == "" || e.Table == table) && (e.Sheet == "" || e.Sheet == part) {
			return e.DateOrder
		}
	}
	return ""
}

// Ignores reports whether a path is not to be looked at.
func (m Mapping) Ignores(p string) bool {
	for _, pattern := range m.Ignore {
		if Fits(pattern, p) {
			return true
		}
	}
	return false
}

// place finds the column a mapping names: by its header, else by its place (#C, #3).
func place(header []string, name string) (int, bool) {
	for i, h := range header {
		if h == name {
			return i, true
		}
	}
	want := Key(name)
	for i, h := range header {
		if want != "" && Key(h) == want {
			return i, true
		}
	}
	at, ok := strings.CutPrefix(name, "#")
	if !ok || at == "" {
		return 0, false
	}
	if n, err := strconv.Atoi(at); err == nil {
		return n - 1, n >= 1 && n <= source.MaxColumns
	}
	n := 0
	for _, c := range strings.ToUpper(at) {
		if c < 'A' || c > 'Z' || n > source.MaxColumns {
			return 0, false
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1, n <= source.MaxColumns
}

// Letter names a place as a workbook does, and as place takes it: A, B, …, Z, AA.
func Letter(at int) string {
	name := ""
	for n := at + 1; n > 0; n = (n - 1) / 26 {
		name = string(rune('A'+(n-1)%26)) + name
	}
	return name
}

// NoColumn is the fault that a file lacks a column, with what it has instead.
func NoColumn(file, table string, missing, header []string) error {
	var found []string
	for _, h := range header {
		if h = strings.TrimSpace(h); h != "" {
			found = append(found, h)
		}
	}
	like := Guess(table, header)
	var near []string
	for _, m := range missing {
		if like[m] != "" {
			near = append(near, m+" — «"+source.Shorten(like[m], 80)+"»")
		}
	}
	return fault.Likely(fault.Data("no_column", "file", file, "columns", quoteAll(missing), "table", table, "found", source.Shorten(strings.Join(found, ", "), 600)), near)
}

// IsSheet reports whether an entry is about a sheet, by its name or number.
func (g FileMapping) IsSheet(name string, number int) bool {
	return g.Sheet == "" || g.Sheet == name || g.Sheet == fmt.Sprint(number) || name != "" && Key(g.Sheet) == Key(name)
}
