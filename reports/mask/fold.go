package mask

import (
	"iter"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// digit is one digit of a text, whatever script it is written in: its value, the bytes it
// takes, and whether it follows the digit before it with nothing visible between them.
type digit struct {
	value      byte // '0' to '9'
	start, end int
	glued      bool
	letter     bool // the letter О written for a zero
	dotted     bool // one full stop and nothing else stands before it
}

// most is how many signs may stand between two digits of one number.
const most = 4

// digitValue gives the value of a digit of any script, of a raised, circled or full-width one.
func digitValue(r rune) (byte, bool) {
	switch {
	case r >= '0' && r <= '9':
		return byte(r), true
	case r < 0xb2 || r > 0x3ff && r < 0x660: // the letters people write with here
		return 0, false
	case unicode.Is(unicode.Nd, r):
		for _, x := range unicode.Nd.R16 {
			if uint32(r) >= uint32(x.Lo) && uint32(r) <= uint32(x.Hi) {
				return '0' + byte((uint32(r)-uint32(x.Lo))%10), true
			}
		}
		for _, x := range unicode.Nd.R32 {
			if uint32(r) >= x.Lo && uint32(r) <= x.Hi {
				return '0' + byte((uint32(r)-x.Lo)%10), true
			}
		}
	case unicode.Is(unicode.No, r):
		if s := norm.NFKC.String(string(r)); len(s) == 1 && isDigit(s[0]) {
			return s[0], true
		}
	}
	return 0, false
}

// isO reports a letter that looks like a zero: Latin, Cyrillic, Greek.
func isO(r rune) bool {
	switch r {
	case 'O', 'o', 'О', 'о', 'Ο', 'ο', 'Ｏ', 'ｏ':
		return true
	}
	return false
}

// invisible reports signs a reader does not see: those of format, of control, and letters
// and marks that are shown as nothing. A line end, a tab and a blank are seen.
func invisible(r rune) bool {
	switch r {
	case '\u034f', '\u115f', '\u1160', '\u17b4', '\u17b5', '\u3164', '\uffa0', '\u2028', '\u2029', '\ufffc':
		return true
	}
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r) || r >= 0xe0000 && r <= 0xe0fff
}

// shortest is how few digits may be a person's number, which has lost its leading zeros.
const shortest = 9

// worth reports whether a text can hold a number of at least n digits at all: as many digits and
// letters О with no other letter between them. Most texts cannot.
func worth(s string, n int) bool {
	row := 0 // of digits and letters О so far
	for i := 0; row < n; {
		if len(s)-i < n-row {
			return false
		}
		c := s[i]
		if c < utf8.RuneSelf {
			i++
			switch signs[c] {
			case counting:
				row++
			case parting:
				row = 0
			}
			continue
		}
		r, size := rune(c), 2
		if (c == 0xd0 || c == 0xd1) && i+1 < len(s) && s[i+1]&0xc0 == 0x80 { // Cyrillic
			r = (r&0x1f)<<6 | rune(s[i+1]&0x3f)
		} else {
			r, size = utf8.DecodeRuneInString(s[i:])
		}
		i += size
		switch {
		case isO(r):
			row++
		case r >= 'А' && r <= 'я':
			row = 0
		default:
			if _, ok := digitValue(r); ok {
				row++
			}
		}
	}
	return true
}

// What a sign of ASCII is in a number: one of its digits, or the end of it, or neither.
const (
	counting = 1 + iota
	parting
)

var signs = func() (of [utf8.RuneSelf]byte) {
	for r := range rune(utf8.RuneSelf) {
		switch {
		case r >= '0' && r <= '9' || isO(r):
			of[r] = counting
		case r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z':
			of[r] = parting
		}
	}
	return of
}()

// rooms hold the digits of a text while it is taken apart.
var rooms = sync.Pool{New: func() any { return new([]digit) }}

