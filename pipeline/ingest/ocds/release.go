// Package ocds takes releases of the Open Contracting Data Standard 1.1 to rows of the
// canonical tables, and merges the releases of one process after the standard's rules.
package ocds

import (
	"cmp"
	"slices"
	"strings"

	"adal/pipeline/ingest/source"
)

// Reading of the Open Contracting Data Standard 1.1. A contract row is a contract with its
// award, buyer and tender; the releases of one ocid are merged to the latest state first,
// after the standard's rules. A party of Kazakhstan is known by its IIN or BIN, any other
// by SCHEME:number.

// IsDraft reports whether a record is a release of a draft before version 1.0, whose fields bore
// other names: it is not read.
func IsDraft(r source.Object) bool {
	for _, k := range []string{"releaseID", "releaseTag", "formation"} {
		if _, ok := r[k]; ok {
			return true
		}
	}
	return false
}

// Is reports whether a record is an OCDS release.
func Is(r source.Object) bool {
	if _, ok := r["ocid"].(string); !ok {
		return false
	}
	if IsDraft(r) {
		return false
	}
	for _, k := range []string{"tag", "buyer", "parties", "tender", "awards", "contracts", "planning", "releases"} {
		if _, ok := r[k]; ok {
			return true
		}
	}
	return false
}

// Rows takes compiled releases to the rows of four tables. put takes a row with its
// number in the table, note what is odd about one.
type Rows struct {
	Put  func(table string, row int64, cells map[string]string) error
	Note func(table, code string, row int64, detail string)
	Rows map[string]int64
	// currencies are those of the amounts. created counts days of signing that are days of
	// something else, fromAward contracts whose value is their award's, unnumbered bidders
	// known by name alone, notSubmitted the bids nobody made.
	Currencies                                   []string
	Created, FromAward, Unnumbered, NotSubmitted int64
}

// row writes a row of a table; rows are numbered as they come.
func (f *Rows) row(table string, cells map[string]string) error {
	f.Rows[table]++
	return f.Put(table, f.Rows[table], cells)
}

// party is an organisation of a release.
type party struct {
	id, name string
	full     source.Object
}

// release is one compiled release while its rows are made.
type release struct {
	*Rows
	rec, tender source.Object
	ocid        string
	parties     map[string]party // by their id in the release
	awards      map[string]source.Object
	order       []string // ids of awards, as they stand
	buyer       party
}

// Write writes what a compiled release says. written is false where it has neither a
// contract nor an award in force.
func (f *Rows) Write(rec source.Object) (written bool, err error) {
	r := &release{Rows: f, rec: rec, ocid: Text(rec["ocid"]), parties: map[string]party{}, awards: map[string]source.Object{}}
	for _, p := range List(rec["parties"]) {
		r.parties[Text(p["id"])] = party{id: partyID(p), name: partyName(p), full: p}
	}
	r.tender, _ = rec["tender"].(source.Object)
	buyer, _ := rec["buyer"].(source.Object)
	if len(buyer) == 0 {
		buyer, _ = r.tender["procuringEntity"].(source.Object)
	}
	r.buyer = r.known(buyer)
	for _, a := range List(rec["awards"]) {
		r.awards[Text(a["id"])] = a
		r.order = append(r.order, Text(a["id"]))
	}
	contracts := List(rec["contracts"])
	for _, c := range contracts {
		written = true
		if err := f.row("contracts", r.contract(c)); err != nil {
			return written, err
		}
	}
	for _, id := range r.order {
		award, status := r.awards[id], Text(r.awards[id]["status"])
		if len(contracts) > 0 || len(List(award["suppliers"])) == 0 || status != "active" && status != "" {
			continue // where contracts stand they are the rows; an award without one is when nothing else does
		}
		written = true
		if err := f.row("contracts", r.award(id, award)); err != nil {
			return written, err
		}
	}
	if err := f.companies(rec, r.parties, r.suppliers()); err != nil {
		return written, err
	}
	return written, f.bids(rec, r.tender, r.known)
}

