package pipeline

import (
	"maps"
	"strings"
	"testing"

	"adal/pipeline/run"
)

// A head of a supplier in office, and a sister of theirs who holds another one. What they told
// of themselves stands in the four tables of the second half.
var told = map[string]string{
	"roster.csv":          "iin,last_name,first_name,unit,position,date_from,influence\nPERSON,Сериков,Ерлан,Отдел,Эксперт,2020-01-01,procurement\n",
	"suppliers.csv":       "supplier_id,name,kind,commercial\nFIRM,ТОО Пробное,company,yes\nOTHER,ТОО Иное,company,yes\n",
	"supplier_people.csv": "supplier_id,holder_id,role,share_pct,date_from\nFIRM,PERSON,head,,2020-01-01\nFIRM,PERSON,founder,60,2020-01-01\n",
	"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount,announcement_id\n" +
		"c1,BUYER,FIRM,2026-07-10,1000000,a1\nc2,BUYER,FIRM,2026-08-10,2000000,a2\nc3,BUYER,OTHER,2026-08-10,2000000,a3\n",
	"decisions.csv": "contract_id,iin,role,date\nc1,PERSON,approver,2026-07-09\nc2,PERSON,approver,2026-08-09\n",
}

var spoken = map[string]string{
	"declared_interests.csv": "iin,company_id,role,share_pct,declared_on\nPERSON,FIRM,head,,2026-01-12\nPERSON,OTHER,head,,2026-01-13\n",
	"recusals.csv":           "iin,about_id,date\nPERSON,c2,2026-08-20\nPERSON,c3,2026-08-01\n",
	"trust_agreements.csv":   "iin,company_bin,date_from,date_to\nPERSON,FIRM,2026-07-01,2026-07-31\nPERSON,FIRM,2018-01-01,2018-12-31\n",
	"outside_work.csv":       "iin,organisation_bin,activity,date_from,date_to\nPERSON,FIRM,pedagogical,2026-07-01,2026-07-15\nPERSON,FIRM,other,2026-07-01,2026-07-15\n",
	"disclosures.csv":        "iin,about_id,notified_on\nPERSON,FIRM,2026-09-01\n",
}

// What speaks for the person of a finding stands with it, by its source row, and a row that
// speaks of another company, of a time that is over or of work that is not allowed does not.
func TestWhatSpeaksForThePersonIsListed(t *testing.T) {
	files := maps.Clone(told)
	maps.Copy(files, spoken)
	want := map[string]string{
		"P10-13a": "declared_interest declared_interests.csv 2; recusal recusals.csv 2; trust_agreement trust_agreements.csv 2; permitted_work outside_work.csv 2; notice disclosures.csv 2",
		"P12-4a":  "declared_interest declared_interests.csv 2; recusal recusals.csv 2; trust_agreement trust_agreements.csv 2; permitted_work outside_work.csv 2; notice disclosures.csv 2",
		"P10-0a":  "declared_interest declared_interests.csv 2; recusal recusals.csv 2; trust_agreement trust_agreements.csv 2; permitted_work outside_work.csv 2; notice disclosures.csv 2",
		"P10-8b":  "declared_interest declared_interests.csv 2; recusal recusals.csv 2; trust_agreement trust_agreements.csv 2; permitted_work outside_work.csv 2; notice disclosures.csv 2",
	}
	got := map[string]string{}
	for _, f := range runOn(t, run.Scan, files).Findings {
		var rows []string
		for i, e := range f.Favour {
			rows = append(rows, e.What+" "+e.File+" "+count(int(e.Row)))
			if e.Step != len(f.Evidence)+i+1 || len(e.Cells) == 0 {
				t.Errorf("%s: step %d of %v has no place behind the evidence", f.Rule, e.Step, e.Cells)
			}
		}
		got[f.Rule] = strings.Join(rows, "; ")
	}
	for rule, rows := range want {
		if got[rule] != rows {
			t.Errorf("%s lists %q, want %q", rule, got[rule], rows)
		}
	}
}

// Declaring, stepping aside and trust never raise a score: with the same findings, no score
// is above what it is without them.
func TestWhatSpeaksForThePersonRaisesNoScore(t *testing.T) {
	silent := map[string]float64{}
	for _, f := range runOn(t, run.Scan, maps.Clone(told)).Findings {
		silent[f.ID] = f.Score
	}
	for name := range spoken {
		if name == "disclosures.csv" {
			continue // a notice too late is known to be late; without the table nobody knows
		}
		files := maps.Clone(told)
		files[name] = spoken[name]
		spoke := 0
		for _, f := range runOn(t, run.Scan, files).Findings {
			spoke += len(f.Favour)
			if was, found := silent[f.ID]; found && f.Score > was {
				t.Errorf("%s: %s scores %v with it, %v without", name, f.Rule, f.Score, was)
			}
		}
		if spoke == 0 {
			t.Errorf("%s speaks for nobody", name)
		}
	}
}

// On the whole ministry the same is found a second way: row by row from the files, by what the
// rows of a finding name.
func TestWhatSpeaksForThePersonASecondWay(t *testing.T) {
	const data = "../fixtures/ministry"
	declared, trusts := readCSV(t, data+"/declared_interests.csv"), readCSV(t, data+"/trust_agreements.csv")
	overlaps := func(from, to string, f *run.Finding) bool {
		return (f.To == "" || from <= f.To) && (to == "" || to >= f.From)
	}
	listed := 0
	r := scan(t, data)
	for i := range r.Findings {
		f := &r.Findings[i]
		people, firms := map[string]bool{f.SubjectID: true, f.ViaID: true}, map[string]bool{f.OtherID: true}
		if f.OtherKind == "person" {
			people[f.OtherID] = true
		}
		proof := map[string]bool{}
		for _, e := range f.Evidence {
			proof[e.File+count(int(e.Row))] = true
			if e.Table == "supplier_people" || e.Table == "suppliers" {
				firms[e.Cells["supplier_id"]] = true
			}
		}
		want := map[string]bool{}
		for k, d := range declared {
			if people[d["iin"]] && firms[d["company_id"]] {
				want["declared_interests.csv"+count(k+2)] = true
			}
		}
		for k, a := range trusts {
			if people[a["iin"]] && firms[a["company_bin"]] && overlaps(a["date_from"], a["date_to"], f) {
				want["trust_agreements.csv"+count(k+2)] = true
			}
		}
		for p := range proof {
			delete(want, p)
		}
		for _, e := range f.Favour {
			at := e.File + count(int(e.Row))
			if e.Table != "declared_interests" && e.Table != "trust_agreements" {
				continue
			}
			if !want[at] {
				t.Errorf("%s of %s lists %s", f.Rule, f.SubjectID, at)
			}
			delete(want, at)
			listed++
		}
		for at := range want {
			t.Errorf("%s of %s does not list %s", f.Rule, f.SubjectID, at)
		}
	}
	if listed < 30 {
		t.Errorf("%d rows speak for somebody, want 30 or more", listed)
	}
}
