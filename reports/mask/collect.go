package mask

import (
	"strings"

	"adal/pipeline/run"
)

// collector gathers the people's numbers of a run: the values of its id columns, and
// whatever in its texts is a valid number of a person.
type collector struct {
	ids  map[string]bool
	seen map[string]bool // texts that were taken apart: the days of a tender stand in many findings
}

func newCollector() collector { return collector{map[string]bool{}, map[string]bool{}} }

func (c collector) id(s string) {
	if len(s) == 12 && digits(s) && s[4] <= '3' {
		c.ids[s] = true
		return
	}
	c.text(s)
}

func (c collector) text(texts ...string) {
	for _, s := range texts {
		if !worth(s, shortest) || c.seen[s] {
			continue
		}
		c.seen[s] = true
		for _, x := range numbers(s, none) {
			c.ids[x.number] = true
		}
	}
}

// Finder tells texts in which people's numbers stand. It knows a text it has met again: make a
// new one for each run.
type Finder map[string]bool

// Holds reports whether a person's number stands in a text, however it is written.
func (f Finder) Holds(text string) bool {
	if !worth(text, shortest) {
		return false
	}
	holds, met := f[text]
	if !met {
		holds = len(numbers(text, none)) > 0
		f[text] = holds
	}
	return holds
}

// IDCell reports whether a column of the canonical tables holds numbers of people by itself.
func IDCell(column string) bool { return idCells[column] }

func none(string) bool { return false }

// raw takes a value of a source row: a number that lost its leading zeros names a person too.
func (c collector) raw(column, value string) {
	c.text(value)
	if !IDColumn(column) {
		return
	}
	for seq := range sequences(value) {
		if n := len(seq); n >= 9 && n < 12 {
			if padded := strings.Repeat("0", 12-n) + valueOf(seq); isIIN(padded) {
				c.ids[padded] = true
			}
		}
	}
}

func (c collector) cells(cells map[string]string) {
	for column, value := range cells {
		if idCells[column] {
			c.id(value)
		} else {
			c.text(value)
		}
	}
}

// idCells are the columns of the canonical tables that hold a person's number.
var idCells = map[string]bool{
	"iin": true, "relative_iin": true, "manager_iin": true, "holder_id": true, "supplier_id": true,
	"trustee_id": true, "company_id": true, "company_bin": true, "customer_bin": true, "about_id": true,
	"giver_id": true, "payer_id": true, "member_iin": true, "about": true, "organisation_bin": true, "bin": true, "head_office_bin": true, "via_id": true, "from_id": true, "to_id": true,
}

func (c collector) run(r *run.Run) {
	c.text(r.Customer)
	for _, f := range r.Files {
		c.text(f.Path, f.Unknown)
	}
	for i := range r.Findings {
		c.finding(&r.Findings[i])
	}
	for i := range r.Gone {
		c.finding(&r.Gone[i].Finding)
	}
	for i := range r.Duties {
		c.duty(&r.Duties[i])
	}
	for _, x := range r.Risks {
		c.text(x.Risk, x.Process, x.Unit, x.ID, x.Version)
	}
	for _, x := range r.Yearly {
		c.text(x.About, x.Source)
	}
	for _, x := range r.Rejects {
		c.raw(x.Column, x.Value)
		c.text(x.File)
	}
	for _, x := range r.Quality {
		c.id(x.ID)
		c.text(x.Detail, x.File)
	}
	c.market(r)
}

// market takes in what is said of posts, suppliers and their contracts.
func (c collector) market(r *run.Run) {
	for _, x := range r.Positions {
		c.text(x.PositionID, x.Position, x.Unit, x.Holders)
	}
	for _, x := range r.Slices {
		c.id(x.TopID)
		c.text(x.CustomerBIN, x.Customer, x.TopName, x.Slice, x.Note)
	}
	for _, x := range r.Groups {
		c.id(x.SupplierID)
		c.text(x.GroupID, x.Name)
	}
	for _, x := range r.Edges {
		c.id(x.FromID)
		c.id(x.ToID)
		c.id(x.ViaID)
		c.text(x.GroupID, x.File)
		c.cells(x.Cells)
	}
	for _, x := range r.Holdings {
		c.id(x.ID)
		c.text(x.Name, x.Slice)
	}
	for _, x := range r.Categories {
		c.text(x.Name)
	}
	for _, x := range r.Lawful {
		c.id(x.SupplierID)
		c.text(x.Name, x.Ground)
	}
	for _, x := range r.Unfair {
		c.id(x.SupplierID)
		c.text(x.Name, x.Reason, x.File)
	}
	for _, x := range r.Unknown {
		c.text(x.MethodID, x.Method)
	}
	for _, x := range r.Contracts {
		c.id(x.SupplierID)
		c.text(x.ID, x.Root, x.Number, x.CustomerBIN, x.Customer, x.Supplier, x.Unit, x.MethodID, x.Method, x.Ground, x.Announcement, x.File)
	}
	for i := range r.Flags {
		c.finding(&r.Flags[i].Finding)
		for _, o := range r.Flags[i].Concerns {
			c.id(o.ID)
			c.text(o.Name)
		}
	}
}

func (c collector) duty(d *run.Duty) {
	c.id(d.SubjectID)
	for part := range strings.SplitSeq(d.About, ";") {
		c.id(part)
	}
	c.text(d.SubjectName, d.Unit, d.Position)
	for _, e := range d.Evidence {
		c.text(e.File)
		c.cells(e.Cells)
	}
}

func (c collector) finding(f *run.Finding) {
	// The digest of a group may be all digits.
	if f.SubjectKind != "group" {
		c.id(f.SubjectID)
	}
	if f.OtherKind != "group" {
		c.id(f.OtherID)
	}
	c.id(f.ViaID)
	c.text(f.SubjectName, f.Position, f.Unit, f.OtherName, f.ViaName, f.Slice)
	for _, v := range f.Detail {
		c.text(v)
	}
	for _, p := range f.Parts {
		c.text(p.Fact)
	}
	for _, rows := range [][]run.Evidence{f.Evidence, f.Favour} {
		for _, e := range rows {
			c.text(e.File)
			c.cells(e.Cells)
		}
	}
	if d := f.Disposition; d != nil {
		c.text(d.Reason, d.By)
	}
}
