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
	s := &sentence{row: row{lang: lang, cells: e.Cells, mask: m}, currency: currency, what: e.What}
	if say := sentences[e.Table]; say != nil {
		say(s)
	} else if said := s.register(e.Table, currency); said != nil {
		for _, part := range said {
			s.add(part)
		}
	} else {
		s.parts = s.columns(e.Table)
	}
	if len(s.parts) == 0 {
		return phrases.In(lang, "empty")
	}
	return strings.Join(s.parts, "; ")
}

// sentence is what is said of one row, part by part.
type sentence struct {
	row
	currency string
	what     string // the step of evidence the row is
	parts    []string
}

func (s *sentence) add(part string) {
	if part != "" {
		s.parts = append(s.parts, part)
	}
}

// span adds the days from which to which the row holds.
func (s *sentence) span() { s.add(Span(s.lang, s.cells["date_from"], s.cells["date_to"])) }

// sentences word the rows of the tables findings mostly rest on; those of other registers are
// worded column by column.
var sentences = map[string]func(*sentence){
	"roster":             (*sentence).roster,
	"family_links":       (*sentence).familyLinks,
	"suppliers":          (*sentence).suppliers,
	"supplier_people":    (*sentence).supplierPeople,
	"contracts":          (*sentence).contracts,
	"decisions":          (*sentence).decisions,
	"recusals":           (*sentence).recusals,
	"disclosures":        (*sentence).disclosures,
	"governing_bodies":   (*sentence).governingBodies,
	"trust_agreements":   (*sentence).trustAgreements,
	"declared_interests": (*sentence).declaredInterests,
	"outside_work":       (*sentence).outsideWork,
	"bids":               (*sentence).bids,
	"units":              (*sentence).units,
}

func (s *sentence) roster() {
	s.add(phrase(s.lang, "roster", "person", s.person("iin", s.fullName("")), "position", or(s.text("position"), s.text("position_id"), phrases.In(s.lang, "position_unstated"))))
	s.add(s.with("roster.unit", "unit", or(s.text("unit"), s.text("unit_id"))))
	if k := s.cells["kind"]; k != "" && k != "main" {
		s.add(PostKinds.In(s.lang, k))
	}
	if k := s.cells["service_class"]; k == "technical" {
		s.add(ServiceClasses.In(s.lang, k))
	}
	s.span()
	if s.cells["manager_position_id"] != "" {
		s.add(s.with("roster.manager_position", "manager", s.text("manager_position_id")))
	} else if s.cells["manager_iin"] != "" {
		s.add(s.with("roster.manager", "manager", s.person("manager_iin", "")))
	}
	s.add(s.with("roster.influence", "influence", Influence.List(s.lang, s.cells["influence"])))
}

func (s *sentence) familyLinks() {
	relative := s.person("relative_iin", s.fullName("relative_"))
	s.add(phrase(s.lang, "family_links", "person", s.person("iin", ""), "relation", Relations.In(s.lang, s.cells["relation"]), "relative", or(relative, phrases.In(s.lang, "name_unstated"))))
	if datedRelations[s.cells["relation"]] {
		s.span()
	}
	s.add(s.with("source", "source", s.text("source")))
}

func (s *sentence) suppliers() {
	s.add(s.company("supplier_id", s.text("name")))
	s.add(SupplierKinds.In(s.lang, s.cells["kind"]))
	s.add(s.with("suppliers.registered", "date", s.date("registered_on")))
	s.add(s.with("suppliers.closed", "date", s.date("closed_on")))
	s.add(s.with("suppliers.commercial", "value", yesNo(s.lang, s.cells["commercial"])))
	s.add(s.with("suppliers.quasi_state", "value", yesNo(s.lang, s.cells["quasi_state"])))
	if s.cells["head_office_bin"] != "" {
		s.add(s.with("suppliers.head_office", "id", s.mask.ID(s.cells["head_office_bin"])))
	}
	if strings.Contains(s.what, "contact") || strings.Contains(s.what, "shared") {
		for _, c := range []string{"address", "phone", "email", "bank_account"} {
			s.add(s.with("suppliers."+c, "value", s.text(c)))
		}
	}
}

func (s *sentence) supplierPeople() {
	s.add(phrase(s.lang, "supplier_people", "holder", s.person("holder_id", s.text("holder_name")), "role", HolderRoles.In(s.lang, s.cells["role"]), "company", s.company("supplier_id", s.text("supplier"))))
	s.add(s.with("share", "share", Percent(s.lang, s.cells["share_pct"])))
	s.span()
	s.add(s.with("source", "source", s.text("source")))
}

