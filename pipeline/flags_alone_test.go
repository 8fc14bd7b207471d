package pipeline

import (
	"bytes"
	"compress/gzip"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/job"
	"adal/pipeline/run"
)

// register draws releases with everything odd a publisher writes, few organisations and few amounts,
// so that they meet.
type register struct {
	*rand.Rand
	odd int // one member in so many is none of the usual
}

// of gives one of several texts.
func (r register) of(all ...string) string { return all[r.IntN(len(all))] }

// maybe gives a member of an object, now and then none, null, or a value of another type.
func (r register) maybe(name, value string) string {
	switch r.IntN(r.odd) {
	case 0, 1:
		return ""
	case 2:
		return fmt.Sprintf("%q:null,", name)
	case 3:
		return fmt.Sprintf("%q:%s,%q:%s,", name, r.of("7", "[]", "{}", "true", `"x"`), name, value)
	case 4:
		return fmt.Sprintf("%q:%s,", name, r.of("5", "[1,{}]", `{"id":1}`, "false", `"other"`, "-0", "[]"))
	}
	return fmt.Sprintf("%q:%s,", name, value)
}

// object closes members into an object.
func object(members ...string) string {
	return "{" + strings.TrimSuffix(strings.Join(members, ""), ",") + "}"
}

func (r register) list(most int, one func() string) string {
	all := make([]string, r.IntN(most+1))
	for i := range all {
		all[i] = one()
	}
	return "[" + strings.Join(all, ",") + "]"
}

func (r register) party() string {
	if r.IntN(2*r.odd) == 0 {
		return r.of("{}", `{"id":""}`, "null", `{"id":12}`, `"A"`)
	}
	id := fmt.Sprintf("%q", r.of("A", "B", "C", "A", "B", "C", "D", "Ж-1", `G "x"`))
	if r.IntN(r.odd) == 0 {
		id = r.of(`"\u0041"`, `"\u0436-1"`, `"\ud800"`, `"a\u0000b"`)
	}
	return object(r.maybe("id", id), r.maybe("name", `"Firm"`))
}

func (r register) moment() string {
	day := fmt.Sprintf("202%d-0%d-%02d", 4+r.IntN(2), 1+r.IntN(3), 10+r.IntN(3))
	if r.IntN(4) > 0 {
		return `"` + r.of(day, day+"T00:00:00Z", day+"T05:00:00+05:00") + `"`
	}
	return `"` + r.of(day, day+"T09:00:00Z", day+"T09:00:00.25+05:00", day+"T23:30:00-03:00", day+" 12:00:00", day+"T08:00:00", "soon", "0001-01-01T00:00:00Z", "2025-13-01") + `"`
}

func (r register) amount() string {
	if r.IntN(12) == 0 {
		return r.of("1e400", `"100"`, "-0", "0", "-5", "0.1", "1E2", "12345678901234567890.5", "100.000000000000001", "1e-7")
	}
	return fmt.Sprint(100+r.IntN(6)*7, r.of("", "", ".0", ".25", "e0", "e1"))
}

func (r register) bid() string {
	return object(r.maybe("status", `"`+r.of("valid", "valid", "valid", "qualified", "VALID", "disqualified", "disqualified", "Не  допущен", "withdrawn", "invited", "pending", "perhaps", "ЖІБЕРІЛДІ", "valid", "valid")+`"`),
		r.maybe("date", r.moment()), r.maybe("tenderers", "["+strings.Join(slices.Repeat([]string{r.party()}, 1+r.IntN(8)/7), ",")+r.of("", "", "", ","+r.party())+"]"),
		r.maybe("value", object(r.maybe("amount", r.amount()), r.maybe("currency", `"`+r.of("KZT", "KZT", "KZT", "KZT", "USD")+`"`))), r.of("", `"relatedLots":["L1"],`))
}

func (r register) award() string {
	return object(r.maybe("status", `"`+r.of("active", "active", "active", "active", "cancelled", "unsuccessful", "pending", "")+`"`),
		r.maybe("suppliers", "["+r.party()+r.of("", "", "", "", ","+r.party())+"]"),
		r.maybe("items", r.items()))
}

func (r register) items() string {
	return r.list(3, func() string {
		return object(r.maybe("classification", object(r.maybe("id", `"`+r.of("331100", "3412", "5", "5é1", "5è1", "5ê1", "яя9", "яё9", "120000", "98", "77", "e\u0301x")+`"`))))
	})
}

