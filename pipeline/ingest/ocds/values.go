package ocds

import (
	"cmp"
	"encoding/json"
	"strings"
	"sync"

	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
	"adal/pipeline/kz"
)

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
