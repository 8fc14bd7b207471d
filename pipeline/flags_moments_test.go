package pipeline

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"adal/fixtures/invent"
	"adal/fixtures/oracle"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// edge is tenders of the last and the first night of a year in zones of their own, all of them too
// short: the day of each is the one that is written.
const edge = `{"ocid":"east","tender":{"procurementMethod":"open","numberOfTenderers":1,"tenderPeriod":{"startDate":"2025-12-31T23:00:00+05:00","endDate":"2026-01-01T00:00:00+05:00"}},"bids":{"details":[{"status":"valid","date":"2026-01-01T00:00:01+05:00","tenderers":[{"id":"S"}],"value":{"amount":100,"currency":"KZT"}}]},"awards":[{"id":"A","status":"active","date":"2026-03-01T00:00:00+05:00","value":{"amount":100,"currency":"KZT"},"suppliers":[{"id":"S"}]}]}
{"ocid":"west","tender":{"procurementMethod":"open","numberOfTenderers":1,"tenderPeriod":{"startDate":"2025-12-31T20:00:00-03:00","endDate":"2025-12-31T22:00:00-03:00"}},"bids":{"details":[{"status":"valid","date":"2025-12-31T22:00:00-03:00","tenderers":[{"id":"S"}],"value":{"amount":100,"currency":"KZT"}}]},"awards":[{"id":"A","status":"active","value":{"amount":100,"currency":"KZT"},"suppliers":[{"id":"S"}]}],"contracts":[{"awardID":"A","dateSigned":"2026-01-31T23:30:00-03:00","value":{"amount":100,"currency":"KZT"}}]}
{"ocid":"nowhere","tender":{"procurementMethod":"open","numberOfTenderers":1,"tenderPeriod":{"startDate":"2025-12-31T00:00:00","endDate":"2025-12-31T23:59:59"}},"bids":{"details":[{"status":"valid","date":"2025-12-31T23:00:00-03:00","tenderers":[{"id":"S"}],"value":{"amount":100,"currency":"KZT"}}]},"awards":[{"id":"A","status":"active","value":{"amount":100,"currency":"KZT"},"suppliers":[{"id":"S"}]}]}
`

// The day of a tender, an award or a contract is the one its moment is written with. A bid is late
// by its instant, and by the clock where a zone stands with one of the two alone.
func TestDaysAreThoseWritten(t *testing.T) {
	days := map[string]string{
		"R003 east": "2025-12-31 2026-01-01", "R018 east": "2025-12-31 2026-03-01", "R030 east": "2026-01-01 2026-01-01",
		"R003 west": "2025-12-31 2025-12-31", "R018 west": "2025-12-31 2026-01-31",
		"R003 nowhere": "2025-12-31 2025-12-31", "R018 nowhere": "2025-12-31 2025-12-31",
		"R030 S": "2026-01-01 2026-01-01",
	}
	for year, of := range map[int]string{0: "east west nowhere S", 2025: "west nowhere", 2026: "east S"} {
		only := func(o *job.Options) {
			o.Only = []string{"R003", "R018", "R030"}
			if year > 0 {
				o.Period, _ = job.Year(year)
			}
		}
		var want, named, got []string
		for flag, span := range days {
			if _, id, _ := strings.Cut(flag, " "); strings.Contains(" "+of+" ", " "+id+" ") {
				want, named = append(want, flag+" "+span), append(named, flag)
			}
		}
		files := map[string]string{"releases.jsonl": edge}
		with := flagRun(t, files, only)
		for _, f := range with.Findings {
			got = append(got, fmt.Sprintf("%s %s %s %s", f.Rule, f.SubjectID, f.From, f.To))
		}
		same(t, want, got)
		without := flagRun(t, files, only, withoutEngine)
		got = nil
		for _, f := range without.Findings {
			got = append(got, f.Rule+" "+f.SubjectID)
		}
		same(t, named, got)
		if year == 0 && (with.From != "2025-12-31" || with.AsOf != "2026-01-01") {
			t.Errorf("the data are of %s to %s", with.From, with.AsOf)
		}
		same(t, saidOf(with), saidOf(without))
	}
}

