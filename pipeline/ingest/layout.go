package ingest

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"adal/pipeline/fault"
	"adal/pipeline/kz"
	"adal/pipeline/tables"
)

// headerCell is the name of a column as it stands, and what it may be compared by.
type headerCell struct {
	shown string
	keys  []string
}

func plainHeader(names []string) []headerCell {
	cells := make([]headerCell, len(names))
	for i, n := range names {
		cells[i] = headerCell{shown: strings.Trim(n, " \t\r\n\u00a0\ufeff"), keys: keysOf(n)}
	}
	return cells
}

// twoRows reads a header over two rows, where the upper names stand over several lower ones.
func twoRows(upper, lower []string) []headerCell {
	cells := make([]headerCell, max(len(upper), len(lower)))
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
		case l == "" || key(l) == key(u):
			cells[i] = headerCell{shown: u, keys: keysOf(u)}
		case u == "":
			cells[i] = headerCell{shown: l, keys: keysOf(l)}
		default:
			cells[i] = headerCell{shown: u + " " + l, keys: append([]string{key(u + " " + l), key(l + " " + u)}, keysOf(l)...)}
		}
	}
	return cells
}

func shownNames(header []headerCell) []string {
	names := make([]string, len(header))
	for i, h := range header {
		names[i] = h.shown
	}
	return names
}

// target is one column of a table and where its cells come from.
type target struct {
	column   tables.Column
	from     []int // places in the source; the first that is not blank gives the cell
	part     part
	constant string
	values   map[string]string // by folded word
	words    func(string) string
	// along are the cells that make an id of a number, which alone means several things.
	along []target
}

// direct reports whether the engine can copy the cells itself.
func (t target) direct() bool {
	return t.part == whole && t.constant == "" && t.values == nil && t.words == nil && t.along == nil && len(t.from) > 0
}

// cell gives the cell of a row. from tells which of the places gave it, -1 none.
func (t target) cell(cells []string) (value string, from int) {
	if t.constant != "" {
		return t.constant, -1
	}
	from = -1
	for _, i := range t.from {
		if i < len(cells) {
			if v := cells[i]; v != "" && strings.Trim(v, blanks) != "" {
				value, from = v, i
				break
			}
		}
	}
	if from < 0 {
		return "", -1
	}
	if t.part != whole {
		value = t.part.of(value)
	}
	if t.values != nil {
		if mapped, ok := t.values[folded(value)]; ok {
			value = mapped
		}
	}
	if t.words != nil {
		value = t.words(value)
	}
	for _, other := range t.along {
		beside, _ := other.cell(cells)
		value += " / " + beside
	}
	return value, from
}

const blanks = " \t\r\n\u00a0\u202f\u2009\ufeff"

func folded(s string) string { return strings.ToLower(strings.Join(strings.Fields(s), " ")) }

// layout says what the columns of a source are in one table.
type layout struct {
	table   tables.Table
	entity  *entity // of the portal, where it is one
	list    string  // key of the nested list whose elements are the rows, "" for the records themselves
	header  []headerCell
	targets []target
	missing []string
	unused  []string // names of columns that are of no use
	twice   string   // a name that stands twice and may not
	guessed []string // columns found under a name that is less than sure
}

// recognised counts the columns of the table that were found in the file.
func (l *layout) recognised() int {
	n := 0
	for _, t := range l.targets {
		if len(t.from) > 0 {
			n++
		}
	}
	return n
}

// sources counts the columns of the file that are of use, and all that have a name.
func (l *layout) sources() (used, named int) {
	at := map[int]bool{}
	for _, t := range l.targets {
		for _, i := range t.from {
			at[i] = true
		}
	}
	for _, h := range l.header {
		if h.shown != "" {
			named++
		}
	}
	return len(at), named
}

// direct reports whether the engine can copy the whole table itself.
func (l *layout) direct() bool {
	return !slices.ContainsFunc(l.targets, func(t target) bool { return !t.direct() })
}

func (l *layout) columns() []string {
	names := make([]string, len(l.targets))
	for i, t := range l.targets {
		names[i] = t.column.Name
	}
	return names
}