// sequences takes a text apart into what may be read as one number: at least nine digits with at most
// a few signs that are no letters between them. What it gives is good until the next is asked for.
func sequences(s string) iter.Seq[[]digit] {
	return func(yield func([]digit) bool) {
		room := rooms.Get().(*[]digit)
		now := (*room)[:0]
		between, seen := 0, false // signs since the last digit, and whether any of them is seen
		for i := 0; i < len(s); {
			r, size := utf8.DecodeRuneInString(s[i:])
			v, ok := digitValue(r)
			o := !ok && isO(r) && zero(s, i, i+size)
			ends := false
			switch {
			case ok || o:
				if o {
					v = '0'
				}
				now = append(now, digit{v, i, i + size, len(now) > 0 && !seen, o, len(now) > 0 && s[now[len(now)-1].end:i] == "."})
				between, seen = 0, false
			case len(now) == 0:
			case unicode.IsLetter(r) && !invisible(r):
				ends = true
			default:
				if !invisible(r) {
					seen = true
				}
				between++
				ends = between > most
			}
			i += size
			if ends || i >= len(s) {
				if len(now) >= shortest && !yield(now) {
					break
				}
				now, between, seen = now[:0], 0, false
			}
		}
		if cap(now) <= 1<<12 {
			*room = now[:0]
			rooms.Put(room)
		}
	}
}

// zero reports whether the letter О between two bytes of a text stands for a zero: it is no
// part of a word, or touches a digit, itself or with other such letters.
func zero(s string, from, to int) bool {
	before, after := neighbour(s[:from], utf8.DecodeLastRuneInString, true), neighbour(s[to:], utf8.DecodeRuneInString, false)
	digitOf := func(r rune) bool { _, ok := digitValue(r); return ok }
	return digitOf(before) || digitOf(after) || !unicode.IsLetter(before) && !unicode.IsLetter(after)
}

// neighbour gives the first rune of a text, from its end or its beginning, that is seen and
// is no letter О; -1 where there is none within what one number takes.
func neighbour(s string, decode func(string) (rune, int), last bool) rune {
	for range 24 {
		r, size := decode(s)
		if size == 0 {
			return -1
		}
		if !isO(r) && !invisible(r) {
			return r
		}
		if last {
			s = s[:len(s)-size]
		} else {
			s = s[size:]
		}
	}
	return -1
}

// span is a number found in a text: the bytes it takes and its twelve digits.
type span struct {
	start, end int
	number     string
}

// numbers finds the people's numbers in a text in whatever way they are written: plainly,
// with signs or blanks of any kind between the digits, with something invisible inside, in
// digits of another script, with the letter О for a zero, glued to other digits, and, where
// known tells that the run has such a number, without its leading zeros. A number that is not
// known counts where its check digit is right; in longer rows of digits it must also begin with
// a day, so that not every eleventh row of digits is taken for a person.
func numbers(s string, known func(string) bool) []span {
	if !worth(s, shortest) {
		return nil
	}
	var found []span
	for seq := range sequences(s) {
		for from, to := range people(seq) {
			found = append(found, search(seq[from:to], known)...)
		}
	}
	return found
}

// people leaves out of a sequence the valid numbers of companies that stand apart in it and the
// codes of goods (six digits, three, six: 331311.100.000000), and gives what is between them.
func people(seq []digit) func(yield func(int, int) bool) {
	return func(yield func(int, int) bool) {
		from := 0
		for i := 0; i < len(seq); {
			j := i + 1
			for j < len(seq) && seq[j].glued {
				j++
			}
			if isCode(seq, i) {
				j = i + 15
			}
			if j-i == 15 && isCode(seq, i) || j-i == 12 && isBIN(valueOf(seq[i:j])) {
				if from < i && !yield(from, i) {
					return
				}
				from = j
			}
			i = j
		}
		if from < len(seq) {
			yield(from, len(seq))
		}
	}
}

// isCode reports whether a code of goods begins at a digit.
func isCode(seq []digit, i int) bool {
	if i+15 > len(seq) || !stands(seq, i, i+15) {
		return false
	}
	for k := i + 1; k < i+15; k++ {
		if dot := k == i+6 || k == i+9; seq[k].dotted != dot || seq[k].glued == dot {
			return false
		}
	}
	return true
}

