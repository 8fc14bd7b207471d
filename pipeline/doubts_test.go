package pipeline

import (
	"slices"
	"strings"
	"testing"

	"adal/pipeline/run"
)

// A remark on the data stands on the finding whose rows or people it is about, and on no other.
func TestDoubtsStandOnTheFindingTheyTouch(t *testing.T) {
	files := map[string]string{
		"roster.csv": "iin,last_name,first_name,unit,position,date_from\nPERSON,Сериков,Ерлан,Отдел,Эксперт,2020-01-01\nPERSON,Сергеев,Ерлан,Отдел,Советник,2021-01-01\n" +
			"SECOND,Ахметов,Болат,Отдел,Эксперт,2020-01-01\n",
		"suppliers.csv": "supplier_id,name,kind,commercial\nFIRM,ТОО Пробное,company,yes\nOTHER,ТОО Иное,company,yes\n",
		"supplier_people.csv": "supplier_id,holder_id,role,share_pct\nFIRM,PERSON,founder,60\nFIRM,BUYER,founder,50\n" +
			"OTHER,SHORT,head,\n",
		"contracts.csv": "contract_id,root_id,customer_bin,supplier_id,signed_on,amount\nc1,,BUYER,FIRM,2026-07-10,1000000\nc2,,BUYER,OTHER,2026-07-10,1000000\n" +
			"c3,c2,BUYER,FIRM,2026-07-11,1000000\nc4,c2,BUYER,OTHER,2026-07-12,1000000\n",
	}
	second := person(2) // a spreadsheet writes it without its leading zero
	for name, text := range files {
		files[name] = strings.NewReplacer("SECOND", second, "SHORT", strings.TrimLeft(second, "0")).Replace(text)
	}
	r := runOn(t, run.Scan, files)
	doubts := r.Doubts()
	got := map[string][]string{}
	for i := range r.Findings {
		f := &r.Findings[i]
		for _, n := range doubts.Of(f) {
			if k := f.Rule + " " + f.SubjectID; !slices.Contains(got[k], n.Note) {
				got[k] = append(got[k], n.Note)
			}
		}
		slices.Sort(got[f.Rule+" "+f.SubjectID])
	}
	for k, want := range map[string][]string{
		"P12-4a " + person(1): {"over_100_percent", "two_names"},
		"P12-4a " + second:    {"padded_id", "two_suppliers"},
		"P10-8b " + second:    {"padded_id"},
	} {
		if !slices.Equal(got[k], want) {
			t.Errorf("%s: doubts %v, want %v", k, got[k], want)
		}
	}
}
