package words

import (
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/texts"
)

// phrases are the sentences facts are made of.
var phrases = Table{"phrase"}

// Fact words one row of evidence as a short sentence that can be held against the row
// itself. It says only what the row says; people's numbers go through m, and of a day
// of birth the year alone is told where numbers are masked.
func Fact(lang, currency string, e run.Evidence, m *mask.Masker) string {
	r := row{lang: lang, cells: e.Cells, mask: m}
	var parts []string
	add := func(s string) {
		if s != "" {
			parts = append(parts, s)
		}
	}
	span := func() { add(Span(lang, r.cells["date_from"], r.cells["date_to"])) }
	switch e.Table {
	case "roster":
		add(phrase(lang, "roster", "person", r.person("iin", r.fullName("")), "position", or(r.text("position"), r.text("position_id"), phrases.In(lang, "position_unstated"))))
		add(r.with("roster.unit", "unit", or(r.text("unit"), r.text("unit_id"))))
		if k := r.cells["kind"]; k != "" && k != "main" {
			add(PostKinds.In(lang, k))
		}
		if k := r.cells["service_class"]; k == "technical" {
			add(ServiceClasses.In(lang, k))
		}
		span()
		if r.cells["manager_position_id"] != "" {
			add(r.with("roster.manager_position", "manager", r.text("manager_position_id")))
		} else if r.cells["manager_iin"] != "" {
			add(r.with("roster.manager", "manager", r.person("manager_iin", "")))
		}
		add(r.with("roster.influence", "influence", Influence.List(lang, r.cells["influence"])))
	case "family_links":
		relative := r.person("relative_iin", r.fullName("relative_"))
		add(phrase(lang, "family_links", "person", r.person("iin", ""), "relation", Relations.In(lang, r.cells["relation"]), "relative", or(relative, phrases.In(lang, "name_unstated"))))
		if datedRelations[r.cells["relation"]] {
			span()
		}
		add(r.with("source", "source", r.text("source")))
	case "suppliers":
		add(r.company("supplier_id", r.text("name")))
		add(SupplierKinds.In(lang, r.cells["kind"]))
		add(r.with("suppliers.registered", "date", r.date("registered_on")))
		add(r.with("suppliers.closed", "date", r.date("closed_on")))
		add(r.with("suppliers.commercial", "value", yesNo(lang, r.cells["commercial"])))
		add(r.with("suppliers.quasi_state", "value", yesNo(lang, r.cells["quasi_state"])))
		if r.cells["head_office_bin"] != "" {
			add(r.with("suppliers.head_office", "id", m.ID(r.cells["head_office_bin"])))
		}
		if strings.Contains(e.What, "contact") || strings.Contains(e.What, "shared") {
			for _, c := range []string{"address", "phone", "email", "bank_account"} {
				add(r.with("suppliers."+c, "value", r.text(c)))
			}
		}
	case "supplier_people":
		add(phrase(lang, "supplier_people", "holder", r.person("holder_id", r.text("holder_name")), "role", HolderRoles.In(lang, r.cells["role"]), "company", r.company("supplier_id", r.text("supplier"))))
		add(r.with("share", "share", Percent(lang, r.cells["share_pct"])))
		span()
		add(r.with("source", "source", r.text("source")))
	case "contracts":
		number := or(r.text("number"), r.text("contract_id"))
		add(phrase(lang, "contracts", "number", or(number, "—")))
		if r.cells["number"] != "" && r.cells["contract_id"] != "" && r.cells["number"] != r.cells["contract_id"] {
			add(r.with("contracts.id", "id", r.text("contract_id")))
		}
		add(r.with("contracts.signed", "date", r.date("signed_on")))
		if c := strings.ToUpper(r.text("currency")); !tenge[c] {
			currency = c // what the row states, whatever it counts with
		}
		add(r.with("contracts.amount", "amount", Money(lang, currency, r.cells["amount"])))
		if paid := r.cells["paid"]; paid != "0.00" || terminated[r.cells["status_id"]] {
			add(r.with("contracts.paid", "amount", Money(lang, currency, paid)))
		}
		add(r.with("contracts.supplier", "supplier", r.company("supplier_id", r.text("supplier"))))
		add(r.with("contracts.customer", "customer", r.company("customer_bin", r.text("customer"))))
		add(r.with("contracts.method", "method", or(r.text("method"), known(Methods, lang, r.text("method_id")))))
		add(r.with("contracts.ground", "ground", r.text("ground")))
		add(r.with("contracts.category", "category", r.text("category")))
		add(r.with("contracts.status", "status", known(ContractStatuses, lang, r.text("status_id"))))
	case "decisions":
		add(phrase(lang, "decisions", "person", r.person("iin", ""), "role", DecisionRoles.In(lang, r.cells["role"])))
		add(r.with("decisions.contract", "id", r.text("contract_id")))
		add(r.with("decisions.announcement", "id", r.text("announcement_id")))
		add(or(r.date("date"), phrases.In(lang, "undated")))
	case "recusals":
		add(phrase(lang, "recusals", "person", r.person("iin", ""), "date", or(r.date("date"), phrases.In(lang, "undated")), "about", r.about()))
		add(r.text("note"))
	case "disclosures":
		add(phrase(lang, "disclosures", "person", r.person("iin", ""), "date", or(r.date("notified_on"), phrases.In(lang, "undated")), "about", r.about()))
		add(r.text("note"))
	case "governing_bodies":
		add(phrase(lang, "governing_bodies", "person", r.person("iin", r.text("name")), "body", r.text("body"), "organisation", r.company("organisation_bin", r.text("organisation"))))
		span()
	case "trust_agreements":
		add(phrase(lang, "trust_agreements", "person", r.person("iin", ""), "company", r.company("company_bin", "")))
		if r.cells["trustee_id"] != "" {
			add(r.with("trust_agreements.trustee", "trustee", r.person("trustee_id", "")))
		}
		span()
	case "declared_interests":
		add(phrase(lang, "declared_interests", "person", r.person("iin", ""), "company", r.company("company_id", "")))
		if r.cells["role"] != "" {
			add(HolderRoles.In(lang, r.cells["role"]))
		}
		add(r.with("share", "share", Percent(lang, r.cells["share_pct"])))
		add(r.with("declared_interests.on", "date", r.date("declared_on")))
	case "outside_work":
		add(phrase(lang, "outside_work", "person", r.person("iin", ""), "company", r.company("organisation_bin", ""), "activity", Activities.In(lang, r.cells["activity"])))
		span()
	case "bids":
		add(phrase(lang, "bids", "supplier", r.company("supplier_id", ""), "announcement", or(r.text("announcement_id"), "—")))
		add(r.with("bids.lot", "lot", r.text("lot_id")))
		add(r.with("contracts.amount", "amount", Money(lang, currency, r.cells["amount"])))
		add(r.with("contracts.status", "status", r.text("status")))
	case "units":
		add(phrase(lang, "units", "unit", or(r.text("unit"), "—"), "id", r.text("unit_id")))
		add(r.with("units.parent", "id", r.text("parent_unit_id")))
	default:
		sentence := r.register(e.Table, currency)
		for _, s := range sentence {
			add(s)
		}
		if sentence == nil {
			parts = r.columns(e.Table)
		}
	}
	if len(parts) == 0 {
		return phrases.In(lang, "empty")
	}
	return strings.Join(parts, "; ")
}