func (s *sentence) contracts() {
	number := or(s.text("number"), s.text("contract_id"))
	s.add(phrase(s.lang, "contracts", "number", or(number, "—")))
	if s.cells["number"] != "" && s.cells["contract_id"] != "" && s.cells["number"] != s.cells["contract_id"] {
		s.add(s.with("contracts.id", "id", s.text("contract_id")))
	}
	s.add(s.with("contracts.signed", "date", s.date("signed_on")))
	if c := strings.ToUpper(s.text("currency")); !tenge[c] {
		s.currency = c // what the row states, whatever it counts with
	}
	s.add(s.with("contracts.amount", "amount", Money(s.lang, s.currency, s.cells["amount"])))
	if paid := s.cells["paid"]; paid != "0.00" || terminated[s.cells["status_id"]] {
		s.add(s.with("contracts.paid", "amount", Money(s.lang, s.currency, paid)))
	}
	s.add(s.with("contracts.supplier", "supplier", s.company("supplier_id", s.text("supplier"))))
	s.add(s.with("contracts.customer", "customer", s.company("customer_bin", s.text("customer"))))
	s.add(s.with("contracts.method", "method", or(s.text("method"), known(Methods, s.lang, s.text("method_id")))))
	s.add(s.with("contracts.ground", "ground", s.text("ground")))
	s.add(s.with("contracts.category", "category", s.text("category")))
	s.add(s.with("contracts.status", "status", known(ContractStatuses, s.lang, s.text("status_id"))))
}

func (s *sentence) decisions() {
	s.add(phrase(s.lang, "decisions", "person", s.person("iin", ""), "role", DecisionRoles.In(s.lang, s.cells["role"])))
	s.add(s.with("decisions.contract", "id", s.text("contract_id")))
	s.add(s.with("decisions.announcement", "id", s.text("announcement_id")))
	s.add(or(s.date("date"), phrases.In(s.lang, "undated")))
}

func (s *sentence) recusals() {
	s.add(phrase(s.lang, "recusals", "person", s.person("iin", ""), "date", or(s.date("date"), phrases.In(s.lang, "undated")), "about", s.about()))
	s.add(s.text("note"))
}

func (s *sentence) disclosures() {
	s.add(phrase(s.lang, "disclosures", "person", s.person("iin", ""), "date", or(s.date("notified_on"), phrases.In(s.lang, "undated")), "about", s.about()))
	s.add(s.text("note"))
}

func (s *sentence) governingBodies() {
	s.add(phrase(s.lang, "governing_bodies", "person", s.person("iin", s.text("name")), "body", s.text("body"), "organisation", s.company("organisation_bin", s.text("organisation"))))
	s.span()
}

func (s *sentence) trustAgreements() {
	s.add(phrase(s.lang, "trust_agreements", "person", s.person("iin", ""), "company", s.company("company_bin", "")))
	if s.cells["trustee_id"] != "" {
		s.add(s.with("trust_agreements.trustee", "trustee", s.person("trustee_id", "")))
	}
	s.span()
}

func (s *sentence) declaredInterests() {
	s.add(phrase(s.lang, "declared_interests", "person", s.person("iin", ""), "company", s.company("company_id", "")))
	if s.cells["role"] != "" {
		s.add(HolderRoles.In(s.lang, s.cells["role"]))
	}
	s.add(s.with("share", "share", Percent(s.lang, s.cells["share_pct"])))
	s.add(s.with("declared_interests.on", "date", s.date("declared_on")))
}

func (s *sentence) outsideWork() {
	s.add(phrase(s.lang, "outside_work", "person", s.person("iin", ""), "company", s.company("organisation_bin", ""), "activity", Activities.In(s.lang, s.cells["activity"])))
	s.span()
}

func (s *sentence) bids() {
	s.add(phrase(s.lang, "bids", "supplier", s.company("supplier_id", ""), "announcement", or(s.text("announcement_id"), "—")))
	s.add(s.with("bids.lot", "lot", s.text("lot_id")))
	s.add(s.with("contracts.amount", "amount", Money(s.lang, s.currency, s.cells["amount"])))
	s.add(s.with("contracts.status", "status", s.text("status")))
}

func (s *sentence) units() {
	s.add(phrase(s.lang, "units", "unit", or(s.text("unit"), "—"), "id", s.text("unit_id")))
	s.add(s.with("units.parent", "id", s.text("parent_unit_id")))
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
		return texts.Count(lang, "phrase.days_long", n, "n", Count(lang, n))
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
