package pipeline

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"

	"adal/fixtures/invent"
	"adal/fixtures/oracle"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/rules"
	"adal/pipeline/run"
)

// flagRun computes red flags over files by name.
func flagRun(t *testing.T, files map[string]string, change ...func(*job.Options)) *run.Run {
	t.Helper()
	dir := t.TempDir()
	for name, text := range files {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	o := job.Options{Data: dir, Memory: "2GB", MaxRejects: 1}
	for _, c := range change {
		c(&o)
	}
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(s.Discard)
	r, err := Flags(t.Context(), o, s)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := os.Stat(s.Tables()); o.Alone != nil && err == nil {
		t.Fatal("the engine was asked")
	}
	return r
}

// withoutEngine has a run of flags keep nothing, so that the engine is not asked.
func withoutEngine(o *job.Options) { o.Alone = &job.Alone{} }

var (
	fixtureName = regexp.MustCompile(`[@#][a-z_]+`)
	flagRemark  = regexp.MustCompile(`(?m)^(flagged|passes|excluded) `)
)

// numbered puts invented numbers in place of @people and #firms, the same for the same name.
func numbered() func(string) string {
	numbers := map[string]string{}
	return func(text string) string {
		return fixtureName.ReplaceAllStringFunc(text, func(name string) string {
			if numbers[name] == "" {
				if n := len(numbers) + 1; name[0] == '@' {
					numbers[name] = person(n)
				} else {
					numbers[name] = firm(n)
				}
			}
			return numbers[name]
		})
	}
}

// wanted writes a finding as the want.csv of its fixture does: the columns of its first line.
func wanted(t *testing.T, header string, f *run.Finding) string {
	contracts := ""
	if f.Contracts != nil {
		contracts = strconv.FormatInt(*f.Contracts, 10)
	}
	cells := map[string]string{"subject_kind": f.SubjectKind, "subject_id": f.SubjectID, "value": f.Detail["value"], "date_from": f.From, "date_to": f.To,
		"amount": f.Amount, "contracts": contracts}
	var row []string
	for column := range strings.SplitSeq(header, ",") {
		cell, known := cells[column]
		if !known {
			t.Fatalf("want.csv asks for %q", column)
		}
		row = append(row, cell)
	}
	return strings.Join(row, ",")
}

// Every red flag has a fixture of releases with hits, near misses and exclusions, and a
// second case with a parameter changed.
func TestFlagFixtures(t *testing.T) {
	catalogue, err := rules.Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	for _, r := range catalogue {
		if r.Job != run.Flags {
			continue
		}
		t.Run(r.ID, func(t *testing.T) {
			b, err := os.ReadFile(filepath.Join(fixtureRoot, r.File+".txtar"))
			if err != nil {
				t.Fatal(err)
			}
			a := txtar.Parse(b)
			for _, word := range []string{"flagged", "passes", "excluded"} {
				if !flagRemark.Match(a.Comment) || !bytes.Contains(a.Comment, []byte("\n"+word+" ")) {
					t.Errorf("the comment says of nobody why it is %s", word)
				}
			}
			if !bytes.Contains(a.Comment, []byte("\nsecond: ")) {
				t.Error("the comment does not say what the second case changes")
			}
			number := numbered()
			files, want, set := map[string]string{}, [2]string{}, [2][]string{}
			for _, f := range a.Files {
				text, k := number(string(f.Data)), 0
				name, second := strings.CutPrefix(f.Name, "second/")
				if second {
					k = 1
				}
				switch name {
				case "want.csv":
					want[k] = text
				case "set":
					set[k] = strings.Fields(text)
				default:
					files[name] = text
				}
			}
			for k, name := range []string{"first", "second"} {
				t.Run(name, func(t *testing.T) {
					found := flagRun(t, files, func(o *job.Options) {
						o.Only, o.Settings = []string{r.ID}, append(append([]string{}, set[0]...), set[1]...)
						if k == 0 {
							o.Settings = set[0]
						}
					})
					var got, expected []string
					header, lines, _ := strings.Cut(want[k], "\n")
					for _, f := range found.Findings {
						got = append(got, wanted(t, header, &f))
					}
					for line := range strings.Lines(lines) {
						expected = append(expected, strings.TrimSpace(line))
					}
					same(t, expected, got)
					for _, x := range found.Rejects {
						t.Errorf("a row of the fixture was rejected: %+v", x)
					}
				})
			}
		})
	}
}

// Broken lines, two releases of one process, bids without a tenderer, numbers no computer
// holds, tenders without dates: each is counted, and nothing else is lost for it.
func TestFlagsOfOddReleases(t *testing.T) {
	const bid = `{"status":"valid","value":{"amount":100,"currency":"KZT"},"tenderers":[{"id":"A"}]}`
	files := map[string]string{"releases.jsonl": strings.Join([]string{
		`{"ocid":"one","tender":{"procurementMethod":"open","numberOfTenderers":1},"bids":{"details":[` + bid + `]}}`,
		`{"ocid":"broken","tender":{`,
		``,
		`{"ocid":7,"tender":{"numberOfTenderers":1}}`,
		`{"ocid":"twice","date":"2025-01-01T00:00:00Z","tender":{"procurementMethod":"open","numberOfTenderers":1},"buyer":{"id":"B"}}`,
		`{"ocid":"huge","bids":{"details":[{"status":"valid","value":{"amount":1e400,"currency":"KZT"},"tenderers":[{"id":5}]},{"status":"valid"}]}}`,
		`{"ocid":"twice","date":"2025-02-01T00:00:00Z","tender":{"numberOfTenderers":2},"buyer":{"id":"B"}}`,
		`{"ocid":"words","bids":{"details":[{"status":"perhaps","tenderers":[{"id":"C"}]}]}}`,
		`{"ocid":"followed","tender":{"procurementMethod":"open","numberOfTenderers":1}} by something`,
		`{"ocid":"dates","tender":{"tenderPeriod":{"startDate":"soon","endDate":"2025-03-01"}},"bids":{"details":[{"status":"valid","date":"2025-13-45","tenderers":[{"id":"A"}]}]}}`,
		`{"tender":{"numberOfTenderers":1}}`,
	}, "\n")}
	r := flagRun(t, files)
	if f := r.Files[0]; f.Rows != 10 || f.Rejected != 4 || f.LeftOut != 1 || f.Normalised != 5 {
		t.Errorf("%+v: want 10 rows, 4 rejected, 1 left out, 5 taken", f)
	}
	var rejects []string
	for _, x := range r.Rejects {
		rejects = append(rejects, fmt.Sprint(x.Row, " ", x.Reason))
	}
	same(t, []string{"2 no_release", "4 no_ocid", "9 no_release", "11 no_ocid"}, rejects)
	n := notes(r)
	for want, times := range map[string]int{"amount_no_number": 1, "party_id_no_text": 1, "unknown_bid_status": 1, "bid_no_tenderer": 1, "date_unreadable": 2} {
		if n[want] != times {
			t.Errorf("note %s stands %d times, want %d", want, n[want], times)
		}
	}
	for _, c := range r.Coverage { // of five processes none says both its days, one says its end
		if want := map[string]int64{"R003": 0, "R030": 1}; (c.Rule == "R003" || c.Rule == "R030") && (c.Population != 5 || c.Checked != want[c.Rule]) {
			t.Errorf("%s could check %d of %d processes, want %d of 5", c.Rule, c.Checked, c.Population, want[c.Rule])
		}
	}
	var alone []string
	for _, f := range r.Findings {
		if f.Rule == "R018" {
			alone = append(alone, f.SubjectID)
		}
	}
	same(t, []string{"one"}, alone) // the later release of twice says two

	// Four of ten is more than --max-rejects lets pass by default: the run says so and is none.
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "releases.jsonl"), []byte(files["releases.jsonl"]), 0o600); err != nil {
		t.Fatal(err)
	}
	s, err := run.Create(filepath.Join(t.TempDir(), "run"), false)
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	_, err = Flags(t.Context(), job.Options{Data: dir, Memory: "1GB", MaxRejects: 0.05}, s)
	if f, ok := errors.AsType[*fault.Fault](err); !ok || !strings.Contains(f.Message("en"), "4") || !strings.Contains(f.Message("en"), "10") {
		t.Errorf("too many broken releases: %v", err)
	}
}

