package main

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"flag"
	"io"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"testing"

	"filippo.io/age"
	"github.com/rogpeppe/go-internal/testscript"
)

// The test binary is the program too: started under the name adal it is adal, so the
// conversations below and the fault tests talk to a process of its own.
func TestMain(m *testing.M) {
	if filepath.Base(os.Args[0]) != "adal" {
		flag.Parse()
		dir, err := os.MkdirTemp("", "adal-test-")
		if err != nil {
			panic(err)
		}
		shared.dir = dir
	}
	testscript.Main(cleaning{m}, map[string]func(){"adal": main})
}

// long reports whether the tests run in their long form, as make torture does.
func long() bool { return os.Getenv("ADAL_TORTURE") != "" }

// cleaning removes what the tests shared.
type cleaning struct{ m *testing.M }

func (c cleaning) Run() int {
	code := c.m.Run()
	_ = os.RemoveAll(shared.dir)
	return code
}

// ministry is the data set of the README.
var ministry, _ = filepath.Abs("../../fixtures/ministry")

var shared struct {
	dir   string
	scan  sync.Once
	small sync.Once
	code  int
	err   string
}

// scanned gives a scan of the ministry that tests share. Nobody writes to it.
func scanned(t testing.TB) string {
	t.Helper()
	run := filepath.Join(shared.dir, "2026Q3")
	shared.scan.Do(func() {
		shared.code, _, shared.err = adal(t, "scan", "--data", ministry, "--period", "2026Q3", "--out", run)
	})
	if shared.code != 0 {
		t.Fatalf("scan of the ministry: exit %d\n%s", shared.code, shared.err)
	}
	return run
}

// small gives data that scan in a fraction of a second: the hostile ones, without their
// rejected rows. Nobody writes to it.
func small(t testing.TB) string {
	t.Helper()
	data := filepath.Join(shared.dir, "small")
	shared.small.Do(func() {
		if err := os.CopyFS(data, os.DirFS(hostile)); err != nil {
			t.Fatal(err)
		}
		setCell(t, filepath.Join(data, "contracts.csv"), 17, "", "")
		setCell(t, filepath.Join(data, "contracts.csv"), 16, "", "")
	})
	return data
}

// adal does one command in this process.
func adal(t testing.TB, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = execute(context.Background(), args, strings.NewReader(""), &out, &errs)
	return code, out.String(), errs.String()
}

// must does one command that has to succeed, and gives what it printed.
func must(t testing.TB, args ...string) string {
	t.Helper()
	code, out, errs := adal(t, args...)
	if code != 0 {
		t.Fatalf("adal %s: exit %d\n%s", strings.Join(args, " "), code, errs)
	}
	return out
}

// process prepares adal as a process of its own.
func process(ctx context.Context, args ...string) *exec.Cmd {
	self, err := os.Executable()
	if err != nil {
		panic(err)
	}
	cmd := exec.CommandContext(ctx, self)
	cmd.Args = append([]string{"adal"}, args...)
	return cmd
}

// copyOf copies a folder of plain files and folders.
func copyOf(t testing.TB, from string) string {
	t.Helper()
	to := filepath.Join(t.TempDir(), filepath.Base(from))
	if err := os.CopyFS(to, os.DirFS(from)); err != nil {
		t.Fatal(err)
	}
	return to
}

// edit replaces the first occurrence of a text in a file, which must have it.
func edit(t testing.TB, path, old, to string) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Contains(b, []byte(old)) {
		t.Fatalf("%s does not have %q", path, old)
	}
	if err := os.WriteFile(path, bytes.Replace(b, []byte(old), []byte(to), 1), 0o600); err != nil {
		t.Fatal(err)
	}
}

// table reads a CSV file as rows by column name.
func table(t testing.TB, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var rows []map[string]string
	for _, r := range records[1:] {
		row := map[string]string{}
		for i, c := range records[0] {
			row[c] = r[i]
		}
		rows = append(rows, row)
	}
	return rows
}

// source gives a row of a table that a finding of a rule rests on: the finding, the file
// and the row, the first that no finding of the rule shares and that is not taken yet.
func source(t testing.TB, run, rule, of string, taken map[string]bool) (finding, file string, row int) {
	t.Helper()
	rules := map[string]string{}
	for _, f := range table(t, filepath.Join(run, "findings.csv")) {
		rules[f["finding_id"]] = f["rule"]
	}
	for _, e := range table(t, filepath.Join(run, "evidence.csv")) {
		if place := e["file"] + ":" + e["row"]; rules[e["finding_id"]] == rule && e["table"] == of && !taken[place] && !taken[e["finding_id"]] {
			taken[place], taken[e["finding_id"]] = true, true
			row, err := strconv.Atoi(e["row"])
			if err != nil {
				t.Fatal(err)
			}
			return e["finding_id"], e["file"], row
		}
	}
	t.Fatalf("no finding of %s rests on %s", rule, of)
	return
}

