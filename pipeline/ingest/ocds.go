package ingest

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"regexp"
	"slices"
	"strings"
	"sync"
	"time"

	"adal/pipeline/kz"
	"adal/pipeline/run"
)

// Reading of the Open Contracting Data Standard 1.1. A contract row is a contract with its
// award, buyer and tender; the releases of one ocid are merged to the latest state first,
// after the standard's rules. A party of Kazakhstan is known by its IIN or BIN, any other
// by SCHEME:number.

// isRelease reports whether a record is an OCDS release.
func isRelease(r object) bool {
	if _, ok := r["ocid"].(string); !ok {
		return false
	}
	for _, k := range []string{"tag", "buyer", "parties", "tender", "awards", "contracts", "planning", "releases"} {
		if _, ok := r[k]; ok {
			return true
		}
	}
	return false
}

// releaseFile is the four tables one file of releases gives.
type releaseFile struct {
	item    *item
	src     Source
	outputs map[string]*output
	rows    map[string]int64
	// fromAward counts contracts whose value is their award's, unnumbered bidders known by name
	// alone, notSubmitted the bids nobody made.
	fromAward, unnumbered, notSubmitted int64
}

var releaseTables = []string{"contracts", "suppliers", "supplier_people", "bids"}

// history is what is known of an ocid that has several releases.
type history struct {
	releases []object
	left     int // releases not met yet
}

// compileReleases reads the OCDS files of the directory. It goes through them twice: what
// has one release, nearly everything, is written as it passes by; of the rest the
// releases are kept until the last of them was met.
func (r *reader) compileReleases() error {
	if len(r.releases) == 0 {
		return nil
	}
	if r.o.KeepReleases {
		return r.keepReleases()
	}
	seen := map[string]int{}
	for _, it := range r.releases {
		if err := r.eachRelease(it, func(rec object, _ int64, b *broken) error {
			if b == nil {
				seen[str(rec["ocid"])]++
			}
			return r.ctx.Err()
		}); err != nil {
			return err
		}
	}
	several := map[string]*history{}
	for ocid, n := range seen {
		if n > 1 {
			several[ocid] = &history{left: n}
		}
	}
	clear(seen)
	for _, it := range r.releases {
		if err := r.releaseFile(it, several); err != nil {
			return err
		}
	}
	return nil
}

