// Package access keeps who may run what over personal data, after paragraph 11 of the
// Standard: an official memo, the consents of the first head and of the officer for
// information security, the jobs it covers and its days; and a journal of what was run,
// each line bound to the one before it. It promises that without a grant in force nothing
// is allowed, that no line of the journal can be altered, removed or cut off at the end
// without Verify telling, and that the journal holds no number, name or path of anybody
// the data are about. It reads no clock: callers say which day it is.
package access

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"go.yaml.in/yaml/v3"

	"adal/pipeline/fault"
)

// FileName is the access list a command looks for in the data folder and beside a run.
const FileName = "access.yaml"

// Unmask is the scope that allows full numbers of people, beside that of the command.
const Unmask = "unmask"

// Scopes are what a grant can cover: the commands that read personal data, and Unmask.
var Scopes = []string{"scan", "concentration", "check", "map", "kin", "explain", "letter", "verify", "diff", "report", "flags", "duties", "tax-request", "protect", Unmask}

// Policy is an access list.
type Policy struct {
	// Journal is the file every command is written to; default .adal-journal.jsonl.
	Journal string `yaml:"journal"`
	// Head keeps the number and digest of the journal's last line, to be kept where
	// those who can write the journal cannot: another disk, another owner. Default the
	// journal's name with .head.
	Head   string  `yaml:"head"`
	Grants []Grant `yaml:"grants"`
}

// Grant allows one user of the operating system some scopes for some days.
type Grant struct {
	User  string   `yaml:"user"`
	Scope []string `yaml:"scope"`
	// From and To are the first and the last day, both of them needed.
	From string `yaml:"from"`
	To   string `yaml:"to"`
	// Memo is the official memo that asks for access.
	Memo struct {
		Number string `yaml:"number"`
		Date   string `yaml:"date"`
	} `yaml:"memo"`
	// Consents are those paragraph 11 asks for; access begins when both are given.
	Consents struct {
		FirstHead           Consent `yaml:"first_head"`
		InformationSecurity Consent `yaml:"information_security"`
	} `yaml:"consents"`
	// Limits are the restrictions the memo records, in words.
	Limits string `yaml:"limits"`
}

// Consent is the day it was given, and by whom.
type Consent struct {
	Date string `yaml:"date"`
	By   string `yaml:"by"`
}

// Load reads an access list. It reports every fault of it at once, and a key it does not
// know is one: a misspelt restriction must not be no restriction.
func Load(path string) (*Policy, error) {
	b, err := os.ReadFile(path)
	if err != nil {
		if p, ok := errors.AsType[*fs.PathError](err); ok {
			err = p.Err
		}
		return nil, fault.Usage("access_file", "file", path, "cause", err)
	}
	p := &Policy{}
	d := yaml.NewDecoder(bytes.NewReader(b))
	d.KnownFields(true)
	if err := d.Decode(p); err != nil && !errors.Is(err, io.EOF) {
		return nil, fault.Data("access_keys", "file", path, "cause", err)
	}
	var faults []error
	wrong := func(i int, what fault.Term) {
		faults = append(faults, fault.Data("access_grant", "file", path, "n", i+1, "what", what))
	}
	for i, g := range p.Grants {
		if g.User == "" {
			wrong(i, fault.Say("grant_no_user"))
		}
		for _, s := range g.Scope {
			if !slices.Contains(Scopes, s) {
				wrong(i, fault.Say("grant_no_scope", "scope", s, "known", Scopes))
			}
		}
		for _, d := range []struct{ name, value string }{
			{"from", g.From}, {"to", g.To}, {"memo.date", g.Memo.Date},
			{"consents.first_head.date", g.Consents.FirstHead.Date}, {"consents.information_security.date", g.Consents.InformationSecurity.Date},
		} {
			if d.value != "" {
				if _, err := day(d.value); err != nil {
					wrong(i, fault.Say("grant_not_a_day", "key", d.name, "value", d.value))
				}
			}
		}
	}
	folder, err := filepath.Abs(filepath.Dir(path))
	if err != nil {
		return nil, fmt.Errorf("access list: %w", err)
	}
	if p.Journal == "" {
		p.Journal = ".adal-journal.jsonl"
	}
	if p.Head == "" {
		p.Head = HeadOf(p.Journal)
	}
	for _, name := range []*string{&p.Journal, &p.Head} {
		if !filepath.IsAbs(*name) {
			*name = filepath.Join(folder, *name)
		}
	}
	return p, errors.Join(faults...)
}

// HeadOf is where the head of a journal is kept unless the access list says otherwise.
func HeadOf(journal string) string { return strings.TrimSuffix(journal, ".jsonl") + ".head" }

func day(s string) (time.Time, error) {
	if t, err := time.Parse(time.DateOnly, s); err == nil {
		return t, nil
	}
	return time.Parse("02.01.2006", s)
}

// Allow gives the grant under which a user may do everything in scopes on a day. Without
// one it is the fault that says of each grant of the user what it lacks.
func (p *Policy) Allow(user string, scopes []string, today time.Time) (*Grant, error) {
	var lacks fault.Terms
	for i := range p.Grants {
		g := &p.Grants[i]
		if g.User != user {
			continue
		}
		reason := g.lacks(scopes, today)
		if reason == nil {
			return g, nil
		}
		lacks = append(lacks, *reason)
	}
	if len(lacks) == 0 {
		lacks = fault.Terms{fault.Say("no_grant")}
	}
	return nil, fault.Data("no_access", "user", user, "scopes", strings.Join(scopes, ", "), "why", lacks)
}

// lacks says why a grant does not allow scopes on a day, nil where it does.
func (g *Grant) lacks(scopes []string, today time.Time) *fault.Term {
	now := today.Format(time.DateOnly)
	on := func(s string) string { // as a day to compare, "" for none
		t, err := day(s)
		if err != nil {
			return ""
		}
		return t.Format(time.DateOnly)
	}
	memo := func(id string, args ...any) *fault.Term {
		return new(fault.Say(id, append([]any{"memo", g.Memo.Number}, args...)...))
	}
	switch {
	case g.Memo.Number == "" || on(g.Memo.Date) == "":
		return memo("no_memo")
	case on(g.Memo.Date) > now:
		return memo("memo_later", "day", g.Memo.Date)
	case on(g.Consents.FirstHead.Date) == "":
		return memo("no_first_head")
	case on(g.Consents.FirstHead.Date) > now:
		return memo("first_head_later", "day", g.Consents.FirstHead.Date)
	case on(g.Consents.InformationSecurity.Date) == "":
		return memo("no_security")
	case on(g.Consents.InformationSecurity.Date) > now:
		return memo("security_later", "day", g.Consents.InformationSecurity.Date)
	case on(g.From) == "" || on(g.To) == "":
		return memo("no_term")
	case now < on(g.From):
		return memo("memo_from", "day", g.From)
	case now > on(g.To):
		return memo("memo_until", "day", g.To)
	}
	for _, s := range scopes {
		if !slices.Contains(g.Scope, s) {
			return memo("memo_scope", "scope", s)
		}
	}
	return nil
}
