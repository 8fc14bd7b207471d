// Package tables is the fixed face of the input: every table the program takes, its
// columns and what a cell of each must be. Ingest maps files to these columns,
// normalise types them, and `adal check` explains them; nothing else defines them.
package tables

import "slices"

// Type is what a cell must be once it is not blank.
type Type int

// The types of a cell. A cell that is not of its type rejects its row where the column is
// required or holds a day or an amount; in any other column it is blank, and noted.
const (
	Text    Type = iota // any text
	IIN                 // number of a person
	ID                  // number of a person or organisation, or scheme:number of another country
	Date                // 2026-03-01 or 01.03.2026
	Money               // tenge, at most two decimals
	Percent             // 0 to 100
	Year                // 1900 to 2200
	Bool                // yes or no
	Word                // one of Words
	Strict              // one of Words, in a column that is required
	List                // words joined by ";"; unknown ones are dropped, noted
)

// Column of a table.
type Column struct {
	Name     string
	Type     Type
	Required bool              // the column must stand in the file
	Must     bool              // the cell must not be blank
	Words    map[string]string // what a cell may say -> the canonical word
}

// Table is one input table.
type Table struct {
	Name    string
	Columns []Column
	// Key are the columns by which a row is known again in other data: whose it is and what
	// it is about, not when.
	Key []string
	// Begins is the column of the day on which what a row says began, blank where it has none.
	Begins string
	// Versions says that equal rows are kept: a table of versions counts every row.
	Versions bool
}

// Column gives a column by its name.
func (t Table) Column(name string) (Column, bool) {
	i := slices.IndexFunc(t.Columns, func(c Column) bool { return c.Name == name })
	if i < 0 {
		return Column{}, false
	}
	return t.Columns[i], true
}

// ByName gives a table of All.
func ByName(name string) (Table, bool) {
	i := slices.IndexFunc(All, func(t Table) bool { return t.Name == name })
	if i < 0 {
		return Table{}, false
	}
	return All[i], true
}

// Key gives the key of a table by its name, none where there is no such table.
func Key(table string) []string {
	t, _ := ByName(table)
	return t.Key
}

// Begins gives the column of a table that says on which day a row's matter began, "" where
// it has none.
func Begins(table string) string {
	t, _ := ByName(table)
	return t.Begins
}

func text(name string) Column        { return Column{Name: name} }
func col(name string, t Type) Column { return Column{Name: name, Type: t} }
func required(c Column) Column       { c.Required = true; return c }
func must(c Column) Column           { c.Required, c.Must = true, true; return c }
func words(name string, t Type, w map[string]string) Column {
	return Column{Name: name, Type: t, Words: w}
}

