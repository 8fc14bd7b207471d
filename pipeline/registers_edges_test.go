package pipeline

import (
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/job"
	"adal/pipeline/run"
)

// Ids, codes and years of the registers that a spreadsheet wrote as decimals are whole numbers:
// what a notice or a publication is about, the posts of a risk, a country's code.
func TestDecimalsInRegisters(t *testing.T) {
	one := person(1)
	roster := "iin,last_name,first_name,unit,position_id,position,service_class,date_from\n" + one + ",Облаков,Кирилл,Отдел,7,Эксперт,corps_b,2020-01-01\n"
	r, err := dutiesOf(t, folder(t, map[string]string{
		"roster.csv":        roster,
		"legal_changes.csv": "change_id,title,in_force_on\n7,Закон,2026-02-02\n",
		"hr_notices.csv":    "iin,kind,about,sent_on\n" + one + ",filing,2025.0,2026-08-10\n" + one + ",legal_change,7.0,2026-02-10\n",
		"publications.csv":  "kind,about,published_on\nrisk_plan,3.0,2026-05-05\n",
		"risk_plan.csv":     "plan_id,risk_id,measure,due_on,executor,completion,approved_on\n3,1,мера,2026-12-01,Отдел,отчёт,2026-04-01\n",
		"risks.csv": "map_version,map_date,map,risk_id,risk,position_ids,likelihood,impact\n" +
			"9.0,2026-01-05,organisation,1,Риск,7.0,2,2\n10.0,2026-01-05,organisation,1,Риск,7.0,3,3\n",
	}), "2026-09-30")
	if err != nil {
		t.Fatal(err)
	}
	done := map[string]string{}
	for _, d := range r.Duties {
		done[d.Rule+" "+d.About] = d.DoneOn
	}
	for about, want := range map[string]string{"P21-1a 7;" + one: "2026-02-10", "P21-2a 2025;" + one: "2026-08-10", "P6-4a 3": "2026-05-05"} {
		if done[about] != want {
			t.Errorf("%s done on %q, want %q", about, done[about], want)
		}
	}
	if len(r.Risks) != 1 || r.Risks[0].Version != "10" || len(r.Risks[0].Posts) != 1 || r.Risks[0].Posts[0].Position != "Эксперт" {
		t.Errorf("risks %+v", r.Risks)
	}

	s := runOn(t, run.Scan, map[string]string{
		"roster.csv":           roster,
		"foreign_accounts.csv": "iin,bank,country,detected_on\n" + one + ",Банк,398.0,2026-07-01\n",
	})
	for _, f := range s.Findings {
		t.Errorf("%s of an account at home", f.Rule)
	}
}

// Rows of one version of a map may be of different days; they are all of the newest version.
func TestVersionOfAMapWithTwoDates(t *testing.T) {
	r, err := dutiesOf(t, folder(t, map[string]string{
		"roster.csv":    "iin,last_name,first_name,unit,position,service_class,date_from\n" + person(1) + ",Облаков,Кирилл,Отдел,Эксперт,corps_b,2020-01-01\n",
		"risk_plan.csv": "plan_id,risk_id,measure\n",
		"risks.csv": "map_version,map_date,map,risk_id,risk,likelihood,impact\n" +
			"1,2025-01-05,organisation,C,Риск,2,2\n2,2026-01-05,organisation,A,Риск,2,2\n2,2026-01-06,organisation,B,Риск,3,3\n2,2026-10-01,organisation,D,Риск,3,3\n",
	}), "2026-09-30")
	if err != nil {
		t.Fatal(err)
	}
	var risks, planless []string
	for _, x := range r.Risks {
		risks = append(risks, x.Risk)
	}
	for _, d := range r.Duties {
		if d.Rule == "P6-3b" {
			planless = append(planless, d.About)
		}
	}
	slices.Sort(planless)
	if len(risks) != 2 || strings.Join(planless, "") != "AB" {
		t.Errorf("%d risks, without a plan %v; want A and B", len(risks), planless)
	}
}

// What a scan found in a unit counts for a risk of it, however the roster writes its name.
func TestProposedLikelihoodOfAUnit(t *testing.T) {
	for name, c := range map[string][2]string{
		"by id":    {"7", "7,Отдел закупок"},
		"by words": {"ОТДЕЛ «закупок»", ",Отдел  закупок"},
	} {
		dir := folder(t, map[string]string{
			"roster.csv": "iin,last_name,first_name,unit_id,unit,position,date_from\n" + person(1) + ",Облаков,Кирилл," + c[1] + ",Эксперт,2020-01-01\n" +
				person(2) + ",Берегов,Марат," + strings.ReplaceAll(c[1], "Отдел", "отдел") + ",Эксперт,2020-01-01\n",
			"risks.csv": "map_version,map_date,map,risk_id,risk,unit_id,likelihood,impact,rules\n1,2026-01-05,organisation,A,Риск," + c[0] + ",2,2,P10-8b\n",
		})
		s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
		if err != nil {
			t.Fatal(err)
		}
		defer s.Discard()
		p, err := job.AsOf("2026-09-30")
		if err != nil {
			t.Fatal(err)
		}
		unit := strings.Split(c[1], ",")[1]
		r, err := Duties(t.Context(), job.Options{Data: dir, Period: p, Memory: "1GB", Threads: 1, MaxRejects: 1, Found: []job.Found{
			{Rule: "P10-8b", Unit: unit, Count: 2}, {Rule: "P10-8b", Unit: strings.ReplaceAll(unit, "Отдел", "отдел"), Count: 1}, {Rule: "P10-8b", Unit: "Другой", Count: 9}}}, s)
		if err != nil {
			t.Fatal(err)
		}
		if len(r.Risks) != 1 || r.Risks[0].Proposed == nil || *r.Risks[0].Proposed != 3 {
			t.Errorf("%s: risks %+v, want 3 proposed for three findings", name, r.Risks)
		}
	}
}
