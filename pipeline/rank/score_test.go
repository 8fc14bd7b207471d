package rank

import (
	"math"
	"slices"
	"testing"
	"time"

	"adal/pipeline/rules"
	"adal/pipeline/run"
)

var asOf = time.Date(2025, 12, 31, 0, 0, 0, 0, time.UTC)

// opened is the first day of the year.
var opened = time.Date(2025, 1, 1, 0, 0, 0, 0, time.UTC)

func number(v float64) *float64 { return &v }

// slice is a finding about a share of what was bought, related a finding about two people.
func slice(share float64, amount, lawful string) Found {
	f := Found{Weight: 1, Finding: run.Finding{Rule: "P52a", Kind: "lead", SubjectKind: "supplier", OtherKind: "customer", From: "2025-02-01", To: "2025-06-30", Amount: amount,
		Share: number(share), Confidence: "confirmed", Disclosed: "no", Evidence: []run.Evidence{{Table: "contracts"}}}}
	if lawful != "" {
		f.Detail = map[string]string{"lawful": lawful}
	}
	return f
}

func related(from string, influence int) Found {
	return Found{Weight: 1, Influence: influence, Finding: run.Finding{Rule: "P10-2c", Kind: "lead", SubjectKind: "person", OtherKind: "person", Tie: "sibling", From: from,
		Confidence: "declared", Disclosed: "no", Evidence: []run.Evidence{{Table: "roster"}, {Table: "family_links"}}}}
}

var (
	concentrated = rules.Rule{Job: run.Concentration, Rule: run.Rule{Severity: 0.5, Inputs: []string{"contracts"}}}
	kinship      = rules.Rule{Job: run.Scan, Rule: run.Rule{Severity: 0.5, Inputs: []string{"roster", "family_links"}}}
)

func scored(f Found, r rules.Rule) run.Finding {
	Score(&f, Weights(), r, opened, asOf)
	return f.Finding
}

// A part that cannot apply to a rule counts neither for nor against: it is not there, and the
// others share what it could give, to the same hundred.
func TestPartsThatCannotApplyDoNotCount(t *testing.T) {
	for _, c := range []struct {
		f    run.Finding
		want []string
	}{
		{scored(slice(0.4, "1000000.00", ""), concentrated), []string{"severity", "evidence", "money", "share", "recency"}},
		{scored(related("2024-01-01", 1), kinship), []string{"severity", "closeness", "evidence", "influence", "recency", "duration", "undisclosed"}},
	} {
		var names []string
		most, sum := 0.0, 0.0
		for _, p := range c.f.Parts {
			names = append(names, p.Name)
			most += p.Max
			sum += p.Points
			if p.Points < 0 || p.Points > p.Max+1e-9 {
				t.Errorf("%s: %s gives %v of %v", c.f.Rule, p.Name, p.Points, p.Max)
			}
		}
		if !slices.Equal(names, c.want) {
			t.Errorf("%s: parts %v, want %v", c.f.Rule, names, c.want)
		}
		if math.Abs(most-100) > 1e-9 || math.Abs(sum-c.f.Score) > 1e-9 {
			t.Errorf("%s: parts can give %v, want 100; give %v of a score of %v", c.f.Rule, most, sum, c.f.Score)
		}
	}
}

// What differs in a measure differs in the score, in the right direction.
func TestScoresSeparate(t *testing.T) {
	rising := [][]run.Finding{
		{scored(slice(0.35, "1000000.00", ""), concentrated), scored(slice(0.36, "1000000.00", ""), concentrated), scored(slice(1, "1000000.00", ""), concentrated)},
		{scored(slice(0.35, "1000000.00", ""), concentrated), scored(slice(0.35, "1000500.00", ""), concentrated), scored(slice(0.35, "9000000000.00", ""), concentrated)},
		{scored(related("2025-12-01", 1), kinship), scored(related("2025-11-30", 1), kinship), scored(related("2020-01-01", 1), kinship)},
		{scored(related("2024-01-01", 0), kinship), scored(related("2024-01-01", 1), kinship), scored(related("2024-01-01", 3), kinship)},
	}
	for i, list := range rising {
		for k := range list[1:] {
			if list[k].Score >= list[k+1].Score {
				t.Errorf("series %d: %v is not below %v", i, list[k].Score, list[k+1].Score)
			}
		}
	}
}

