package access_test

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"adal/pipeline/access"
	"adal/pipeline/fault"
)

const list = `
journal: journal.jsonl
grants:
  - user: aigerim
    scope: [scan, explain]
    from: 2026-07-01
    to: 31.12.2026
    memo: {number: 12-3/45, date: 2026-06-20}
    consents:
      first_head: {date: 2026-06-25, by: министр}
      information_security: {date: 2026-06-26}
    limits: только центральный аппарат
  - user: berik
    scope: [scan, unmask]
    from: 2026-07-01
    to: 2026-12-31
    memo: {number: 12-3/46, date: 2026-06-20}
    consents:
      first_head: {date: 2026-06-25}
`

func policy(t *testing.T, text string) (*access.Policy, error) {
	t.Helper()
	path := filepath.Join(t.TempDir(), access.FileName)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return access.Load(path)
}

func TestAllow(t *testing.T) {
	p, err := policy(t, list)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		user, day string
		scopes    []string
		want      string // part of the refusal, "" for allowed
	}{
		{"aigerim", "2026-07-01", []string{"scan"}, ""},
		{"aigerim", "2026-12-31", []string{"explain"}, ""},
		{"aigerim", "2026-06-30", []string{"scan"}, "holds from 2026-07-01"},
		{"aigerim", "2027-01-01", []string{"scan"}, "held until 31.12.2026"},
		{"aigerim", "2026-08-01", []string{"concentration"}, "does not cover concentration"},
		{"aigerim", "2026-08-01", []string{"explain", access.Unmask}, "does not cover unmask"},
		{"berik", "2026-08-01", []string{"scan"}, "no consent of the officer for information security"},
		{"daniyar", "2026-08-01", []string{"scan"}, "no grant for this user"},
		{"", "2026-08-01", []string{"scan"}, "no grant for this user"},
	} {
		day, _ := time.Parse(time.DateOnly, c.day)
		g, err := p.Allow(c.user, c.scopes, day)
		switch {
		case c.want == "" && (err != nil || g.Memo.Number != "12-3/45"):
			t.Errorf("%v: %v", c, err)
		case c.want != "":
			f, ok := errors.AsType[*fault.Fault](err)
			if !ok || !strings.Contains(f.Message("en"), c.want) || f.Usage {
				t.Errorf("%v: %v", c, err)
			}
		}
	}
}

func TestLoadFaults(t *testing.T) {
	for text, want := range map[string]string{
		"grant: []": "not found",
		"grants:\n  - user: a\n    scope: [everything]": `no scope "everything"`,
		"grants:\n  - user: a\n    from: soon":          `from: "soon" is not a day`,
		"grants:\n  - scope: [scan]":                    "no user",
		"grants:\n  - user: a\n    until: 2026-01-01":   "not found",
	} {
		if _, err := policy(t, text); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", text, err, want)
		}
	}
}

// written makes a journal of n lines.
func written(t *testing.T, n int) (journal, head string) {
	t.Helper()
	journal = filepath.Join(t.TempDir(), "journal.jsonl")
	head = filepath.Join(t.TempDir(), "apart", "journal.head")
	if err := os.Mkdir(filepath.Dir(head), 0o700); err != nil {
		t.Fatal(err)
	}
	for i := range n {
		if err := access.Append(journal, head, access.Entry{At: "2026-10-01T09:00:00Z", User: "aigerim", Event: "started", Command: fmt.Sprint("scan", i)}); err != nil {
			t.Fatal(err)
		}
	}
	return journal, head
}

