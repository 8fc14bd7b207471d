// Package portal knows the records of the state procurement portal's open data: by which
// fields each kind is known, and which columns of which tables they fill.
package portal

import (
	"slices"
	"strings"

	"adal/pipeline/ingest/header"
	"adal/pipeline/ingest/source"
	"adal/pipeline/tables"
)

// Entity is one kind of record of the state procurement portal's open data. Its names
// are compared without case and underscores, so REST, GraphQL and dumps are one.
type Entity struct {
	name  string
	kinds []string   // names an envelope gives it
	marks [][]string // it has one of each
	Parts []entityPart
}

// entityPart is one table an entity gives rows of.
type entityPart struct {
	table    string
	List     string              // key of the nested list whose elements are the rows
	columns  map[string][]string // column -> names, preferred first
	constant map[string]string
	words    map[string]func(string) string
}

var portal = []*Entity{
	{
		name: "Contract", kinds: []string{"contract", "contracts"},
		marks: [][]string{{"supplierbiin"}, {"contractsumwnds", "contractsum", "faktsumwnds", "contractnumbersys"}},
		Parts: []entityPart{
			{table: "contracts", columns: map[string][]string{
				"contract_id": {"id"}, "root_id": {"rootid"}, "customer_bin": {"customerbin"},
				"customer": {"customernameru", "customerfullnameru", "customername", "customernamekz"}, "supplier_id": {"supplierbiin"},
				"supplier": {"suppliernameru", "supplierfullnameru", "suppliername", "suppliernamekz"}, "number": {"contractnumbersys", "contractnumber"},
				"signed_on": {"signdate", "crdate"}, "year": {"finyear"}, "amount": {"contractsumwnds"}, "amount_net": {"contractsum"},
				"paid": {"faktsumwnds"}, "currency": {"refcurrencycode"}, "method_id": {"fakttrademethodsid"},
				"method": {"fakttrademethodsnameru", "fakttrademethods"}, "planned_method_id": {"plntrademethodsid", "plannedtrademethodsid"},
				"ground": {"refjustificationid"}, "subject_kind": {"refsubjecttypeid"}, "category": {"refenstrucode"},
				"description": {"descriptionru", "descriptionkz"}, "announcement_id": {"trdbuynumberanno"},
				"type": {"refcontracttypeid"}, "status_id": {"refcontractstatusid"}, "deleted": {"deleted"}, "url": {"url"},
				"unit_id": {"unitid"}, "unit": {"unit"},
			}},
			{table: "contract_units", List: "contractunits", columns: unitColumns("contractunits", "id")},
		},
	},
	{
		name: "ContractUnits", kinds: []string{"contractunits", "contractunit"},
		marks: [][]string{{"contractid"}, {"plnpointid", "totalsumwnds", "itempricewnds", "itemprice"}},
		Parts: []entityPart{{table: "contract_units", columns: unitColumns("", "contractid")}},
	},
	{
		name: "Plans", kinds: []string{"plans", "plnpoint", "plnpoints", "plan"},
		marks: [][]string{{"refenstrucode"}, {"planfinyear", "subjectbiin", "plnpointyear"}},
		Parts: []entityPart{{table: "plans", columns: map[string][]string{
			"plan_id": {"id"}, "customer_bin": {"subjectbiin"}, "category": {"refenstrucode"}, "subject_kind": {"refsubjecttypeid"},
			"planned_method_id": {"reftrademethodsid"}, "ground": {"refjustificationid"}, "amount": {"amount"}, "year": {"planfinyear", "plnpointyear"},
		}}},
	},
	{
		name: "TrdBuy", kinds: []string{"trdbuy", "trdbuys"},
		marks: [][]string{{"numberanno"}, {"refbuystatusid", "totalsum", "publishdate", "reftrademethodsid", "countlots"}},
		Parts: []entityPart{
			{table: "announcements", columns: map[string][]string{
				"announcement_id": {"numberanno"}, "portal_id": {"id"}, "name": {"nameru", "namekz"}, "method_id": {"reftrademethodsid"},
				"amount": {"totalsum"}, "customer_bin": {"customerbin"}, "organiser_bin": {"orgbin"}, "published_on": {"publishdate"},
				"closed_on": {"enddate"}, "status": {"refbuystatusid"},
			}},
			{table: "decisions", List: "commission", columns: map[string][]string{
				"announcement_id": {"numberanno"}, "iin": {"commissioniin", "commissionuseriin", "commissionbiin", "commissionmemberiin"},
				"role": {"commissionrolename", "commissionrolenameru", "commissionrole", "commissionrefrolenameru", "commissiontype"},
				"date": {"commissiondate", "commissionstartdate"},
			}, words: map[string]func(string) string{"role": commissionRole}},
		},
	},
	{
		name: "Lots", kinds: []string{"lots", "lot"},
		marks: [][]string{{"lotnumber"}, {"trdbuyid", "trdbuynumberanno", "reflotstatusid"}},
		Parts: []entityPart{{table: "lots", columns: map[string][]string{
			"lot_id": {"id"}, "announcement_id": {"trdbuynumberanno"}, "customer_bin": {"customerbin"}, "amount": {"amount"},
			"planned_method_id": {"reftrademethodsid"}, "method_id": {"refbuytrademethodsid"}, "category": {"enstrulist", "refenstrucode"}, "status": {"reflotstatusid"},
		}}},
	},
	{
		name: "TrdApp", kinds: []string{"trdapp", "trdapps"},
		marks: [][]string{{"supplierbiniin"}, {"buyid", "applots", "dateapply"}},
		Parts: []entityPart{{table: "bids", List: "applots", columns: map[string][]string{
			"announcement_id": {"trdbuynumberanno", "buyid", "trdbuyid"}, "lot_id": {"applotslotid", "applotsid"}, "supplier_id": {"supplierbiniin"},
			"amount": {"applotsamount", "applotsprice"}, "status": {"applotsstatusid"},
		}}},
	},
	{
		name: "RNU", kinds: []string{"rnu"},
		marks: [][]string{{"supplierbiin"}, {"supplierheadname", "supplierheadnameru", "supplierheadbiin", "refreasonid"}},
		Parts: []entityPart{{table: "unfair_suppliers", columns: map[string][]string{
			"supplier_id": {"supplierbiin"}, "name": {"suppliernameru", "suppliernamekz"}, "head_name": {"supplierheadname", "supplierheadnameru"},
			"head_iin": {"supplierheadbiin"}, "date_from": {"startdate"}, "date_to": {"enddate"}, "reason": {"refreasonnameru", "refreasonid"},
		}}},
	},
	{
		name: "Subject", kinds: []string{"subjects", "subject"},
		marks: [][]string{{"bin", "iin"}, {"nameru", "fullnameru", "namekz"}, {"typesupplier", "refkopfcode", "regdate", "employees", "qvazi", "pid"}},
		Parts: []entityPart{
			{table: "suppliers", columns: map[string][]string{
				"supplier_id": {"bin", "iin"}, "name": {"nameru", "fullnameru", "namekz", "fullnamekz"}, "kind": {"typesupplier"},
				"legal_form": {"refkopfnameru", "refkopfcode"}, "commercial": {"commercial"}, "quasi_state": {"qvazi"}, "registered_on": {"regdate"},
				"closed_on": {"closedate"}, "address": {"addressaddress", "legaladdress"}, "phone": {"phone", "addressphone"}, "email": {"email"},
				"bank_account": {"bankaccount", "iban"}, "oked": {"okedlist", "okedlistcode", "oked"}, "head_office_bin": {"parentsubjectbin"},
			}, words: map[string]func(string) string{"kind": subjectKind}},
			{table: "supplier_people", List: "employees", columns: map[string][]string{
				"supplier_id": {"bin", "iin"}, "holder_id": {"employeesiin", "employeesbin"}, "holder_name": {"employeesfio"},
				"role": {"employeesrolename", "employeesrolenameru", "employeesrole"}, "share_pct": {"employeessharepct"},
				"date_from": {"employeesstartdate"}, "date_to": {"employeesenddate"}, "source": {"employeessource"},
			}, words: map[string]func(string) string{"role": employeeRole}},
		},
	},
}

