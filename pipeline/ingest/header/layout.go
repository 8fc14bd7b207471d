// Package header takes rows to a layout: which row names the columns, of which table, by the
// spellings people use and by what adal.yaml says, and what of each cell goes into a column.
package header

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/source"
	"adal/pipeline/kz"
	"adal/pipeline/tables"
)

// Layout says what the columns of a source are in one table.
type Layout struct {
	Table   tables.Table
	Entity  string // name of the portal's kind of record, where it is one
	List    string // key of the nested list whose elements are the rows, "" for the records themselves
	Header  []Cell
	Targets []Target
	Missing []string
	Unused  []string // names of columns that are of no use
	Twice   string   // a name that stands twice and may not
	Guessed []string // columns found under a name that is less than sure
	// Relative is the relative of a questionnaire the layout is about.
	Relative string
	heading  *string // what the row that heads a group of rows says
}

// Recognised counts the columns of the table that were found in the file.
func (l *Layout) Recognised() int {
	n := 0
	for _, t := range l.Targets {
		if len(t.From) > 0 {
			n++
		}
	}
	return n
}

// Sources counts the columns of the file that are of use, and all that have a name.
func (l *Layout) Sources() (used, named int) {
	at := map[int]bool{}
	for _, t := range l.Targets {
		for _, i := range t.From {
			at[i] = true
		}
	}
	for _, h := range l.Header {
		if h.Shown != "" {
			named++
		}
	}
	return len(at), named
}

// Direct reports whether every cell of the table is one of the source as it stands.
func (l *Layout) Direct() bool {
	return !slices.ContainsFunc(l.Targets, func(t Target) bool { return !t.direct() })
}

// AllNamed reports whether every column has a name: what stands in others is said.
func (l *Layout) AllNamed() bool {
	return !slices.ContainsFunc(l.Header, func(h Cell) bool { return h.Shown == "" })
}

// Columns gives the names of the columns of the table that get a cell.
func (l *Layout) Columns() []string {
	names := make([]string, len(l.Targets))
	for i, t := range l.Targets {
		names[i] = t.Column.Name
	}
	return names
}

// LayOut matches a header to a table, by its own names, those people write, and what
// adal.yaml says. An entry of adal.yaml about a column that is not there is a fault.
func LayOut(t tables.Table, header []Cell, given *FileMapping, file string) (*Layout, error) {
	l := &Layout{Table: t, Header: header}
	found := map[string]Target{}
	taken := map[int]part{}
	has := map[int]bool{}
	if given != nil {
		if err := l.asGiven(*given, found, taken, has, file); err != nil {
			return nil, err
		}
	}
	type pair struct {
		sourceOf
		at int
	}
	var pairs []pair
	for i, h := range header {
		for k, name := range h.keys {
			for _, s := range known()[t.Name][name] {
				s.rank += 200 * k
				if k > 0 && len(h.keys) > 2 { // the lower of two header rows, on its own
					s.rank += 100
				}
				pairs = append(pairs, pair{s, i})
			}
		}
	}
	slices.SortStableFunc(pairs, func(a, b pair) int { return cmp.Or(a.rank-b.rank, a.at-b.at) })
	for i, p := range pairs {
		if _, done := found[p.column]; done {
			continue
		}
		if was, used := taken[p.at]; used && has[p.at] && (was == whole || p.part == whole || family(was) != family(p.part)) {
			continue
		}
		for _, q := range pairs[i+1:] {
			if q.column == p.column && q.rank == p.rank && q.at != p.at && !has[q.at] {
				l.Twice = header[p.at].Shown
			}
		}
		c, _ := t.Column(p.column)
		found[p.column] = Target{Column: c, From: []int{p.at}, part: p.part}
		taken[p.at], has[p.at] = p.part, true
		if p.rank >= 200 {
			l.Guessed = append(l.Guessed, p.column)
		}
	}
	l.Finish(found, has, given)
	return l, nil
}

