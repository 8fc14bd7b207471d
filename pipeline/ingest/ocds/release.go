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

// Write writes what a compiled release says. written is false where it has neither a
// contract nor an award in force.
func (f *Rows) Write(rec source.Object) (written bool, err error) {
	parties := map[string]party{}
	for _, p := range List(rec["parties"]) {
		parties[Text(p["id"])] = party{id: partyID(p), name: partyName(p), full: p}
	}
	known := func(ref source.Object) party {
		if p, ok := parties[Text(ref["id"])]; ok {
			if p.name == "" {
				p.name = partyName(ref)
			}
			return p
		}
		return party{id: partyID(ref), name: partyName(ref)}
	}
	tender, _ := rec["tender"].(source.Object)
	buyerRef, _ := rec["buyer"].(source.Object)
	if len(buyerRef) == 0 {
		buyerRef, _ = tender["procuringEntity"].(source.Object)
	}
	buyer := known(buyerRef)
	ocid := Text(rec["ocid"])
	awards := map[string]source.Object{}
	var order []string
	for _, a := range List(rec["awards"]) {
		awards[Text(a["id"])] = a
		order = append(order, Text(a["id"]))
	}
	base := func(status string) map[string]string {
		method, id := method(tender)
		c := map[string]string{
			"customer_bin": buyer.id, "customer": buyer.name, "announcement_id": cmp.Or(Text(tender["id"]), ocid),
			"method": method, "method_id": id, "ground": Text(tender["procurementMethodRationale"]),
			"subject_kind": Text(tender["mainProcurementCategory"]), "description": cmp.Or(Text(tender["title"]), Text(tender["description"])), "type": "main",
		}
		switch status {
		case "cancelled":
			c["deleted"] = "true"
		case "terminated":
			c["status_id"] = terminatedID()
		}
		return c
	}
	for _, c := range List(rec["contracts"]) {
		award := awards[Text(c["awardID"])]
		if award == nil && len(awards) == 1 {
			award = awards[order[0]]
		}
		row := base(Text(c["status"]))
		suppliers := List(award["suppliers"])
		if len(suppliers) == 0 {
			suppliers = List(c["suppliers"])
		}
		f.supplier(row, suppliers, known)
		row["contract_id"] = ocid + "/" + Text(c["id"])
		row["number"] = cmp.Or(Text(c["contractNumber"]), Text(c["title"]))
		row["signed_on"] = cmp.Or(Text(c["dateSigned"]), day(c["period"], "startDate"), Text(award["date"]), Text(rec["date"]))
		if Text(c["dateSigned"]) == "" {
			f.Created++
		}
		value, currency := money(c["value"])
		if value == "" {
			if value, currency = money(award["value"]); value != "" {
				f.FromAward++
			}
		}
		row["amount"], row["currency"] = value, currency
		f.currency(row)
		row["paid"] = paid(c)
		items := List(c["items"])
		if len(items) == 0 {
			items = List(award["items"])
		}
		row["category"] = category(items)
		if d := Text(c["description"]); d != "" {
			row["description"] = d
		}
		written = true
		if err := f.row("contracts", row); err != nil {
			return written, err
		}
	}
	for _, id := range order {
		award := awards[id]
		status := Text(award["status"])
		if len(List(rec["contracts"])) > 0 || len(List(award["suppliers"])) == 0 || status != "active" && status != "" {
			continue // where contracts stand they are the rows; an award without one is when nothing else does
		}
		row := base(status)
		f.supplier(row, List(award["suppliers"]), known)
		row["contract_id"] = ocid + "/" + id
		row["number"] = Text(award["title"])
		row["signed_on"] = cmp.Or(Text(award["date"]), Text(rec["date"]))
		f.Created++
		row["amount"], row["currency"] = money(award["value"])
		f.currency(row)
		row["category"] = category(List(award["items"]))
		written = true
		if err := f.row("contracts", row); err != nil {
			return written, err
		}
	}
	if err := f.parties(rec, parties, written); err != nil {
		return written, err
	}
	return written, f.bids(rec, tender, known)
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

// parties writes the companies of a release and who owns them.
func (f *Rows) parties(rec source.Object, parties map[string]party, _ bool) error {
	for _, ref := range List(rec["parties"]) {
		p := parties[Text(ref["id"])]
		roles := texts(ref["roles"])
		if p.id == "" || p.name == "" || !slices.ContainsFunc(roles, func(s string) bool { return s == "supplier" || s == "tenderer" || s == "payee" }) {
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