// What the law itself gives to one supplier comes last, whatever its share and money; what it
// gives in part, in proportion.
func TestWhatTheLawGivesComesLast(t *testing.T) {
	lawful := scored(slice(1, "90000000000.00", "90000000000.00"), concentrated)
	half := scored(slice(1, "90000000000.00", "45000000000.00"), concentrated)
	least := scored(slice(0.1, "200000.00", ""), concentrated)
	whole := scored(slice(1, "90000000000.00", "0"), concentrated)
	if lawful.Score >= least.Score || half.Score >= whole.Score || half.Score <= lawful.Score {
		t.Errorf("by law %v, the least of others %v, half %v, none %v", lawful.Score, least.Score, half.Score, whole.Score)
	}
	if lawful.Parts[0].Fact != "lawful" || half.Parts[0].Fact != "lawful_part" {
		t.Errorf("the reason is %q and %q", lawful.Parts[0].Fact, half.Parts[0].Fact)
	}
}

// The settings of a user hold: a part of nothing gives nothing, and the sum of a finding stays
// what they make it.
func TestSetWeights(t *testing.T) {
	w := Weights()
	if err := CheckWeights(w); err != nil {
		t.Fatal(err)
	}
	for part, value := range map[string]string{"severity": "10", "influence": "0"} {
		if err := SetWeight(w, part, value); err != nil {
			t.Fatal(err)
		}
	}
	f := related("2024-01-01", 3)
	Score(&f, w, kinship, opened, asOf)
	most := 0.0
	for _, p := range f.Parts {
		most += p.Max
		if p.Name == "influence" && (p.Points != 0 || p.Max != 0) {
			t.Errorf("influence gives %v of %v, want nothing", p.Points, p.Max)
		}
	}
	if math.Abs(most-70) > 1e-9 {
		t.Errorf("the parts can give %v, want the 70 that are set", most)
	}
	if err := SetWeight(w, "share", "90"); err != nil {
		t.Fatal(err)
	}
	if CheckWeights(w) == nil {
		t.Error("a share of 90 beside the rest is let through")
	}
}

// Over a window of several years what is older than one year still differs by its day; over a
// year or less the scale is the year.
func TestRecencyReachesOverTheWindow(t *testing.T) {
	tender := rules.Rule{Job: run.Flags, Rule: run.Rule{Severity: 0.5}}
	points := func(from time.Time, last string) float64 {
		f := Found{Weight: 1, Finding: run.Finding{Rule: "R018", Kind: "lead", SubjectKind: "process", OtherKind: "buyer", From: last, To: last, Confidence: "confirmed"}}
		Score(&f, Weights(), tender, from, asOf)
		for _, p := range f.Parts {
			if p.Name == "recency" {
				return p.Points
			}
		}
		t.Fatal("no recency")
		return 0
	}
	years := time.Date(2022, 1, 1, 0, 0, 0, 0, time.UTC)
	days := []string{"2022-01-01", "2022-01-02", "2023-07-01", "2024-12-30", "2025-12-31"}
	for i := range days[1:] {
		if points(years, days[i]) >= points(years, days[i+1]) {
			t.Errorf("%s is as recent as %s", days[i], days[i+1])
		}
	}
	if p := points(opened, "2024-12-30"); p != 0 {
		t.Errorf("over a year something older than it gives %v", p)
	}
}

// A lead of a rule of violations counts less than a violation of it, else equal.
func TestALeadIsLessSeriousThanTheViolation(t *testing.T) {
	ban := kinship
	ban.Kind = "violation"
	severity := func(kind string, r rules.Rule) float64 {
		f := related("2024-01-01", 1)
		f.Kind = kind
		return scored(f, r).Parts[0].Points
	}
	if v, l := severity("violation", ban), severity("lead", ban); math.Abs(l-0.8*v) > 0.1 {
		t.Errorf("a lead has %v of the %v of a violation", l, v)
	}
	lead := kinship
	lead.Kind = "lead"
	if a, b := severity("lead", lead), severity("violation", ban); a != b {
		t.Errorf("a lead of a rule of leads has %v, want %v", a, b)
	}
}
