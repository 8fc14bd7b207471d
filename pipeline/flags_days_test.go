package pipeline

import (
	"slices"
	"testing"

	"adal/pipeline/job"
	"adal/pipeline/run"
)

// Bids whose day nobody knows are held to the ties that are in force without an end, and this is
// told; a tie that has ended is none, and nobody is in the register who may have bid before.
func TestBidsOfNoKnownDay(t *testing.T) {
	number := numbered()
	files := map[string]string{
		"bids.csv":             "announcement_id,lot_id,supplier_id,amount\nA,1,#one,100\nA,1,#two,110\nB,1,#three,100\nB,1,#four,110\nC,1,#five,100\nC,1,#six,110\nD,1,#seven,5\nD,1,#eight,6\n",
		"supplier_people.csv":  "supplier_id,holder_id,role,share_pct,date_from,date_to\n#one,@o,head,,2020-01-01,\n#two,@o,founder,60,,\n#three,@x,head,,,\n#four,@y,head,,,\n#five,@z,head,,,2024-01-01\n#six,@z,head,,,\n",
		"suppliers.csv":        "supplier_id,name,phone\n#seven,А,+7 701 111 22 33\n#eight,Б,+7 701 111 22 33\n",
		"family_links.csv":     "iin,relation,relative_iin\n@x,сын,@y\n",
		"unfair_suppliers.csv": "supplier_id,date_from,date_to\n#one,,\n#two,2020-01-01,\n#five,2020-01-01,2022-01-01\n",
	}
	for name := range files {
		files[name] = number(files[name])
	}
	r := flagRun(t, files, func(o *job.Options) { o.Only = []string{"R032", "R032b", "R032c", "R033", "R046"} })
	var got []string
	for _, f := range r.Findings {
		got = append(got, f.Rule+" "+f.SubjectID+f.From+f.To)
	}
	same(t, []string{"R032 A", "R032b A", "R033 B", "R032b B", "R032c D", "R046 A"}, got)
	if !slices.ContainsFunc(r.Quality, func(n run.Note) bool { return n.Note == "bid_no_day" }) {
		t.Errorf("that no day is known is not told: %+v", r.Quality)
	}
}

// A release that says nothing of the time for bids is dated by its first award, with the engine and
// without; one that says nothing at all is in no year, and that is told.
func TestTendersDatedByTheirAward(t *testing.T) {
	files := map[string]string{"r.jsonl": `{"ocid":"awarded","tender":{"procurementMethod":"open","numberOfTenderers":1},"awards":[{"id":"a","status":"active","date":"2026-01-02T00:00:00+05:00","suppliers":[{"id":"S"}]},{"id":"b","status":"active","date":"2026-01-01T00:00:00+05:00","suppliers":[{"id":"S"}]}]}
{"ocid":"ended","tender":{"procurementMethod":"open","numberOfTenderers":1,"tenderPeriod":{"endDate":"2025-12-31"}},"awards":[{"id":"a","status":"active","date":"2026-01-02T00:00:00+05:00","suppliers":[{"id":"S"}]}]}
{"ocid":"never","tender":{"procurementMethod":"open","numberOfTenderers":1}}
`}
	for year, want := range map[int][]string{0: {"awarded", "ended", "never"}, 2025: {"ended"}, 2026: {"awarded"}} {
		only := func(o *job.Options) {
			o.Only = []string{"R018"}
			if year > 0 {
				o.Period, _ = job.Year(year)
			}
		}
		with, without := flagRun(t, files, only), flagRun(t, files, only, withoutEngine)
		for _, r := range []*run.Run{with, without} {
			var got []string
			for _, f := range r.Findings {
				got = append(got, f.SubjectID)
			}
			same(t, want, got)
		}
		same(t, saidOf(with), saidOf(without))
		if told := slices.ContainsFunc(with.Quality, func(n run.Note) bool { return n.Note == "tender_no_day" }); told != (year > 0) {
			t.Errorf("%d: %+v", year, with.Quality)
		}
	}
}