// unitColumns names the columns of a contract's units, nested in it or on their own.
func unitColumns(prefix, contract string) map[string][]string {
	at := func(names ...string) []string {
		for i := range names {
			names[i] = prefix + names[i]
		}
		return names
	}
	return map[string][]string{
		"contract_id": {contract}, "lot_id": at("lotid"), "plan_id": at("plnpointid", "plansid"),
		"category": at("plansrefenstrucode", "refenstrucode", "enstrucode"), "subject_kind": at("plansrefsubjecttypeid", "refsubjecttypeid"),
		"planned_method_id": at("plansreftrademethodsid"), "ground": at("plansrefjustificationid"),
		"amount": at("totalsumwnds", "totalsum"), "deleted": at("deleted"),
	}
}

// subjectKind words the portal's type of a subject.
func subjectKind(s string) string {
	switch s {
	case "1":
		return "company"
	case "2":
		return "person"
	case "3":
		return "entrepreneur"
	}
	return s
}

// employeeRole words what somebody is in a company: its head by the name of the role, and
// for the others a representative.
func employeeRole(s string) string {
	f := source.Folded(s)
	if c, ok := roleColumn().Words[f]; ok {
		return c
	}
	switch {
	case strings.Contains(f, "руковод"), strings.Contains(f, "директор"), strings.Contains(f, "басшы"), strings.Contains(f, "head"), strings.Contains(f, "director"):
		return "head"
	case strings.Contains(f, "бухгалтер"), strings.Contains(f, "есепші"):
		return "accountant"
	case strings.Contains(f, "учредит"), strings.Contains(f, "құрылтай"):
		return "founder"
	}
	return "representative"
}

