package main

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// require skips where something the test runs is not installed, and fails there in CI.
func require(t *testing.T, programs ...string) {
	t.Helper()
	if os.Getenv("ADAL_DIST") == "" {
		t.Skip("builds both programs and runs them, minutes: make test-dist")
	}
	for _, p := range programs {
		if _, err := exec.LookPath(p); err != nil {
			if os.Getenv("CI") != "" {
				t.Fatalf("%s is not installed", p)
			}
			t.Skipf("%s is not installed: apt-get install gcc-mingw-w64-x86-64-posix wine wine64 npm", p)
		}
	}
}

// TestDist unpacks both archives into empty folders and works with each as a desk would, with
// a bare environment: every file of every run has the same bytes on both systems.
func TestDist(t *testing.T) {
	require(t, "gcc", "npm", mingw, "wine", "wineserver")
	out := t.TempDir()
	archives := built(t, filepath.Join(out, "one"))
	again := built(t, filepath.Join(out, "two"))
	for i := range archives {
		a, err := digest(archives[i])
		if err != nil {
			t.Fatal(err)
		}
		if b, err := digest(again[i]); err != nil || a != b {
			t.Errorf("%s built twice differs: %v", filepath.Base(archives[i]), err)
		}
	}
	linux := newDesk(t, unpackTar(t, archives[0]), "adal")
	windows := newDesk(t, unpackZip(t, archives[1]), "wine", "adal.exe")
	windows.underWine(t)
	for _, d := range []*desk{linux, windows} {
		d.command(t, "scan", "--data", data, "--period", "2026Q3", "--out", "отчёт за квартал")
		d.command(t, "concentration", "--data", data, "--year", "2025", "--out", "runs/2025")
		d.command(t, "check", "--data", data)
		d.command(t, "explain", "отчёт за квартал", "1")
		d.command(t, "verify", "отчёт за квартал", "--data", data)
		d.command(t, "kin", "--data", data, "--on", "2026-09-30")
	}
	for _, place := range []string{"отчёт за квартал", "runs/2025"} {
		same(t, filepath.Join(linux.dir, place), filepath.Join(windows.dir, place))
	}
	for i := range linux.said {
		if linux.said[i] != windows.said[i] {
			t.Errorf("command %d says\n%s\nand on Windows\n%s", i+1, linux.said[i], windows.said[i])
		}
	}
	private(t, filepath.Join(windows.dir, "отчёт за квартал"))
	windows.killed(t)
	windows.systemUnderWine(t)
	shown := linux.browser(t)
	for _, lang := range []string{"", "kk", "en"} {
		one, letters := linux.dropped(t, lang)
		two, others := windows.dropped(t, lang)
		if len(letters) != 2 || !slices.Equal(letters, others) {
			t.Errorf("--lang %s: drafts of letters stand at %v, and on Windows at %v", lang, letters, others)
		}
		for _, name := range letters {
			a, err := os.ReadFile(filepath.Join(linux.dir, name))
			b, err2 := os.ReadFile(filepath.Join(windows.dir, name))
			if err != nil || err2 != nil || len(a) == 0 || !bytes.Equal(a, b) {
				t.Errorf("--lang %s: %s is not the same on both systems (%d and %d bytes): %v, %v", lang, name, len(a), len(b), err, err2)
			}
		}
		if len(one) != 2 || !slices.Equal(one, two) {
			t.Errorf("--lang %s: the reports stand at %v, and on Windows at %v", lang, one, two)
			continue
		}
		for _, place := range one {
			same(t, filepath.Join(linux.dir, place), filepath.Join(windows.dir, place))
		}
	}
	if pages := shown(); strings.Count(pages, "report.html\n") != 6 || strings.Contains(pages, "check") {
		t.Errorf("the browser was shown %q, want the two reports of each of three drops", pages)
	}
}

// data is the folder of the ministry on the desk.
const data = "Данные отдела за год"

func built(t *testing.T, out string) []string {
	t.Helper()
	archives, err := distribute(t.Context(), out)
	if err != nil {
		t.Fatal(err)
	}
	return archives
}