// layOut matches a header to a table, by its own names, those people write, and what
// adal.yaml says. An entry of adal.yaml about a column that is not there is a fault.
func layOut(t tables.Table, header []headerCell, given *FileMapping, file string) (*layout, error) {
	l := &layout{table: t, header: header}
	found := map[string]target{}
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
				l.twice = header[p.at].shown
			}
		}
		c, _ := t.Column(p.column)
		found[p.column] = target{column: c, from: []int{p.at}, part: p.part}
		taken[p.at], has[p.at] = p.part, true
		if p.rank >= 200 {
			l.guessed = append(l.guessed, p.column)
		}
	}
	l.finish(found, has, given)
	return l, nil
}

// asGiven takes what adal.yaml says of the columns.
func (l *layout) asGiven(given FileMapping, found map[string]target, taken map[int]part, has map[int]bool, file string) error {
	at := map[string]int{}
	shared := map[int]int{}
	for _, name := range sortedKeys(given.Columns) {
		i, ok := place(shownNames(l.header), given.Columns[name])
		for ok && i >= len(l.header) { // a column without a name, by its place
			l.header = append(l.header, headerCell{keys: []string{""}})
		}
		if !ok {
			return fault.Data("mapped_column_missing", "file", file, "header", given.Columns[name], "column", name, "found", shorten(strings.Join(named(l.header), ", "), 600))
		}
		at[name] = i
		shared[i]++
	}
	for _, name := range sortedKeys(given.Columns) {
		c, _ := l.table.Column(name)
		i := at[name]
		t := target{column: c, from: []int{i}}
		if shared[i] > 1 {
			t.part = partOf(name)
		} else {
			for _, k := range l.header[i].keys {
				for _, s := range known()[l.table.Name][k] {
					if s.column == name && t.part == whole {
						t.part = s.part
					}
				}
			}
		}
		found[name] = t
		taken[i], has[i] = t.part, true
	}
	for _, name := range sortedKeys(given.Constants) {
		if _, mapped := found[name]; mapped {
			continue
		}
		c, _ := l.table.Column(name)
		found[name] = target{column: c, constant: given.Constants[name]}
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

// finish orders the targets as the table does and lists what is missing and unused.
func (l *layout) finish(found map[string]target, has map[int]bool, given *FileMapping) {
	for _, c := range l.table.Columns {
		t, ok := found[c.Name]
		if !ok {
			if c.Required {
				l.missing = append(l.missing, c.Name)
			}
			continue
		}
		if given != nil && given.Values[c.Name] != nil {
			t.values = map[string]string{}
			for from, to := range given.Values[c.Name] {
				t.values[folded(from)] = to
			}
		}
		if l.table.Name == "contracts" && c.Name == "status_id" && t.values == nil && l.entity == nil && len(t.from) > 0 &&
			key(l.header[t.from[0]].shown) != "statusid" {
			t.values = statusIDs()
		}
		l.targets = append(l.targets, t)
	}
	l.numberAsID()
	for i, h := range l.header {
		if !has[i] && h.shown != "" {
			l.unused = append(l.unused, h.shown)
		}
	}
}

// numberAsID makes the id of a contract of its number, customer, supplier and day, where
// adal.yaml takes the column of numbers for the ids: "б/н" stands in many contracts, and a
// number of last year in this one.
func (l *layout) numberAsID() {
	if l.table.Name != "contracts" || l.entity != nil {
		return
	}
	at := map[string]int{}
	for i, t := range l.targets {
		at[t.column.Name] = i
	}
	i, ok := at["contract_id"]
	if !ok || len(l.targets[i].from) != 1 || !l.means(l.targets[i].from[0], "number") {
		return
	}
	for _, name := range []string{"customer_bin", "supplier_id", "signed_on"} {
		if j, ok := at[name]; ok {
			l.targets[i].along = append(l.targets[i].along, l.targets[j])
		}
	}
	if _, stands := at["number"]; !stands {
		c, _ := l.table.Column("number")
		l.targets = append(l.targets, target{column: c, from: l.targets[i].from})
	}
}

// means reports whether the header of a column is a name of another column of the table.
func (l *layout) means(at int, column string) bool {
	for _, k := range l.header[at].keys {
		for _, s := range known()[l.table.Name][k] {
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
		m[folded(row[1])] = row[0]
	}
	for id, words := range statusWords {
		for w := range strings.SplitSeq(words, "|") {
			m[w] = id
		}
	}
	return m
})

var statusWords = map[string]string{
	"185": "заключен|заключён|подписан сторонами|жасалған|жасалды|қол қойылған|қол қойылды",
	"190": "действующий|в работе|исполняется|на исполнении|қолданыста|күшінде|әрекет етуде|орындалуда",
	"330": "не заключён|не подписан|жасалмаған|жасалмады",
	"340": "расторгнут|расторгнут в одностороннем|расторжение|бұзылған|бұзылды|біржақты бұзылған",
	"350": "расторгнут по соглашению|тараптардың келісімі бойынша бұзылған",
	"375": "исполнен частично|ішінара орындалған|ішінара орындалды",
	"390": "исполнено|выполнен|завершен|завершён|орындалған|орындалды|аяқталған|аяқталды",
	"430": "отменён|аннулирован|отмена|күші жойылған|жойылған|жойылды",
	"455": "изменён|өзгертілген|өзгертілді",
	"470": "истек|истёк|истек срок|истёк срок|срок договора истёк|мерзімі өткен|мерзімі аяқталған",
}

func named(header []headerCell) []string {
	var names []string
	for _, h := range header {
		if h.shown != "" {
			names = append(names, h.shown)
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

// like finds the tables a header may be of, the best first.
func like(header []headerCell, file string) []*layout {
	var found []*layout
	for _, t := range tables.All {
		l, err := layOut(t, header, nil, file)
		if err == nil && l.recognised() > 1 {
			found = append(found, l)
		}
	}
	slices.SortStableFunc(found, func(a, b *layout) int {
		return cmp.Or(btoi(len(b.missing) == 0)-btoi(len(a.missing) == 0), b.recognised()-a.recognised(), len(b.targets)-len(a.targets))
	})
	return found
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// sure reports whether a header is enough to tell the table: nothing needed is missing,
// and most of the file is of use, or plenty of it.
func (l *layout) sure() bool {
	used, named := l.sources()
	return len(l.missing) == 0 && l.twice == "" && (2*used >= named || l.recognised() >= 6)
}

// headerAt says where the header of a grid was found.
type headerAt struct {
	from, to int // indexes into the first rows
	*layout
}

// findHeader looks for the header among the first rows of a grid: of the table wanted,
// else of the table it is most like. nil where no row is like any table.
func findHeader(first [][]string, want string, given *FileMapping, file string) (*headerAt, error) {
	var best *headerAt
	bestScore := 0.0
	consider := func(i, j int, header []headerCell) error {
		var candidates []*layout
		if want != "" {
			t, _ := tables.ByName(want)
			l, err := layOut(t, header, given, file)
			if err != nil {
				return err
			}
			candidates = []*layout{l}
			// A dump of the portal may bear the name of the table it gives.
			if e := entityOf(named(header), ""); e != nil && (given == nil || given.Table == "") && e.parts[0].table == want {
				candidates = append(candidates, e.layOut(header, ""))
			}
		} else {
			candidates = like(header, file)
			if e := entityOf(named(header), ""); e != nil {
				candidates = append([]*layout{e.layOut(header, "")}, candidates...)
			}
		}
		for _, l := range candidates {
			score := float64(10*l.recognised()) - 0.1*float64(i) - 0.5*float64(j-i)
			if len(l.missing) == 0 {
				score += 500
			}
			if l.entity != nil {
				score += 1000
			}
			if best == nil || score > bestScore {
				best, bestScore = &headerAt{from: i, to: j, layout: l}, score
			}
		}
		return nil
	}
	if given != nil && given.HeaderRow > 0 {
		return best, nil // the caller has cut the rows
	}
	var firstErr error
	for i := range first {
		if i >= headerRows {
			break
		}
		if err := consider(i, i, plainHeader(first[i])); err != nil && firstErr == nil {
			firstErr = err
		}
		if i+1 < len(first) {
			if err := consider(i, i+1, twoRows(first[i], first[i+1])); err != nil && firstErr == nil {
				firstErr = err
			}
		}
	}
	if best == nil {
		return nil, firstErr
	}
	if best.recognised() == 0 && want != "" && firstErr != nil {
		return nil, firstErr
	}
	return best, nil
}

// headerRows is how many rows from the top the header may stand below.
const headerRows = 30

// of gives a part of a cell.
func (p part) of(s string) string {
	s = strings.Trim(s, blanks)
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
		if strings.ContainsRune(blanks, r) || r == ',' {
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

func sortedKeys[V any](m map[string]V) []string {
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

func describeDelimiter(d byte) string {
	if d == '\t' {
		return "tab"
	}
	return fmt.Sprintf("%c", d)
}