// known is the organisation a reference is to, with the name the reference has where it has none.
func (r *release) known(ref source.Object) party {
	if p, ok := r.parties[Text(ref["id"])]; ok {
		if p.name == "" {
			p.name = partyName(ref)
		}
		return p
	}
	return party{id: partyID(ref), name: partyName(ref)}
}

// common is what every contract of the release has of its tender and buyer.
func (r *release) common(status string) map[string]string {
	method, id := method(r.tender)
	c := map[string]string{
		"customer_bin": r.buyer.id, "customer": r.buyer.name, "announcement_id": cmp.Or(Text(r.tender["id"]), r.ocid),
		"method": method, "method_id": id, "ground": Text(r.tender["procurementMethodRationale"]),
		"subject_kind": Text(r.tender["mainProcurementCategory"]), "description": cmp.Or(Text(r.tender["title"]), Text(r.tender["description"])), "type": "main",
	}
	switch status {
	case "cancelled":
		c["deleted"] = "true"
	case "terminated":
		c["status_id"] = terminatedID()
	}
	return c
}

// contract is the row of a contract with what its award says where it says nothing.
func (r *release) contract(c source.Object) map[string]string {
	award := r.awards[Text(c["awardID"])]
	if award == nil && len(r.awards) == 1 {
		award = r.awards[r.order[0]]
	}
	row := r.common(Text(c["status"]))
	r.supplier(row, either(award["suppliers"], c["suppliers"]), r.known)
	row["contract_id"] = r.ocid + "/" + Text(c["id"])
	row["number"] = cmp.Or(Text(c["contractNumber"]), Text(c["title"]))
	row["signed_on"] = cmp.Or(Text(c["dateSigned"]), day(c["period"], "startDate"), Text(award["date"]), Text(r.rec["date"]))
	if Text(c["dateSigned"]) == "" {
		r.Created++
	}
	value, currency := money(c["value"])
	if value == "" {
		if value, currency = money(award["value"]); value != "" {
			r.FromAward++
		}
	}
	row["amount"], row["currency"] = value, currency
	r.currency(row)
	row["paid"] = paid(c)
	row["category"] = category(either(c["items"], award["items"]))
	if d := Text(c["description"]); d != "" {
		row["description"] = d
	}
	return row
}

// award is the row of an award no contract stands for.
func (r *release) award(id string, award source.Object) map[string]string {
	row := r.common(Text(award["status"]))
	r.supplier(row, List(award["suppliers"]), r.known)
	row["contract_id"] = r.ocid + "/" + id
	row["number"] = Text(award["title"])
	row["signed_on"] = cmp.Or(Text(award["date"]), Text(r.rec["date"]))
	r.Created++
	row["amount"], row["currency"] = money(award["value"])
	r.currency(row)
	row["category"] = category(List(award["items"]))
	return row
}

// either is the first of two lists that has something in it.
func either(a, b any) []source.Object {
	if items := List(a); len(items) > 0 {
		return items
	}
	return List(b)
}

// currency keeps in mind which currencies the contracts are in.
func (f *Rows) currency(row map[string]string) {
	if c := strings.ToUpper(row["currency"]); row["amount"] != "" && !slices.Contains(f.Currencies, c) {
		f.Currencies = append(f.Currencies, c)
	}
}

// supplier puts the supplier into a row; of several that deliver together the first, with a note.
func (f *Rows) supplier(row map[string]string, suppliers []source.Object, known func(source.Object) party) {
	if len(suppliers) == 0 {
		return
	}
	p := known(suppliers[0])
	row["supplier_id"], row["supplier"] = p.id, p.name
	if len(suppliers) > 1 {
		var names []string
		for _, s := range suppliers {
			names = append(names, known(s).id)
		}
		f.Note("contracts", "several_suppliers", f.Rows["contracts"]+1, source.Shorten(strings.Join(names, ", "), 300))
	}
}