// eachRelease walks through the releases of a file; of a record package the releases in
// each record, or its compiled release.
func (r *reader) eachRelease(it *item, f func(rec object, n int64, b *broken) error) error {
	in, err := os.Open(it.disk)
	if err != nil {
		return fmt.Errorf("read: %w", err)
	}
	defer func() { _ = in.Close() }()
	o := newObjects(in, it.place(), it.lines)
	for {
		n, _, rec, err := o.next()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if b, ok := errors.AsType[*broken](err); ok {
			if err := f(nil, n, b); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		if inner := list(rec["releases"]); len(inner) > 0 { // a record
			for _, x := range inner {
				if str(x["ocid"]) == "" {
					x["ocid"] = rec["ocid"]
				}
				if err := f(x, n, nil); err != nil {
					return err
				}
			}
			continue
		}
		if err := f(rec, n, nil); err != nil {
			return err
		}
	}
}

func (r *reader) releaseFile(it *item, several map[string]*history) error {
	f := &releaseFile{item: it, outputs: map[string]*output{}, rows: map[string]int64{}}
	f.src = Source{Format: "ocds", Packed: it.packed, Encoding: "utf-8", Entity: "OCDS", Mapped: len(it.given) > 0}
	defer func() {
		for _, o := range f.outputs {
			o.abandon()
		}
	}()
	for _, name := range releaseTables {
		part := ""
		if name != "contracts" {
			part = map[string]string{"suppliers": "parties", "supplier_people": "beneficialOwners", "bids": "bids"}[name]
		}
		t := tableNamed(name)
		o, err := r.begin(it, part, &layout{table: t}, f.src, true)
		if err != nil {
			return err
		}
		f.outputs[name] = o
	}
	contracts := f.outputs["contracts"]
	var superseded, empty int64
	err := r.eachRelease(it, func(rec object, n int64, b *broken) error {
		if err := r.ctx.Err(); err != nil {
			return err
		}
		if b != nil {
			contracts.reject(b.row, b.text, "broken_row:0/1")
			return nil //nolint:nilerr // a line that is no JSON is a reject, not an error
		}
		ocid := str(rec["ocid"])
		if ocid == "" {
			contracts.reject(n, shorten(fmt.Sprint(rec["id"]), 200), "broken_row:0/1")
			return nil
		}
		if h := several[ocid]; h != nil {
			h.releases = append(h.releases, rec)
			if h.left--; h.left > 0 {
				superseded++
				return nil
			}
			rec = compiled(h.releases)
			delete(several, ocid)
		}
		written, err := f.write(rec)
		if !written && err == nil {
			empty++
		}
		return err
	})
	if err != nil {
		return err
	}
	for _, x := range []struct {
		code string
		n    int64
	}{{"release_superseded", superseded}, {"release_without_contract", empty}} {
		if x.n > 0 {
			contracts.raw.File.Rows += x.n
			contracts.raw.Left += x.n
			contracts.note(x.code, 0, fmt.Sprint(x.n))
		}
	}
	for _, x := range []struct {
		table, code string
		n           int64
	}{{"contracts", "value_from_award", f.fromAward}, {"bids", "bidder_by_name", f.unnumbered}, {"bids", "bid_not_submitted", f.notSubmitted}} {
		if x.n > 0 {
			f.outputs[x.table].note(x.code, 0, fmt.Sprint(x.n))
		}
	}
	f.outputs["bids"].raw.File.Rows += f.notSubmitted
	f.outputs["bids"].raw.Left += f.notSubmitted
	for _, name := range releaseTables {
		o := f.outputs[name]
		if name != "contracts" && o.raw.File.Rows == 0 {
			continue
		}
		if err := r.done(o); err != nil {
			return err
		}
		last := &r.in.Files[len(r.in.Files)-1]
		last.Columns = nil
		for i, c := range o.raw.Columns {
			if col, _ := o.layout.table.Column(c); o.seen[i] || col.Required {
				last.Columns = append(last.Columns, c)
				last.Source.Columns = append(last.Source.Columns, Match{Column: c, Header: "OCDS", Sure: true})
			}
		}
	}
	return nil
}

// put writes a row of a table; rows are numbered as they come.
func (f *releaseFile) put(table string, cells map[string]string) error {
	o := f.outputs[table]
	f.rows[table]++
	for i, c := range o.raw.Columns {
		o.cells[i] = clean(cells[c])
		if o.cells[i] != "" {
			o.seen[i] = true
		}
	}
	o.raw.File.Rows++
	return o.w.add(f.rows[table], o.cells)
}

// party is an organisation of a release.
type party struct {
	id, name string
	full     object
}

// write writes what a compiled release says. written is false where it has neither a
// contract nor an award in force.
func (f *releaseFile) write(rec object) (written bool, err error) {
	parties := map[string]party{}
	for _, p := range list(rec["parties"]) {
		parties[str(p["id"])] = party{id: partyID(p), name: partyName(p), full: p}
	}
	known := func(ref object) party {
		if p, ok := parties[str(ref["id"])]; ok {
			if p.name == "" {
				p.name = partyName(ref)
			}
			return p
		}
		return party{id: partyID(ref), name: partyName(ref)}
	}
	tender, _ := rec["tender"].(object)
	buyerRef, _ := rec["buyer"].(object)
	if len(buyerRef) == 0 {
		buyerRef, _ = tender["procuringEntity"].(object)
	}
	buyer := known(buyerRef)
	ocid := str(rec["ocid"])
	awards := map[string]object{}
	var order []string
	for _, a := range list(rec["awards"]) {
		awards[str(a["id"])] = a
		order = append(order, str(a["id"]))
	}
	base := func(status string) map[string]string {
		method, id := method(tender)
		c := map[string]string{
			"customer_bin": buyer.id, "customer": buyer.name, "announcement_id": cmp.Or(str(tender["id"]), ocid),
			"method": method, "method_id": id, "ground": str(tender["procurementMethodRationale"]),
			"subject_kind": str(tender["mainProcurementCategory"]), "description": cmp.Or(str(tender["title"]), str(tender["description"])), "type": "main",
		}
		switch status {
		case "cancelled":
			c["deleted"] = "true"
		case "terminated":
			c["status_id"] = terminatedID()
		}
		return c
	}
	for _, c := range list(rec["contracts"]) {
		award := awards[str(c["awardID"])]
		if award == nil && len(awards) == 1 {
			award = awards[order[0]]
		}
		row := base(str(c["status"]))
		suppliers := list(award["suppliers"])
		if len(suppliers) == 0 {
			suppliers = list(c["suppliers"])
		}
		f.supplier(row, suppliers, known)
		row["contract_id"] = ocid + "/" + str(c["id"])
		row["number"] = cmp.Or(str(c["contractNumber"]), str(c["title"]))
		row["signed_on"] = cmp.Or(str(c["dateSigned"]), day(c["period"], "startDate"), str(award["date"]), str(rec["date"]))
		if str(c["dateSigned"]) == "" {
			f.outputs["contracts"].created++
		}
		value, currency := money(c["value"])
		if value == "" {
			if value, currency = money(award["value"]); value != "" {
				f.fromAward++
			}
		}
		row["amount"], row["currency"] = value, currency
		f.currency(row)
		row["paid"] = paid(c)
		items := list(c["items"])
		if len(items) == 0 {
			items = list(award["items"])
		}
		row["category"] = category(items)
		if d := str(c["description"]); d != "" {
			row["description"] = d
		}
		written = true
		if err := f.put("contracts", row); err != nil {
			return written, err
		}
	}
	for _, id := range order {
		award := awards[id]
		status := str(award["status"])
		if len(list(rec["contracts"])) > 0 || len(list(award["suppliers"])) == 0 || status != "active" && status != "" {
			continue // where contracts stand they are the rows; an award without one is when nothing else does
		}
		row := base(status)
		f.supplier(row, list(award["suppliers"]), known)
		row["contract_id"] = ocid + "/" + id
		row["number"] = str(award["title"])
		row["signed_on"] = cmp.Or(str(award["date"]), str(rec["date"]))
		f.outputs["contracts"].created++
		row["amount"], row["currency"] = money(award["value"])
		f.currency(row)
		row["category"] = category(list(award["items"]))
		written = true
		if err := f.put("contracts", row); err != nil {
			return written, err
		}
	}
	if err := f.parties(rec, parties, written); err != nil {
		return written, err
	}
	return written, f.bids(rec, tender, known)
}

// currency keeps in mind which currencies the contracts of a file are in.
func (f *releaseFile) currency(row map[string]string) {
	c, raw := strings.ToUpper(row["currency"]), &f.outputs["contracts"].raw
	if row["amount"] != "" && !slices.Contains(raw.currencies, c) {
		raw.currencies = append(raw.currencies, c)
	}
}

// supplier puts the supplier into a row; of several that deliver together the first, with a note.
func (f *releaseFile) supplier(row map[string]string, suppliers []object, known func(object) party) {
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
		o := f.outputs["contracts"]
		o.note("several_suppliers", f.rows["contracts"]+1, shorten(strings.Join(names, ", "), 300))
	}
}

