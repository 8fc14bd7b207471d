// Package mask hides the numbers of people in what a person opens. A masked number
// keeps its last four digits, so a reader can still tell two people apart and find
// the source row; nothing else of it survives, and no date of birth is given beside
// it, because the two together would give the number back. It promises that no full
// number of a person of the run passes through ID, Text or Raw unless full was asked for.
package mask

import (
	"maps"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
)

// Masker masks the numbers of one run. The same run gives the same masks, whatever is
// masked first. The zero value and nil mask without numbering.
type Masker struct {
	full  bool
	known map[string]string // a person's number -> its mask
}

// New prepares the masks of everything a report of r shows. Two people who share the
// last four digits are numbered by their full numbers, ascending. With full nothing is masked.
func New(r *run.Run, full bool) *Masker {
	c := newCollector()
	if r != nil && !full {
		c.run(r)
	}
	return build(c.ids, full)
}

// FromIDs prepares the masks of a plain list of numbers, as a listing on stdout needs.
func FromIDs(ids []string, full bool) *Masker {
	c := newCollector()
	for _, id := range ids {
		c.id(id)
	}
	return build(c.ids, full)
}

func build(ids map[string]bool, full bool) *Masker {
	m := &Masker{full: full, known: make(map[string]string, len(ids))}
	byTail := map[string][]string{}
	for _, id := range slices.Sorted(maps.Keys(ids)) {
		byTail[id[8:]] = append(byTail[id[8:]], id)
	}
	for tail, same := range byTail {
		for i, id := range same {
			m.known[id] = stars(8) + tail
			if len(same) > 1 {
				m.known[id] += "/" + strconv.Itoa(i+1)
			}
		}
	}
	return m
}

// Full reports whether nothing is masked.
func (m *Masker) Full() bool { return m != nil && m.full }

// ID masks the value of an id column: a person's number becomes its mask; a company's,
// an id of another scheme (AM-TIN:123) and an id that is no number stay.
func (m *Masker) ID(s string) string {
	if m.Full() {
		return Visible(s)
	}
	if masked, ok := m.lookup(s); ok {
		return masked
	}
	if len(s) == 12 && digits(s) {
		if isBIN(s) {
			return s
		}
		return tail(s)
	}
	return m.Text(s)
}

// Text masks the people's numbers inside free text, however they are written (see numbers),
// gives of a day of birth that is called one the year alone, and shows what is invisible.
func (m *Masker) Text(s string) string {
	if m.Full() {
		return Visible(s)
	}
	if worth(s, ofDay) { // most texts are not
		s = m.hide(born(s))
	}
	return Visible(s)
}

func (m *Masker) hide(s string) string {
	found := numbers(s, m.knows)
	if len(found) == 0 {
		return s
	}
	var b strings.Builder
	at := 0
	for _, x := range found {
		b.WriteString(s[at:x.start])
		if masked, ok := m.lookup(x.number); ok {
			b.WriteString(masked)
		} else {
			b.WriteString(tail(x.number))
		}
		at = x.end
	}
	b.WriteString(s[at:])
	return b.String()
}

// Raw masks a value as it stood in a source, where a rejected row is shown. In a column
// of ids every run of nine digits or more that is not a valid number of a company keeps
// only its last four: a mistyped number still names a person.
func (m *Masker) Raw(column, value string) string {
	if m.Full() {
		return Visible(value)
	}
	if BirthColumn(column) {
		return Visible(Year(m.hide(value)))
	}
	if column == "" { // a row that could not be cut: any day in it may be one of birth
		value = dates.ReplaceAllStringFunc(value, Year)
	}
	value = m.hide(born(value))
	if !IDColumn(column) {
		return Visible(value)
	}
	var b strings.Builder
	at := 0
	for seq := range sequences(value) {
		for from, to := range people(seq) {
			for part := range fields(value, column, seq[from:to]) {
				if len(part) >= 9 {
					b.WriteString(value[at:part[0].start] + tail(valueOf(part)))
					at = part[len(part)-1].end
				}
			}
		}
	}
	return Visible(b.String() + value[at:])
}

// fields takes digits apart where the cells of a row meet that could not be cut; in a column
// nothing is taken apart.
func fields(value, column string, seq []digit) func(yield func([]digit) bool) {
	return func(yield func([]digit) bool) {
		from := 0
		for k := 1; k <= len(seq); k++ {
			if k == len(seq) || column == "" && strings.ContainsAny(value[seq[k-1].end:seq[k].start], ";,|\t\n\"") {
				if !yield(seq[from:k]) {
					return
				}
				from = k
			}
		}
	}
}

// IDColumn reports whether a column of an input table may hold the number of a person.
// A column of no known name does: better one mask too many.
func IDColumn(column string) bool {
	switch column {
	case "contract_id", "root_id", "announcement_id", "lot_id", "unit_id", "parent_unit_id",
		"position_id", "manager_position_id", "method_id", "planned_method_id", "status_id",
		"signed_on", "registered_on", "closed_on", "notified_on", "declared_on", "birth_date",
		"relative_birth_date", "date", "date_from", "date_to", "on", "expires",
		"amount", "amount_net", "paid", "share_pct", "year", "category", "relation", "role",
		"phone", "bank_account", "currency", "number":
		return false
	}
	return true
}

func (m *Masker) knows(s string) bool {
	_, ok := m.lookup(s)
	return ok
}

func (m *Masker) lookup(s string) (string, bool) {
	if m == nil {
		return "", false
	}
	masked, ok := m.known[s]
	return masked, ok
}

func tail(s string) string { return stars(len(s)-4) + s[len(s)-4:] }

func stars(n int) string { return strings.Repeat("*", n) }

func isDigit(b byte) bool { return b >= '0' && b <= '9' }

func digits(s string) bool {
	for i := range len(s) {
		if !isDigit(s[i]) {
			return false
		}
	}
	return s != ""
}

// valid reports twelve digits with the check digit of the state registers: weights 1..11,
// modulo 11, and where that gives 10, weights 3..11,1,2.
func valid(s string) bool {
	if len(s) != 12 || !digits(s) {
		return false
	}
	for _, shift := range []int{0, 2} {
		sum := 0
		for i := range 11 {
			sum += ((i+shift)%11 + 1) * int(s[i]-'0')
		}
		if sum %= 11; sum < 10 {
			return sum == int(s[11]-'0')
		}
	}
	return false
}

func isIIN(s string) bool { return valid(s) && s[4] <= '3' }

func isBIN(s string) bool { return valid(s) && s[4] >= '4' && s[4] <= '6' }