// Where the end of the time for bids is a day without a time, a bid of that day is in time at any
// hour, and one of the next day late.
func TestBidsOnTheLastDay(t *testing.T) {
	release := func(ocid, end, date string) string {
		return fmt.Sprintf(`{"ocid":%q,"tender":{"tenderPeriod":{"endDate":%q}},"bids":{"details":[{"status":"valid","date":%q,"tenderers":[{"id":"S"}]}]},"awards":[{"status":"active","suppliers":[{"id":"S"}]}]}`+"\n", ocid, end, date)
	}
	files := map[string]string{"r.jsonl": release("morning", "2025-03-05", "2025-03-05T10:00:00+05:00") + release("evening", "2025-03-05", "2025-03-05T23:59:59-11:00") +
		release("same", "2025-03-05", "2025-03-05") + release("night", "2025-03-05", "2025-03-06T00:00:00+14:00") + release("next", "2025-03-05", "2025-03-06") +
		release("hour", "2025-03-05T18:00:00+05:00", "2025-03-05T18:00:01+05:00") + release("in_day", "2025-03-05T18:00:00+05:00", "2025-03-05")}
	for _, how := range [][]func(*job.Options){{}, {withoutEngine}} {
		var got []string
		for _, f := range flagRun(t, files, append(how, func(o *job.Options) { o.Only = []string{"R030"} })...).Findings {
			if f.SubjectKind == "process" {
				got = append(got, f.SubjectID)
			}
		}
		same(t, []string{"night", "next", "hour"}, got)
	}
}

// Whatever zone a moment is written in, or none, the flags of the tenders of a year are those of
// the reference, which takes the day for the one that is written, with the engine and without.
func TestFlagsOfZonesAgreeWithReference(t *testing.T) {
	kinds := map[string]string{"process": "OCID", "buyer": "Buyer", "procuring_entity": "ProcuringEntity", "tenderer": "Tenderer"}
	seen, moved := map[string]int{}, 0
	for seed := range uint64(4) {
		var drawn strings.Builder
		if err := invent.Tenders(&drawn, 400, seed); err != nil {
			t.Fatal(err)
		}
		rng := rand.New(rand.NewPCG(seed, 31))
		rezoned := oracle.Rezoned(rng, strings.ReplaceAll(drawn.String(), `"endDate":"2025-03-0`, `"endDate":"2025-12-3`))
		for _, year := range []int{0, 2025, 2026} {
			lines := rezoned
			if year == 2026 { // what ended on the first three days of the next year, wherever
				lines = strings.NewReplacer(`"endDate":"2025-02-01`, `"endDate":"2026-01-01`, `"endDate":"2025-02-02`, `"endDate":"2025-12-31`).Replace(lines)
			}
			of := closedIn(lines, year)
			if year > 0 && of != lines {
				moved++
			}
			want, err := oracle.RedFlags(of)
			if err != nil {
				t.Fatal(err)
			}
			facts, err := oracle.FlagFacts(of, nil)
			if err != nil {
				t.Fatal(err)
			}
			only := func(o *job.Options) {
				o.Only = cardinal
				if year > 0 {
					o.Period, _ = job.Year(year)
				}
			}
			for alone, change := range [][]func(*job.Options){{only}, {only, withoutEngine}} {
				got := oracle.Flags{}
				for _, f := range flagRun(t, map[string]string{"tenders.jsonl": lines}, change...).Findings {
					if alone == 0 && f.Rule != "R003" && f.Rule != "R030" {
						sameFacts(t, facts, &f, "")
					}
					v, err := strconv.ParseFloat(f.Detail["value"], 64)
					if err != nil {
						t.Fatal(err)
					}
					got.Set(kinds[f.SubjectKind], f.SubjectID, f.Rule, v)
					seen[f.Rule]++
				}
				same(t, flagLines(want), flagLines(got))
			}
		}
	}
	if seen["R003"] == 0 || seen["R030"] == 0 || moved == 0 {
		t.Errorf("%v, %d years that are not all the data: it tests nothing", seen, moved)
	}
}

