package main

import (
	"bytes"
	"encoding/csv"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/fixtures/invent"
	"adal/pipeline/run"
)

var update = flag.Bool("update", false, "write the golden files of the ministry again")

// do runs a command inside the test and fails it where the exit status is not 0.
func do(t *testing.T, args ...string) string {
	t.Helper()
	var out, errs bytes.Buffer
	if code := execute(t.Context(), args, strings.NewReader(""), &out, &errs); code != exitDone {
		t.Fatalf("adal %s: exit %d\n%s", strings.Join(args, " "), code, errs.String())
	}
	return out.String()
}

// jobs are the two runs of the ministry.
var jobs = map[string][]string{
	"scan":   {"scan", "--period", "2026Q3"},
	"annual": {"concentration", "--year", "2025"},
}

// Every finding of the ministry stands in truth.csv, every truth is found, and every near
// miss is silent.
func TestMinistryTruth(t *testing.T) {
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "run")
			do(t, append(slices.Clone(args), "--data", ministry, "--out", out, "--ids", "full", "--lang", "en")...)
			agree(t, filepath.Join(ministry, "truth.csv"), out, job)
		})
	}
}

// Generated data says the same of itself, at another size and seed.
func TestGeneratedTruth(t *testing.T) {
	data := filepath.Join(t.TempDir(), "data")
	do(t, "generate", "--out", data, "--employees", "1200", "--seed", "7")
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "run")
			do(t, append(slices.Clone(args), "--data", data, "--out", out, "--ids", "full", "--lang", "en")...)
			agree(t, filepath.Join(data, "truth.csv"), out, job)
		})
	}
}

func agree(t *testing.T, truth, out, job string) {
	t.Helper()
	names := groupNames(t, out)
	key := func(r map[string]string, other bool) string {
		subject := r["subject_id"]
		if n := names[subject]; n != "" {
			subject = n
		}
		k := []string{r["rule"], r["kind"], subject, r["slice"], r["amount"], r["contracts"]}
		if job == "scan" {
			k = append(k, r["via_id"], r["tie"])
		}
		if other {
			o := r["other_id"]
			if n := names[o]; n != "" {
				o = n
			}
			k = append(k, o)
		}
		return strings.Join(k, " ")
	}
	rows := table(t, truth)
	want, withOther, silent := map[string]string{}, map[string]bool{}, map[string]string{}
	for _, r := range rows {
		withOther[r["rule"]] = withOther[r["rule"]] || r["job"] == job && r["expect"] != "silent" && r["other_id"] != ""
	}
	for _, r := range rows {
		if r["job"] != job {
			continue
		}
		if r["expect"] == "silent" {
			silent[strings.Join([]string{r["rule"], r["subject_id"], r["other_id"], r["slice"]}, " ")] = r["case"]
			continue
		}
		want[key(r, withOther[r["rule"]])] = r["case"]
	}
	found := map[string]bool{}
	for _, r := range table(t, filepath.Join(out, "findings.csv")) {
		k := key(r, withOther[r["rule"]])
		found[k] = true
		if _, ok := want[k]; !ok {
			t.Errorf("found and not in the truth: %s: %s", k, r["summary"])
		}
		subject := r["subject_id"]
		if n := names[subject]; n != "" {
			subject = n
		}
		if c, ok := silent[strings.Join([]string{r["rule"], subject, r["other_id"], r["slice"]}, " ")]; ok {
			t.Errorf("the near miss %s is not silent: %s", c, r["summary"])
		}
	}
	for _, k := range slices.Sorted(maps.Keys(want)) {
		if !found[k] {
			t.Errorf("not found: %s (%s)", k, want[k])
		}
	}
	if len(want) < 20 || len(silent) < 20 {
		t.Errorf("the truth holds %d findings and %d near misses: it tests nothing", len(want), len(silent))
	}
}

