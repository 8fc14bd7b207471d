package tables

import "strings"

// codes are the columns of text, beside those called ..._id, that hold a number or code.
var codes = map[string]bool{
	"category": true, "currency": true, "ground": true, "oked": true, "phone": true, "bank_account": true,
	"country": true, "about": true, "map_version": true,
}

// Code reports whether a text is a number or code that a spreadsheet may have written as
// a decimal: 23.0 is the unit 23. Ids this program made itself are none.
func (c Column) Code() bool {
	return c.Type == Text && c.Name != "finding_id" && (codes[c.Name] || strings.HasSuffix(c.Name, "_id"))
}