// parties writes the companies of a release and who owns them.
func (f *releaseFile) parties(rec object, parties map[string]party, _ bool) error {
	for _, ref := range list(rec["parties"]) {
		p := parties[str(ref["id"])]
		roles := texts(ref["roles"])
		if p.id == "" || p.name == "" || !slices.ContainsFunc(roles, func(s string) bool { return s == "supplier" || s == "tenderer" || s == "payee" }) {
			continue
		}
		address, _ := ref["address"].(object)
		contact, _ := ref["contactPoint"].(object)
		details, _ := ref["details"].(object)
		var where []string
		for _, k := range []string{"postalCode", "countryName", "region", "locality", "streetAddress"} {
			if s := str(address[k]); s != "" {
				where = append(where, s)
			}
		}
		if str(address["streetAddress"]) == "" {
			where = nil // a country is no contact two companies share
		}
		if err := f.put("suppliers", map[string]string{
			"supplier_id": p.id, "name": p.name, "legal_form": str(details["legalForm"]), "address": strings.Join(where, ", "),
			"phone": str(contact["telephone"]), "email": str(contact["email"]),
		}); err != nil {
			return err
		}
		for _, owner := range list(ref["beneficialOwners"]) {
			if err := f.owner(p, owner, "beneficiary"); err != nil {
				return err
			}
		}
		for _, owner := range list(ref["shareholders"]) {
			if err := f.owner(p, owner, "shareholder"); err != nil {
				return err
			}
		}
	}
	return nil
}