// datedRelations are the links whose dates mean something.
var datedRelations = map[string]bool{
	"spouse": true, "husband": true, "wife": true, "adoptive_parent": true, "adopted_child": true, "dependant": true,
}

// tenge is how a contract's currency says that its amounts are in tenge.
var tenge = map[string]bool{"": true, "KZT": true, "398": true, "ТЕНГЕ": true, "ТГ": true, "₸": true}

// terminated are the statuses of contracts that count by what was paid.
var terminated = map[string]bool{"340": true, "350": true, "462": true, "463": true}

// EdgeFact words why two members of a group belong together, with the source row.
func EdgeFact(lang, currency string, e run.GroupEdge, m *mask.Masker) string {
	s := EdgeTypes.In(lang, e.Type)
	if e.ViaID != "" {
		var via []string
		for _, id := range SplitIDs(e.ViaID) {
			via = append(via, IDWithScheme(lang, id, m))
		}
		s += ", " + phrase(lang, "via", "via", strings.Join(via, ", "))
	}
	if len(e.Cells) > 0 {
		s += ". " + Fact(lang, currency, run.Evidence{What: e.Type, Table: e.Table, Cells: e.Cells}, m)
	}
	return s
}

// SplitIDs takes apart the ids of an edge with more than one in between, as the two
// controllers of related companies.
func SplitIDs(ids string) []string {
	return strings.FieldsFunc(ids, func(r rune) bool { return strings.ContainsRune(";,+| ", r) })
}