// groupNames gives the members with contracts of every certain group, as truth.csv names it.
func groupNames(t *testing.T, out string) map[string]string {
	t.Helper()
	names := map[string]string{}
	path := filepath.Join(out, "groups.csv")
	if _, err := os.Stat(path); err != nil {
		return names
	}
	members := map[string][]string{}
	for _, r := range table(t, path) {
		if r["kind"] == "certain" && r["contracts"] != "0" {
			members[r["group_id"]] = append(members[r["group_id"]], r["supplier_id"])
		}
	}
	for id, m := range members {
		slices.Sort(m)
		names[id] = strings.Join(m, "+")
	}
	return names
}

// Every row of evidence is a row of a source file that says what the run says it says.
func TestEvidenceIsInTheFiles(t *testing.T) {
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "run")
			do(t, append(slices.Clone(args), "--data", ministry, "--out", out, "--ids", "full")...)
			r, err := run.Load(t.Context(), out, nil)
			if err != nil {
				t.Fatal(err)
			}
			files := map[string][]map[string]string{}
			rows := 0
			for _, f := range r.Findings {
				if len(f.Evidence) == 0 {
					t.Errorf("finding %s has no evidence", f.ID)
				}
				for _, e := range f.Evidence {
					if files[e.File] == nil {
						files[e.File] = table(t, filepath.Join(ministry, filepath.FromSlash(e.File)))
					}
					i := int(e.Row) - 2
					if i < 0 || i >= len(files[e.File]) {
						t.Fatalf("finding %s: %s has no row %d", f.ID, e.File, e.Row)
					}
					source := files[e.File][i]
					for column, cell := range e.Cells {
						if !sameCell(cell, source[column]) {
							t.Errorf("finding %s: %s row %d, %s: the run says %q, the file %q", f.ID, e.File, e.Row, column, cell, source[column])
						}
					}
					rows++
				}
			}
			if csvRows := len(table(t, filepath.Join(out, "evidence.csv"))); csvRows < rows {
				t.Errorf("evidence.csv holds %d rows of %d", csvRows, rows)
			}
		})
	}
}

// sameCell compares a typed cell with the text it comes from.
func sameCell(typed, text string) bool {
	if typed == text || typed == "false" && text == "no" || typed == "true" && text == "yes" {
		return true
	}
	if x, y := strings.Split(typed, ";"), strings.Split(text, ";"); len(x) > 1 {
		slices.Sort(y) // a list is kept in one order
		return slices.Equal(x, y)
	}
	a, errA := strconv.ParseFloat(typed, 64)
	b, errB := strconv.ParseFloat(text, 64)
	return errA == nil && errB == nil && a == b
}

// The same input gives the same bytes, whatever the threads and the directory; and with
// the rows in another order, the same but for the row numbers.
func TestSameBytes(t *testing.T) {
	elsewhere := filepath.Join(t.TempDir(), "another place")
	if err := os.CopyFS(elsewhere, os.DirFS(ministry)); err != nil {
		t.Fatal(err)
	}
	shuffled := filepath.Join(t.TempDir(), "shuffled")
	shuffle(t, ministry, shuffled)
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) {
			dir := t.TempDir()
			one, two, mixed := filepath.Join(dir, "one"), filepath.Join(dir, "two"), filepath.Join(dir, "mixed")
			do(t, append(slices.Clone(args), "--data", ministry, "--out", one, "--threads", "1")...)
			do(t, append(slices.Clone(args), "--data", elsewhere, "--out", two, "--threads", "2", "--memory", "2GB")...)
			do(t, append(slices.Clone(args), "--data", shuffled, "--out", mixed)...)
			a, b := digests(t, one), digests(t, two)
			for _, name := range slices.Sorted(maps.Keys(a)) {
				if a[name] != b[name] {
					t.Errorf("%s differs with threads and directory", name)
				}
			}
			if len(a) != len(b) || len(a) < 10 {
				t.Errorf("%d files and %d files", len(a), len(b))
			}
			for _, name := range []string{"findings.csv", "evidence.csv", "coverage.csv", "positions.csv", "concentration.csv",
				"groups.csv", "group_edges.csv", "kpi.csv", "reconciliation.csv", "contracts.csv", "quality.csv"} {
				if _, ok := a[name]; !ok {
					continue
				}
				if x, y := withoutRows(t, filepath.Join(one, name)), withoutRows(t, filepath.Join(mixed, name)); !slices.Equal(x, y) {
					t.Errorf("%s depends on the order of the rows: %s", name, firstDifference(x, y))
				}
			}
		})
	}
}