func (f *releaseFile) owner(p party, owner object, role string) error {
	who := owner
	if inner, ok := owner["shareholder"].(object); ok {
		who = inner
	}
	id := partyID(who)
	if id == "" {
		return nil // nobody one could find
	}
	share := cmp.Or(str(owner["shareholding"]), str(owner["sharePercentage"]), str(owner["percentage"]), str(owner["share"]))
	return f.put("supplier_people", map[string]string{
		"supplier_id": p.id, "holder_id": id, "holder_name": partyName(who), "role": role, "share_pct": share,
		"date_from": day(owner["period"], "startDate"), "date_to": day(owner["period"], "endDate"), "source": "OCDS",
	})
}

// bids writes who offered what.
func (f *releaseFile) bids(rec, tender object, known func(object) party) error {
	all, _ := rec["bids"].(object)
	for _, b := range list(all["details"]) {
		if status := strings.ToLower(str(b["status"])); status == "withdrawn" || status == "invited" {
			f.notSubmitted++
			continue
		}
		value, _ := money(b["value"])
		tenderers := list(b["tenderers"])
		joint := ""
		if len(tenderers) > 1 {
			joint = cmp.Or(str(b["id"]), known(tenderers[0]).id)
		}
		if len(tenderers) == 0 {
			tenderers = []object{{}} // nobody known made it: a row that is rejected, and counted
		}
		for _, who := range tenderers {
			p := known(who)
			if p.id == "" && p.name != "" {
				p.id = "NAME:" + folded(p.name)
				f.unnumbered++
			}
			lot := str(b["relatedLot"])
			if lots := texts(b["relatedLots"]); lot == "" && len(lots) > 0 {
				lot = lots[0]
			}
			if err := f.put("bids", map[string]string{
				"announcement_id": cmp.Or(str(tender["id"]), str(rec["ocid"])), "lot_id": lot, "supplier_id": p.id, "amount": value, "status": str(b["status"]), "bid_id": joint,
			}); err != nil {
				return err
			}
		}
	}
	return nil
}