// setCell changes a cell of a plain CSV file; with no column the row is taken out.
func setCell(t testing.TB, path string, row int, column, value string) {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	records, err := csv.NewReader(f).ReadAll()
	_ = f.Close()
	if err != nil {
		t.Fatal(err)
	}
	if column == "" {
		records = append(records[:row-1], records[row:]...)
	}
	for i, c := range records[0] {
		if c == column {
			records[row-1][i] = value
		}
	}
	var b bytes.Buffer
	if err := csv.NewWriter(&b).WriteAll(records); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// keys makes two age identities, mine.key and other.key, and the recipients file of the first.
func keys(dir string) error {
	for _, name := range []string{"other", "mine"} {
		identity, err := age.GenerateX25519Identity()
		if err != nil {
			return err
		}
		err = errors.Join(
			os.WriteFile(filepath.Join(dir, name+".key"), []byte(identity.String()+"\n"), 0o600),
			os.WriteFile(filepath.Join(dir, "recipients.txt"), []byte("# the unit\n"+identity.Recipient().String()+"\n"), 0o600),
		)
		if err != nil {
			return err
		}
	}
	return nil
}

// TestScripts are conversations with the program, the failing ones too. $RUN is a scan
// of the ministry to read, $DATA its data, $FIRST the id of its first finding, $PREFIX the beginning of it, $SMALL data that scan fast; exits N adal ... wants exit status N (@FILE is what the file says) and leaves
// what was printed in the files out and err; expand A B writes A with its variables as B.
func TestScripts(t *testing.T) {
	t.Parallel()
	run := scanned(t)
	first := table(t, filepath.Join(run, "findings.csv"))[0]["finding_id"]
	testscript.Run(t, testscript.Params{
		Dir: "testdata",
		Setup: func(e *testscript.Env) error {
			e.Setenv("RUN", run)
			e.Setenv("DATA", ministry)
			e.Setenv("FIRST", first)
			e.Setenv("PREFIX", first[:8])
			e.Setenv("SMALL", small(t))
			who, err := user.Current()
			if err != nil {
				return err
			}
			e.Setenv("ME", who.Username)
			return keys(e.WorkDir)
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"exits": func(ts *testscript.TestScript, neg bool, args []string) {
				if len(args) < 2 || neg {
					ts.Fatalf("usage: exits N adal args...")
				}
				want, err := strconv.Atoi(args[0])
				ts.Check(err)
				for i, a := range args {
					if name, ok := strings.CutPrefix(a, "@"); ok {
						args[i] = strings.TrimSpace(ts.ReadFile(name))
					}
				}
				cmd := process(context.Background(), args[2:]...)
				cmd.Dir = ts.MkAbs(".")
				var out, errs bytes.Buffer
				cmd.Stdout, cmd.Stderr = &out, &errs
				err = cmd.Run()
				if exit, ok := errors.AsType[*exec.ExitError](err); err != nil && !ok {
					ts.Fatalf("%v", err)
				} else if got := cmd.ProcessState.ExitCode(); got != want {
					ts.Fatalf("exit status %d, want %d %v\n%s%s", got, want, exit, out.String(), errs.String())
				}
				ts.Check(os.WriteFile(ts.MkAbs("out"), out.Bytes(), 0o600))
				ts.Check(os.WriteFile(ts.MkAbs("err"), errs.Bytes(), 0o600))
			},
			"expand": func(ts *testscript.TestScript, _ bool, args []string) {
				b := []byte(os.Expand(ts.ReadFile(args[0]), ts.Getenv))
				ts.Check(os.WriteFile(ts.MkAbs(args[1]), b, 0o600))
			},
			"clone": func(ts *testscript.TestScript, _ bool, args []string) {
				ts.Check(os.CopyFS(ts.MkAbs(args[1]), os.DirFS(ts.MkAbs(args[0]))))
			},
			"append": func(ts *testscript.TestScript, _ bool, args []string) {
				f, err := os.OpenFile(ts.MkAbs(args[0]), os.O_APPEND|os.O_WRONLY, 0)
				ts.Check(err)
				_, err = io.WriteString(f, strings.Join(args[1:], " ")+"\n")
				ts.Check(errors.Join(err, f.Close()))
			},
		},
	})
}