func firstDifference(x, y []string) string {
	for i := range min(len(x), len(y)) {
		if x[i] != y[i] {
			return fmt.Sprintf("line %d:\n%s\n%s", i, x[i], y[i])
		}
	}
	return fmt.Sprintf("%d and %d lines", len(x), len(y))
}

func digests(t *testing.T, dir string) map[string]string {
	t.Helper()
	m, err := run.ReadManifest(dir)
	if err != nil {
		t.Fatal(err)
	}
	d := map[string]string{}
	for _, o := range m.Outputs {
		d[o.Path] = o.SHA256
	}
	return d
}

// withoutRows reads a table without its column of row numbers, sorted where the order of
// the lines follows from them.
func withoutRows(t *testing.T, path string) []string {
	t.Helper()
	var lines []string
	for _, r := range table(t, path) {
		delete(r, "row")
		var cells []string
		for _, k := range slices.Sorted(maps.Keys(r)) {
			cells = append(cells, k+"="+r[k])
		}
		lines = append(lines, strings.Join(cells, " "))
	}
	if filepath.Base(path) == "quality.csv" {
		slices.Sort(lines)
	}
	return lines
}

// shuffle copies a data directory with the rows of every table in another order.
func shuffle(t *testing.T, from, to string) {
	t.Helper()
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	files, err := filepath.Glob(filepath.Join(to, "*.csv"))
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewPCG(1, 2))
	for _, name := range files {
		b, err := os.ReadFile(name)
		if err != nil {
			t.Fatal(err)
		}
		records, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		rows := records[1:]
		random.Shuffle(len(rows), func(i, j int) { rows[i], rows[j] = rows[j], rows[i] })
		var out bytes.Buffer
		if err := csv.NewWriter(&out).WriteAll(records); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(name, out.Bytes(), 0o600); err != nil {
			t.Fatal(err)
		}
	}
}

// What a run of the ministry says, kept as files whose changes are read like code.
func TestMinistryGolden(t *testing.T) {
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) {
			out := filepath.Join(t.TempDir(), "run")
			do(t, append(slices.Clone(args), "--data", ministry, "--out", out, "--lang", "en")...)
			golden := filepath.Join("..", "..", "fixtures", "golden", job)
			files, err := filepath.Glob(filepath.Join(out, "*.csv"))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range files {
				got, err := os.ReadFile(f)
				if err != nil {
					t.Fatal(err)
				}
				if filepath.Base(f) == "contracts.csv" {
					got = sampled(got)
				}
				kept := filepath.Join(golden, filepath.Base(f))
				if *update {
					if err := os.MkdirAll(golden, 0o755); err != nil {
						t.Fatal(err)
					}
					if err := os.WriteFile(kept, got, 0o644); err != nil {
						t.Fatal(err)
					}
					continue
				}
				want, err := os.ReadFile(kept)
				if err != nil {
					t.Fatalf("%v; make golden writes it", err)
				}
				if !bytes.Equal(got, want) {
					t.Errorf("%s differs from its golden file; make golden writes it again: %s", filepath.Base(f),
						firstDifference(strings.Split(string(want), "\n"), strings.Split(string(got), "\n")))
				}
			}
		})
	}
}

// sampled keeps the header of a long table and every twentieth of its lines.
func sampled(b []byte) []byte {
	var kept []byte
	i := 0
	for line := range bytes.Lines(b) {
		if i%20 == 0 {
			kept = append(kept, line...)
		}
		i++
	}
	return kept
}

// The preset of generate is the ministry on disk.
func TestMinistryIsThePreset(t *testing.T) {
	dir := t.TempDir()
	if err := invent.WriteMinistry(dir); err != nil {
		t.Fatal(err)
	}
	files, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		a, errA := os.ReadFile(filepath.Join(dir, f.Name()))
		b, errB := os.ReadFile(filepath.Join(ministry, f.Name()))
		if errA != nil || errB != nil || !bytes.Equal(a, b) {
			t.Errorf("%s is not what the preset writes", f.Name())
		}
	}
}
