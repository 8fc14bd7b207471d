// Package oracle says a second time, slowly and without SQL, what the words of the
// contract mean. Only tests use it: the pipeline and this room are written apart from
// the same text, and must agree on every example and on random worlds. It promises
// obviousness, not speed: everything is evaluated day by day and pair by pair.
package oracle

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// Day counts calendar days, 0 being 1970-01-01. A span is a pair of days, both inclusive.
type Day int

// SinceEver stands for a blank first day, ForEver for a blank last day, and Undated for
// the blank date of a thing that happens on one day.
const (
	SinceEver Day = -1 << 30
	ForEver   Day = 1 << 30
	Undated   Day = -1<<30 - 1
)

// Date is the day of a calendar date. Months and days out of range roll over, as in time.Date.
func Date(year, month, day int) Day {
	return Day(time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Unix() / 86400)
}

func (d Day) calendar() time.Time { return time.Unix(int64(d)*86400, 0).UTC() }

// Year is the calendar year of the day.
func (d Day) Year() int { return d.calendar().Year() }

// String is the ISO date, blank for a day that is not known or not bounded.
func (d Day) String() string {
	if d <= SinceEver || d >= ForEver {
		return ""
	}
	return d.calendar().Format(time.DateOnly)
}

// MonthsBefore is the same number of the month n months earlier, or that month's last day.
func (d Day) MonthsBefore(n int) Day {
	t := d.calendar()
	first := time.Date(t.Year(), t.Month()-time.Month(n), 1, 0, 0, 0, 0, time.UTC)
	last := first.AddDate(0, 1, -1).Day()
	return Date(first.Year(), int(first.Month()), min(t.Day(), last))
}

// MonthsAfter is the same number of the month n months later, or that month's last day.
func (d Day) MonthsAfter(n int) Day { return d.MonthsBefore(-n) }

// Span is a run of days, both ends inclusive.
type Span struct{ From, To Day }

// Holds says whether the day lies in the span.
func (s Span) Holds(d Day) bool { return s.From <= d && d <= s.To }

// Meets says whether the two spans have a day in common.
func (s Span) Meets(o Span) bool { return s.From <= o.To && o.From <= s.To }

// Post is a row of roster.
type Post struct {
	IIN, LastName, FirstName, UnitID, Unit, PositionID, Position, Category string
	ServiceClass, ManagerIIN, ManagerPositionID, Kind, Influence           string
	Span
}

// FamilyLink is a row of family_links: what the relative is to IIN.
type FamilyLink struct {
	IIN, Relation, Relative string
	Span
}

// Supplier is a row of suppliers. Blank means unknown; ClosedOn is ForEver when blank.
type Supplier struct {
	ID, Name, Kind, LegalForm, Commercial, QuasiState string
	RegisteredOn, ClosedOn                            Day
	Address, Phone, Email, BankAccount                string
	HeadOffice                                        string
}

// SupplierPerson is a row of supplier_people. A nil Share is of unstated size; it is in per cent.
type SupplierPerson struct {
	Supplier, Holder, Role string
	Share                  *big.Rat
	Span
}

// ContractRow is a row of contracts: one version. Money is nil when blank, Year 0 when blank.
type ContractRow struct {
	ID, Root, Customer, CustomerName, Supplier, SupplierName string
	SignedOn                                                 Day
	Year                                                     int
	Amount, AmountNet, Paid                                  *big.Rat
	Currency, MethodID, Method, PlannedMethodID, Ground      string
	SubjectKind, Category, UnitID, Unit, Announcement        string
	Type, StatusID                                           string
	Deleted                                                  bool
}

// Decision is a row of decisions; Day is Undated when blank.
type Decision struct {
	Contract, Announcement, IIN, Role string
	Day                               Day
}

// Bid is a row of bids.
type Bid struct{ Announcement, Supplier string }

// Recusal is a row of recusals.
type Recusal struct {
	IIN, About string
	Day        Day
}

// BodyMember is a row of governing_bodies.
type BodyMember struct {
	Organisation, Body, IIN string
	Span
}

// Trust is a row of trust_agreements.
type Trust struct {
	IIN, Company string
	Span
}

// Work is a row of outside_work.
type Work struct {
	IIN, Organisation, Activity string
	Span
}

// Declared is a row of declared_interests.
type Declared struct {
	IIN, Company, Role string
	On                 Day
}

// Data is everything a run reads, in the order read.
type Data struct {
	Roster    []Post
	Family    []FamilyLink
	Suppliers []Supplier
	Bids      []Bid
	People    []SupplierPerson
	Contracts []ContractRow
	Decisions []Decision
	Recusals  []Recusal
	Bodies    []BodyMember
	Trusts    []Trust
	Work      []Work
	Declared  []Declared
	// RowsRead counts the rows of contracts, rejected ones too.
	RowsRead int
}