// partFact words what the points of a score's part were given for.
func partFact(lang, currency string, p run.Part, m *mask.Masker) string {
	fact := m.Text(p.Fact)
	if key := p.Name + "." + fact; PartFacts.Has(key) {
		return PartFacts.In(lang, key)
	}
	switch {
	case fact == "":
		return ""
	case p.Name == "closeness" && Ties.Has(fact):
		return Ties.In(lang, fact)
	case p.Name == "evidence" && Confidence.Has(fact):
		return Confidence.In(lang, fact)
	case p.Name == "influence" && isDigits(fact):
		return phrase(lang, "marks", "n", fact)
	case p.Name == "influence":
		return Influence.List(lang, strings.ReplaceAll(fact, ",", ";"))
	case p.Name == "money" && (isAmount(fact) || isDigits(fact)):
		return Money(lang, currency, fact)
	case p.Name == "share":
		if v, err := strconv.ParseFloat(fact, 64); err == nil {
			return Share(lang, v)
		}
	case p.Name == "duration" && isDigits(fact):
		n, _ := strconv.ParseInt(fact, 10, 64)
		return texts.Count(lang, "phrase.days_long", n)
	case p.Name == "recency" && isDigits(fact):
		return phrase(lang, "days_ago", "n", fact)
	case isDate(fact):
		return Date(lang, fact)
	case p.Name == "severity" && strings.HasPrefix(fact, "P"):
		return phrase(lang, "by_rule", "rule", fact)
	case p.Name == "severity":
		if v, err := strconv.ParseFloat(fact, 64); err == nil {
			return Share(lang, v)
		}
	}
	return value(lang, currency, p.Name, fact)
}

// Ref names somebody with the number that tells them apart: Иванов И. (ИИН ********0009).
func Ref(lang, name, id string, m *mask.Masker) string {
	name = m.Text(name)
	if id == "" {
		return name
	}
	number := IDWithScheme(lang, id, m)
	if name == "" {
		return number
	}
	return name + " (" + number + ")"
}

// IDWithScheme writes a number with what it is: ИИН ********0009, БИН 491240000009.
func IDWithScheme(lang, id string, m *mask.Masker) string {
	masked := m.ID(id)
	switch {
	case len(id) != 12 || !isDigits(id):
		return masked
	case id[4] <= '3':
		return phrase(lang, "iin", "id", strings.ReplaceAll(masked, " ", nbsp))
	}
	return phrase(lang, "bin", "id", masked)
}

// row reads the cells of a source row.
type row struct {
	lang  string
	cells map[string]string
	mask  *mask.Masker
}

func (r row) text(column string) string { return r.mask.Text(r.cells[column]) }
func (r row) date(column string) string { return Date(r.lang, r.cells[column]) }