// usual gives the bids and the award of a tender without anything odd: one of the lowest bids wins.
func (r register) usual() (bids, awards string) {
	var all []string
	winner, lowest := "", 1000
	for _, i := range r.Perm(5)[:2+r.IntN(3)] {
		id, amount := string(rune('A'+i)), 100+r.IntN(5)*10+r.IntN(12)/11*300
		if amount <= lowest {
			winner, lowest = id, amount
		}
		all = append(all, fmt.Sprintf(`{"status":"valid","date":%s,"tenderers":[{"id":%q}],"value":{"amount":%d,"currency":"KZT"}}`, r.moment(), id, amount))
	}
	return "[" + strings.Join(all, ",") + "]", fmt.Sprintf(`[{"status":"active","suppliers":[{"id":%q}],"items":%s}]`, winner, r.items())
}

func (r register) release(ocid string) string {
	bids, awards := r.usual()
	if r.IntN(2) == 0 {
		bids, awards = r.list(6, r.bid), "["+r.award()+r.of("", "", "", ","+r.award())+"]"
	}
	return object(r.of(`"tag":["compiled"],`, ""), `"ocid":"`+ocid+`",`, r.maybe("date", r.moment()), r.maybe("buyer", r.party()),
		r.maybe("tender", object(r.maybe("status", `"`+r.of("complete", "active", "complete", "complete", "cancelled")+`"`), r.maybe("procurementMethod", `"`+r.of("open", "selective", "limited", "direct")+`"`),
			r.maybe("procurementMethodDetails", `"`+r.of("way 1", "way 2", "way 3")+`"`), r.maybe("numberOfTenderers", r.of("1", "2", "1.0", "1e0", "3", "-1")),
			r.maybe("procuringEntity", r.party()), r.maybe("tenderPeriod", object(r.maybe("startDate", r.moment()), r.maybe("endDate", r.moment()))))),
		r.maybe("bids", object(r.maybe("details", bids))), r.maybe("awards", awards))
}