// Merge is one data set with the rows of all the worlds, which must share no id.
func Merge(worlds ...Data) Data {
	var all Data
	for _, w := range worlds {
		all.Roster = append(all.Roster, w.Roster...)
		all.Family = append(all.Family, w.Family...)
		all.Suppliers = append(all.Suppliers, w.Suppliers...)
		all.Bids = append(all.Bids, w.Bids...)
		all.People = append(all.People, w.People...)
		all.Contracts = append(all.Contracts, w.Contracts...)
		all.Decisions = append(all.Decisions, w.Decisions...)
		all.Recusals = append(all.Recusals, w.Recusals...)
		all.Bodies = append(all.Bodies, w.Bodies...)
		all.Trusts = append(all.Trusts, w.Trusts...)
		all.Work = append(all.Work, w.Work...)
		all.Declared = append(all.Declared, w.Declared...)
		all.RowsRead += w.RowsRead
	}
	return all
}

// ValidID says whether the text is an IIN or BIN that can have been issued: twelve digits,
// the fifth at most 6, and the check digit of the twelfth.
func ValidID(id string) bool {
	if len(id) != 12 || strings.Trim(id, "0123456789") != "" || id[4] > '6' {
		return false
	}
	check, issued := checkDigit(id[:11])
	return issued && id[11] == check
}

func checkDigit(eleven string) (digit byte, issued bool) {
	for _, weights := range [][]int{{1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11}, {3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2}} {
		sum := 0
		for i, w := range weights {
			sum += w * int(eleven[i]-'0')
		}
		if sum%11 != 10 {
			return byte('0' + sum%11), true
		}
	}
	return 0, false
}

// IsPerson says whether a valid id is an IIN: its fifth digit is 0 to 3.
func IsPerson(id string) bool { return len(id) == 12 && id[4] <= '3' }

// Load reads the canonical tables of a directory. A table that is absent is empty; a row
// that the contract rejects is dropped. It is for tests: it maps no other headers,
// encodings or id lengths, and fails on what it does not understand.
func Load(dir string) (Data, error) {
	var d Data
	var errs []error
	table := func(name string, add func(row)) {
		rows, err := readTable(filepath.Join(dir, name+".csv"))
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			errs = append(errs, err)
		}
		for _, r := range rows {
			r.bad = new(bool)
			add(r)
		}
	}

	table("roster", func(r row) {
		p := Post{
			IIN: r.id("iin"), LastName: r.get("last_name"), FirstName: r.get("first_name"),
			UnitID: r.get("unit_id"), Unit: r.get("unit"), PositionID: r.get("position_id"), Position: r.get("position"), Category: r.get("category"),
			ServiceClass: r.get("service_class"), ManagerIIN: r.optionalID("manager_iin"),
			ManagerPositionID: r.get("manager_position_id"), Kind: r.get("kind"), Influence: r.get("influence"),
			Span: r.span(),
		}
		if p.From != SinceEver && !*r.bad {
			d.Roster = append(d.Roster, p)
		}
	})
	table("family_links", func(r row) {
		f := FamilyLink{IIN: r.id("iin"), Relation: r.get("relation"), Relative: r.optionalID("relative_iin")}
		if isDated(f.Relation) {
			f.Span = r.span()
		} else {
			f.Span = Span{SinceEver, ForEver}
		}
		if !*r.bad {
			d.Family = append(d.Family, f)
		}
	})
	table("suppliers", func(r row) {
		s := Supplier{
			ID: r.id("supplier_id"), Name: r.get("name"), Kind: r.get("kind"),
			LegalForm: r.get("legal_form"), Commercial: r.get("commercial"), QuasiState: r.get("quasi_state"),
			RegisteredOn: r.day("registered_on", SinceEver), ClosedOn: r.day("closed_on", ForEver),
			Address: r.get("address"), Phone: r.get("phone"), Email: r.get("email"), BankAccount: r.get("bank_account"),
			HeadOffice: r.optionalID("head_office_bin"),
		}
		if !*r.bad {
			d.Suppliers = append(d.Suppliers, s)
		}
	})
	table("supplier_people", func(r row) {
		p := SupplierPerson{Supplier: r.id("supplier_id"), Holder: r.id("holder_id"), Role: r.get("role"),
			Share: r.decimal("share_pct"), Span: r.span()}
		if !*r.bad {
			d.People = append(d.People, p)
		}
	})
	table("contracts", func(r row) {
		d.RowsRead++
		c := ContractRow{
			ID: r.get("contract_id"), Root: r.get("root_id"), Customer: r.id("customer_bin"), CustomerName: r.get("customer"),
			Supplier: r.id("supplier_id"), SupplierName: r.get("supplier"), SignedOn: r.day("signed_on", Undated),
			Year: r.whole("year"), Amount: r.decimal("amount"), AmountNet: r.decimal("amount_net"), Paid: r.decimal("paid"),
			Currency: r.get("currency"), MethodID: r.get("method_id"), Method: r.get("method"),
			PlannedMethodID: r.get("planned_method_id"), Ground: r.get("ground"), SubjectKind: r.get("subject_kind"),
			Category: r.get("category"), UnitID: r.get("unit_id"), Unit: r.get("unit"), Announcement: r.get("announcement_id"),
			Type: r.get("type"), StatusID: r.get("status_id"),
			Deleted: slices.Contains([]string{"true", "1", "yes"}, r.get("deleted")),
		}
		if c.ID != "" && c.SignedOn != Undated && !*r.bad {
			d.Contracts = append(d.Contracts, c)
		}
	})
	table("bids", func(r row) {
		d.Bids = append(d.Bids, Bid{r.get("announcement_id"), r.id("supplier_id")})
	})
	table("decisions", func(r row) {
		x := Decision{Contract: r.get("contract_id"), Announcement: r.get("announcement_id"), IIN: r.id("iin"),
			Role: r.get("role"), Day: r.day("date", Undated)}
		if !*r.bad {
			d.Decisions = append(d.Decisions, x)
		}
	})
	table("recusals", func(r row) {
		x := Recusal{IIN: r.id("iin"), About: r.get("about_id"), Day: r.day("date", Undated)}
		if x.Day != Undated && !*r.bad {
			d.Recusals = append(d.Recusals, x)
		}
	})
	table("governing_bodies", func(r row) {
		x := BodyMember{Organisation: r.id("organisation_bin"), Body: r.get("body"), IIN: r.id("iin"), Span: r.span()}
		if !*r.bad {
			d.Bodies = append(d.Bodies, x)
		}
	})
	table("trust_agreements", func(r row) {
		x := Trust{IIN: r.id("iin"), Company: r.id("company_bin"), Span: r.span()}
		if x.From != SinceEver && !*r.bad {
			d.Trusts = append(d.Trusts, x)
		}
	})
	table("outside_work", func(r row) {
		x := Work{IIN: r.id("iin"), Organisation: r.id("organisation_bin"), Activity: r.get("activity"), Span: r.span()}
		if !*r.bad {
			d.Work = append(d.Work, x)
		}
	})
	table("declared_interests", func(r row) {
		x := Declared{IIN: r.id("iin"), Company: r.id("company_id"), Role: r.get("role"), On: r.day("declared_on", Undated)}
		if !*r.bad {
			d.Declared = append(d.Declared, x)
		}
	})
	return d, errors.Join(errs...)
}