// partyID is how a party is known: the IIN or BIN where the scheme is Kazakhstan's, else
// its scheme and number.
func partyID(p object) string {
	identifier, _ := p["identifier"].(object)
	scheme, id := str(identifier["scheme"]), str(identifier["id"])
	if id == "" {
		id, scheme = str(p["id"]), ""
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

func partyName(p object) string {
	identifier, _ := p["identifier"].(object)
	return cmp.Or(str(p["name"]), str(identifier["legalName"]), str(p["name_ru"]))
}

// method gives what a tender says of its method, and its code as adal lists it. Details
// that name a method of the portal say more than the code, which has four values.
func method(tender object) (name, id string) {
	code := strings.ToLower(str(tender["procurementMethod"]))
	name = cmp.Or(str(tender["procurementMethodDetails"]), code)
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
func category(items []object) string {
	best, bestSum := "", -1.0
	for _, item := range items {
		c, _ := item["classification"].(object)
		id := str(c["id"])
		if id == "" {
			continue
		}
		sum := 0.0
		if unit, ok := item["unit"].(object); ok {
			value, _ := unit["value"].(object)
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
	value, _ := v.(object)
	return str(value["amount"]), str(value["currency"])
}

// paid sums what was paid, where the transactions are in one currency and of whole amounts.
func paid(c object) string {
	implementation, _ := c["implementation"].(object)
	transactions := list(implementation["transactions"])
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
	p, _ := period.(object)
	return str(p[name])
}

func str(v any) string { return scalar(v) }

func list(v any) []object {
	items, _ := v.([]any)
	var out []object
	for _, x := range items {
		if o, ok := x.(object); ok {
			out = append(out, o)
		}
	}
	return out
}

func texts(v any) []string {
	items, _ := v.([]any)
	var out []string
	for _, x := range items {
		if s := scalar(x); s != "" {
			out = append(out, s)
		}
	}
	return out
}

// compiled merges the releases of one ocid in the order of their dates, after the rules of
// the standard: a later value replaces an earlier one, null removes it, objects merge by
// their fields, and lists of objects by the ids of their elements.
func compiled(releases []object) object {
	slices.SortStableFunc(releases, func(a, b object) int {
		return strings.Compare(sortableDate(str(a["date"])), sortableDate(str(b["date"])))
	})
	merged := object{}
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

func mergeInto(into, from object, depth int) {
	for k, v := range from {
		switch x := v.(type) {
		case nil:
			delete(into, k)
		case object:
			have, ok := into[k].(object)
			if !ok || depth > 50 {
				have = object{}
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
		o, isObject := x.(object)
		if !isObject || str(o["id"]) == "" {
			return from // a list without ids is replaced whole
		}
	}
	merged := slices.Clone(old)
	at := map[string]int{}
	for i, x := range merged {
		if o, ok := x.(object); ok {
			at[str(o["id"])] = i
		}
	}
	for _, x := range from {
		o := x.(object)
		if i, ok := at[str(o["id"])]; ok {
			if have, ok := merged[i].(object); ok {
				mergeInto(have, o, depth+1)
				continue
			}
		}
		fresh := object{}
		mergeInto(fresh, o, depth+1)
		at[str(o["id"])] = len(merged)
		merged = append(merged, fresh)
	}
	return merged
}

// oneCurrency decides what money is in where no contract is in tenge: all of them in one
// foreign currency, known by its code of three letters, with no rate for it. Then the
// amounts are counted as they stand, and a note says in what; with a rate, or with two
// currencies, nothing is decided here.
func (r *reader) oneCurrency() {
	currency := ""
	for _, f := range r.in.Files {
		if f.File.Table != "contracts" {
			continue
		}
		if f.Source.Entity == "OCDS" && len(f.currencies) == 0 {
			continue // no amount in it says anything
		}
		if f.Source.Entity != "OCDS" || len(f.currencies) != 1 || currency != "" && f.currencies[0] != currency {
			return
		}
		currency = f.currencies[0]
	}
	if !currencyCode.MatchString(currency) || currency == "KZT" || r.o.Rates[currency] {
		return
	}
	r.in.Currency = currency
	for i := range r.in.Files {
		f := &r.in.Files[i]
		if f.File.Table == "contracts" {
			f.Columns = slices.DeleteFunc(f.Columns, func(c string) bool { return c == "currency" })
			f.Notes = append(f.Notes, noteOf("report_currency", f, currency))
			r.in.Notes = append(r.in.Notes, noteOf("report_currency", f, currency))
		}
	}
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

func noteOf(code string, f *Raw, detail string) run.Note {
	return run.Note{Note: code, Table: f.File.Table, File: f.Place(), Detail: detail}
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