// What was bought is of the day its contract was signed on, though the contract states no value or
// names no award where there is one alone; an award without an amount has that of its contract.
func TestDealsTakeTheirContracts(t *testing.T) {
	award := func(ocid, id, value, contract string) string {
		return `{"ocid":"` + ocid + `","buyer":{"id":"B"},"tender":{"procurementMethod":"open","numberOfTenderers":1,"tenderPeriod":{"startDate":"2025-01-01","endDate":"2025-01-20"}},` +
			`"awards":[{"id":"` + id + `","status":"active","date":"2025-01-25","suppliers":[{"id":"S"}]` + value + `}],"contracts":[` + contract + "]}\n"
	}
	const priced = `,"value":{"amount":100,"currency":"KZT"}`
	files := map[string]string{"r.jsonl": award("priced", "1", priced, `{"id":"c","awardID":"1","dateSigned":"2025-02-01"`+priced+`}`) +
		award("no_value", "1", priced, `{"id":"c","awardID":"1","dateSigned":"2025-02-02"}`) +
		award("no_award", "1", priced, `{"id":"c","dateSigned":"2025-02-03"}`) +
		award("of_contract", "1", "", `{"id":"c","dateSigned":"2025-02-04"`+priced+`},{"id":"d","dateSigned":"2025-02-05"}`) +
		award("cancelled", "1", priced, `{"id":"c","status":"cancelled","dateSigned":"2025-02-06"`+priced+`}`) +
		award("two_currencies", "1", priced, `{"id":"c","dateSigned":"2025-02-07"`+priced+`},{"id":"d","value":{"amount":1,"currency":"USD"}}`)}
	var got []string
	for _, f := range flagRun(t, files, func(o *job.Options) { o.Only = []string{"R018"} }).Findings {
		got = append(got, f.SubjectID+" "+bought(&f))
	}
	same(t, []string{"priced 2025-01-01 2025-02-01 100.00 1", "no_value 2025-01-01 2025-02-02 100.00 1", "no_award 2025-01-01 2025-02-03 100.00 1",
		"of_contract 2025-01-01 2025-02-04 100.00 1", "cancelled 2025-01-01 2025-01-25 100.00 1", "two_currencies 2025-01-01 2025-02-07 100.00 1"}, got)
}

// Who withdrew a bid or was only invited is no tenderer of an announcement; who was disqualified, or
// waits for a decision, is one.
func TestTenderersOfTables(t *testing.T) {
	number := numbered()
	files := map[string]string{
		"bids.csv": number("announcement_id,lot_id,supplier_id,amount,status\nalone,1,#one,100,valid\nalone,1,#two,110,Отозвана\nalone,1,#three,,invited\nalone,2,#one,5,допущен\n" +
			"out,1,#one,100,valid\nout,1,#two,110,disqualified\nwaits,1,#one,100,valid\nwaits,1,#two,110,pending\nnobody,1,#one,100,withdrawn\n"),
		"announcements.csv": "announcement_id,name,method_id,published_on,closed_on\nalone,А,2,2025-02-01,2025-03-01\nout,А,2,2025-02-01,2025-03-01\nwaits,А,2,2025-02-01,2025-03-01\nnobody,А,2,2025-02-01,2025-03-01\n",
	}
	var got []string
	for _, f := range flagRun(t, files, func(o *job.Options) { o.Only = []string{"R018"} }).Findings {
		got = append(got, f.SubjectID)
	}
	same(t, []string{"alone"}, got)
}

// Without bids the flags that are computed from them are not said to have been computed: of releases,
// with the engine and without, and of tables.
func TestFlagsWithoutBids(t *testing.T) {
	number := numbered()
	releases := map[string]string{"r.jsonl": `{"ocid":"o","tender":{"procurementMethod":"open","numberOfTenderers":1,"tenderPeriod":{"startDate":"2025-01-01","endDate":"2025-01-02"}},"awards":[{"id":"a","status":"active","suppliers":[{"id":"S"}]}]}`}
	contracts := map[string]string{"contracts.csv": number("contract_id,customer_bin,supplier_id,signed_on,amount,announcement_id,method_id\nC,#b,#s,2025-05-01,100,A,2\n")}
	said := func(files map[string]string, how ...func(*job.Options)) (ran []string) {
		for _, c := range flagRun(t, files, append(how, func(o *job.Options) { o.Only = cardinal })...).Coverage {
			if c.Status == "ran" {
				ran = append(ran, c.Rule)
			} else if c.Reason != "no_table:bids" {
				t.Errorf("%s: %s", c.Rule, c.Reason)
			}
		}
		return ran
	}
	same(t, []string{"R003", "R018", "R048"}, said(releases))
	same(t, []string{"R003", "R018", "R048"}, said(releases, withoutEngine))
	same(t, []string{"R003", "R048"}, said(contracts))
	releases["r.jsonl"] = releases["r.jsonl"][:len(releases["r.jsonl"])-1] + `,"bids":{"details":[{"status":"valid","tenderers":[{"id":"S"}]}]}}`
	same(t, cardinal, said(releases))
	same(t, cardinal, said(releases, withoutEngine))
}