// search looks for numbers in digits one after the other: for those that are known, in what
// is left for those that are valid, in what is left then for those without their zeros.
func search(seq []digit, known func(string) bool) []span {
	value := valueOf(seq)
	var found []span
	take := func(i, j int) {
		found = append(found, span{seq[i].start, seq[j-1].end, strings.Repeat("0", 12-(j-i)) + value[i:j]})
	}
	rest, left := make([][2]int, 0, 8), make([][2]int, 0, 8)
	rest = append(rest, [2]int{0, len(seq)})
	for _, length := range []func(i, end int) int{
		func(i, end int) int { return long(i, end, known(value[i:min(i+12, end)])) },
		func(i, end int) int {
			d := value[i:min(i+12, end)]
			return long(i, end, isIIN(d) && mostlyDigits(seq[i:i+12]) && (stands(seq, i, i+12) && unbroken(seq, i, i+12) || person(d) && valued(seq, i, i+12)))
		},
		func(i, end int) int {
			for n := min(11, end-i); n >= 9; n-- {
				if stands(seq, i, i+n) && known(strings.Repeat("0", 12-n)+value[i:i+n]) {
					return n
				}
			}
			return 0
		},
	} {
		left = left[:0]
		for _, part := range rest {
			from := part[0]
			for i := from; i+9 <= part[1]; i++ {
				if n := length(i, part[1]); n > 0 {
					take(i, i+n)
					left = append(left, [2]int{from, i})
					from, i = i+n, i+n-1
				}
			}
			left = append(left, [2]int{from, part[1]})
		}
		rest, left = left, rest
	}
	slices.SortFunc(found, func(a, b span) int { return a.start - b.start })
	return found
}

// long is twelve where there are as many digits and they are a number.
func long(i, end int, is bool) int {
	if is && i+12 <= end {
		return 12
	}
	return 0
}

// stands reports whether digits stand apart from the others.
func stands(seq []digit, i, j int) bool {
	return (i == 0 || !seq[i].glued) && (j >= len(seq) || !seq[j].glued)
}

// mostlyDigits reports that a number is no row of letters О.
func mostlyDigits(seq []digit) bool {
	letters := 0
	for _, d := range seq {
		if d.letter {
			letters++
		}
	}
	return letters <= 8
}

// valued reports whether digits in a longer row may be read as one number: they touch each
// other, or at least one of their ends stands apart and they are not cut out of two days, one
// after the other.
func valued(seq []digit, i, j int) bool {
	if unbroken(seq, i, j) {
		return true
	}
	return (i == 0 || !seq[i].glued || j == len(seq) || !seq[j].glued) && !days(seq, i, j)
}

// unbroken reports whether nothing that is seen stands between digits.
func unbroken(seq []digit, i, j int) bool {
	for k := i + 1; k < j; k++ {
		if !seq[k].glued {
			return false
		}
	}
	return true
}

// days reports whether digits are cut out of two days written one after the other, as
// 01.02.2026-03.04.2027 is: groups of two, two and four, twice.
func days(seq []digit, i, j int) bool {
	var groups []string
	var ends []int
	first := i
	for i-first < 16 && first > 0 { // two days are sixteen digits
		first--
	}
	start := first
	for k := first + 1; k <= min(len(seq), j+16); k++ {
		if k == len(seq) || !seq[k].glued {
			groups, ends = append(groups, valueOf(seq[first:k])), append(ends, k)
			first = k
		}
	}
	day := func(a, b, c string) bool {
		year := func(s string) bool { return len(s) == 4 && (s[:2] == "19" || s[:2] == "20") }
		small := func(s string, most string) bool { return len(s) == 2 && s != "00" && s <= most }
		return small(a, "31") && small(b, "12") && year(c) || year(a) && small(b, "12") && small(c, "31")
	}
	for k := 0; k+6 <= len(groups); k++ {
		from := start
		if k > 0 {
			from = ends[k-1]
		}
		if from < j && ends[k+5] > i && day(groups[k], groups[k+1], groups[k+2]) && day(groups[k+3], groups[k+4], groups[k+5]) {
			return true
		}
	}
	return false
}

// person reports whether a valid number begins with a day of birth and a century and sex that
// the law knows.
func person(s string) bool {
	month, day := (s[2]-'0')*10+s[3]-'0', (s[4]-'0')*10+s[5]-'0'
	return month >= 1 && month <= 12 && day >= 1 && day <= 31 && s[6] <= '6'
}

func valueOf(seq []digit) string {
	b := make([]byte, len(seq))
	for i, d := range seq {
		b[i] = d.value
	}
	return string(b)
}