// Every way to touch a journal is told: each byte changed, each line removed, repeated or
// exchanged with its neighbour, every cut at the end, a line added, the file removed.
func TestJournalTells(t *testing.T) {
	journal, head := written(t, 6)
	whole, err := os.ReadFile(journal)
	if err != nil {
		t.Fatal(err)
	}
	if n, _, problems, err := access.Verify(journal, head); err != nil || n != 6 || len(problems) > 0 {
		t.Fatalf("as written: %d lines, %v %v", n, problems, err)
	}
	try := func(name string, b []byte) {
		t.Helper()
		if err := os.WriteFile(journal, b, 0o600); err != nil {
			t.Fatal(err)
		}
		if _, _, problems, err := access.Verify(journal, head); err == nil && len(problems) == 0 {
			t.Errorf("%s: not told", name)
		}
	}
	for i := range whole {
		if i == len(whole)-1 {
			continue // the last line end alone carries nothing
		}
		b := bytes.Clone(whole)
		b[i] ^= 1
		try(fmt.Sprintf("byte %d changed", i), b)
	}
	lines := bytes.SplitAfter(bytes.TrimSuffix(whole, []byte("\n")), []byte("\n"))
	lines[len(lines)-1] = append(bytes.Clone(lines[len(lines)-1]), '\n')
	join := func(l ...[]byte) []byte { return bytes.Join(l, nil) }
	for i := range lines {
		rest := append(append([][]byte{}, lines[:i]...), lines[i+1:]...)
		try(fmt.Sprintf("line %d removed", i+1), join(rest...))
		twice := append(append(append([][]byte{}, lines[:i+1]...), lines[i]), lines[i+1:]...)
		try(fmt.Sprintf("line %d twice", i+1), join(twice...))
		try(fmt.Sprintf("cut after line %d", i), join(lines[:i]...))
		if i > 0 {
			swapped := append([][]byte{}, lines...)
			swapped[i], swapped[i-1] = swapped[i-1], swapped[i]
			try(fmt.Sprintf("lines %d and %d exchanged", i, i+1), join(swapped...))
		}
	}
	// A forger who knows how a line is summed still breaks what the next is bound to.
	for i := range lines {
		var e access.Entry
		if err := json.Unmarshal(lines[i], &e); err != nil {
			t.Fatal(err)
		}
		e.User, e.Sum = "daniyar", ""
		plain, _ := json.Marshal(e)
		sum := sha256.Sum256(plain)
		e.Sum = hex.EncodeToString(sum[:])
		forged, _ := json.Marshal(e)
		b := append([][]byte{}, lines...)
		b[i] = append(forged, '\n')
		try(fmt.Sprintf("line %d forged", i+1), join(b...))
	}
	if err := os.WriteFile(journal, whole, 0o600); err != nil {
		t.Fatal(err)
	}
	if err := os.Remove(head); err != nil {
		t.Fatal(err)
	}
	if _, _, problems, _ := access.Verify(journal, head); len(problems) == 0 {
		t.Error("the head removed: not told")
	}
}

