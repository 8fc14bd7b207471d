package words

import (
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
)

// Unfair words what an entry of the register of unfair participants says, and where its term
// stands on a day; a key is the state run.Unfair gives.
var Unfair = Table{"unfair"}

// UnfairLong says of an entry of the register that a supplier is in it, from when to when,
// and whether that is so on the day: в реестре недобросовестных участников с 01.02.2025 по
// 01.02.2027, на 30.09.2026 действует.
func UnfairLong(lang, day string, u run.Unfair) string {
	s := strings.NewReplacer("{span}", Span(lang, u.From, u.To), "{day}", Date(lang, day)).Replace(Unfair.In(lang, "long."+u.State(day)))
	return strings.Replace(s, " ,", ",", 1) // neither end is known
}

// UnfairMark is UnfairLong for a table: РНУ по 01.02.2027.
func UnfairMark(lang, day string, u run.Unfair) string {
	key := "mark"
	switch state := u.State(day); {
	case state != "in_force":
		key += "." + state
	case u.To != "":
		key += ".to"
	case u.From != "":
		key += ".from"
	}
	return strings.NewReplacer("{from}", Date(lang, u.From), "{to}", Date(lang, u.To)).Replace(Unfair.In(lang, key))
}

// UnfairTerse is UnfairMark for a drawing: РНУ.
func UnfairTerse(lang, day string, u run.Unfair) string {
	if state := u.State(day); state != "in_force" {
		return Unfair.In(lang, "terse."+state)
	}
	return Unfair.In(lang, "mark")
}

// UnfairMember is UnfairMark for a group one of whose members has the entry.
func UnfairMember(lang, day string, u run.Unfair) string {
	if state := u.State(day); state != "in_force" {
		return Unfair.In(lang, "group."+state)
	}
	return Unfair.In(lang, "group")
}

// UnfairProof says why a supplier is in the register, where that is known, and which source
// row says so: основание: решение суда; rnu.json, строка 2.
func UnfairProof(lang string, u run.Unfair, m *mask.Masker) string {
	s := Place(lang, u.File, u.Row, m)
	if u.Reason != "" {
		s = strings.ReplaceAll(Unfair.In(lang, "entry_reason"), "{reason}", m.Text(u.Reason)) + "; " + s
	}
	return s
}

// Place says where a row stands: roster.csv, строка 17.
func Place(lang, file string, row int64, m *mask.Masker) string {
	s := m.Text(file)
	if row > 0 {
		s = strings.TrimPrefix(s+", "+UI.In(lang, "row")+" "+strconv.FormatInt(row, 10), ", ")
	}
	return s
}