// desk is an unpacked folder and how its program is started.
type desk struct {
	dir     string
	program []string
	env     []string
	said    []string
}

func newDesk(t *testing.T, dir string, program ...string) *desk {
	t.Helper()
	if err := os.Rename(filepath.Join(dir, "ministry"), filepath.Join(dir, data)); err != nil {
		t.Fatal(err)
	}
	d := &desk{dir: dir, program: program, env: []string{"HOME=" + t.TempDir(), "PATH=" + dir}}
	if len(program) == 1 {
		d.program = []string{filepath.Join(dir, program[0])}
	}
	return d
}

// underWine makes a Windows of its own for the desk, with what Wine 8 lacks of Windows 10.
func (d *desk) underWine(t *testing.T) {
	t.Helper()
	home := t.TempDir()
	d.env = []string{"HOME=" + home, "WINEPREFIX=" + filepath.Join(home, "prefix"), "WINEDEBUG=-all", "WINEDLLOVERRIDES=mscoree,mshtml=", "LANG=C.UTF-8",
		"PATH=" + strings.Join([]string{d.dir, "/usr/bin", "/bin"}, ":")}
	run(t, d.dir, d.env, "wine", "wineboot", "-i")
	t.Cleanup(func() {
		stop := exec.Command("wineserver", "-k") // it fails where the server has left of itself
		stop.Env = d.env
		if err := stop.Run(); err != nil {
			t.Logf("wineserver -k: %v", err)
		}
	})
	run(t, ".", nil, mingw, "-O2", "-shared", "-o", filepath.Join(home, "prefix/drive_c/windows/system32/bcryptprimitives.dll"), "testdata/prng.c", "-ladvapi32")
}

func run(t *testing.T, dir string, env []string, name string, args ...string) {
	t.Helper()
	cmd := exec.CommandContext(t.Context(), name, args...)
	cmd.Dir, cmd.Env = dir, env
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Errorf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
}

func (d *desk) start(t *testing.T, args ...string) *exec.Cmd {
	t.Helper()
	all := append(slices.Clone(d.program[1:]), args...)
	cmd := exec.CommandContext(t.Context(), d.program[0], all...)
	cmd.Dir, cmd.Env = d.dir, d.env
	return cmd
}

