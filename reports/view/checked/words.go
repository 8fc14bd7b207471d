package checked

import "adal/reports/mask"

// Words words single things of a check, masked, for whoever asks about them.
type Words struct{ c *checker }

// NewWords gives the words of one language. Numbers of people are masked but for full.
func NewWords(lang, currency string, full bool) Words {
	return Words{&checker{lang: lang, currency: currency, mask: mask.FromIDs(nil, full)}}
}

// Table names a table, Column a column.
func (w Words) Table(name string) string  { return w.c.table(name) }
func (w Words) Column(name string) string { return w.c.column(name) }

// Text is a text of a file as it may be shown; Short the beginning of one.
func (w Words) Text(s string) string            { return w.c.mask.Text(s) }
func (w Words) Short(s string, most int) string { return shorter(w.Text(s), most) }
