package pipeline

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"math/big"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"adal/fixtures/oracle"
	"adal/pipeline/job"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
)

// What must not matter does not: these tests change a data set so that its meaning is the
// same, or another one that can be told beforehand, and compare the findings whole, with their
// dates, scores and notices. One seed is in the suite; ADAL_SEEDS=20 takes twenty.

// sheet is a table as text, sheets a data set by the names of its tables.
type sheet struct {
	header []string
	rows   [][]string
}

type sheets map[string]sheet

func readSheets(t *testing.T, d oracle.Data) sheets {
	t.Helper()
	dir := t.TempDir()
	if err := oracle.Write(dir, d); err != nil {
		t.Fatal(err)
	}
	all := sheets{}
	for _, path := range glob(t, filepath.Join(dir, "*.csv")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		lines, err := csv.NewReader(bytes.NewReader(text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		all[strings.TrimSuffix(filepath.Base(path), ".csv")] = sheet{lines[0], lines[1:]}
	}
	return all
}

func glob(t *testing.T, pattern string) []string {
	t.Helper()
	paths, err := filepath.Glob(pattern)
	if err != nil {
		t.Fatal(err)
	}
	return paths
}

func (s sheet) column(name string) int { return slices.Index(s.header, name) }

func (s sheet) csv(t *testing.T, path string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(append([][]string{s.header}, s.rows...)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (all sheets) csv(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	for name, s := range all {
		s.csv(t, filepath.Join(dir, name+".csv"))
	}
	return dir
}

// change is the data set with every table changed.
func (all sheets) change(f func(name string, s sheet) sheet) sheets {
	changed := sheets{}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		changed[name] = f(name, all[name])
	}
	return changed
}

// fullLine is all a reader is told of a finding but the places of its source rows.
func fullLine(f run.Finding) string {
	share := ""
	if f.Share != nil {
		share = strconv.FormatFloat(*f.Share, 'g', 9, 64)
	}
	return strings.Join([]string{f.Kind, lineOf(f), f.Slice, f.From, f.To, share, f.Confidence, f.Disclosed, f.Status, fmt.Sprint(f.Score)}, ",")
}

func fullLines(r *run.Run) []string {
	var all []string
	for _, f := range r.Findings {
		all = append(all, fullLine(f))
	}
	for _, s := range r.Slices {
		all = append(all, fmt.Sprintf("%s,%s,%s,%s,%d,%d,%s,%.9g", s.CustomerBIN, s.Kind, s.Slice, s.Identity, s.Suppliers, s.Contracts, s.Amount, s.HHI))
	}
	return all
}

// jobs are both jobs with the random worlds each is tested on.
var jobs = []struct {
	name  string
	world func(seed uint64, space int) oracle.Data
	run   func(t *testing.T, dir string, change ...func(*job.Options)) *run.Run
}{
	{"scan", oracle.RandomScan, scan},
	{"concentration", randomMarket, concentration},
}

const worldsPerChange = 5

// eachSeed does something with a merged data set of either job: its tables, with notices about
// a part of what is found, and what is found in it then.
func eachSeed(t *testing.T, do func(t *testing.T, job int, random *rand.Rand, all sheets, want *run.Run)) {
	seeds := 1
	if n, err := strconv.Atoi(os.Getenv("ADAL_SEEDS")); err == nil {
		seeds = n
	}
	for k, j := range jobs {
		for seed := range seeds {
			t.Run(fmt.Sprintf("%s %d", j.name, seed), func(t *testing.T) {
				var worlds []oracle.Data
				for i := range worldsPerChange {
					worlds = append(worlds, j.world(uint64(7000+seed*worldsPerChange+i), i))
				}
				random := rand.New(rand.NewPCG(uint64(seed), 18))
				all := readSheets(t, oracle.Merge(worlds...))
				if k == 0 {
					all["disclosures"] = notices(random, j.run(t, all.csv(t)))
				}
				want := j.run(t, all.csv(t))
				if len(want.Findings) < worldsPerChange {
					t.Fatalf("%d findings show nothing", len(want.Findings))
				}
				do(t, k, random, all, want)
			})
		}
	}
}

// notices are about other, via or a contract of half the findings, before they began and later.
func notices(random *rand.Rand, r *run.Run) sheet {
	s := sheet{header: []string{"iin", "about_id", "notified_on", "note"}}
	for _, f := range r.Findings {
		about := []string{f.OtherID, cmp.Or(f.ViaID, f.OtherID)}
		for _, e := range f.Evidence {
			if e.What == "contract" {
				about = append(about, e.Cells["contract_id"])
			}
		}
		if random.IntN(2) == 0 {
			s.rows = append(s.rows, []string{f.SubjectID, about[random.IntN(len(about))], []string{"2015-01-01", "2026-08-01", "2026-09-30"}[random.IntN(3)], ""})
		}
	}
	return s
}

// Neither the order of rows and columns, nor how many files a table is in, nor their names
// matter; of a table of people and ties not even that a file is there twice.
func TestFilesAndOrderDoNotMatter(t *testing.T) {
	eachSeed(t, func(t *testing.T, job int, random *rand.Rand, all sheets, want *run.Run) {
		shuffled := all.change(func(name string, s sheet) sheet {
			rows := slices.Clone(s.rows)
			if id := s.column("contract_id"); name == "contracts" { // the last read of one id speaks
				place := map[string]int{}
				for _, r := range rows {
					place[r[id]] = random.IntN(1 << 30)
				}
				slices.SortStableFunc(rows, func(a, b []string) int { return place[a[id]] - place[b[id]] })
			} else {
				shuffle(random, rows)
			}
			order := random.Perm(len(s.header))
			move := func(cells []string) []string {
				var moved []string
				for _, i := range order {
					moved = append(moved, cells[i])
				}
				return moved
			}
			for i := range rows {
				rows[i] = move(rows[i])
			}
			return sheet{move(s.header), rows}
		})
		same(t, fullLines(want), fullLines(jobs[job].run(t, shuffled.csv(t))))

		parted := t.TempDir()
		for name, s := range all {
			cut := random.IntN(len(s.rows) + 1)
			sheet{s.header, s.rows[:cut]}.csv(t, filepath.Join(parted, name, "1.csv"))
			sheet{s.header, s.rows[cut:]}.csv(t, filepath.Join(parted, name, "2-выгрузка.csv"))
		}
		same(t, fullLines(want), fullLines(jobs[job].run(t, parted)))

		doubled := t.TempDir()
		for name, s := range all {
			s.csv(t, filepath.Join(doubled, name+"-1.csv"))
			s.csv(t, filepath.Join(doubled, name+"-2 (копия).csv"))
		}
		same(t, fullLines(want), fullLines(jobs[job].run(t, doubled)))
	})
}

var wholeNumber, anyNumber = regexp.MustCompile(`^(0|[1-9][0-9]*)$`), regexp.MustCompile(`^-?[0-9]+(\.[0-9]+)?$`)

// asNumber says which columns of a table hold nothing but numbers.
func (s sheet) asNumber(i int) bool {
	some := false
	for _, r := range s.rows {
		if r[i] != "" && !anyNumber.MatchString(r[i]) {
			return false
		}
		some = some || r[i] != ""
	}
	return some
}

// A data set means the same as CSV, as a workbook, as JSON lines and as Parquet, its numbers
// stored as text, as whole numbers or as doubles.
func TestFormatsDoNotMatter(t *testing.T) {
	eachSeed(t, func(t *testing.T, job int, _ *rand.Rand, all sheets, want *run.Run) {
		formats := []string{"xlsx number", "jsonl double", "parquet number", "parquet double"}
		if os.Getenv("ADAL_SEEDS") != "" {
			formats = append(formats, "xlsx text", "jsonl text", "jsonl number", "parquet text")
		}
		for _, format := range formats {
			dir := t.TempDir()
			kind, store, _ := strings.Cut(format, " ")
			for name, s := range all {
				path := filepath.Join(dir, name+"."+kind)
				switch kind {
				case "xlsx":
					s.workbook(t, path, store)
				case "jsonl":
					s.lines(t, path, store)
				default:
					s.parquet(t, path, store)
				}
			}
			t.Run(format, func(t *testing.T) { same(t, fullLines(want), fullLines(jobs[job].run(t, dir))) })
		}
	})
}

func (s sheet) workbook(t *testing.T, path, store string) {
	t.Helper()
	f := excelize.NewFile()
	defer func() { _ = f.Close() }()
	for n, row := range append([][]string{s.header}, s.rows...) {
		cells := make([]any, len(row))
		for i, v := range row {
			cells[i] = v
			if x, err := strconv.ParseFloat(v, 64); n > 0 && store == "number" && err == nil && anyNumber.MatchString(v) {
				cells[i] = x
			}
			if v == "" {
				cells[i] = nil
			}
		}
		if err := f.SetSheetRow("Sheet1", fmt.Sprint("A", n+1), &cells); err != nil {
			t.Fatal(err)
		}
	}
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
}

func (s sheet) lines(t *testing.T, path, store string) {
	t.Helper()
	var b bytes.Buffer
	for _, row := range s.rows {
		object := map[string]any{}
		for i, v := range row {
			switch {
			case v == "":
				object[s.header[i]] = nil
			case store == "double" && wholeNumber.MatchString(v):
				object[s.header[i]] = json.RawMessage(v + ".0")
			case store != "text" && wholeNumber.MatchString(v):
				object[s.header[i]] = json.RawMessage(v)
			default:
				object[s.header[i]] = v
			}
		}
		line, err := json.Marshal(object)
		if err != nil {
			t.Fatal(err)
		}
		b.Write(append(line, '\n'))
	}
	if len(s.rows) == 0 { // a table without rows cannot be told from no table
		return
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

func (s sheet) parquet(t *testing.T, path, store string) {
	t.Helper()
	text := filepath.Join(filepath.Dir(path), "text.csv")
	s.csv(t, text)
	defer func() { _ = os.Remove(text) }()
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "1GB", Temp: t.TempDir(), Folders: []string{filepath.Dir(path)}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	var columns []string
	for i, c := range s.header {
		value := warehouse.Ident(c)
		switch {
		case store == "text" || !s.asNumber(i):
		case store == "number" && !slices.ContainsFunc(s.rows, func(r []string) bool { return strings.Contains(r[i], ".") }):
			value = "CAST(" + value + " AS BIGINT) AS " + value
		default:
			value = "CAST(" + value + " AS DOUBLE) AS " + value
		}
		columns = append(columns, value)
	}
	query := "SELECT " + strings.Join(columns, ", ") + " FROM read_csv(" + warehouse.Quote(text) + ", all_varchar = true, header = true, delim = ',', quote = '\"')"
	if err := db.WriteParquet(t.Context(), query, path, nil); err != nil {
		t.Fatal(err)
	}
}

// People and firms nobody of the others knows change nothing of what is found of the others.
func TestUnrelatedPeopleDoNotMatter(t *testing.T) {
	eachSeed(t, func(t *testing.T, job int, _ *rand.Rand, all sheets, want *run.Run) {
		others := readSheets(t, jobs[job].world(4711, 900))
		more := all.change(func(name string, s sheet) sheet {
			return sheet{s.header, append(slices.Clone(s.rows), others[name].rows...)}
		})
		known := map[string]bool{}
		for _, s := range all {
			for _, r := range s.rows {
				for _, v := range r {
					known[v] = true
				}
			}
		}
		got := *jobs[job].run(t, more.csv(t))
		got.Findings = slices.DeleteFunc(slices.Clone(got.Findings), func(f run.Finding) bool { return !known[f.SubjectID] && (f.OtherID == "" || !known[f.OtherID]) })
		keep := func(s run.Slice) bool { return s.CustomerBIN == "" || !known[s.CustomerBIN] }
		got.Slices = slices.DeleteFunc(slices.Clone(got.Slices), keep)
		was := *want
		was.Slices = slices.DeleteFunc(slices.Clone(was.Slices), keep)
		same(t, fullLines(&was), fullLines(&got))
	})
}

// Which number a person, a firm or a contract has does not matter. Numbers change places, so
// every check digit still passes; those of contracts keep their order, for the highest speaks.
func TestNumbersDoNotMatter(t *testing.T) {
	eachSeed(t, func(t *testing.T, job int, random *rand.Rand, all sheets, want *run.Run) {
		people, firms, contracts := map[string]bool{}, map[string]bool{}, map[string]bool{}
		for name, s := range all {
			for i, c := range s.header {
				for _, r := range s.rows {
					switch v := r[i]; {
					case oracle.ValidID(v) && oracle.IsPerson(v):
						people[v] = true
					case oracle.ValidID(v):
						firms[v] = true
					case (c == "contract_id" || c == "root_id") && name == "contracts" && wholeNumber.MatchString(v) && v != "0":
						contracts[v] = true
					}
				}
			}
		}
		other := map[string]string{}
		for _, set := range []map[string]bool{people, firms} {
			from := slices.Sorted(maps.Keys(set))
			to := slices.Clone(from)
			shuffle(random, to)
			for i := range from {
				other[from[i]] = to[i]
			}
		}
		for id := range contracts {
			n, _ := new(big.Int).SetString(id, 10)
			other[id] = n.Add(n, big.NewInt(12345)).String()
		}
		move := func(v string) string { return cmp.Or(other[v], v) }
		moved := all.change(func(_ string, s sheet) sheet {
			var rows [][]string
			for _, r := range s.rows {
				cells := slices.Clone(r)
				for i, c := range s.header {
					if strings.Contains(c, "id") || strings.Contains(c, "iin") || strings.Contains(c, "bin") {
						cells[i] = move(cells[i])
					}
				}
				rows = append(rows, cells)
			}
			return sheet{s.header, rows}
		})
		// The lower number of a pair comes first, and of equal relatives the lowest is named.
		told := func(r *run.Run, move func(string) string) []string {
			named := map[string]string{} // a group is named after its members
			members := map[string][]string{}
			for _, m := range r.Groups {
				members[m.GroupID] = append(members[m.GroupID], move(m.SupplierID))
			}
			for id, m := range members {
				slices.Sort(m)
				named[id] = strings.Join(m, "+")
			}
			call := func(id string) string { return cmp.Or(named[id], move(id)) }
			var all []string
			for _, f := range r.Findings {
				if f.Rule == "P52d" {
					continue // of two with as much at the top of a year the lower number is
				}
				f.SubjectID, f.OtherID, f.ViaID = call(f.SubjectID), call(f.OtherID), call(f.ViaID)
				if f.Rule == "P10-2c" || f.Rule == "P10-3a" {
					f.Tie = ""
					if f.OtherID < f.SubjectID {
						f.SubjectID, f.OtherID = f.OtherID, f.SubjectID
					}
				}
				if f.Rule == "P10-13a" || f.Rule == "P12-4c" || f.Rule == "P52e" {
					f.ViaID, f.Score, f.Share, f.Confidence, f.Disclosed = "", 0, nil, "", "" // all of the relative who is named
				}
				all = append(all, fullLine(f))
			}
			return all
		}
		same(t, told(want, move), told(jobs[job].run(t, moved.csv(t)), func(v string) string { return v }))
	})
}

// With one family link gone no violation comes. Leads that may: relatives no longer one step
// apart may still be two steps apart or in one unit, and a supplier no longer a relative's may
// still share a contact.
func TestFamilyLinkCut(t *testing.T) {
	mayCome := []string{"P10-2b", "P10-2c", "P12-4c"}
	eachSeed(t, func(t *testing.T, job int, random *rand.Rand, all sheets, want *run.Run) {
		links := all["family_links"]
		a, b := links.column("iin"), links.column("relative_iin")
		key := func(f run.Finding) string {
			return strings.Join([]string{f.Rule, f.SubjectID, f.OtherID, f.Slice}, ",")
		}
		was := map[string]string{}
		for _, f := range want.Findings {
			was[key(f)] = f.Kind
		}
		for range 2 {
			cut := links.rows[random.IntN(len(links.rows))]
			less := maps.Clone(all)
			less["family_links"] = sheet{links.header, slices.DeleteFunc(slices.Clone(links.rows), func(r []string) bool {
				return r[a] == cut[a] && r[b] == cut[b] || r[a] == cut[b] && r[b] == cut[a]
			})}
			for _, f := range jobs[job].run(t, less.csv(t)).Findings {
				switch kind, known := was[key(f)]; {
				case f.SubjectKind != "person": // groups change with their ties
				case f.Kind == "violation" && kind != "violation":
					t.Errorf("without %s %s: a violation comes: %s", cut[a], cut[b], fullLine(f))
				case !known && !slices.Contains(mayCome, f.Rule):
					t.Errorf("without %s %s: a lead comes: %s", cut[a], cut[b], fullLine(f))
				}
			}
		}
	})
}
