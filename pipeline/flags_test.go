package pipeline

import (
	"bytes"
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
	return r
}

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
					for _, f := range found.Findings {
						got = append(got, f.SubjectKind+","+f.SubjectID+","+f.Detail["value"])
					}
					for line := range strings.Lines(strings.TrimPrefix(want[k], "subject_kind,subject_id,value\n")) {
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
	r := flagRun(t, map[string]string{"releases.jsonl": strings.Join([]string{
		`{"ocid":"one","tender":{"procurementMethod":"open","numberOfTenderers":1},"bids":{"details":[` + bid + `]}}`,
		`{"ocid":"broken","tender":{`,
		``,
		`{"ocid":7,"tender":{"numberOfTenderers":1}}`,
		`{"ocid":"twice","date":"2025-01-01T00:00:00Z","tender":{"procurementMethod":"open","numberOfTenderers":1},"buyer":{"id":"B"}}`,
		`{"ocid":"huge","bids":{"details":[{"status":"valid","value":{"amount":1e400,"currency":"KZT"},"tenderers":[{"id":5}]},{"status":"valid"}]}}`,
		`{"ocid":"twice","date":"2025-02-01T00:00:00Z","tender":{"numberOfTenderers":2},"buyer":{"id":"B"}}`,
		`{"ocid":"words","bids":{"details":[{"status":"perhaps","tenderers":[{"id":"C"}]}]}}`,
	}, "\n")})
	if f := r.Files[0]; f.Rows != 7 || f.Rejected != 2 || f.LeftOut != 1 || f.Normalised != 4 {
		t.Errorf("%+v: want 7 rows, 2 rejected, 1 left out, 4 taken", f)
	}
	if len(r.Rejects) != 2 || r.Rejects[0].Row != 2 || r.Rejects[1].Row != 4 {
		t.Errorf("rejects %+v", r.Rejects)
	}
	n := notes(r)
	for _, want := range []string{"amount_no_number", "party_id_no_text", "unknown_bid_status"} {
		if n[want] != 1 {
			t.Errorf("note %s stands %d times", want, n[want])
		}
	}
	var alone []string
	for _, f := range r.Findings {
		if f.Rule == "R018" {
			alone = append(alone, f.SubjectID)
		}
	}
	same(t, []string{"one"}, alone) // the later release of twice says two
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
	for seed := range uint64(6) {
		var lines strings.Builder
		if err := invent.Tenders(&lines, 300+int(seed)*400, seed); err != nil {
			t.Fatal(err)
		}
		want, err := oracle.RedFlags(lines.String())
		if err != nil {
			t.Fatal(err)
		}
		got := oracle.Flags{}
		for _, f := range flagRun(t, map[string]string{"tenders.jsonl": lines.String()}, func(o *job.Options) { o.Only = cardinal }).Findings {
			group := kinds[f.SubjectKind]
			if got[group] == nil {
				got[group] = map[string]map[string]float64{}
			}
			if got[group][f.SubjectID] == nil {
				got[group][f.SubjectID] = map[string]float64{}
			}
			v, err := strconv.ParseFloat(f.Detail["value"], 64)
			if err != nil {
				t.Fatal(err)
			}
			got[group][f.SubjectID][f.Rule] = v
			codes[f.Rule]++
		}
		same(t, flagLines(want), flagLines(got))
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