// Bids and contracts of the canonical tables are looked at where no releases are given.
func TestFlagsOfTables(t *testing.T) {
	r := flagRun(t, map[string]string{
		"bids.csv":            "announcement_id,lot_id,supplier_id,amount,status\nN1,1," + firm(1) + ",100,\nN1,1," + firm(2) + ",100,\nN2,1," + firm(1) + ",50,отклонена\nN2,1," + firm(2) + ",60,допущена\n",
		"contracts.csv":       "contract_id,customer_bin,supplier_id,signed_on,amount,announcement_id,method_id\n1," + firm(3) + "," + firm(2) + ",2025-03-01,60,N2,2\n",
		"supplier_people.csv": "supplier_id,holder_id,role\n" + firm(1) + "," + person(1) + ",head\n" + firm(2) + "," + person(1) + ",head\n",
		"announcements.csv":   "announcement_id,name,published_on,closed_on\nN1,Бумага,2025-02-01,2025-03-01\nN2,Мебель,2025-02-01,2025-03-01\n",
	}, func(o *job.Options) { o.Only = []string{"R028", "R032", "R035", "R036"} })
	var got []string
	for _, f := range r.Findings {
		got = append(got, f.Rule+" "+f.SubjectID)
	}
	same(t, []string{"R028 N1", "R028 " + firm(1), "R028 " + firm(2), "R032 N1", "R032 N2", "R035 N2", "R035 " + firm(2), "R036 N2"}, got)
}

