// Package header takes rows to a layout: which row names the columns, of which table, by the
// spellings people use and by what adal.yaml says, and what of each cell goes into a column.
package header

import (
	"cmp"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"adal/pipeline/fault"
	"adal/pipeline/ingest/source"
	"adal/pipeline/kz"
	"adal/pipeline/tables"
)

// Cell is the name of a column as it stands, and what it may be compared by.
type Cell struct {
	Shown string
	keys  []string
}

// Plain is a header of one row.
func Plain(names []string) []Cell {
	cells := make([]Cell, len(names))
	for i, n := range names {
		cells[i] = Cell{Shown: strings.Trim(n, " \t\r\n\u00a0\ufeff"), keys: keysOf(n)}
	}
	return cells
}

// TwoRows reads a header over two rows, where the upper names stand over several lower ones.
func TwoRows(upper, lower []string) []Cell {
	cells := make([]Cell, max(len(upper), len(lower)))
	at := func(row []string, i int) string {
		if i < len(row) {
			return strings.TrimSpace(row[i])
		}
		return ""
	}
	over := ""
	for i := range cells {
		u, l := at(upper, i), at(lower, i)
		switch {
		case u != "":
			over = u
			if l == "" {
				over = ""
			}
		case l == "":
			over = ""
		default:
			u = over
		}
		switch {
		case l == "" || Key(l) == Key(u):
			cells[i] = Cell{Shown: u, keys: keysOf(u)}
		case u == "":
			cells[i] = Cell{Shown: l, keys: keysOf(l)}
		default:
			cells[i] = Cell{Shown: u + " " + l, keys: append([]string{Key(u + " " + l), Key(l + " " + u)}, keysOf(l)...)}
		}
	}
	return cells
}

// ShownNames gives the names as they stand.
func ShownNames(header []Cell) []string {
	names := make([]string, len(header))
	for i, h := range header {
		names[i] = h.Shown
	}
	return names
}

// Target is one column of a table and where its cells come from.
type Target struct {
	Column   tables.Column
	From     []int // places in the source; the first that is not blank gives the cell
	part     part
	Constant string
	values   map[string]string // by folded word
	Words    func(string) string
	// along are the cells that make an id of a number, which alone means several things.
	along []Target
	// heading is what the row that heads a group says; beside takes a number out of a name.
	heading *string
	beside  bool
}

// direct reports whether the engine can copy the cells itself.
func (t Target) direct() bool {
	return t.part == whole && t.heading == nil && t.Constant == "" && t.values == nil && t.Words == nil && t.along == nil && len(t.From) > 0
}

// Cell gives the cell of a row. from tells which of the places gave it, -1 none.
func (t Target) Cell(cells []string) (value string, from int) {
	if t.Constant != "" {
		return t.Constant, -1
	}
	if t.heading != nil {
		return *t.heading, -1
	}
	from = -1
	for _, i := range t.From {
		if i < len(cells) {
			if v := cells[i]; v != "" && strings.Trim(v, source.Blanks) != "" {
				value, from = v, i
				break
			}
		}
	}
	if from < 0 {
		return "", -1
	}
	if t.part != whole && source.Nothings[source.Folded(value)] {
		return source.Folded(value), from // what a form is filled in with has no parts
	}
	if t.beside {
		value = textBeside.of(value)
	}
	if t.part != whole {
		value = t.part.of(value)
	}
	if t.values != nil {
		if mapped, ok := t.values[source.Folded(value)]; ok {
			value = mapped
		}
	}
	if t.Words != nil {
		value = t.Words(value)
	}
	for _, other := range t.along {
		beside, _ := other.Cell(cells)
		value += " / " + beside
	}
	return value, from
}

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

// Direct reports whether the engine can copy the whole table itself.
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