// lines gives releases; of some processes several, some lines broken, some with a byte changed.
func (r register) lines(n int) string {
	var b strings.Builder
	several := r.IntN(3) == 0
	for i := range n {
		ocid := fmt.Sprintf("ocds-%d", i)
		if several && r.IntN(6) == 0 {
			ocid = fmt.Sprintf("ocds-%d", r.IntN(n))
		} else if !several {
			ocid += "-x"
		}
		line := []byte(r.release(ocid))
		switch r.IntN(25) {
		case 0:
			line = line[:r.IntN(len(line))]
		case 1:
			line = append(line, r.of(" ", "\t\r", "{}", ",", "]", "\x00")...)
		case 2, 3:
			line[r.IntN(len(line))] = r.of(`"`, `\`, "{", "]", ":", ",", " ", "0", "e", "\x01", "\xff", "u", ".")[0]
		}
		b.Write(line)
		b.WriteString(r.of("\n", "\n", "\n", "\n", "\r\n", "\n\n"))
	}
	return b.String()
}

// settings draws parameters of the eleven rules, of half of the runs none.
func (r register) settings() (all []string) {
	if r.IntN(2) == 0 {
		return nil
	}
	for _, s := range [][]string{
		{"flags.currency=USD", "flags.currency=KZT", "flags.currency=EUR"}, {"flags.exclude_methods=way 3| ", "flags.exclude_methods="},
		{"flags.no_price_comparison=way 2|way 9"}, {"R003.threshold=30", "R003.threshold=0"}, {"R003.procurement_methods=open| selective"},
		{"R003.procurement_method_details=way 1=40, way 2=0,nothing"}, {"R018.procurement_methods=limited"}, {"R024.threshold=0.1", "R024.threshold=0"},
		{"R025.percentile=50", "R025.percentile=200", "R025.percentile=0"}, {"R025.threshold=0.5"}, {"R035.threshold=2", "R035.threshold=0"}, {"R038.threshold=0.3", "R038.threshold=0"},
		{"R038.minimum_submitted_bids=5", "R038.minimum_submitted_bids=0"}, {"R038.minimum_contracting_processes=10"},
		{"R048.digits=1", "R048.digits=3", "R048.digits=0"}, {"R048.threshold=2"}, {"R048.minimum_contracting_processes=3", "R048.minimum_contracting_processes=1"}, {"R058.threshold=0.05"},
	} {
		if r.IntN(3) == 0 {
			all = append(all, r.of(s...))
		}
	}
	return all
}

// saidOf is what a run of flags says where it is asked for indicators alone.
func saidOf(r *run.Run) (lines []string) {
	for _, f := range r.Findings {
		lines = append(lines, fmt.Sprintf("%s %s %s %q %s", f.Rule, f.Kind, f.SubjectKind, f.SubjectID, f.Detail["value"]))
	}
	lines = append(lines, fmt.Sprintf("period %s %s %s %s, outside %+v, %d cases about %d people", r.Period, r.From, r.AsOf, r.Currency, r.Outside, len(r.Cases), r.InCases()))
	for _, f := range r.Files {
		lines = append(lines, fmt.Sprintf("file %+v", f))
	}
	for _, x := range r.Rejects {
		lines = append(lines, fmt.Sprintf("reject %+v", x))
	}
	for i, c := range r.Coverage {
		lines = append(lines, fmt.Sprintf("rule %s %s %s %s %s", r.Rules[i].ID, r.Rules[i].Digest, c.Rule, c.Status, c.Reason))
		for _, p := range r.Rules[i].Parameters {
			lines = append(lines, p.Name+"="+p.Value)
		}
	}
	for _, q := range r.Quality {
		if q.Note == "unknown_file" {
			lines = append(lines, fmt.Sprintf("note %+v", q))
		}
	}
	for _, w := range r.Weights {
		lines = append(lines, fmt.Sprintf("weight %+v", w))
	}
	return lines
}

// Without the engine the flags are the same to the last digit, whatever a publisher writes and
// however the rules are set, and so is all else that is told of the run.
func TestFlagsWithoutEngine(t *testing.T) {
	raised := map[string]int{}
	for seed := range uint64(14) {
		r := register{rand.New(rand.NewPCG(seed, 90)), []int{30, 100, 400}[seed%3]}
		files := map[string]string{"a.jsonl": r.lines(60 + r.IntN(400)), "b.txt.json": `{"releases":[` + r.release("in-package") + "," + r.release("ocds-1") + "]}"}
		if seed%4 == 1 {
			var packed bytes.Buffer
			z := gzip.NewWriter(&packed)
			if _, err := z.Write([]byte(`{"records":[{"ocid":"r1","compiledRelease":` + r.release("r1") + `},{"ocid":"r2","releases":[` + r.release("r2") + "," + r.release("r2") + "]}]}")); err != nil {
				t.Fatal(err)
			}
			if err := z.Close(); err != nil {
				t.Fatal(err)
			}
			files["c.json.gz"], files["nothing.json"] = packed.String(), `{"a":1}`
		}
		settings := r.settings()
		if seed%4 == 2 {
			settings = append(settings, "R024.threshold=0.1")
		}
		set := func(o *job.Options) {
			o.Only, o.Settings = cardinal, settings
			if seed%3 == 2 {
				o.Only = []string{"R058", "R038", "R003"}
			}
			if seed%5 == 3 {
				o.Period, _ = job.Year(2023 + int(seed)%3)
			}
		}
		with, without := flagRun(t, files, set), flagRun(t, files, set, withoutEngine)
		same(t, saidOf(with), saidOf(without))
		if t.Failed() {
			t.Fatalf("seed %d", seed)
		}
		for _, f := range without.Findings {
			raised[f.Rule]++
		}
	}
	for _, rule := range cardinal {
		if raised[rule] == 0 {
			t.Errorf("no %s in any of the registers: it tests nothing", rule)
		}
	}
}

// The sample of Armenia's releases, with the words of its publisher.
func TestArmenianFlagsWithoutEngine(t *testing.T) {
	packed, err := os.ReadFile("../../shared/data/armenia-ocds-sample.jsonl.gz")
	if err != nil {
		t.Skipf("the sample of Armenia is not part of the project: %v", err)
	}
	files, only := map[string]string{"armenia.jsonl.gz": string(packed)}, func(o *job.Options) { o.Only = cardinal }
	same(t, saidOf(flagRun(t, files, only)), saidOf(flagRun(t, files, only, withoutEngine)))
}