// cardinal are the flags that Cardinal computes too.
var cardinal = []string{"R003", "R018", "R024", "R025", "R028", "R030", "R035", "R036", "R038", "R048", "R058"}

// Random tenders against the reference, and every figure to twelve digits.
func TestFlagsAgreeWithReference(t *testing.T) {
	kinds := map[string]string{"process": "OCID", "buyer": "Buyer", "procuring_entity": "ProcuringEntity", "tenderer": "Tenderer"}
	codes := map[string]int{}
	indicators := func(r *run.Run, count func(rule string)) oracle.Flags {
		got := oracle.Flags{}
		for _, f := range r.Findings {
			v, err := strconv.ParseFloat(f.Detail["value"], 64)
			if err != nil {
				t.Fatal(err)
			}
			got.Set(kinds[f.SubjectKind], f.SubjectID, f.Rule, v)
			count(f.Rule)
		}
		return got
	}
	only := func(o *job.Options) { o.Only = cardinal }
	for seed := range uint64(6) {
		var lines strings.Builder
		if err := invent.Tenders(&lines, 300+int(seed)*400, seed); err != nil {
			t.Fatal(err)
		}
		want, err := oracle.RedFlags(lines.String())
		if err != nil {
			t.Fatal(err)
		}
		files := map[string]string{"tenders.jsonl": lines.String()}
		same(t, flagLines(want), flagLines(indicators(flagRun(t, files, only), func(rule string) { codes[rule]++ })))
		same(t, flagLines(want), flagLines(indicators(flagRun(t, files, only, withoutEngine), func(string) {})))
	}
	for _, code := range []string{"R003", "R018", "R028", "R030", "R035", "R036", "R038", "R048", "R058"} {
		if codes[code] == 0 {
			t.Errorf("no %s in any world: it tests nothing", code)
		}
	}
}

func flagLines(f oracle.Flags) []string {
	var lines []string
	for group, ids := range f {
		for id, codes := range ids {
			for code, v := range codes {
				lines = append(lines, fmt.Sprintf("%s %s %s %.12g", group, id, code, v))
			}
		}
	}
	return lines
}