func roleColumn() tables.Column {
	t, _ := tables.ByName("supplier_people")
	c, _ := t.Column("role")
	return c
}

// commissionRole words what somebody is in a commission.
func commissionRole(s string) string {
	f := source.Folded(s)
	switch {
	case strings.Contains(f, "председ"), strings.Contains(f, "төраға"), strings.Contains(f, "chair"):
		return "commission_chair"
	case strings.Contains(f, "секретар"), strings.Contains(f, "хатшы"), strings.Contains(f, "secret"):
		return "secretary"
	case strings.Contains(f, "член"), strings.Contains(f, "мүше"), strings.Contains(f, "member"):
		return "commission_member"
	}
	return s
}

// Of recognises an entity by the names of its fields; kind is what the envelope
// calls it. nil where it is none.
func Of(names []string, kind string) *Entity {
	keys := map[string]bool{}
	for _, n := range names {
		keys[header.Key(n)] = true
	}
	low := header.Key(kind)
	for _, e := range portal {
		if low != "" && slices.Contains(e.kinds, low) {
			return e
		}
	}
	for _, e := range portal {
		if keys["holderid"] || keys["contractid"] && e.name != "ContractUnits" || keys["holdername"] {
			continue // a canonical table
		}
		all := true
		for _, any := range e.marks {
			all = all && slices.ContainsFunc(any, func(m string) bool {
				if keys[m] {
					return true
				}
				for k := range keys {
					if strings.HasPrefix(k, m) && (m == "employees" || m == "applots") {
						return true
					}
				}
				return false
			})
		}
		if all {
			return e
		}
	}
	return nil
}

// LayOut lays the first table of an entity, or the table of one of its lists, over a header.
func (e *Entity) LayOut(heading []header.Cell, list string) *header.Layout {
	p := e.Parts[0]
	for _, x := range e.Parts {
		if x.List == list {
			p = x
		}
	}
	t, _ := tables.ByName(p.table)
	l := &header.Layout{Table: t, Entity: e.name, List: p.List, Header: heading}
	at := map[string]int{}
	for i := len(heading) - 1; i >= 0; i-- {
		at[header.Key(heading[i].Shown)] = i
	}
	found, has := map[string]header.Target{}, map[int]bool{}
	for _, c := range t.Columns {
		tg := header.Target{Column: c, Constant: p.constant[c.Name], Words: p.words[c.Name]}
		for _, name := range p.columns[c.Name] {
			if i, ok := at[name]; ok {
				tg.From = append(tg.From, i)
				has[i] = true
			}
		}
		if len(tg.From) > 0 || tg.Constant != "" {
			found[c.Name] = tg
		}
	}
	l.Finish(found, has, nil)
	return l
}

// LayOut lays out a header that is one of the portal's, nil where it is none.
func LayOut(heading []header.Cell) *header.Layout {
	if e := Of(header.Named(heading), ""); e != nil {
		return e.LayOut(heading, "")
	}
	return nil
}
