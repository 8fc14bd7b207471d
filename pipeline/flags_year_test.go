package pipeline

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/job"
	"adal/pipeline/run"
)

// yearRun computes the annual report of 2025 over a folder.
func yearRun(t *testing.T, o job.Options) *run.Run {
	t.Helper()
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Discard)
	r, err := Concentration(t.Context(), o, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// The flags of the annual report are those of the job of red flags over the same year, with
// its order, and concern whom a plain reading of that job's findings and of the report's own
// ledger of contracts says. Settings reach them; no finding of the report is one of them.
func TestFlagsOfYear(t *testing.T) {
	year, err := job.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	for name, settings := range map[string][]string{"as they are": nil, "set": {"R058.threshold=0.2", "R018.procurement_methods=selective"}} {
		t.Run(name, func(t *testing.T) {
			o := job.Options{Data: filepath.Join("..", "fixtures", "ministry"), Period: year, Memory: "2GB", MaxRejects: 1, Settings: settings}
			annual := yearRun(t, o)
			flags := flagRun(t, nil, func(f *job.Options) { *f = o })

			order := map[string]int{}
			want := concernedBy(annual, flags)
			var got []string
			for i := range flags.Findings {
				order[flags.Findings[i].ID] = i
			}
			last := -1
			for _, f := range annual.Flags {
				at, ok := order[f.ID]
				if !ok || at < last {
					t.Fatalf("flag %s of %s stands nowhere, or before one that ranks higher", f.ID, f.Rule)
				}
				last = at
				if x := flags.Findings[at]; f.Value != x.Detail["value"] || f.Rank != x.Rank || f.Score != x.Score || f.SubjectName != x.SubjectName {
					t.Errorf("%s of %s is not what the job of flags says: %+v", f.Rule, f.SubjectID, f)
				}
				if len(f.Concerns) == 0 || len(f.Tenders) == 0 {
					t.Errorf("%s of %s concerns nobody, or names no tender", f.Rule, f.SubjectID)
				}
				for _, c := range f.Concerns {
					got = append(got, fmt.Sprintln(f.ID, f.Rule, c.Role, c.ID, c.Part))
					if c.Name == "" {
						t.Errorf("%s has no name", c.ID)
					}
				}
			}
			same(t, want, got)
			if len(got) < 100 {
				t.Errorf("%d lines: it tests little", len(got))
			}
			if len(annual.FlagRules) != len(flags.Rules) {
				t.Errorf("%d rules of flags, want %d", len(annual.FlagRules), len(flags.Rules))
			}
			for _, f := range annual.Findings {
				if strings.HasPrefix(f.Rule, "R") {
					t.Errorf("a finding of the report is a red flag: %s", f.Rule)
				}
			}
		})
	}
}

// concernedBy says whom each flag concerns, the plain way.
func concernedBy(annual, flags *run.Run) []string {
	type sides struct{ suppliers, customers map[string]bool }
	suppliers, customers, of := map[string]bool{}, map[string]bool{}, map[string]sides{}
	for _, c := range annual.Contracts {
		if c.LeftOut != "" {
			continue
		}
		tender := c.Announcement
		if tender == "" {
			tender = c.Root
		}
		if of[tender].suppliers == nil {
			of[tender] = sides{map[string]bool{}, map[string]bool{}}
		}
		of[tender].suppliers[c.SupplierID], of[tender].customers[c.CustomerBIN] = true, true
		suppliers[c.SupplierID], customers[c.CustomerBIN] = true, true
	}
	row := func(e run.Evidence) string { return fmt.Sprint(e.File, e.Row) }
	mark := func(f run.Finding) bool {
		return f.SubjectKind == "tenderer" && slices.Contains([]string{"R024", "R028", "R030", "R035", "R058"}, f.Rule)
	}
	marked := map[string][]string{}
	for _, f := range flags.Findings {
		if mark(f) {
			for _, e := range f.Evidence {
				marked[f.Rule+row(e)] = append(marked[f.Rule+row(e)], f.SubjectID)
			}
		}
	}
	var lines []string
	for _, f := range flags.Findings {
		if mark(f) {
			continue
		}
		part := map[[2]string]string{}
		add := func(role, id, how string) {
			if k := [2]string{role, id}; part[k] == "" {
				part[k] = how
			}
		}
		switch {
		case f.SubjectKind == "tenderer" && suppliers[f.SubjectID]:
			add("supplier", f.SubjectID, "subject")
		case (f.SubjectKind == "buyer" || f.SubjectKind == "procuring_entity") && customers[f.SubjectID]:
			add("customer", f.SubjectID, "subject")
		}
		if f.OtherKind == "tenderer" && suppliers[f.OtherID] {
			add("supplier", f.OtherID, "named")
		}
		if f.OtherKind == "buyer" && customers[f.OtherID] && f.SubjectKind != "process" {
			add("customer", f.OtherID, "named")
		}
		if f.SubjectKind == "process" {
			for _, e := range f.Evidence {
				for _, id := range marked[f.Rule+row(e)] {
					if suppliers[id] {
						add("supplier", id, "named")
					}
				}
			}
			for id := range of[f.SubjectID].suppliers {
				add("supplier", id, "tender")
			}
			for id := range of[f.SubjectID].customers {
				add("customer", id, "tender")
			}
			if f.OtherKind == "buyer" && customers[f.OtherID] {
				add("customer", f.OtherID, "tender")
			}
		}
		for k, how := range part {
			lines = append(lines, fmt.Sprintln(f.ID, f.Rule, k[0], k[1], how))
		}
	}
	return lines
}

// Without bids, or with a table of bids without a row, the report has no flags and fails at nothing.
func TestFlagsOfYearWithoutBids(t *testing.T) {
	contracts := "contract_id,customer_bin,supplier_id,signed_on,amount,announcement_id\n1," + firm(3) + "," + firm(2) + ",2025-03-01,60,N2\n"
	year, err := job.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	for name, bids := range map[string]string{"none": "", "no row": "announcement_id,lot_id,supplier_id,amount,status\n"} {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			for file, text := range map[string]string{"contracts.csv": contracts, "bids.csv": bids} {
				if text == "" {
					continue
				}
				if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			r := yearRun(t, job.Options{Data: dir, Period: year, Memory: "1GB", MaxRejects: 1})
			if len(r.Flags) > 0 || len(r.FlagRules) > 0 {
				t.Errorf("%d flags, %d rules", len(r.Flags), len(r.FlagRules))
			}
		})
	}
}