// command runs a command that must succeed, and keeps what it prints.
func (d *desk) command(t *testing.T, args ...string) {
	t.Helper()
	cmd := d.start(t, args...)
	var stdout, stderr bytes.Buffer
	cmd.Stdout, cmd.Stderr = &stdout, &stderr
	if err := cmd.Run(); err != nil {
		t.Fatalf("%s %s: %v\n%s%s", d.program[0], strings.Join(args, " "), err, stdout.String(), stderr.String())
	}
	d.said = append(d.said, strings.ReplaceAll(stdout.String(), `\`, "/"))
}

// killed kills a run that replaces another while it works: the other stands as it was, and
// the next run takes away what was left.
func (d *desk) killed(t *testing.T) {
	t.Helper()
	place := "отчёт за квартал"
	cmd := d.start(t, "scan", "--data", data, "--period", "2026Q2", "--out", place, "--force")
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	left := func() []string {
		found, err := filepath.Glob(filepath.Join(d.dir, "."+place+".adal-*", "tables", "*.parquet"))
		if err != nil {
			t.Fatal(err)
		}
		return found
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	for len(left()) == 0 {
		select {
		case err := <-ended:
			t.Fatalf("it ended before it was killed: %v", err)
		default:
		}
	}
	if err := cmd.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	if err := <-ended; err == nil {
		t.Error("a killed run ended well")
	}
	if len(left()) == 0 {
		t.Error("a killed run left nothing: it was not killed at work")
	}
	d.command(t, "verify", place)
	d.command(t, "scan", "--data", data, "--period", "2026Q2", "--out", place, "--force")
	if l := left(); len(l) > 0 {
		t.Errorf("the next run left what the killed one did: %v", l)
	}
}

// dropped drops the folder on the program, or on the guide's shortcut with a language: the runs
// and drafts of letters stand beside it, and every page is in that language. It gives the names of
// the runs' folders and of the letters.
func (d *desk) dropped(t *testing.T, lang string) (runs, letters []string) {
	t.Helper()
	before := d.beside(t)
	if lang == "" {
		lang = "ru"
		d.command(t, data)
	} else {
		d.command(t, "--lang", lang, data)
	}
	pages := 0
	for _, path := range d.beside(t) {
		if slices.Contains(before, path) {
			continue
		}
		if strings.HasSuffix(path, ".docx") {
			letters = append(letters, filepath.Base(path))
			continue
		}
		page := path
		if !strings.HasSuffix(path, ".html") {
			runs = append(runs, filepath.Base(path))
			page = filepath.Join(path, "report.html")
			if _, err := os.Stat(filepath.Join(path, "report.xlsx")); err != nil {
				t.Error(err)
			}
		}
		b, err := os.ReadFile(page)
		if err != nil || !bytes.Contains(b[:min(len(b), 200)], []byte(`<html lang="`+lang+`"`)) {
			t.Errorf("%s is not in %s: %v", page, lang, err)
		}
		pages++
	}
	if pages != 3 {
		t.Errorf("%s --lang %s: %d pages beside the folder, want the check and two reports\n%s", d.program[0], lang, pages, d.said[len(d.said)-1])
	}
	return runs, letters
}

// beside lists what stands beside the folder by its name.
func (d *desk) beside(t *testing.T) []string {
	t.Helper()
	found, err := filepath.Glob(filepath.Join(d.dir, data+"-*"))
	if err != nil {
		t.Fatal(err)
	}
	return found
}

// same compares every file of two folders.
func same(t *testing.T, a, b string) {
	t.Helper()
	one, two := filesIn(t, a), filesIn(t, b)
	for _, name := range slices.Sorted(maps.Keys(one)) {
		if !bytes.Equal(one[name], two[name]) {
			t.Errorf("%s: %s is not the same on both systems (%d and %d bytes)", filepath.Base(a), name, len(one[name]), len(two[name]))
		}
	}
	if len(one) < 10 || len(one) != len(two) {
		t.Errorf("%s has %d files, on Windows %d", filepath.Base(a), len(one), len(two))
	}
}

func filesIn(t *testing.T, dir string) content {
	t.Helper()
	all := content{}
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		all[name], err = os.ReadFile(path)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// private looks at what Wine makes of the access lists: nobody but the owner may. It counts
// the owner's group to the owner; the test of pipeline/disk reads the lists themselves.
func private(t *testing.T, dir string) {
	t.Helper()
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		info, err := d.Info()
		if err == nil && info.Mode().Perm()&0o007 != 0 {
			t.Errorf("%s: others may: %o", path, info.Mode().Perm())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

func unpackTar(t *testing.T, archive string) string {
	t.Helper()
	f, err := os.Open(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for r := tar.NewReader(z); ; {
		h, err := r.Next()
		if errors.Is(err, io.EOF) {
			return summed(t, dir)
		}
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, h.Name, r, fs.FileMode(h.Mode)) //nolint:gosec // our own archive
	}
}

func unpackZip(t *testing.T, archive string) string {
	t.Helper()
	z, err := zip.OpenReader(archive)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = z.Close() }()
	dir := t.TempDir()
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		put(t, dir, f.Name, r, 0o644)
		_ = r.Close()
	}
	return summed(t, dir)
}

func put(t *testing.T, dir, name string, r io.Reader, mode fs.FileMode) {
	t.Helper()
	file := filepath.Join(dir, filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		t.Fatal(err)
	}
	b, err := io.ReadAll(r)
	if err == nil {
		err = os.WriteFile(file, b, mode)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// summed checks the sums of an unpacked folder and gives the one folder in it.
func summed(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil || len(entries) != 1 {
		t.Fatalf("%d entries at the top: %v", len(entries), err)
	}
	dir = filepath.Join(dir, entries[0].Name())
	run(t, dir, os.Environ(), "sha256sum", "-c", "--quiet", "SHA256SUMS")
	return dir
}