// All lists every table in the order people meet them: people, suppliers, contracts,
// then the optional ones.
var All = []Table{
	{Name: "roster", Key: []string{"iin"}, Begins: "date_from", Columns: []Column{
		must(col("iin", IIN)), required(text("last_name")), required(text("first_name")), text("patronymic"),
		col("birth_date", Date), text("unit_id"), required(text("unit")), text("position_id"), required(text("position")),
		text("category"), words("service_class", Word, serviceClasses), col("manager_iin", IIN), text("manager_position_id"), text("manager_name"),
		words("kind", Word, postKinds), words("influence", List, influences),
		required(col("date_from", Date)), col("date_to", Date),
	}},
	{Name: "units", Key: []string{"unit_id"}, Columns: []Column{must(text("unit_id")), required(text("unit")), text("parent_unit_id"), col("bin", ID)}},
	{Name: "family_links", Key: []string{"iin", "relative_iin", "relative_last_name", "relative_first_name"}, Begins: "date_from", Columns: []Column{
		must(col("iin", IIN)), must(words("relation", Strict, relations)), col("relative_iin", IIN),
		text("relative_last_name"), text("relative_first_name"), text("relative_patronymic"),
		col("relative_birth_date", Date), col("date_from", Date), col("date_to", Date), text("source"),
	}},
	{Name: "suppliers", Key: []string{"supplier_id"}, Begins: "registered_on", Columns: []Column{
		must(col("supplier_id", ID)), required(text("name")), words("kind", Word, supplierKinds), text("legal_form"),
		col("commercial", Bool), col("quasi_state", Bool), col("registered_on", Date), col("closed_on", Date),
		text("address"), text("phone"), text("email"), text("bank_account"), text("oked"), col("head_office_bin", ID),
	}},
	{Name: "supplier_people", Key: []string{"supplier_id", "holder_id"}, Begins: "date_from", Columns: []Column{
		must(col("supplier_id", ID)), must(col("holder_id", ID)), text("holder_name"), must(words("role", Strict, roles)),
		col("share_pct", Percent), col("date_from", Date), col("date_to", Date), text("source"),
	}},
	{Name: "contracts", Key: []string{"contract_id"}, Begins: "signed_on", Versions: true, Columns: []Column{
		must(text("contract_id")), text("root_id"), must(col("customer_bin", ID)), text("customer"),
		must(col("supplier_id", ID)), text("supplier"), text("number"), required(col("signed_on", Date)), col("year", Year),
		required(col("amount", Money)), col("amount_net", Money), col("paid", Money), text("currency"),
		text("method_id"), text("method"), text("planned_method_id"), text("ground"),
		words("subject_kind", Word, subjectKinds), text("category"), text("description"), text("unit_id"), text("unit"),
		text("announcement_id"), words("type", Word, contractTypes), text("status_id"), col("deleted", Bool), text("url"),
	}},
	{Name: "decisions", Key: []string{"contract_id", "announcement_id", "iin", "role"}, Begins: "date", Columns: []Column{
		text("contract_id"), text("announcement_id"), must(col("iin", IIN)), required(words("role", Word, decisionRoles)), col("date", Date),
	}},
	{Name: "recusals", Key: []string{"iin", "about_id"}, Begins: "date", Columns: []Column{must(col("iin", IIN)), must(text("about_id")), must(col("date", Date)), text("note")}},
	{Name: "disclosures", Key: []string{"iin", "about_id"}, Begins: "notified_on", Columns: []Column{must(col("iin", IIN)), must(text("about_id")), required(col("notified_on", Date)), text("note")}},
	{Name: "governing_bodies", Key: []string{"organisation_bin", "iin"}, Begins: "date_from", Columns: []Column{
		must(col("organisation_bin", ID)), text("organisation"), must(text("body")), must(col("iin", IIN)), text("name"),
		col("date_from", Date), col("date_to", Date),
	}},
	{Name: "trust_agreements", Key: []string{"iin", "company_bin"}, Begins: "date_from", Columns: []Column{
		must(col("iin", IIN)), must(col("company_bin", ID)), col("trustee_id", ID), required(col("date_from", Date)), col("date_to", Date),
	}},
	{Name: "declared_interests", Key: []string{"iin", "company_id"}, Begins: "declared_on", Columns: []Column{
		must(col("iin", IIN)), must(col("company_id", ID)), words("role", Word, roles), col("share_pct", Percent), col("declared_on", Date),
	}},
	{Name: "outside_work", Key: []string{"iin", "organisation_bin"}, Begins: "date_from", Columns: []Column{
		must(col("iin", IIN)), must(col("organisation_bin", ID)), required(words("activity", Word, activities)),
		col("date_from", Date), col("date_to", Date),
	}},
	{Name: "bids", Key: []string{"announcement_id", "supplier_id"}, Columns: []Column{
		must(text("announcement_id")), text("lot_id"), must(col("supplier_id", ID)), col("amount", Money), text("status"), text("bid_id"),
	}},
	{Name: "unfair_suppliers", Key: []string{"supplier_id"}, Begins: "date_from", Columns: []Column{
		must(col("supplier_id", ID)), text("name"), text("head_name"), col("head_iin", IIN), col("date_from", Date), col("date_to", Date), text("reason"),
	}},
	// What the procurement portal says beside its contracts. Normalise fills the blanks of
	// contracts and bids from these.
	{Name: "contract_units", Key: []string{"contract_id", "lot_id", "plan_id"}, Columns: []Column{
		must(text("contract_id")), text("lot_id"), text("plan_id"), text("category"), words("subject_kind", Word, subjectKinds),
		text("planned_method_id"), text("ground"), col("amount", Money), col("deleted", Bool),
	}},
	{Name: "plans", Key: []string{"plan_id"}, Columns: []Column{
		must(text("plan_id")), col("customer_bin", ID), text("category"), words("subject_kind", Word, subjectKinds),
		text("planned_method_id"), text("ground"), col("amount", Money), col("year", Year),
	}},
	{Name: "lots", Key: []string{"lot_id"}, Columns: []Column{
		must(text("lot_id")), text("announcement_id"), col("customer_bin", ID), col("amount", Money), text("planned_method_id"),
		text("method_id"), text("category"), text("status"),
	}},
	{Name: "announcements", Key: []string{"announcement_id"}, Begins: "published_on", Columns: []Column{
		must(text("announcement_id")), text("portal_id"), text("name"), text("method_id"), col("amount", Money), col("customer_bin", ID),
		col("organiser_bin", ID), col("published_on", Date), col("closed_on", Date), text("status"),
	}},
	// What a tender says of itself: red flags are of these. Releases fill it.
	{Name: "processes", Key: []string{"ocid"}, Columns: []Column{
		must(text("ocid")), text("announcement_id"), text("title"), text("status"), text("method"), text("method_details"),
		text("tenderers"), text("opens"), text("closes"), text("buyer_id"), text("entity_id"),
	}},
	{Name: "dispositions", Key: []string{"finding_id"}, Begins: "on", Columns: []Column{
		must(text("finding_id")), must(words("status", Strict, dispositionStatuses)), text("reason"), text("by"), col("on", Date), col("expires", Date),
	}},
}

// Undated are the relations whose dates are ignored: blood does not end.
var Undated = []string{
	"father", "mother", "parent", "son", "daughter", "child", "brother", "sister", "sibling", "half_sibling",
	"grandfather", "grandmother", "grandparent", "grandson", "granddaughter", "grandchild",
	"spouse_parent", "spouse_sibling", "spouse_child", "child_spouse", "sibling_spouse", "parent_spouse",
}
