// Package ocds takes releases of the Open Contracting Data Standard 1.1 to rows of the
// canonical tables, and merges the releases of one process after the standard's rules.
package ocds

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"sync"
	"time"

	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
	"adal/pipeline/kz"
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

// partyID is how a party is known: the IIN or BIN where the scheme is Kazakhstan's, else
// its scheme and number.
func partyID(p source.Object) string {
	identifier, _ := p["identifier"].(source.Object)
	scheme, id := Text(identifier["scheme"]), Text(identifier["id"])
	if id == "" {
		id, scheme = Text(p["id"]), ""
		// AM-TIN-02508219: the scheme stands before the number.
		if i := strings.LastIndexByte(id, '-'); i > 0 && strings.Contains(id[:i], "-") && isScheme(id[:i]) {
			scheme, id = id[:i], id[i+1:]
		}
	}
	switch {
	case id == "":
		return ""
	case strings.HasPrefix(scheme, "KZ-") && isDigits(id):
		return id
	case scheme == "" && isDigits(id) && len(id) == 12:
		return id
	case scheme == "":
		return "OCDS:" + id
	case !isScheme(scheme):
		return "OCDS:" + scheme + "-" + id
	}
	return scheme + ":" + id
}

func isScheme(s string) bool {
	for i, c := range s {
		letter := c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z'
		if !letter && (i == 0 || c != '-' && c != '_' && c != '.' && (c < '0' || c > '9')) {
			return false
		}
	}
	return s != ""
}

func isDigits(s string) bool {
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
	}
	return s != ""
}

func partyName(p source.Object) string {
	identifier, _ := p["identifier"].(source.Object)
	return cmp.Or(Text(p["name"]), Text(identifier["legalName"]), Text(p["name_ru"]))
}

// method gives what a tender says of its method, and its code as adal lists it. Details
// that name a method of the portal say more than the code, which has four values.
func method(tender source.Object) (name, id string) {
	code := strings.ToLower(Text(tender["procurementMethod"]))
	name = cmp.Or(Text(tender["procurementMethodDetails"]), code)
	for _, row := range tradeMethods() {
		if row[0] == "ocds:"+code {
			id = row[0]
		}
		if strings.EqualFold(row[1], name) {
			return name, row[0]
		}
	}
	return name, id
}

// terminatedID is the id of a contract that was ended before it was fulfilled.
var terminatedID = sync.OnceValue(func() string {
	for _, row := range kz.Table("contract_statuses") {
		if row[2] == "terminated" {
			return row[0]
		}
	}
	panic("facts: no contract status is of the class terminated")
})

var tradeMethods = sync.OnceValue(func() [][]string { return kz.Table("trade_methods") })

// category is the classification of the items with the largest sum; without sums, of the first.
func category(items []source.Object) string {
	best, bestSum := "", -1.0
	for _, item := range items {
		c, _ := item["classification"].(source.Object)
		id := Text(c["id"])
		if id == "" {
			continue
		}
		sum := 0.0
		if unit, ok := item["unit"].(source.Object); ok {
			value, _ := unit["value"].(source.Object)
			price, _ := number(value["amount"])
			quantity, ok := number(item["quantity"])
			if !ok {
				quantity = 1
			}
			sum = price * quantity
		}
		if sum > bestSum {
			best, bestSum = id, sum
		}
	}
	return best
}

// number is for comparing alone: no amount or id passes through it.
func number(v any) (float64, bool) {
	if n, ok := v.(json.Number); ok {
		f, err := n.Float64()
		return f, err == nil
	}
	return 0, false
}

func money(v any) (amount, currency string) {
	value, _ := v.(source.Object)
	return Text(value["amount"]), Text(value["currency"])
}

// paid sums what was paid, where the transactions are in one currency and of whole amounts.
func paid(c source.Object) string {
	implementation, _ := c["implementation"].(source.Object)
	transactions := List(implementation["transactions"])
	if len(transactions) != 1 {
		return ""
	}
	amount, _ := money(transactions[0]["value"])
	if amount == "" {
		amount, _ = money(transactions[0]["amount"])
	}
	return amount
}

func day(period any, name string) string {
	p, _ := period.(source.Object)
	return Text(p[name])
}

// Text is a plain value of a release as text.
func Text(v any) string { return header.Scalar(v) }

// List gives the objects of a list, nil where it is none.
func List(v any) []source.Object {
	items, _ := v.([]any)
	var out []source.Object
	for _, x := range items {
		if o, ok := x.(source.Object); ok {
			out = append(out, o)
		}
	}
	return out
}

func texts(v any) []string {
	items, _ := v.([]any)
	var out []string
	for _, x := range items {
		if s := header.Scalar(x); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// Compile merges the releases of one ocid in the order of their dates, after the rules of
// the standard: a later value replaces an earlier one, null removes it, objects merge by
// their fields, and lists of objects by the ids of their elements.
func Compile(releases []source.Object) source.Object {
	slices.SortStableFunc(releases, func(a, b source.Object) int {
		return strings.Compare(sortableDate(Text(a["date"])), sortableDate(Text(b["date"])))
	})
	merged := source.Object{}
	for _, r := range releases {
		mergeInto(merged, r, 0)
	}
	return merged
}

func sortableDate(s string) string {
	if t, ok := parseTime(s); ok {
		return t
	}
	return s
}

func mergeInto(into, from source.Object, depth int) {
	for k, v := range from {
		switch x := v.(type) {
		case nil:
			delete(into, k)
		case source.Object:
			have, ok := into[k].(source.Object)
			if !ok || depth > 50 {
				have = source.Object{}
				into[k] = have
			}
			if depth <= 50 {
				mergeInto(have, x, depth+1)
			}
		case []any:
			into[k] = mergeLists(into[k], x, depth)
		default:
			into[k] = v
		}
	}
}

func mergeLists(have any, from []any, depth int) any {
	old, ok := have.([]any)
	if !ok || depth > 50 {
		old = nil
	}
	for _, x := range from {
		o, isObject := x.(source.Object)
		if !isObject || Text(o["id"]) == "" {
			return from // a list without ids is replaced whole
		}
	}
	merged := slices.Clone(old)
	at := map[string]int{}
	for i, x := range merged {
		if o, ok := x.(source.Object); ok {
			at[Text(o["id"])] = i
		}
	}
	for _, x := range from {
		o := x.(source.Object)
		if i, ok := at[Text(o["id"])]; ok {
			if have, ok := merged[i].(source.Object); ok {
				mergeInto(have, o, depth+1)
				continue
			}
		}
		fresh := source.Object{}
		mergeInto(fresh, o, depth+1)
		at[Text(o["id"])] = len(merged)
		merged = append(merged, fresh)
	}
	return merged
}

// parseTime gives a moment as a text that sorts as time does.
func parseTime(s string) (string, bool) {
	for _, form := range []string{time.RFC3339Nano, "2006-01-02T15:04:05", "2006-01-02 15:04:05", time.DateOnly} {
		if t, err := time.Parse(form, s); err == nil {
			return t.UTC().Format("20060102150405.000000000"), true
		}
	}
	return "", false
}
