package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"filippo.io/age"
	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"

	"adal/fixtures/disguise"
	"adal/pipeline/cache"
	"adal/pipeline/run"
)

// everything gives the bytes of every file of a folder by their names.
func everything(t testing.TB, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		all[name] = contents(t, path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// alike fails the test where two folders do not hold the same files with the same bytes.
func alike(t testing.TB, got, want, when string) {
	t.Helper()
	a, b := everything(t, got), everything(t, want)
	for _, name := range slices.Sorted(maps.Keys(b)) {
		if x, ok := a[name]; !ok || x != b[name] {
			t.Fatalf("%s: %s is another (there: %t)", when, name, ok)
		}
	}
	if len(a) != len(b) {
		t.Fatalf("%s: %d files, want %d", when, len(a), len(b))
	}
}

// jobsOf are the commands that take a cache, without where they write to.
var jobsOf = [][]string{
	{"scan", "--period", "2026Q3"}, {"concentration", "--year", "2025"}, {"duties", "--as-of", "2026-09-30"}, {"flags"},
}

// Whatever a cache holds of an earlier job on the same files, a job gives the bytes it gives
// without one; it takes every table from there, and verify does and says so. The cache is its owner's alone.
func TestCacheGivesTheSameBytes(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	kept := filepath.Join(dir, "kept")
	for i, job := range append(jobsOf, jobsOf[0]) {
		if i == 2 && !long() {
			break
		}
		none, with := filepath.Join(dir, fmt.Sprint("none", i)), filepath.Join(dir, fmt.Sprint("with", i))
		if job[0] == "scan" {
			none = scanned(t)
		} else {
			must(t, append(slices.Clone(job), "--data", ministry, "--out", none)...)
		}
		code, _, errs := adal(t, append(slices.Clone(job), "--data", ministry, "--out", with, "--cache", kept)...)
		if code != 0 || errs != "" {
			t.Fatalf("%v: exit %d\n%s", job, code, errs)
		}
		alike(t, with, none, strings.Join(job, " "))
	}
	before := everything(t, kept)
	out := must(t, "verify", filepath.Join(dir, "with0"), "--data", ministry, "--cache", kept, "--lang", "en")
	m, err := run.ReadManifest(filepath.Join(dir, "with0"))
	if err != nil {
		t.Fatal(err)
	}
	if want := fmt.Sprintf("tables taken from the cache: %d;", tablesOf(m)); !strings.Contains(out, want) || !strings.Contains(out, "byte for byte") {
		t.Errorf("verify does not say %q:\n%s", want, out)
	}
	if !maps.Equal(everything(t, kept), before) {
		t.Error("a cache that had everything was written again")
	}
	ownersAlone(t, kept)
}

// tablesOf is how many tables the inputs of a run are.
func tablesOf(m run.Manifest) int {
	tables := map[string]bool{}
	for _, f := range m.Inputs {
		tables[f.Table] = true
	}
	return len(tables)
}

// ownersAlone fails the test where anybody but the owner may look into a folder or a file of it.
func ownersAlone(t testing.TB, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o077 != 0 {
			t.Errorf("%s has mode %v", path, info.Mode())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// harm is a way in which a file of a cache may be damaged; other is another file of it.
var harm = map[string]func(file, other string) error{
	"cut":     func(file, _ string) error { return os.Truncate(file, sizeOf(file)/2) },
	"emptied": func(file, _ string) error { return os.Truncate(file, 0) },
	"longer": func(file, _ string) error {
		b, err := os.ReadFile(file)
		return errors.Join(err, os.WriteFile(file, append(b, 0), 0o600))
	},
	"one bit": func(file, _ string) error {
		b, err := os.ReadFile(file)
		if err == nil {
			b[len(b)*2/3] ^= 1
		}
		return errors.Join(err, os.WriteFile(file, b, 0o600))
	},
	"gone": func(file, _ string) error { return os.Remove(file) },
	"exchanged": func(file, other string) error {
		return errors.Join(os.Rename(file, file+".x"), os.Rename(other, file), os.Rename(file+".x", other))
	},
	"a folder": func(file, _ string) error { return errors.Join(os.Remove(file), os.Mkdir(file, 0o700)) },
	"a link":   func(file, other string) error { return errors.Join(os.Remove(file), os.Symlink(other, file)) },
}

func sizeOf(file string) int64 {
	info, err := os.Stat(file)
	if err != nil {
		return 0
	}
	return info.Size()
}

// Every file of a cache, damaged in every way, costs a word and the reading of what it held: the
// bytes are those without a cache, and the next run finds the cache whole.
func TestCacheDamaged(t *testing.T) {
	t.Parallel()
	data, dir := small(t), t.TempDir()
	scan := func(name string, more ...string) string {
		code, _, errs := adal(t, append([]string{"scan", "--data", data, "--period", "2026Q3", "--out", filepath.Join(dir, name), "--force", "--lang", "en"}, more...)...)
		if code != 0 {
			t.Fatalf("%s: exit %d\n%s", name, code, errs)
		}
		return errs
	}
	none, with, kept := filepath.Join(dir, "none"), filepath.Join(dir, "with"), filepath.Join(dir, "kept")
	scan("none")
	scan("with", "--cache", kept)
	alike(t, with, none, "cold")
	files := slices.Sorted(maps.Keys(everything(t, kept)))
	if len(files) < 5 {
		t.Fatalf("the cache holds %v", files)
	}
	n := 0
	for i, name := range files {
		for _, how := range slices.Sorted(maps.Keys(harm)) {
			if n++; !long() && n%5 > 0 && (name != cache.List || how != "one bit") {
				continue
			}
			if err := harm[how](filepath.Join(kept, name), filepath.Join(kept, files[(i+1)%len(files)])); err != nil {
				t.Fatal(err)
			}
			errs := scan("with", "--cache", kept)
			alike(t, with, none, name+" "+how)
			if !strings.Contains(errs, "adal: note: the cache is damaged") {
				t.Errorf("%s %s: nothing is said: %q", name, how, errs)
			}
			if n := strings.Count(errs, "the cache is damaged"); how != "exchanged" && n > 1 {
				t.Errorf("%s %s: %d parts were damaged: %q", name, how, n, errs)
			}
			ownersAlone(t, kept)
		}
	}
	if errs := scan("with", "--cache", kept); errs != "" {
		t.Errorf("the run after all says %q", errs)
	}
	alike(t, with, none, "the run after all")
	if now := slices.Sorted(maps.Keys(everything(t, kept))); !slices.Equal(now, files) {
		t.Errorf("the cache holds %v, before it held %v", now, files)
	}
}

// change is something that happens to a data folder between two runs; it gives false where
// the folder has nothing it could happen to.
type change struct {
	name string
	do   func(t *testing.T, data string) bool
}

func edited(file string, f func([]byte) []byte) func(*testing.T, string) bool {
	return func(t *testing.T, data string) bool {
		b, err := os.ReadFile(filepath.Join(data, file))
		if err != nil {
			return false
		}
		if err := os.WriteFile(filepath.Join(data, file), f(b), 0o600); err != nil {
			t.Fatal(err)
		}
		return true
	}
}

func renamed(from, to string) func(*testing.T, string) bool {
	return func(_ *testing.T, data string) bool {
		return os.Rename(filepath.Join(data, from), filepath.Join(data, to)) == nil
	}
}

func newFile(name, text string) func(*testing.T, string) bool {
	return func(t *testing.T, data string) bool {
		if err := os.WriteFile(filepath.Join(data, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return true
	}
}

// again repeats the first rows of a table in a second file of it.
func again(table string, rows int) func(*testing.T, string) bool {
	return func(t *testing.T, data string) bool {
		b, err := os.ReadFile(filepath.Join(data, table+".csv"))
		if err != nil {
			return false
		}
		lines := bytes.SplitAfter(b, []byte("\n"))
		return newFile(table+"-2.csv", string(bytes.Join(lines[:min(rows+1, len(lines))], nil)))(t, data)
	}
}

var changes = []change{
	{"nothing", func(*testing.T, string) bool { return true }},
	{"a row less", edited("contracts.csv", func(b []byte) []byte {
		b = bytes.TrimRight(b, "\n")
		return append(b[:bytes.LastIndexByte(b, '\n')], '\n')
	})},
	{"a day of slashes", edited("roster.csv", func(b []byte) []byte { return bytes.Replace(b, []byte("2020-01-01"), []byte("31/12/2019"), 1) })},
	{"a bad number", edited("suppliers.csv", func(b []byte) []byte { return bytes.Replace(b, []byte("4912"), []byte("4999"), 1) })},
	{"a file of text again", again("roster", 3)},
	{"contracts in two files", again("contracts", 4)},
	{"bytes of Windows", edited("roster.csv", windows1251)},
	{"a table by another name", renamed("suppliers.csv", "suppliers-all.csv")},
	{"a table back", renamed("suppliers-all.csv", "suppliers.csv")},
	{"a second file gone", func(_ *testing.T, data string) bool { return os.Remove(filepath.Join(data, "roster-2.csv")) == nil }},
	{"a table gone", func(_ *testing.T, data string) bool { return os.Remove(filepath.Join(data, "dispositions.csv")) == nil }},
	{"what adal.yaml says", newFile("adal.yaml", "files:\n  - {file: roster.csv, date_order: day}\n")},
	{"an ignored file", newFile("adal.yaml", "ignore: [notes.txt]\n")},
	{"no adal.yaml", func(_ *testing.T, data string) bool { return os.Remove(filepath.Join(data, "adal.yaml")) == nil }},
	{"a file that is no table", newFile("readme.txt", "Просто текст\n")},
	{"the portal's announcements", newFile("announcements.csv", "announcement_id,portal_id,method_id\nA-1,1,2\n")},
	{"a table of the closed job", newFile("reporters.csv", "iin,reported_on\n551206100013,2026-01-01\n")},
	{"no table of the closed job", func(_ *testing.T, data string) bool { return os.Remove(filepath.Join(data, "reporters.csv")) == nil }},
	{"a broken table", newFile("disclosures.csv", "nonsense;1\n")},
	{"the broken table gone", func(_ *testing.T, data string) bool { return os.Remove(filepath.Join(data, "disclosures.csv")) == nil }},
}

func windows1251(b []byte) []byte {
	encoded, err := encoding.ReplaceUnsupported(charmap.Windows1251.NewEncoder()).Bytes(b)
	if err != nil {
		panic(err)
	}
	return encoded
}

// A data folder that changes from run to run gives with one cache, kept all along, what it gives
// without: bytes, exit status and what is said.
func TestCacheFollowsChanges(t *testing.T) {
	t.Parallel()
	data, dir := copyOf(t, small(t)), t.TempDir()
	kept := filepath.Join(dir, "kept")
	done := 0
	for i, c := range slices.Concat(changes, changes[2:8], changes[:2]) {
		if !c.do(t, data) {
			continue
		}
		if done++; done%2 == 0 && !long() {
			continue
		}
		for k, job := range jobsOf[:2] {
			if k > 0 && !long() && i%5 > 0 {
				continue
			}
			when := fmt.Sprintf("%d %s: %s", i, c.name, job[0])
			none, with := filepath.Join(dir, "none"), filepath.Join(dir, "with")
			if err := errors.Join(os.RemoveAll(none), os.RemoveAll(with)); err != nil {
				t.Fatal(err)
			}
			job := append(slices.Clone(job), "--data", data, "--max-rejects", "60%")
			code, out, errs := adal(t, append(job, "--out", none)...)
			code2, out2, errs2 := adal(t, append(job, "--out", with, "--cache", kept)...)
			if code != code2 || out != strings.ReplaceAll(out2, with, none) || errs != strings.ReplaceAll(errs2, with, none) {
				t.Fatalf("%s: exit %d and %d\n%s%s\n%s%s", when, code, code2, out, errs, out2, errs2)
			}
			if code == 0 {
				alike(t, with, none, when)
			}
		}
	}
	if done < len(changes)-3 {
		t.Errorf("%d changes were made", done)
	}
	if n := len(everything(t, kept)); n > 60 {
		t.Errorf("the cache grew to %d files", n)
	}
}

// The ministry in workbooks, pages of the portal and Windows texts, and hostile cells, are the
// same from a cache.
func TestCacheOfDisguises(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	clerk, one := filepath.Join(dir, "clerk"), filepath.Join(dir, "one")
	if err := disguise.Write(ministry, clerk); err != nil {
		t.Fatal(err)
	}
	if _, err := disguise.Random(ministry, one, 3); err != nil {
		t.Fatal(err)
	}
	for i, data := range []string{clerk, hostile, one} {
		if i > 1 && !long() {
			break
		}
		kept := filepath.Join(dir, fmt.Sprint("kept", i))
		var runs []string
		for _, name := range []string{"none", "cold", "warm"} {
			out := filepath.Join(dir, fmt.Sprint(name, i))
			args := []string{"scan", "--data", data, "--period", "2026Q3", "--out", out, "--max-rejects", "50%"}
			if name != "none" {
				args = append(args, "--cache", kept)
			}
			must(t, args...)
			runs = append(runs, out)
		}
		alike(t, runs[1], runs[0], data+" cold")
		alike(t, runs[2], runs[0], data+" warm")
	}
}

// A folder that was copied elsewhere is the same to the cache, a program that was built anew is
// not; what an older one kept goes.
func TestCacheOfAnotherProgram(t *testing.T) {
	t.Parallel()
	data, dir := small(t), t.TempDir()
	kept := filepath.Join(dir, "kept")
	must(t, "scan", "--data", data, "--period", "2026Q3", "--out", filepath.Join(dir, "a"), "--cache", kept)
	before := everything(t, kept)
	must(t, "scan", "--data", copyOf(t, data), "--period", "2026Q3", "--out", filepath.Join(dir, "b"), "--cache", kept)
	if !maps.Equal(before, everything(t, kept)) {
		t.Error("a copy of the data was read anew")
	}
	alike(t, filepath.Join(dir, "b"), filepath.Join(dir, "a"), "a copy")
}

// A sealed run has no cache, and a cache lies neither in the data nor in a run, nor among other files.
func TestCacheRefused(t *testing.T) {
	t.Parallel()
	data, dir := copyOf(t, small(t)), t.TempDir()
	keys := filepath.Join(dir, "keys.txt")
	identity, err := age.GenerateX25519Identity()
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(keys, []byte(identity.Recipient().String()+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	others := filepath.Join(dir, "others")
	if err := errors.Join(os.Mkdir(others, 0o755), os.WriteFile(filepath.Join(others, "letter.txt"), nil, 0o600), os.Symlink(data, filepath.Join(dir, "link"))); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(dir, "run")
	for _, c := range []struct {
		name, want string
		more       []string
	}{
		{"sealed", "a sealed run has no cache", []string{"--seal", keys, "--cache", filepath.Join(dir, "kept")}},
		{"in the data", "lies inside", []string{"--cache", filepath.Join(data, "kept")}},
		{"in the data by a link", "lies inside", []string{"--cache", filepath.Join(dir, "link", "kept")}},
		{"the data", "lies inside", []string{"--cache", data}},
		{"around the data", "lies inside", []string{"--cache", filepath.Dir(data)}},
		{"in the run", "lies inside", []string{"--cache", filepath.Join(out, "kept")}},
		{"other files", "letter.txt", []string{"--cache", others}},
		{"a file", "cannot hold a cache", []string{"--cache", keys}},
	} {
		code, _, errs := adal(t, append([]string{"scan", "--data", data, "--period", "2026Q3", "--out", out, "--lang", "en"}, c.more...)...)
		if code != exitUsage || !strings.Contains(strings.Join(strings.Fields(errs), " "), c.want) || !strings.Contains(errs, "hint:") {
			t.Errorf("%s: exit %d\n%s", c.name, code, errs)
		}
		for _, name := range []string{out, filepath.Join(dir, "kept"), filepath.Join(data, "kept")} {
			if _, err := os.Lstat(name); err == nil {
				t.Errorf("%s: %s was made", c.name, name)
			}
		}
	}
	if info, err := os.Stat(others); err != nil || info.Mode().Perm() != 0o755 {
		t.Errorf("the folder of others has mode %v", info.Mode())
	}
	must(t, "scan", "--data", data, "--period", "2026Q3", "--out", out, "--seal", keys)
	if code, _, errs := adal(t, "verify", out, "--data", data, "--cache", filepath.Join(dir, "kept"), "--lang", "en"); code != exitUsage || !strings.Contains(errs, "a sealed run has no cache") {
		t.Errorf("verify of a sealed run: exit %d\n%s", code, errs)
	}
}

// A cache that somebody puts into the data folder is no table, and check says what it is.
func TestCacheIsNoTable(t *testing.T) {
	t.Parallel()
	data, dir := copyOf(t, small(t)), t.TempDir()
	kept := filepath.Join(dir, "kept")
	must(t, "scan", "--data", data, "--period", "2026Q3", "--out", filepath.Join(dir, "a"), "--cache", kept)
	if err := os.CopyFS(filepath.Join(data, "contracts"), os.DirFS(kept)); err != nil {
		t.Fatal(err)
	}
	must(t, "scan", "--data", data, "--period", "2026Q3", "--out", filepath.Join(dir, "b"))
	if a, b := contents(t, filepath.Join(dir, "a", "findings.csv")), contents(t, filepath.Join(dir, "b", "findings.csv")); a != b {
		t.Error("a cache in the data folder changes what is found")
	}
	if out := must(t, "check", "--data", data, "--lang", "en"); !strings.Contains(out, "the folder of a cache of the program") {
		t.Errorf("check does not say what the folder is:\n%s", out)
	}
}