// asGiven takes what adal.yaml says of the columns.
func (l *Layout) asGiven(given FileMapping, found map[string]Target, taken map[int]part, has map[int]bool, file string) error {
	at := map[string]int{}
	shared := map[int]int{}
	for _, name := range SortedKeys(given.Columns) {
		i, ok := place(ShownNames(l.Header), given.Columns[name])
		for ok && i >= len(l.Header) { // a column without a name, by its place
			l.Header = append(l.Header, Cell{keys: []string{""}})
		}
		if !ok {
			return fault.Data("mapped_column_missing", "file", file, "header", given.Columns[name], "column", name, "found", source.Shorten(strings.Join(Named(l.Header), ", "), 600))
		}
		at[name] = i
		shared[i]++
	}
	for _, name := range SortedKeys(given.Columns) {
		c, _ := l.Table.Column(name)
		i := at[name]
		t := Target{Column: c, From: []int{i}}
		if shared[i] > 1 {
			t.part = partOf(name)
		} else {
			for _, k := range l.Header[i].keys {
				for _, s := range known()[l.Table.Name][k] {
					if s.column == name && t.part == whole {
						t.part = s.part
					}
				}
			}
		}
		found[name] = t
		taken[i], has[i] = t.part, true
	}
	for _, name := range SortedKeys(given.Constants) {
		if _, mapped := found[name]; mapped {
			continue
		}
		c, _ := l.Table.Column(name)
		found[name] = Target{Column: c, Constant: given.Constants[name]}
	}
	return nil
}

// Finish orders the targets as the table does and lists what is missing and unused.
func (l *Layout) Finish(found map[string]Target, has map[int]bool, given *FileMapping) {
	for _, c := range l.Table.Columns {
		t, ok := found[c.Name]
		if !ok {
			if c.Required {
				l.Missing = append(l.Missing, c.Name)
			}
			continue
		}
		if given != nil && given.Values[c.Name] != nil {
			t.values = map[string]string{}
			for from, to := range given.Values[c.Name] {
				t.values[source.Folded(from)] = to
			}
		}
		if l.Table.Name == "contracts" && c.Name == "status_id" && t.values == nil && l.Entity == "" && len(t.From) > 0 &&
			Key(l.Header[t.From[0]].Shown) != "statusid" {
			t.values = statusIDs()
		}
		l.Targets = append(l.Targets, t)
	}
	l.numberAsID()
	for i, h := range l.Header {
		if !has[i] && h.Shown != "" {
			l.Unused = append(l.Unused, h.Shown)
		}
	}
}

// numberAsID makes the id of a contract of its number, customer, supplier and day, where
// adal.yaml takes the column of numbers for the ids: "б/н" stands in many contracts, and a
// number of last year in this one.
func (l *Layout) numberAsID() {
	if l.Table.Name != "contracts" || l.Entity != "" {
		return
	}
	at := map[string]int{}
	for i, t := range l.Targets {
		at[t.Column.Name] = i
	}
	i, ok := at["contract_id"]
	if !ok || len(l.Targets[i].From) != 1 || !l.means(l.Targets[i].From[0], "number") {
		return
	}
	for _, name := range []string{"customer_bin", "supplier_id", "signed_on"} {
		if j, ok := at[name]; ok {
			l.Targets[i].along = append(l.Targets[i].along, l.Targets[j])
		}
	}
	if _, stands := at["number"]; !stands {
		c, _ := l.Table.Column("number")
		l.Targets = append(l.Targets, Target{Column: c, From: l.Targets[i].From})
	}
}

// means reports whether the header of a column is a name of another column of the table.
func (l *Layout) means(at int, column string) bool {
	for _, k := range l.Header[at].keys {
		for _, s := range known()[l.Table.Name][k] {
			if s.column == column {
				return true
			}
		}
	}
	return false
}

// statusIDs are the ids of the contract statuses by their names, the portal's and those
// people write.
var statusIDs = sync.OnceValue(func() map[string]string {
	m := map[string]string{}
	for _, row := range kz.Table("contract_statuses") {
		m[source.Folded(row[1])] = row[0]
	}
	for _, row := range rowsOf(statusesCSV) {
		for w := range strings.SplitSeq(row[1], "|") {
			m[w] = row[0]
		}
	}
	return m
})

// Sure reports whether a header is enough to tell the table: nothing needed is missing,
// and most of the file is of use, or plenty of it.
func (l *Layout) Sure() bool {
	used, named := l.Sources()
	return len(l.Missing) == 0 && l.Twice == "" && (2*used >= named || l.Recognised() >= 6)
}

// SortedKeys gives the keys of a map in their order.
func SortedKeys[V any](m map[string]V) []string {
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, k)
	}
	slices.Sort(names)
	return names
}

func quoteAll(names []string) string {
	q := make([]string, len(names))
	for i, n := range names {
		q[i] = strconv.Quote(n)
	}
	return strings.Join(q, ", ")
}

// TableNamed gives a table by its name, the zero table where there is none.
func TableNamed(name string) tables.Table {
	t, _ := tables.ByName(name)
	return t
}