// Where bids are of announcements of other years alone, the rules run and find nothing.
func TestFlagsOfYearWithBidsOfAnother(t *testing.T) {
	year, err := job.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for file, text := range map[string]string{
		"contracts.csv": "contract_id,customer_bin,supplier_id,signed_on,amount,announcement_id\n1," + firm(3) + "," + firm(2) + ",2025-03-01,60,\n",
		"bids.csv":      "announcement_id,lot_id,supplier_id,amount,status\nN9,1," + firm(2) + ",10,valid\n",
	} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := yearRun(t, job.Options{Data: dir, Period: year, Memory: "1GB", MaxRejects: 1})
	if len(r.Flags) > 0 || len(r.FlagRules) == 0 {
		t.Errorf("%d flags, %d rules", len(r.Flags), len(r.FlagRules))
	}
}

// A contract that two limits could hold, by the class a setting gives its way of buying and by
// the way itself, is bought once: under the limit of its ground.
func TestFlagsOfYearHoldAContractToOneLimit(t *testing.T) {
	year, err := job.Year(2025)
	if err != nil {
		t.Fatal(err)
	}
	contracts := "contract_id,customer_bin,supplier_id,signed_on,amount,method_id,ground,subject_kind\n"
	for i := range 3 {
		contracts += fmt.Sprintf("%d,%s,%s,2025-03-%02d,380000,3,16(3)(28),goods\n", i+1, firm(3), firm(2), i+1)
	}
	dir := t.TempDir()
	for file, text := range map[string]string{"contracts.csv": contracts, "bids.csv": "announcement_id,lot_id,supplier_id,amount,status\nN9,1," + firm(2) + ",10,valid\n"} {
		if err := os.WriteFile(filepath.Join(dir, file), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	r := yearRun(t, job.Options{Data: dir, Period: year, Memory: "1GB", MaxRejects: 1, Methods: []job.Method{{ID: "3", Class: "single_source_direct"}}})
	var got []string
	for _, f := range r.Flags {
		if f.Rule == "R055" {
			got = append(got, fmt.Sprintln(f.SubjectID, f.OtherID, f.Amount, f.Value))
		}
	}
	same(t, []string{fmt.Sprintln(firm(3), firm(2), "1140000.00", "3")}, got)
}