// closedIn leaves the releases whose tender ended in a year by the text of its end.
func closedIn(lines string, year int) string {
	if year == 0 {
		return lines
	}
	var of strings.Builder
	for line := range strings.Lines(lines) {
		if strings.Contains(line, fmt.Sprintf(`"endDate":"%d-`, year)) {
			of.WriteString(line)
		}
	}
	return of.String()
}

// What tender facts, purchases and rounds say of days is the same by the reference in any zones.
func TestFactsOfZonesAgreeWithReference(t *testing.T) {
	k := oracle.Settings{Limit: 100, Near: 0.8, Share040: 0.3, Share050: 0.2, Index: 0.2, Rise: 0.1, Ratio: 0.7, Days: 30, Least: 2, Rounds: 2,
		Purchases: 10, Buyers: 2, Peers: 3, Item011: 4, Item: 2}
	settings := []string{"R011.limit=100", "R055.limit=100", "R040.share=0.3", "R050.share=0.2", "R051.threshold=0.2", "R019.ratio=0.7",
		"R055.least=2", "R053.rounds=2", "R057.rounds=2"}
	seen := map[string]int{}
	for seed := range uint64(6) {
		rng := rand.New(rand.NewPCG(seed, 41))
		lines := oracle.Rezoned(rng, oracle.RandomMarket(rng, 60+int(seed)*30))
		want, err := oracle.MarketFlags(lines, k)
		if err != nil {
			t.Fatal(err)
		}
		facts, err := oracle.FlagFacts(lines, &k)
		if err != nil {
			t.Fatal(err)
		}
		got := oracle.Flags{}
		findings := flagRun(t, map[string]string{"releases.jsonl": lines}, func(o *job.Options) {
			o.Only, o.Settings = []string{"R011", "R019", "R040", "R053", "R055", "R057", "R066", "R067"}, settings
		}).Findings
		for i := range findings {
			f := &findings[i]
			if f.Rule == "R053" {
				sameFacts(t, facts, f, f.OtherID)
			}
			v, err := strconv.ParseFloat(f.Detail["value"], 64)
			if err != nil {
				t.Fatal(err)
			}
			group := map[string]string{"process": "OCID", "buyer": "Buyer", "tenderer": "Tenderer"}[f.SubjectKind]
			if old, ok := got[group][f.SubjectID][f.Rule]; !ok || old < v {
				got.Set(group, f.SubjectID, f.Rule, v)
			}
			seen[f.Rule]++
		}
		for group, ids := range want {
			for id, codes := range ids {
				for _, code := range []string{"R050", "R051"} { // which know no day
					delete(codes, code)
				}
				if len(codes) == 0 {
					delete(ids, id)
				}
			}
			if len(ids) == 0 {
				delete(want, group)
			}
		}
		same(t, flagLines(want), flagLines(got))
	}
	for _, code := range []string{"R011", "R055", "R057", "R067", "R053"} {
		if seen[code] == 0 {
			t.Errorf("no %s in any world: it tests nothing (%v)", code, seen)
		}
	}
}

func sameFacts(t *testing.T, facts map[[4]string]oracle.TenderFact, f *run.Finding, other string) {
	t.Helper()
	kinds := map[string]string{"process": "OCID", "buyer": "Buyer", "procuring_entity": "ProcuringEntity", "tenderer": "Tenderer"}
	expected, known := facts[[4]string{kinds[f.SubjectKind], f.SubjectID, f.Rule, other}]
	if got := bought(f); !known || got != expected.String() {
		t.Errorf("%s of %s tells %q, the reference %q", f.Rule, f.SubjectID, got, expected)
	}
}
