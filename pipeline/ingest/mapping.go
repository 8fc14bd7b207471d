package ingest

import (
	"path"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/tables"
)

// Options say how files are read where their looks alone do not decide.
type Options struct {
	Mapping Mapping
	Limits  Limits          // zero: DefaultLimits
	Rates   map[string]bool // currencies, upper case, for which there is a rate
	// KeepReleases leaves OCDS releases as they are, for whoever asks more of a tender than
	// the canonical tables hold: they stand in Input.Releases.
	KeepReleases bool
	Closed       Closed
}

// Closed is what happens to the tables of the closed job: whoever reported may be named in
// them, so a folder that holds them is refused unless a command says otherwise.
type Closed int

// What happens to the tables of the closed job.
const (
	ClosedRefused Closed = iota
	ClosedUnread         // the files are left out, and no word of them is kept
	ClosedRead           // the closed job itself
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

var delimiters = map[string]byte{",": ',', ";": ';', "|": '|', "tab": '\t', "\t": '\t', `\t`: '\t'}

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
			say("table_unknown", "table", f.Table, "known", tableNames())
		}
		if f.Table == "" && len(f.Columns)+len(f.Constants)+len(f.Values) > 0 {
			say("table_missing")
		}
		if f.HeaderRow < 0 {
			say("header_row_counts")
		}
		if f.Encoding != "" && !knownEncoding(f.Encoding) {
			say("encoding_unknown", "encoding", f.Encoding, "known", encodingNames)
		}
		if _, ok := delimiters[f.Delimiter]; f.Delimiter != "" && !ok {
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
				say("column_unknown", "table", t.Name, "column", c)
			}
		}
	}
	return wrong
}

func unknownColumns(t tables.Table, f FileMapping) []string {
	var unknown []string
	for _, names := range [][]string{sortedKeys(f.Columns), sortedKeys(f.Constants), sortedKeys(f.Values)} {
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

// fits reports whether a pattern of adal.yaml is about a path.
func fitsPattern(pattern, p string) bool {
	if ok, _ := path.Match(pattern, p); ok {
		return true
	}
	if !strings.Contains(pattern, "/") {
		ok, _ := path.Match(pattern, path.Base(p))
		return ok
	}
	return false
}

// of gives the entries about a file.
func (m Mapping) of(p string) []FileMapping {
	var found []FileMapping
	for _, f := range m.Files {
		if fitsPattern(f.File, p) {
			found = append(found, f)
		}
	}
	return found
}

// dateOrder is what the entries about a table of a file say of its days with slashes.
func (m Mapping) dateOrder(f Raw) string {
	for _, e := range m.of(f.File.Path) {
		if e.DateOrder != "" && (e.Table == "" || e.Table == f.File.Table) && (e.Sheet == "" || e.Sheet == f.Part) {
			return e.DateOrder
		}
	}
	return ""
}

func (m Mapping) ignores(p string) bool {
	for _, pattern := range m.Ignore {
		if fitsPattern(pattern, p) {
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
	want := key(name)
	for i, h := range header {
		if want != "" && key(h) == want {
			return i, true
		}
	}
	at, ok := strings.CutPrefix(name, "#")
	if !ok || at == "" {
		return 0, false
	}
	if n, err := strconv.Atoi(at); err == nil {
		return n - 1, n >= 1 && n <= maxColumns
	}
	n := 0
	for _, c := range strings.ToUpper(at) {
		if c < 'A' || c > 'Z' || n > maxColumns {
			return 0, false
		}
		n = n*26 + int(c-'A') + 1
	}
	return n - 1, n <= maxColumns
}

// noColumn is the fault that a file lacks a column, with what it has instead.
func noColumn(file, table string, missing, header []string) error {
	var found []string
	for _, h := range header {
		if h = strings.TrimSpace(h); h != "" {
			found = append(found, h)
		}
	}
	return fault.Data("no_column", "file", file, "columns", quoteAll(missing), "table", table, "found", shorten(strings.Join(found, ", "), 600))
}

func shorten(s string, most int) string {
	r := []rune(s)
	if len(r) <= most {
		return s
	}
	return string(r[:most]) + "..."
}