// with fills a phrase, or gives nothing where its value is blank.
func (r row) with(key, name, value string) string {
	if value == "" {
		return ""
	}
	return phrase(r.lang, key, name, value)
}

func (r row) person(column, name string) string { return Ref(r.lang, name, r.cells[column], r.mask) }

func (r row) company(column, name string) string { return Ref(r.lang, name, r.cells[column], r.mask) }

func (r row) about() string {
	id := r.cells["about_id"]
	if len(id) == 12 && isDigits(id) {
		return IDWithScheme(r.lang, id, r.mask)
	}
	return r.mask.ID(id)
}

func (r row) fullName(prefix string) string {
	var parts []string
	for _, c := range []string{"last_name", "first_name", "patronymic"} {
		if v := r.text(prefix + c); v != "" {
			parts = append(parts, v)
		}
	}
	return strings.Join(parts, " ")
}

// plain writes a cell of a table of no known shape.
func (r row) plain(column string) string {
	v := r.cells[column]
	switch {
	case strings.Contains(column, "birth_date") && !r.mask.Full():
		return mask.Year(v)
	case isDate(v):
		return Date(r.lang, v)
	}
	return r.mask.Text(v)
}

// known words a code of the portal beside the code, where the vocabulary has it.
func known(v Table, lang, code string) string {
	if v.Has(code) {
		return v.In(lang, code) + " (" + code + ")"
	}
	return code
}

func yesNo(lang, v string) string {
	switch strings.ToLower(v) {
	case "yes", "true", "1":
		return phrases.In(lang, "yes")
	case "no", "false", "0":
		return phrases.In(lang, "no")
	}
	return v
}

func or(choices ...string) string {
	for _, s := range choices {
		if s != "" {
			return s
		}
	}
	return ""
}

// NoteDetail words the detail of a remark. Where numbers are masked it tells of a day
// of birth the year alone: with the last four digits beside it the number could be worked out again.
func NoteDetail(lang string, n run.Note, m *mask.Masker) string {
	if n.Note == "birth_date_mismatch" && !m.Full() {
		return mask.Year(n.Detail)
	}
	detail := n.Detail
	switch n.Note {
	case "padded_id", "link_to_nobody", "unknown_value", "blanked_value", "written_as_decimal", "date_order", "hub_contact":
		column, rest, _ := strings.Cut(detail, ": ")
		if Columns.Has(column) && rest == "" {
			return Columns.In(lang, column)
		}
		if Columns.Has(column) {
			return Columns.In(lang, column) + ": " + m.Raw(column, rest)
		}
		return m.Raw("iin", detail)
	case "sex_mismatch", "self_link", "no_iin_relative":
		if Relations.Has(detail) {
			return Relations.In(lang, detail)
		}
	case "without_slice":
		if kind, n, found := strings.Cut(detail, ": "); found && SliceKinds.Has(kind) {
			return SliceKinds.In(lang, kind) + ": " + n
		}
	case "ledger_cut":
		kept, all, _ := strings.Cut(detail, " / ")
		if n, err := strconv.ParseInt(kept, 10, 64); err == nil {
			kept = Count(lang, n)
		}
		if n, err := strconv.ParseInt(all, 10, 64); err == nil {
			all = Count(lang, n)
		}
		return strings.NewReplacer("{shown}", kept, "{all}", all).Replace(UI.In(lang, "ledger_shown"))
	case "over_100_percent", "unattributed_share":
		if held, err := strconv.ParseFloat(detail, 64); err == nil {
			return Share(lang, held)
		}
	}
	if isDate(detail) {
		return Date(lang, detail)
	}
	return m.Text(detail)
}

// Codes words the codes of a note, joined by ";".
func Codes(lang, codes string, m *mask.Masker) string {
	var out []string
	for code := range strings.SplitSeq(codes, ";") {
		if code = strings.TrimSpace(code); code != "" {
			out = append(out, m.Text(Reasons.WithArgument(lang, code, InputTables)))
		}
	}
	return strings.Join(out, "; ")
}