// suppliers are the ids of those who bid or supply by the release, whatever roles it gives them.
func (r *release) suppliers() map[string]bool {
	ids := map[string]bool{}
	add := func(refs any) {
		for _, ref := range List(refs) {
			if id := Text(ref["id"]); id != "" {
				ids[id] = true
			}
		}
	}
	bids, _ := r.rec["bids"].(source.Object)
	for _, b := range List(bids["details"]) {
		add(b["tenderers"])
	}
	for _, deal := range slices.Concat(List(r.rec["awards"]), List(r.rec["contracts"])) {
		add(deal["suppliers"])
	}
	return ids
}

// companies writes the companies of a release and who owns them: parties that are suppliers, by
// their roles or by what the release says else.
func (f *Rows) companies(rec source.Object, parties map[string]party, suppliers map[string]bool) error {
	for _, ref := range List(rec["parties"]) {
		p := parties[Text(ref["id"])]
		roles := texts(ref["roles"])
		if p.id == "" || p.name == "" || !suppliers[Text(ref["id"])] && !slices.ContainsFunc(roles, func(s string) bool { return s == "supplier" || s == "tenderer" || s == "payee" }) {
			continue
		}
		address, _ := ref["address"].(source.Object)
		contact, _ := ref["contactPoint"].(source.Object)
		details, _ := ref["details"].(source.Object)
		var where []string
		for _, k := range []string{"postalCode", "countryName", "region", "locality", "streetAddress"} {
			if s := Text(address[k]); s != "" {
				where = append(where, s)
			}
		}
		if Text(address["streetAddress"]) == "" {
			where = nil // a country is no contact two companies share
		}
		if err := f.row("suppliers", map[string]string{
			"supplier_id": p.id, "name": p.name, "legal_form": Text(details["legalForm"]), "address": strings.Join(where, ", "),
			"phone": Text(contact["telephone"]), "email": Text(contact["email"]),
		}); err != nil {
			return err
		}
		for _, owner := range List(ref["beneficialOwners"]) {
			if err := f.owner(p, owner, "beneficiary"); err != nil {
				return err
			}
		}
		for _, owner := range List(ref["shareholders"]) {
			if err := f.owner(p, owner, "shareholder"); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *Rows) owner(p party, owner source.Object, role string) error {
	who := owner
	if inner, ok := owner["shareholder"].(source.Object); ok {
		who = inner
	}
	id := partyID(who)
	if id == "" {
		return nil // nobody one could find
	}
	share := cmp.Or(Text(owner["shareholding"]), Text(owner["sharePercentage"]), Text(owner["percentage"]), Text(owner["share"]))
	return f.row("supplier_people", map[string]string{
		"supplier_id": p.id, "holder_id": id, "holder_name": partyName(who), "role": role, "share_pct": share,
		"date_from": day(owner["period"], "startDate"), "date_to": day(owner["period"], "endDate"), "source": "OCDS",
	})
}

// bids writes who offered what.
func (f *Rows) bids(rec, tender source.Object, known func(source.Object) party) error {
	all, _ := rec["bids"].(source.Object)
	for _, b := range List(all["details"]) {
		if status := strings.ToLower(Text(b["status"])); status == "withdrawn" || status == "invited" {
			f.NotSubmitted++
			continue
		}
		value, _ := money(b["value"])
		tenderers := List(b["tenderers"])
		joint := ""
		if len(tenderers) > 1 {
			joint = cmp.Or(Text(b["id"]), known(tenderers[0]).id)
		}
		if len(tenderers) == 0 {
			tenderers = []source.Object{{}} // nobody known made it: a row that is rejected, and counted
		}
		for _, who := range tenderers {
			p := known(who)
			if p.id == "" && p.name != "" {
				p.id = "NAME:" + source.Folded(p.name)
				f.Unnumbered++
			}
			lot := Text(b["relatedLot"])
			if lots := texts(b["relatedLots"]); lot == "" && len(lots) > 0 {
				lot = lots[0]
			}
			if err := f.row("bids", map[string]string{
				"announcement_id": cmp.Or(Text(tender["id"]), Text(rec["ocid"])), "lot_id": lot, "supplier_id": p.id, "amount": value, "status": Text(b["status"]), "bid_id": joint,
			}); err != nil {
				return err
			}
		}
	}
	return nil
}
