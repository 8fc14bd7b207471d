package pipeline

import (
	"path/filepath"
	"strings"
	"testing"

	"adal/pipeline/job"
	"adal/pipeline/run"
)

// runOn runs a job over files with the placeholders PERSON, FIRM, OTHER and BUYER.
func runOn(t *testing.T, name run.Job, files map[string]string) *run.Run {
	t.Helper()
	numbers := strings.NewReplacer("PERSON", person(1), "FIRM", firm(1), "OTHER", firm(2), "BUYER", firm(3))
	for name, text := range files {
		files[name] = numbers.Replace(text)
	}
	do := Scan
	period, err := job.Quarter("2026Q3")
	if name == run.Concentration {
		do = Concentration
		period, err = job.Year(2025)
	}
	if err != nil {
		t.Fatal(err)
	}
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	r, err := do(t.Context(), job.Options{Data: folder(t, files), Period: period, Memory: "2GB", MaxRejects: 0.05}, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// A business that closed on the day it opened was open on no day: its owner controls no
// group through it. Open for a day, it makes one.
func TestBusinessOpenOnNoDay(t *testing.T) {
	for closed, want := range map[string]int{"2025-07-01": 0, "2025-07-02": 2} {
		r := runOn(t, run.Concentration, map[string]string{
			"contracts.csv":       "contract_id,customer_bin,supplier_id,signed_on,amount\n1,BUYER,PERSON,2025-07-01,100\n2,BUYER,FIRM,2025-07-01,100\n",
			"suppliers.csv":       "supplier_id,name,registered_on,closed_on\nPERSON,ИП,2025-07-01," + closed + "\n",
			"supplier_people.csv": "supplier_id,holder_id,role\nFIRM,PERSON,head\n",
		})
		if len(r.Groups) != want {
			t.Errorf("closed on %s: %d members of groups, want %d", closed, len(r.Groups), want)
		}
	}
}

// A share below the threshold is below it, however little; one that is the threshold on
// paper reaches it, whatever floats make of its chain.
func TestShareAtTheThreshold(t *testing.T) {
	for people, want := range map[string]int{
		"FIRM,PERSON,founder,4.99999999\n":                                           0,
		"FIRM,PERSON,founder,5\n":                                                    1,
		"FIRM,OTHER,founder,7\nOTHER,PERSON,founder,71.42857142\n":                   0, // 4.9999999994
		"FIRM,OTHER,founder,7.2\nOTHER,PERSON,founder,69.44444445\n":                 1, // 5.0000000004
		"FIRM,OTHER,founder,0.1\nOTHER,PERSON,founder,100\n":                         0,
		"FIRM,OTHER,founder,8.33333333\nOTHER,PERSON,founder,60\n":                   0, // 4.999999998
		"FIRM,OTHER,founder,12.5\nOTHER,PERSON,founder,40\n":                         1, // 5
		"FIRM,OTHER,founder,3.2\nOTHER,PERSON,founder,50\nFIRM,PERSON,founder,3.4\n": 1, // 1.6 + 3.4
	} {
		r := runOn(t, run.Scan, map[string]string{
			"roster.csv":          "iin,last_name,first_name,unit,position,date_from\nPERSON,Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n",
			"contracts.csv":       "contract_id,customer_bin,supplier_id,signed_on,amount\n1,BUYER,FIRM,2026-07-01,100\n",
			"supplier_people.csv": "supplier_id,holder_id,role,share_pct\n" + people,
		})
		found := 0
		for _, f := range r.Findings {
			if f.Rule == "P12-4a" {
				found++
			}
		}
		if found != want {
			t.Errorf("%s%d findings, want %d", people, found, want)
		}
	}
}

// A year that a spreadsheet or a table of numbers wrote with a decimal is that year.
func TestYearWithDecimal(t *testing.T) {
	r := runOn(t, run.Concentration, map[string]string{
		"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,year,amount\n1,BUYER,FIRM,2024-12-31,2025.0,100\n2,BUYER,FIRM,2024-12-31,2024.0,100\n",
	})
	if len(r.Rejects) > 0 || len(r.Slices) == 0 || r.Slices[0].Contracts != 1 {
		t.Errorf("rejects %v, slices %v", r.Rejects, r.Slices)
	}
}

// Every record of a supplier speaks: a register that holds an entrepreneur twice, open and
// to be registered again, holds an open one; and what an older record says of a head office
// or a telephone is not lost because a later one is silent.
func TestEveryRecordOfASupplierSpeaks(t *testing.T) {
	roster := "iin,last_name,first_name,unit,position,date_from\nPERSON,Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n"
	for records, want := range map[string]int{
		"PERSON,ИП А,,2015-01-01,\nPERSON,ИП А,,2026-12-01,\n":                   1,
		"PERSON,ИП А,entrepreneur,2015-01-01,\nPERSON,ИП А,person,2020-01-01,\n": 1,
		"PERSON,ИП А,,2015-01-01,2026-07-02\nPERSON,ИП А,,2026-12-01,\n":         1,
		"PERSON,ИП А,,2015-01-01,2026-07-01\nPERSON,ИП А,,2026-12-01,\n":         0,
	} {
		r := runOn(t, run.Scan, map[string]string{"roster.csv": roster, "suppliers.csv": "supplier_id,name,kind,registered_on,closed_on\n" + records})
		found := 0
		for _, f := range r.Findings {
			if f.Rule == "P10-8a" {
				found++
			}
		}
		if found != want {
			t.Errorf("%s%d findings of P10-8a, want %d", records, found, want)
		}
	}

	for name, files := range map[string]map[string]string{
		"own business of the year": {
			"suppliers.csv":       "supplier_id,name,registered_on,closed_on\nPERSON,ИП,2015-01-01,2025-09-01\nPERSON,ИП,2026-02-01,\n",
			"supplier_people.csv": "supplier_id,holder_id,role\nFIRM,PERSON,head\n",
			"contracts.csv":       "contract_id,customer_bin,supplier_id,signed_on,amount\n1,BUYER,PERSON,2025-07-01,100\n2,BUYER,FIRM,2025-07-01,100\n",
		},
		"head office": {
			"suppliers.csv": "supplier_id,name,registered_on,head_office_bin\nFIRM,ТОО,2015-01-01,OTHER\nFIRM,ТОО,2016-01-01,\n",
			"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount\n1,BUYER,OTHER,2025-07-01,100\n2,BUYER,FIRM,2025-07-01,100\n",
		},
		"telephone": {
			"suppliers.csv": "supplier_id,name,registered_on,phone\nFIRM,ТОО,2015-01-01,87010000001\nFIRM,ТОО,2016-01-01,87010000001\nFIRM,ТОО,2017-01-01,\nOTHER,ТОО,,+7 701 000 00 01\n",
			"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount\n1,BUYER,OTHER,2025-07-01,100\n2,BUYER,FIRM,2025-07-01,100\n",
		},
	} {
		if r := runOn(t, run.Concentration, files); len(r.Groups) != 2 {
			t.Errorf("%s: %d members of groups, want 2", name, len(r.Groups))
		}
	}
}

// A word of a list that nobody knows is told, whether or not others of the cell are known.
func TestUnknownWordOfAList(t *testing.T) {
	r := runOn(t, run.Scan, map[string]string{
		"roster.csv": "iin,last_name,first_name,unit,position,influence,date_from\nPERSON,Облаков,Кирилл,Отдел,Эксперт,закупки; кадры;,2020-01-01\n",
	})
	var noted []string
	for _, n := range r.Quality {
		if n.Note == "unknown_value" {
			noted = append(noted, n.Detail)
		}
	}
	if len(noted) != 1 || noted[0] != "influence: закупки; кадры;" {
		t.Errorf("noted %q", noted)
	}
}

// A decision covers what was known on its day: a second marriage, a post taken again after a
// free day and a role given again are more than the rows that prove the finding, and reopen it.
// A row that goes on from another without a free day begins nothing.
func TestDispositionOfWhatBeganTwice(t *testing.T) {
	head := "iin,last_name,first_name,unit,position_id,position,manager_position_id,date_from,date_to\n"
	boss := "OTHERS,Берегов,Марат,Отдел,2,Начальник,,2020-01-01,\n"
	for name, c := range map[string]struct {
		files  map[string]string
		status string
	}{
		"second marriage": {map[string]string{
			"roster.csv":       head + boss + "PERSON,Облаков,Кирилл,Отдел,1,Эксперт,2,2020-01-01,\n",
			"family_links.csv": "iin,relation,relative_iin,date_from,date_to\nPERSON,супруг,OTHERS,2015-01-01,2026-07-10\nPERSON,супруг,OTHERS,2026-08-05,\n",
		}, "reopened"},
		"post taken again": {map[string]string{
			"roster.csv":       head + boss + "PERSON,Облаков,Кирилл,Отдел,1,Эксперт,2,2020-01-01,2026-07-31\nPERSON,Облаков,Кирилл,Отдел,1,Эксперт,2,2026-08-02,\n",
			"family_links.csv": "iin,relation,relative_iin\nPERSON,отец,OTHERS\n",
		}, "reopened"},
		"post that goes on": {map[string]string{
			"roster.csv":       head + boss + "PERSON,Облаков,Кирилл,Отдел,1,Эксперт,2,2020-01-01,2026-07-31\nPERSON,Облаков,Кирилл,Отдел,1,Эксперт,2,2026-08-01,\n",
			"family_links.csv": "iin,relation,relative_iin\nPERSON,отец,OTHERS\n",
		}, "dismissed"},
		"role given again": {map[string]string{
			"roster.csv":          head + "PERSON,Облаков,Кирилл,Отдел,1,Эксперт,,2020-01-01,\n",
			"supplier_people.csv": "supplier_id,holder_id,role,date_from,date_to\nFIRM,PERSON,head,2020-01-01,2026-07-20\nFIRM,PERSON,head,2026-08-20,\n",
		}, "reopened"},
		"mandate beside a post that goes on": {map[string]string{
			"roster.csv":   head + "PERSON,Облаков,Кирилл,Отдел,1,Эксперт,,2020-01-01,2026-07-31\nPERSON,Облаков,Кирилл,Отдел,1,Эксперт,,2026-08-01,\n",
			"mandates.csv": "iin,body,kind,date_from\nPERSON,Маслихат,deputy,2021-01-01\n",
		}, "dismissed"},
	} {
		for file, text := range c.files {
			c.files[file] = strings.ReplaceAll(text, "OTHERS", person(2))
		}
		first := runOn(t, run.Scan, c.files)
		if len(first.Findings) != 1 {
			t.Fatalf("%s: %d findings, want 1", name, len(first.Findings))
		}
		c.files["dispositions.csv"] = "finding_id,status,on\n" + first.Findings[0].ID + ",dismissed,2026-07-31\n"
		if f := runOn(t, run.Scan, c.files).Findings[0]; f.Status != c.status {
			t.Errorf("%s: %s %s, want %s", name, f.Rule, f.Status, c.status)
		}
	}
}

// ="0123" is how exports write a number for a spreadsheet that would drop its zeros: the number.
func TestNumbersWrittenAsFormulas(t *testing.T) {
	r := runOn(t, run.Concentration, map[string]string{
		"contracts.csv": "contract_id,root_id,customer_bin,supplier_id,signed_on,amount\n" +
			`"=""01""",,"=""BUYER""","=""FIRM""",2025-07-01,100` + "\n" + `="02",="01",="BUYER",="FIRM",2025-07-02,200` + "\n",
	})
	if len(r.Rejects) > 0 || len(r.Slices) == 0 || r.Slices[0].Contracts != 1 || r.Slices[0].Amount != "200.00" {
		t.Errorf("rejects %v, slices %+v", r.Rejects, r.Slices)
	}
}

// House 1, flat 11 is not house 11, flat 1, and 12/3 is not 123.
func TestAddressesOfOtherHouses(t *testing.T) {
	for address, want := range map[string]int{"ул. Абая, 11-1": 0, "ул. Абая, 111": 0, "УЛ АБАЯ 1 / 11": 2} {
		r := runOn(t, run.Concentration, map[string]string{
			"suppliers.csv": "supplier_id,name,address\nFIRM,ТОО,\"ул. Абая, 1-11\"\nOTHER,ТОО,\"" + address + "\"\n",
			"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount\n1,BUYER,OTHER,2025-07-01,100\n2,BUYER,FIRM,2025-07-01,100\n",
		})
		if len(r.Groups) != want {
			t.Errorf("%s: %d members of groups, want %d", address, len(r.Groups), want)
		}
	}
}

// A cell of several telephones or e-mails holds each of them; said twice by one it is not shared.
func TestSeveralContactsInACell(t *testing.T) {
	for contacts, want := range map[[2]string]int{
		{`"8 701 000 00 01, 8 701 000 00 02",`, `87010000001,`}:    2,
		{`+7 (7172) 74-25-25 / вн. 123,`, `"8(7172)742525; 5",`}:   2,
		{`,A@x.kz`, `,"b@x.kz; a@X.kz"`}:                           2,
		{`"8 701 000 00 01, +77010000001",a@x.kz`, `87010000002,`}: 0,
	} {
		r := runOn(t, run.Concentration, map[string]string{
			"suppliers.csv": "supplier_id,name,phone,email\nFIRM,ТОО," + contacts[0] + "\nOTHER,ТОО," + contacts[1] + "\n",
			"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount\n1,BUYER,OTHER,2025-07-01,100\n2,BUYER,FIRM,2025-07-01,100\n",
		})
		if len(r.Groups) != want {
			t.Errorf("%q: %d members of groups, want %d", contacts, len(r.Groups), want)
		}
	}
}
