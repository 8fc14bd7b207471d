package ingest

import (
	"encoding/json"
	"slices"
	"strings"

	"adal/pipeline/tables"
)

// entity is one kind of record of the state procurement portal's open data. Its names
// are compared without case and underscores, so REST, GraphQL and dumps are one.
type entity struct {
	name  string
	kinds []string   // names an envelope gives it
	marks [][]string // it has one of each
	parts []entityPart
}

// entityPart is one table an entity gives rows of.
type entityPart struct {
	table    string
	list     string              // key of the nested list whose elements are the rows
	columns  map[string][]string // column -> names, preferred first
	constant map[string]string
	words    map[string]func(string) string
}

var portal = []*entity{
	{
		name: "Contract", kinds: []string{"contract", "contracts"},
		marks: [][]string{{"supplierbiin"}, {"contractsumwnds", "contractsum", "faktsumwnds", "contractnumbersys"}},
		parts: []entityPart{
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
			{table: "contract_units", list: "contractunits", columns: unitColumns("contractunits", "id")},
		},
	},
	{
		name: "ContractUnits", kinds: []string{"contractunits", "contractunit"},
		marks: [][]string{{"contractid"}, {"plnpointid", "totalsumwnds", "itempricewnds", "itemprice"}},
		parts: []entityPart{{table: "contract_units", columns: unitColumns("", "contractid")}},
	},
	{
		name: "Plans", kinds: []string{"plans", "plnpoint", "plnpoints", "plan"},
		marks: [][]string{{"refenstrucode"}, {"planfinyear", "subjectbiin", "plnpointyear"}},
		parts: []entityPart{{table: "plans", columns: map[string][]string{
			"plan_id": {"id"}, "customer_bin": {"subjectbiin"}, "category": {"refenstrucode"}, "subject_kind": {"refsubjecttypeid"},
			"planned_method_id": {"reftrademethodsid"}, "ground": {"refjustificationid"}, "amount": {"amount"}, "year": {"planfinyear", "plnpointyear"},
		}}},
	},
	{
		name: "TrdBuy", kinds: []string{"trdbuy", "trdbuys"},
		marks: [][]string{{"numberanno"}, {"refbuystatusid", "totalsum", "publishdate", "reftrademethodsid", "countlots"}},
		parts: []entityPart{
			{table: "announcements", columns: map[string][]string{
				"announcement_id": {"numberanno"}, "portal_id": {"id"}, "name": {"nameru", "namekz"}, "method_id": {"reftrademethodsid"},
				"amount": {"totalsum"}, "customer_bin": {"customerbin"}, "organiser_bin": {"orgbin"}, "published_on": {"publishdate"},
				"closed_on": {"enddate"}, "status": {"refbuystatusid"},
			}},
			{table: "decisions", list: "commission", columns: map[string][]string{
				"announcement_id": {"numberanno"}, "iin": {"commissioniin", "commissionuseriin", "commissionbiin", "commissionmemberiin"},
				"role": {"commissionrolename", "commissionrolenameru", "commissionrole", "commissionrefrolenameru", "commissiontype"},
				"date": {"commissiondate", "commissionstartdate"},
			}, words: map[string]func(string) string{"role": commissionRole}},
		},
	},
	{
		name: "Lots", kinds: []string{"lots", "lot"},
		marks: [][]string{{"lotnumber"}, {"trdbuyid", "trdbuynumberanno", "reflotstatusid"}},
		parts: []entityPart{{table: "lots", columns: map[string][]string{
			"lot_id": {"id"}, "announcement_id": {"trdbuynumberanno"}, "customer_bin": {"customerbin"}, "amount": {"amount"},
			"planned_method_id": {"reftrademethodsid"}, "method_id": {"refbuytrademethodsid"}, "category": {"enstrulist", "refenstrucode"}, "status": {"reflotstatusid"},
		}}},
	},
	{
		name: "TrdApp", kinds: []string{"trdapp", "trdapps"},
		marks: [][]string{{"supplierbiniin"}, {"buyid", "applots", "dateapply"}},
		parts: []entityPart{{table: "bids", list: "applots", columns: map[string][]string{
			"announcement_id": {"trdbuynumberanno", "buyid", "trdbuyid"}, "lot_id": {"applotslotid", "applotsid"}, "supplier_id": {"supplierbiniin"},
			"amount": {"applotsamount", "applotsprice"}, "status": {"applotsstatusid"},
		}}},
	},
	{
		name: "RNU", kinds: []string{"rnu"},
		marks: [][]string{{"supplierbiin"}, {"supplierheadname", "supplierheadnameru", "supplierheadbiin", "refreasonid"}},
		parts: []entityPart{{table: "unfair_suppliers", columns: map[string][]string{
			"supplier_id": {"supplierbiin"}, "name": {"suppliernameru", "suppliernamekz"}, "head_name": {"supplierheadname", "supplierheadnameru"},
			"head_iin": {"supplierheadbiin"}, "date_from": {"startdate"}, "date_to": {"enddate"}, "reason": {"refreasonnameru", "refreasonid"},
		}}},
	},
	{
		name: "Subject", kinds: []string{"subjects", "subject"},
		marks: [][]string{{"bin", "iin"}, {"nameru", "fullnameru", "namekz"}, {"typesupplier", "refkopfcode", "regdate", "employees", "qvazi", "pid"}},
		parts: []entityPart{
			{table: "suppliers", columns: map[string][]string{
				"supplier_id": {"bin", "iin"}, "name": {"nameru", "fullnameru", "namekz", "fullnamekz"}, "kind": {"typesupplier"},
				"legal_form": {"refkopfnameru", "refkopfcode"}, "commercial": {"commercial"}, "quasi_state": {"qvazi"}, "registered_on": {"regdate"},
				"closed_on": {"closedate"}, "address": {"addressaddress", "legaladdress"}, "phone": {"phone", "addressphone"}, "email": {"email"},
				"bank_account": {"bankaccount", "iban"}, "oked": {"okedlist", "okedlistcode", "oked"}, "head_office_bin": {"parentsubjectbin"},
			}, words: map[string]func(string) string{"kind": subjectKind}},
			{table: "supplier_people", list: "employees", columns: map[string][]string{
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
	f := folded(s)
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
	f := folded(s)
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

// entityOf recognises an entity by the names of its fields; kind is what the envelope
// calls it. nil where it is none.
func entityOf(names []string, kind string) *entity {
	keys := map[string]bool{}
	for _, n := range names {
		keys[key(n)] = true
	}
	low := key(kind)
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

// layOut lays the first table of an entity, or the table of one of its lists, over a header.
func (e *entity) layOut(header []headerCell, list string) *layout {
	p := e.parts[0]
	for _, x := range e.parts {
		if x.list == list {
			p = x
		}
	}
	t, _ := tables.ByName(p.table)
	l := &layout{table: t, entity: e, list: p.list, header: header}
	at := map[string]int{}
	for i := len(header) - 1; i >= 0; i-- {
		at[key(header[i].shown)] = i
	}
	found, has := map[string]target{}, map[int]bool{}
	for _, c := range t.Columns {
		tg := target{column: c, constant: p.constant[c.Name], words: p.words[c.Name]}
		for _, name := range p.columns[c.Name] {
			if i, ok := at[name]; ok {
				tg.from = append(tg.from, i)
				has[i] = true
			}
		}
		if len(tg.from) > 0 || tg.constant != "" {
			found[c.Name] = tg
		}
	}
	l.finish(found, has, nil)
	return l
}

// flat is a record as names and cells; lists are its nested lists of objects.
type flat struct {
	cells map[string]string
	lists map[string][]object // by key
	shown map[string]string   // key of a list -> its name as it stands
}

// flatten writes nested objects as dotted names and lists of plain values joined by a
// semicolon. A list of objects stands under lists; its first object is also written flat,
// for the portal nests single objects in lists of one.
func flatten(r object) flat {
	f := flat{cells: map[string]string{}, lists: map[string][]object{}, shown: map[string]string{}}
	f.add("", r, 0)
	return f
}

const deepest = 6

func (f *flat) add(prefix string, r object, depth int) {
	for name, value := range r {
		full := prefix + name
		switch v := value.(type) {
		case object:
			if depth < deepest {
				f.add(full+".", v, depth+1)
			}
		case []any:
			var plainValues []string
			for _, x := range v {
				if o, ok := x.(object); ok {
					k := key(full)
					f.lists[k] = append(f.lists[k], o)
					f.shown[k] = full
				} else if s := scalar(x); s != "" {
					plainValues = append(plainValues, s)
				}
			}
			if len(plainValues) > 0 {
				f.put(full, strings.Join(plainValues, ";"))
			} else if all := f.lists[key(full)]; len(all) > 0 && depth < deepest {
				f.add(full+".", all[0], depth+1)
			}
		default:
			f.put(full, scalar(v))
		}
	}
}

// put sets a cell. Of a nested and a dotted name that are the same, the greater value
// stays: the order of the names in an object says nothing.
func (f *flat) put(name, value string) {
	if have, ok := f.cells[name]; ok {
		value = max(have, value)
	}
	f.cells[name] = value
}

// scalar writes a plain JSON value; a number as it stands, without an exponent.
func scalar(v any) string {
	switch x := v.(type) {
	case nil:
		return ""
	case string:
		return x
	case bool:
		if x {
			return "true"
		}
		return "false"
	case json.Number:
		s, _ := plain(x.String(), 0)
		return s
	}
	return ""
}
