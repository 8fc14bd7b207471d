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

// SQL names the type of a typed cell in the engine. A text is any that is none of the others.
func (t Type) SQL() string {
	switch t {
	case Date:
		return "DATE"
	case Money:
		return "DECIMAL(18, 2)"
	case Percent:
		return "DECIMAL(18, 8)"
	case Year:
		return "INTEGER"
	case Bool:
		return "BOOLEAN"
	default:
		return "VARCHAR"
	}
}

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
	// Closed says that the table is of the closed job: no other command reads it.
	Closed bool
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
	// The registers the Standard obliges offices to keep: what was notified, received, held,
	// published, and when. Duties with a term are of these.
	{Name: "notices", Key: []string{"notice_id", "iin"}, Begins: "known_on", Columns: []Column{
		must(text("notice_id")), must(col("iin", IIN)), text("about_id"), col("known_on", Date), col("manager_notified_on", Date),
		col("unit_notified_on", Date), col("sent_to_unit_on", Date), col("unit_received_on", Date), col("concluded_on", Date),
		words("conclusion", Word, conclusions), col("head_received_on", Date), col("measure_on", Date), words("measure", Word, noticeMeasures),
		col("resolvable", Bool), col("transferred_on", Date), text("new_position_id"), col("criminal_signs", Bool), col("referred_on", Date),
	}},
	{Name: "foreign_accounts", Key: []string{"iin", "bank", "country"}, Begins: "detected_on", Columns: []Column{
		must(col("iin", IIN)), must(text("bank")), must(text("country")), required(col("detected_on", Date)), text("source"),
		col("head_notified_on", Date), col("hr_notified_on", Date), col("person_notified_on", Date), col("closed_on", Date), col("measure_on", Date),
	}},
	{Name: "tax_requests", Key: []string{"iin", "sent_on"}, Begins: "sent_on", Columns: []Column{
		must(col("iin", IIN)), must(col("sent_on", Date)), col("replied_on", Date), col("passed_on", Date),
	}},
	{Name: "consents", Key: []string{"iin", "kind"}, Begins: "signed_on", Columns: []Column{
		must(col("iin", IIN)), must(words("kind", Strict, consentKinds)), must(col("signed_on", Date)),
	}},
	{Name: "declarations", Key: []string{"iin", "form", "year"}, Begins: "filed_on", Columns: []Column{
		must(col("iin", IIN)), must(words("form", Strict, declarationForms)), must(col("year", Year)), must(col("filed_on", Date)),
		words("channel", Word, declarationChannels),
	}},
	{Name: "publications", Key: []string{"kind", "about", "year"}, Begins: "published_on", Columns: []Column{
		must(words("kind", Strict, publicationKinds)), text("about"), col("year", Year), must(col("published_on", Date)), text("url"),
	}},
	{Name: "assessments", Key: []string{"year"}, Columns: []Column{must(col("year", Year)), must(col("score", Percent)), text("source")}},
	{Name: "legal_changes", Key: []string{"change_id"}, Begins: "in_force_on", Columns: []Column{
		must(text("change_id")), text("title"), required(col("in_force_on", Date)),
	}},
	{Name: "hr_notices", Key: []string{"iin", "kind", "about"}, Begins: "sent_on", Columns: []Column{
		must(col("iin", IIN)), must(words("kind", Strict, hrNoticeKinds)), text("about"), must(col("sent_on", Date)),
	}},
	{Name: "gifts", Key: []string{"gift_id"}, Begins: "received_on", Columns: []Column{
		must(text("gift_id")), must(col("iin", IIN)), must(words("kind", Strict, giftKinds)), required(col("received_on", Date)), col("aware_on", Date),
		col("giver_id", ID), text("giver_name"), col("value", Money), col("host_present", Bool), col("in_service", Bool),
		col("handed_on", Date), col("paid_on", Date), col("explained_on", Date), col("bought_out_on", Date), text("act"),
	}},
	{Name: "trips", Key: []string{"trip_id"}, Begins: "date_from", Columns: []Column{
		must(text("trip_id")), must(col("iin", IIN)), must(col("date_from", Date)), col("date_to", Date), col("payer_id", ID), text("payer_name"),
		words("basis", Word, tripBases), col("consent_on", Date),
	}},
	{Name: "events", Key: []string{"event_id"}, Begins: "held_on", Columns: []Column{
		must(text("event_id")), must(words("kind", Strict, eventKinds)), must(col("held_on", Date)),
	}},
	{Name: "attendance", Key: []string{"event_id", "iin"}, Columns: []Column{must(text("event_id")), must(col("iin", IIN)), col("score_pct", Percent)}},
	{Name: "mandates", Key: []string{"iin", "body"}, Begins: "date_from", Columns: []Column{
		must(col("iin", IIN)), must(text("body")), must(words("kind", Strict, mandateKinds)), col("date_from", Date), col("date_to", Date),
	}},
	{Name: "control_groups", Key: []string{"group_id", "member_iin"}, Begins: "approved_on", Columns: []Column{
		must(text("group_id")), must(col("member_iin", IIN)), must(col("approved_on", Date)), text("unit_id"), text("announcement_id"), col("notified_on", Date),
	}},
	{Name: "candidates", Key: []string{"contest_id", "iin", "position_id"}, Begins: "announced_on", Columns: []Column{
		must(text("contest_id")), must(col("iin", IIN)), must(text("position_id")), must(col("announced_on", Date)), col("contacts", Bool), text("channel"),
	}},
	{Name: "analyses", Key: []string{"kind", "finished_on"}, Begins: "finished_on", Columns: []Column{
		must(words("kind", Strict, analysisKinds)), col("date_from", Date), required(col("finished_on", Date)), col("reported_on", Date), text("act"),
	}},
	{Name: "risks", Key: []string{"map", "map_version", "risk_id"}, Begins: "map_date", Columns: []Column{
		must(text("map_version")), must(col("map_date", Date)), must(words("map", Strict, riskMaps)), must(text("risk_id")), required(text("risk")),
		text("process"), text("unit_id"), text("position_ids"), must(words("likelihood", Strict, oneToFive)), must(words("impact", Strict, oneToFive)), text("rules"),
	}},
	{Name: "risk_plan", Key: []string{"plan_id", "risk_id", "measure"}, Begins: "approved_on", Columns: []Column{
		must(text("plan_id")), must(text("risk_id")), text("measure"), col("due_on", Date), text("executor"), text("completion"), col("approved_on", Date), col("done_on", Date),
	}},
	{Name: "structure_changes", Key: []string{"change_id"}, Begins: "changed_on", Columns: []Column{
		must(text("change_id")), required(col("changed_on", Date)), text("kind"), text("unit_id"), text("note"),
	}},
	{Name: "monitoring", Key: []string{"contract_id"}, Columns: []Column{
		must(text("contract_id")), must(words("risk_group", Strict, riskGroups)), must(col("involved", Bool)),
	}},
	// The closed job: who reported, and what became of them at work.
	{Name: "reporters", Key: []string{"iin", "reported_on"}, Begins: "reported_on", Closed: true, Columns: []Column{
		must(col("iin", IIN)), must(col("reported_on", Date)), col("agreement_on", Date),
	}},
	{Name: "personnel_orders", Key: []string{"order_id"}, Begins: "date", Closed: true, Columns: []Column{
		must(text("order_id")), must(col("iin", IIN)), must(col("date", Date)), must(words("kind", Strict, orderKinds)),
		must(words("initiative", Strict, initiatives)), col("commission_on", Date),
	}},
	{Name: "labour_disputes", Key: []string{"dispute_id"}, Begins: "received_on", Closed: true, Columns: []Column{
		must(text("dispute_id")), must(col("iin", IIN)), required(col("received_on", Date)), col("decided_on", Date), col("body_present", Bool),
		col("protocol_sent_on", Date), col("application_on", Date), col("answered_on", Date),
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