// row is one line of a table by column name; bad is set by the first value that fails.
type row struct {
	values map[string]string
	bad    *bool
}

func readTable(path string) ([]row, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	r := csv.NewReader(f)
	header, err := r.Read()
	if err != nil {
		return nil, fmt.Errorf("%s: header: %w", path, err)
	}
	var rows []row
	for {
		line, err := r.Read()
		if err == io.EOF {
			return rows, nil
		}
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		values := map[string]string{}
		for i, name := range header {
			values[name] = strings.TrimSpace(line[i])
		}
		rows = append(rows, row{values: values})
	}
}

func (r row) get(column string) string { return r.values[column] }

func (r row) id(column string) string {
	v := r.get(column)
	if !ValidID(v) {
		*r.bad = true
	}
	return v
}

func (r row) optionalID(column string) string {
	if r.get(column) == "" {
		return ""
	}
	return r.id(column)
}

func (r row) day(column string, blank Day) Day {
	v := r.get(column)
	if v == "" {
		return blank
	}
	for _, layout := range []string{time.DateOnly, "02.01.2006"} {
		if t, err := time.Parse(layout, v); err == nil {
			return Date(t.Year(), int(t.Month()), t.Day())
		}
	}
	*r.bad = true
	return blank
}

func (r row) span() Span {
	s := Span{r.day("date_from", SinceEver), r.day("date_to", ForEver)}
	if s.To < s.From {
		*r.bad = true
	}
	return s
}

func (r row) decimal(column string) *big.Rat {
	v := r.get(column)
	if v == "" {
		return nil
	}
	x, ok := new(big.Rat).SetString(v)
	if !ok {
		*r.bad = true
	}
	return x
}

func (r row) whole(column string) int {
	v := r.decimal(column)
	if v == nil {
		return 0
	}
	return int(v.Num().Int64())
}

// instant reads a moment written with its zone, nil where it is none.
func instant(s string) *time.Time {
	t, err := time.Parse(time.RFC3339, s)
	if err != nil {
		return nil
	}
	return &t
}