// A journal that was touched is not written on: the next command is refused. Without the
// look at the head a journal that was cut off is written on.
func TestAppendRefuses(t *testing.T) {
	for name, touch := range map[string]func(journal, head string) error{
		"cut": func(journal, _ string) error {
			b, err := os.ReadFile(journal)
			if err != nil {
				return err
			}
			b = bytes.TrimSuffix(b, []byte("\n"))
			return os.WriteFile(journal, b[:bytes.LastIndexByte(b, '\n')+1], 0o600)
		},
		// A whole line, summed and bound as it should be, with the head as it was: taken in before.
		"line added by hand": func(journal, head string) error {
			b, err := os.ReadFile(journal)
			if err != nil {
				return err
			}
			kept, err := os.ReadFile(head)
			if err != nil {
				return err
			}
			if err := access.Append(journal, head, access.Entry{Command: "scan"}); err != nil {
				return err
			}
			if after, _ := os.ReadFile(journal); bytes.Equal(after, b) {
				return errors.New("nothing was added")
			}
			return os.WriteFile(head, kept, 0o600)
		},
		"half a line added": func(journal, _ string) error {
			f, err := os.OpenFile(journal, os.O_APPEND|os.O_WRONLY, 0)
			if err != nil {
				return err
			}
			_, err = f.WriteString("{")
			return errors.Join(err, f.Close())
		},
		"removed":      func(journal, _ string) error { return os.Remove(journal) },
		"head removed": func(_, head string) error { return os.Remove(head) },
		"last line altered": func(journal, _ string) error {
			b, err := os.ReadFile(journal)
			if err != nil {
				return err
			}
			return os.WriteFile(journal, bytes.Replace(b, []byte("scan2"), []byte("scan9"), 1), 0o600)
		},
	} {
		journal, head := written(t, 3)
		if err := touch(journal, head); err != nil {
			t.Fatal(err)
		}
		if err := access.Append(journal, head, access.Entry{Command: "scan"}); err == nil || !strings.Contains(err.Error(), "was altered") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

// A kill between the line and the head, or in the middle of a line, is no alteration.
func TestAppendAfterAKill(t *testing.T) {
	journal, head := written(t, 3)
	was := strings.Fields(contents(t, head))
	if err := access.Append(journal, head, access.Entry{Command: "scan"}); err != nil {
		t.Fatal(err)
	}
	now := strings.Fields(contents(t, head))
	announce := func(next string) { // as the head is while the next line is written
		t.Helper()
		if err := os.WriteFile(head, []byte(was[0]+" "+was[1]+" "+next+"\n"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	announce(now[1])
	if n, _, problems, err := access.Verify(journal, head); err != nil || n != 4 || len(problems) > 0 {
		t.Errorf("after a kill before the head was moved: %d lines, %v %v", n, problems, err)
	}
	if err := access.Append(journal, head, access.Entry{Command: "scan"}); err != nil {
		t.Errorf("after a kill before the head was moved: %v", err)
	}
	was = strings.Fields(contents(t, head))
	f, err := os.OpenFile(journal, os.O_APPEND|os.O_WRONLY, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := f.WriteString(`{"n":6,"at` + strings.Repeat("x", 900)); err != nil {
		t.Fatal(err)
	}
	_ = f.Close()
	if err := access.Append(journal, head, access.Entry{Command: "scan"}); err == nil {
		t.Error("half a line that no command announced is taken in")
	}
	announce(strings.Repeat("a", 64))
	if err := access.Append(journal, head, access.Entry{Command: "scan"}); err != nil {
		t.Errorf("after a kill in the middle of a line: %v", err)
	}
	if n, _, problems, err := access.Verify(journal, head); err != nil || n != 6 || len(problems) > 0 {
		t.Errorf("%d lines, %v %v", n, problems, err)
	}
}

// Commands at the same moment line up.
func TestAppendAtOnce(t *testing.T) {
	journal, head := written(t, 0)
	var all sync.WaitGroup
	for i := range 20 {
		all.Go(func() {
			if err := access.Append(journal, head, access.Entry{Command: fmt.Sprint("scan", i)}); err != nil {
				t.Error(err)
			}
		})
	}
	all.Wait()
	if n, _, problems, err := access.Verify(journal, head); err != nil || n != 20 || len(problems) > 0 {
		t.Errorf("%d lines, %v %v", n, problems, err)
	}
}

// A head that was noted is found in the journal though it has grown since; after the end was
// cut off and the head rewritten to fit, which cannot be seen from inside, it is not.
func TestNotedHead(t *testing.T) {
	journal, head := written(t, 3)
	noted, err := access.HeadIn(head)
	if err != nil {
		t.Fatal(err)
	}
	again, ok := access.ParseHead(noted.String())
	if !ok || again != noted {
		t.Fatalf("%v is read as %v", noted, again)
	}
	if err := access.Append(journal, head, access.Entry{Command: "scan"}); err != nil {
		t.Fatal(err)
	}
	if _, _, problems, err := access.Verify(journal, head, noted); err != nil || len(problems) > 0 {
		t.Errorf("grown: %v %v", problems, err)
	}
	cut, cutHead := written(t, 2)
	if _, _, problems, err := access.Verify(cut, cutHead); err != nil || len(problems) > 0 {
		t.Errorf("from inside: %v %v", problems, err)
	}
	if _, _, problems, err := access.Verify(cut, cutHead, noted); err != nil || len(problems) != 1 {
		t.Errorf("against the noted head: %v %v", problems, err)
	}
	for _, s := range []string{"", "3", "3:abc", "x:" + strings.Repeat("a", 64), "3 " + strings.Repeat("a", 64), "-1:" + strings.Repeat("a", 64)} {
		if _, ok := access.ParseHead(s); ok {
			t.Errorf("%q is a head", s)
		}
	}
}

func contents(t *testing.T, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}
