package view

import (
	"iter"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"adal/pipeline/run"
	"adal/reports/words"
)

// place is a finding of the queue: its row of findings.csv, from 0, and whether its card stands
// in the page.
type place struct {
	finding *run.Finding
	row     int
	stands  bool
}

// Sought is what the page sorts, filters and searches its findings by: a list for each column, in
// the order of the queue. Everything in it is masked.
type Sought struct {
	Fold     map[string]string `json:"fold"` // letters that count as another
	ID       []string          `json:"id"`
	Rule     []string          `json:"rule"`
	Kind     []string          `json:"kind"`
	Status   []string          `json:"status"`
	Unit     []string          `json:"unit"`
	Customer []string          `json:"customer"`
	Name     []string          `json:"name"`
	Score    []float64         `json:"score"`
	Amount   []string          `json:"amount"` // a decimal in text
	Row      []int             `json:"-"`      // of findings.csv, from 0

	Head  string   `json:"head"` // of findings.csv
	Lines []string `json:"lines"`
	File  string   `json:"file"` // name of the file what is shown is saved as

	Chunk []int             `json:"chunk,omitempty"` // which chunk holds the body of the card, -1 where it stands in the page
	Heads []string          `json:"heads,omitempty"` // what of a card is seen while it is closed, blank where it stands in the page
	Texts []string          `json:"texts,omitempty"` // folded, of each finding what its card says of its own
	Rules map[string]string `json:"rules,omitempty"` // folded, what cards of a rule say alike
}

// Sought gives the columns of the queue; layouts put lines and chunks to them.
func (p *Page) Sought() *Sought {
	s := &Sought{Fold: folded, File: "findings-" + p.period + ".csv"}
	for _, q := range p.queue {
		f := q.finding
		c := p.labels(f)
		s.ID, s.Rule, s.Kind, s.Status = append(s.ID, f.ID), append(s.Rule, f.Rule), append(s.Kind, f.Kind), append(s.Status, f.Status)
		s.Unit, s.Customer, s.Name = append(s.Unit, c.unit), append(s.Customer, c.customer), append(s.Name, c.name)
		s.Score, s.Amount, s.Row = append(s.Score, f.Score), append(s.Amount, f.Amount), append(s.Row, q.row)
	}
	return s
}

// label is who and where a finding is about, masked.
type label struct{ unit, customer, name string }

func (b builder) label(f *run.Finding) label {
	return label{b.mask.Text(f.Unit), b.customer(f), words.Named(b.lang, f.SubjectKind, f.SubjectName, f.SubjectID, b.mask)}
}

// Cards walks the cards of the queue with their places in it. A card is made when it is asked for:
// of ten thousand findings not all are held at once.
func (p *Page) Cards() iter.Seq2[int, Card] {
	return func(yield func(int, Card) bool) {
		for i, q := range p.queue {
			if !yield(i, p.cards(q.finding)) {
				return
			}
		}
	}
}

// Stands reports whether the card at a place of the queue stands in the page.
func (p *Page) Stands(i int) bool { return p.queue[i].stands }

// Own is what the card says that no other card of its rule does, to search in.
func (c *Card) Own() string {
	all := []string{c.Rule, c.RuleTitle, c.KindName, c.StatusName, c.Summary, c.Lawful, c.Score, c.Total, c.BandName, c.Amount, c.Why}
	for _, x := range c.Path {
		all = append(all, x.Link, x.Title, x.Note)
	}
	for _, x := range c.Facts {
		all = append(all, x.Value.Text)
	}
	for _, x := range c.Evidence {
		all = append(all, x.What, x.Fact, x.Place, x.File)
	}
	for _, x := range append(c.Favour, c.Doubts...) {
		all = append(all, x.Text, x.Fact, x.Place)
	}
	for _, x := range c.Marks {
		all = append(all, x.Text)
	}
	for _, x := range c.Disposition {
		all = append(all, x.Value)
	}
	return Fold(strings.Join(append(all, c.Listed...), "\n"))
}

// Common is what all cards of its rule say, to search in.
func (c *Card) Common() string {
	return Fold(strings.Join([]string{c.Basis, c.Clears, c.Innocent}, "\n"))
}

// folded are letters of Kazakh, and ё, with the one many type in their place.
var folded = map[string]string{"ә": "а", "ғ": "г", "қ": "к", "ң": "н", "ө": "о", "ұ": "у", "ү": "у", "һ": "х", "і": "и", "ё": "е"}

// Fold writes a text as a search compares it: small letters, those of Kazakh as those of Russian,
// numbers without the signs between thousands and with a point before decimals. page.js does the
// same to what somebody types.
func Fold(s string) string {
	if !composed(s) {
		s = norm.NFC.String(s)
	}
	var out strings.Builder
	out.Grow(len(s))
	blank := false
	for _, r := range s {
		if unicode.IsSpace(r) || r == '\ufeff' {
			if !blank {
				out.WriteByte(' ')
			}
			blank = true
			continue
		}
		blank = false
		if r < frequent {
			out.WriteString(foldedOf[r])
			continue
		}
		out.WriteString(foldRune(r))
	}
	return strings.TrimSpace(numbers(out.String()))
}

// frequent is a rune behind those of Latin and Cyrillic texts, whose folds are kept.
const frequent = 0x600

var foldedOf = func() (of [frequent]string) {
	for r := range rune(frequent) {
		of[r] = foldRune(r)
	}
	return of
}()

func foldRune(r rune) string {
	small := strings.ToLower(string(r))
	if to, ok := folded[small]; ok {
		return to
	}
	return small
}

// composed reports whether a text is in normal form C for sure: it holds Latin and Cyrillic letters,
// dashes, quotation marks, signs of money and of a number, and no mark that joins the letter before it.
func composed(s string) bool {
	for i := 0; i < len(s); i++ {
		switch x := s[i]; {
		case x >= 0xca && x < 0xd0 || x > 0xd3 && x != 0xe2: // beyond Latin and Cyrillic, and what joins
			return false
		case x == 0xd2 && i+1 < len(s) && s[i+1] >= 0x83 && s[i+1] <= 0x87: // marks over Cyrillic letters
			return false
		case x == 0xe2 && (i+2 >= len(s) || (s[i+1] != 0x80 || s[i+2] < 0x90) && (s[i+1] != 0x82 || s[i+2] < 0xa0 || s[i+2] > 0xbf) && (s[i+1] != 0x84 || s[i+2] != 0x96)):
			return false
		}
	}
	return true
}

// numbers takes the signs between thousands out of the numbers of a text and sets a point before
// their decimals: what stands between digits and before exactly three of them parts thousands.
func numbers(s string) string {
	digit := func(i int) bool { return i >= 0 && i < len(s) && s[i] >= '0' && s[i] <= '9' }
	parts := func(i int) bool {
		return (s[i] == ' ' || s[i] == ',' || s[i] == '\'') && digit(i-1) && digit(i+1) && digit(i+2) && digit(i+3) && !digit(i+4)
	}
	out := make([]byte, 0, len(s))
	for i := range len(s) {
		switch {
		case parts(i):
		case s[i] == ',' && digit(i-1) && digit(i+1):
			out = append(out, '.')
		default:
			out = append(out, s[i])
		}
	}
	return string(out)
}