// partOf says what of a cell goes into a column where several share it.
func partOf(column string) part {
	switch {
	case strings.HasSuffix(column, "last_name"):
		return lastName
	case strings.HasSuffix(column, "first_name"):
		return firstName
	case strings.HasSuffix(column, "patronymic"):
		return patronymic
	case column == "date_from":
		return firstDay
	case column == "date_to":
		return lastDay
	case strings.HasSuffix(column, "_bin"), strings.HasSuffix(column, "_id"), strings.HasSuffix(column, "iin"):
		return numberIn
	}
	return textBeside
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

// Named gives the names that are not blank.
func Named(header []Cell) []string {
	var names []string
	for _, h := range header {
		if h.Shown != "" {
			names = append(names, h.Shown)
		}
	}
	return names
}

// family tells which parts share one cell.
func family(p part) int {
	switch p {
	case lastName, firstName, patronymic:
		return 1
	case numberIn, textBeside, idOnly:
		return 2
	case firstDay, lastDay:
		return 3
	}
	return 0
}

// Like finds the tables a header may be of, the best first.
func Like(header []Cell, file string) []*Layout {
	var found []*Layout
	for _, t := range tables.All {
		l, err := LayOut(t, header, nil, file)
		if err == nil && l.Recognised() > 1 {
			found = append(found, l)
		}
	}
	slices.SortStableFunc(found, func(a, b *Layout) int {
		return cmp.Or(btoi(len(b.Missing) == 0)-btoi(len(a.Missing) == 0), b.Recognised()-a.Recognised(), len(b.Targets)-len(a.Targets))
	})
	return found
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Sure reports whether a header is enough to tell the table: nothing needed is missing,
// and most of the file is of use, or plenty of it.
func (l *Layout) Sure() bool {
	used, named := l.Sources()
	return len(l.Missing) == 0 && l.Twice == "" && (2*used >= named || l.Recognised() >= 6)
}

// At says where the header of a grid was found.
type At struct {
	From, To int // indexes into the first rows
	*Layout
}

// Find looks for the header among the first rows of a grid: of the table wanted,
// else of the table it is most like; records lays out what are records with names of their
// own, nil where they are none. nil where no row is like any table.
func Find(first [][]string, want string, given *FileMapping, file string, records func([]Cell) *Layout) (*At, error) {
	var best *At
	bestScore := 0.0
	consider := func(i, j int, header []Cell) error {
		var candidates []*Layout
		if want != "" {
			t, _ := tables.ByName(want)
			l, err := LayOut(t, header, given, file)
			if err != nil {
				return err
			}
			candidates = []*Layout{l}
			// A dump of the portal may bear the name of the table it gives.
			if l := records(header); l != nil && (given == nil || given.Table == "") && l.Table.Name == want {
				candidates = append(candidates, l)
			}
		} else {
			candidates = Like(header, file)
			if l := records(header); l != nil {
				candidates = append([]*Layout{l}, candidates...)
			}
		}
		for _, l := range candidates {
			score := float64(10*l.Recognised()) - 0.1*float64(i) - 0.5*float64(j-i)
			score -= float64(l.spanned()) // a lower row that parts the two days says more
			if len(l.Missing) == 0 {
				score += 500
			}
			if l.Entity != "" {
				score += 1000
			}
			if best == nil || score > bestScore {
				best, bestScore = &At{From: i, To: j, Layout: l}, score
			}
		}
		return nil
	}
	if given != nil && given.HeaderRow > 0 {
		return best, nil // the caller has cut the rows
	}
	var firstErr error
	for i := range first {
		if i >= MostRows {
			break
		}
		if err := consider(i, i, Plain(first[i])); err != nil && firstErr == nil {
			firstErr = err
		}
		if i+1 < len(first) {
			if err := consider(i, i+1, TwoRows(first[i], first[i+1])); err != nil && firstErr == nil {
				firstErr = err
			}
		}
	}
	if best == nil {
		return nil, firstErr
	}
	if best.Recognised() == 0 && want != "" && firstErr != nil {
		return nil, firstErr
	}
	return best, nil
}

// spanned counts the days that are read out of a cell with two of them.
func (l *Layout) spanned() int {
	n := 0
	for _, t := range l.Targets {
		if t.part == firstDay || t.part == lastDay {
			n++
		}
	}
	return n
}

// MostRows is how many rows from the top the header may stand below.
const MostRows = 30

// of gives a part of a cell.
func (p part) of(s string) string {
	s = strings.Trim(s, source.Blanks)
	switch p {
	case lastName, firstName, patronymic:
		return nameParts(s)[p-lastName]
	case numberIn:
		number, _ := splitNumber(s)
		if number == "" {
			return s // shown as it is among the rejects
		}
		return number
	case idOnly:
		number, _ := splitNumber(s)
		return number
	case textBeside:
		_, text := splitNumber(s)
		return text
	case firstDay, lastDay:
		days := dayInText.FindAllString(s, -1)
		if p == firstDay && len(days) > 0 {
			return days[0]
		}
		if p == lastDay && len(days) > 1 {
			return days[1]
		}
		if p == firstDay && len(days) == 0 {
			return s
		}
		return ""
	default:
		return s
	}
}

var dayInText = regexp.MustCompile(`[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}`)

// nameParts takes a person's name in one cell apart: family name, first name, and the
// rest, which in Kazakh and Azeri names may be two words.
func nameParts(s string) [3]string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(source.Blanks, r) || r == ',' {
			return ' '
		}
		return r
	}, s)
	words := strings.Fields(s)
	if len(words) == 2 && strings.Count(words[1], ".") > 1 { // Облаков К.Л.
		initials := strings.SplitAfter(words[1], ".")
		words = append(words[:1], initials[0], strings.Join(initials[1:], ""))
	}
	var parts [3]string
	for i, w := range words {
		if i < 2 {
			parts[i] = w
		} else {
			parts[2] = strings.TrimSpace(parts[2] + " " + w)
		}
	}
	return parts
}

var (
	twelveDigits = regexp.MustCompile(`(?:^|[^0-9])([0-9]{12})(?:[^0-9]|$)`)
	fewerDigits  = regexp.MustCompile(`^(?:БИН|ИИН|БСН|ЖСН)?[:\s]*([0-9]{9,11})(?:[^0-9]|$)`)
	schemeID     = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*:\S+$`)
	numberLabel  = regexp.MustCompile(`(?i)(^|[\s(,;])(БИН|ИИН|БСН|ЖСН|BIN|IIN|БИН/ИИН|ИИН/БИН|ЖСН/БСН|БСН/ЖСН)\s*:?\s*($|[\s),;])`)
)

// splitNumber takes the IIN or BIN out of a text that may hold a name beside it.
func splitNumber(s string) (number, text string) {
	if schemeID.MatchString(s) {
		return s, ""
	}
	at := twelveDigits.FindStringSubmatchIndex(s)
	if at == nil {
		at = fewerDigits.FindStringSubmatchIndex(s)
	}
	if at == nil {
		return "", s
	}
	number = s[at[2]:at[3]]
	text = s[:at[2]] + " " + s[at[3]:]
	text = numberLabel.ReplaceAllString(text, " ")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "( )", " "), "()", " ")
	text = strings.Join(strings.Fields(text), " ")
	return number, strings.Trim(text, " ,;:-–—/|\\")
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
