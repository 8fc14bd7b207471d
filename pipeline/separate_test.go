package pipeline

import (
	"fmt"
	"math"
	"path/filepath"
	"testing"

	"adal/fixtures/invent"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// On a large set, of the findings that differ in what was found no more than one in twenty
// shares its score, in any of the three jobs; the parts add up to it, and its band follows it. Of
// the planted cases of the invented data some stand in it with one day and one sum: they differ in
// nothing and have one score. A flag without a day would be such a copy of every other of its rule,
// so there is none.
func TestScoresSeparateOnALargeSet(t *testing.T) {
	data := t.TempDir()
	if err := invent.Write(data, invent.Options{Employees: 4000, Seed: 7}); err != nil {
		t.Fatal(err)
	}
	for _, r := range []*run.Run{scan(t, data), concentration(t, data), flagsOf(t, data)} {
		facts := map[string]float64{}
		for i := range r.Findings {
			f := &r.Findings[i]
			sum := 0.0
			key := fmt.Sprint(f.Rule, f.Kind, f.Amount, f.From, f.To, f.Tie, f.Confidence, f.Disclosed)
			if r.Job == run.Flags && f.From == "" && f.To == "" {
				t.Errorf("%s of %s %s has no day", f.Rule, f.SubjectKind, f.SubjectID)
			}
			for _, p := range f.Parts {
				sum += p.Points
				key += fmt.Sprint(p.Name, p.Fact, p.Points)
			}
			if math.Abs(sum-f.Score) > 1e-9 || f.Score > 100 {
				t.Errorf("%s: parts sum to %v of %v", f.ID, sum, f.Score)
			}
			facts[key] = f.Score
		}
		scores := map[float64]int{}
		for _, s := range facts {
			scores[s]++
		}
		shared := 0
		for _, n := range scores {
			if n > 1 {
				shared += n
			}
		}
		t.Logf("%s: %d findings, %d that differ, %d of them share a score", r.Job, len(r.Findings), len(facts), shared)
		if len(facts) < 30 || shared*20 > len(facts) {
			t.Errorf("%s: %d of %d findings that differ share their score, want no more than one in twenty", r.Job, shared, len(facts))
		}
	}
}

// flagsOf computes the red flags of a folder.
func flagsOf(t *testing.T, data string) *run.Run {
	t.Helper()
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Discard)
	r, err := Flags(t.Context(), job.Options{Data: data, Memory: "2GB", MaxRejects: 1}, s)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// Of two relatives the more influential post weighs, whichever of the two it is.
func TestInfluenceIsThatOfTheMoreInfluentialPost(t *testing.T) {
	for who, marks := range map[string][2]string{"superior": {"", "procurement;finance;control"}, "subordinate": {"procurement;finance;control", "finance"}} {
		files := map[string]string{
			"roster.csv": "iin,last_name,first_name,unit,position,date_from,manager_iin,influence\n" +
				person(1) + ",Сериков,Ерлан,Отдел,Эксперт,2020-01-01," + person(2) + "," + marks[0] + "\n" +
				person(2) + ",Сериков,Болат,Отдел,Директор,2020-01-01,," + marks[1] + "\n",
			"family_links.csv": "iin,relation,relative_iin\n" + person(1) + ",brother," + person(2) + "\n",
		}
		found := false
		for _, f := range runOn(t, run.Scan, files).Findings {
			for _, p := range f.Parts {
				if f.Rule == "P10-2a" && p.Name == "influence" {
					found = true
					if p.Fact != "3" || p.Points != p.Max {
						t.Errorf("%s: influence of %s marks gives %v of %v", who, p.Fact, p.Points, p.Max)
					}
				}
			}
		}
		if !found {
			t.Errorf("%s: no influence of the pair", who)
		}
	}
}
