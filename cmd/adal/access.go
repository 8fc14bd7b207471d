package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"os/user"
	"path/filepath"
	"regexp"
	"slices"
	"time"

	"github.com/spf13/cobra"

	"adal/pipeline/access"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/run"
	"adal/texts"
)

// watch holds every command to the access list and writes it to the journal: before it
// begins, so that one that is killed stands there too, and when it has ended. Where there
// is no access list it does nothing. It, the desk and the progress of a job alone read the clock.
type watch struct {
	lang    string   // of what is said
	args    []string // as they were typed
	list    string   // --access
	policy  *access.Policy
	entry   access.Entry
	out     string // folder of the run the command writes or reads
	finding string // what explain explained
	began   bool
	seen    *progress // of the job it does; nil where none is shown
}

// shows lets a job tell how far it is, in place of the one before.
func (w *watch) shows(p *progress, o *job.Options) {
	w.seen.end()
	w.seen = p
	p.watches(o)
	o.Progress = logged(o.Progress)
}

// quiet ends the showing: what is printed next stands on a line of its own.
func (w *watch) quiet() { w.seen.end() }

type watchKey struct{}

func withWatch(ctx context.Context, w *watch) context.Context {
	return context.WithValue(ctx, watchKey{}, w)
}

// watchOf gives the watch of a command; one that watches nothing where there is none.
func watchOf(ctx context.Context) *watch {
	if w, ok := ctx.Value(watchKey{}).(*watch); ok {
		return w
	}
	return &watch{lang: texts.Default}
}

// guarded reports whether an access list is in force.
func (w *watch) guarded() bool { return w.policy != nil }

// begin finds the access list and refuses a command it does not allow.
func (w *watch) begin(cmd *cobra.Command, args []string) error {
	if cmd.Parent() == nil || cmd.Parent().HasParent() || !slices.Contains(access.Scopes, cmd.Name()) {
		return nil // no command over personal data; journal verify is one of the journal
	}
	flag := func(name string) string {
		if f := cmd.Flags().Lookup(name); f != nil {
			return f.Value.String()
		}
		return ""
	}
	runs := args // every argument of a watched command is a run, but the finding of explain and the cases of letter
	if of := []string{"explain", "letter"}; slices.Contains(of, cmd.Name()) {
		runs = args[:1]
	}
	if previous := flag("previous"); previous != "" {
		runs = append(slices.Clone(runs), previous)
	}
	for _, r := range runs {
		if m, err := run.ReadManifest(r); err == nil && m.Job == run.Protect {
			return fault.Data("closed_run", "folder", r)
		}
	}
	if err := w.find(flag("data"), runs); err != nil {
		return err
	}
	closed := cmd.Name() == string(run.Protect)
	if w.policy == nil {
		if closed {
			return fault.Usage("protect_no_access", "file", access.FileName)
		}
		return nil
	}
	if closed {
		return w.beginClosed(flag("ids") == "full")
	}
	if w.out = flag("out"); len(args) > 0 && (w.out == "" || cmd.Name() == "letter" || cmd.Name() == "report") { // these write beside a run
		w.out = args[0]
	}
	now := time.Now()
	who, err := user.Current()
	if err != nil {
		return fmt.Errorf("who runs this: %w", err)
	}
	w.entry = access.Entry{User: who.Username, Command: cmd.Name()}
	if period := flag("period") + flag("year") + flag("as-of"); periodForm.MatchString(period) {
		w.entry.Period = period
	}
	scopes := []string{cmd.Name()}
	if flag("ids") == "full" {
		scopes = append(scopes, access.Unmask)
		w.entry.IDs = "full"
	}
	grant, refusal := w.policy.Allow(who.Username, scopes, now)
	if refusal != nil {
		return errors.Join(refusal, w.write("refused", ""))
	}
	w.entry.Memo = grant.Memo.Number
	if err := w.write("started", ""); err != nil {
		return err // what cannot be written down is not done
	}
	w.began = true
	return nil
}

// beginClosed holds the closed job to the access list. The journal says that it ran, or was
// refused, and nothing else of it.
func (w *watch) beginClosed(full bool) error {
	who, err := user.Current()
	if err != nil {
		return fmt.Errorf("who runs this: %w", err)
	}
	w.entry = access.Entry{User: who.Username, Command: string(run.Protect)}
	scopes := []string{string(run.Protect)}
	if full {
		scopes = append(scopes, access.Unmask)
	}
	if _, refusal := w.policy.Allow(who.Username, scopes, time.Now()); refusal != nil {
		return errors.Join(refusal, w.write("refused", ""))
	}
	return w.write("ran", "")
}

// periodForm keeps anything but a period out of the journal.
var periodForm = regexp.MustCompile(`^[0-9]{4}(Q[1-4]|-[0-9]{2}-[0-9]{2})?$`)

// find loads the access list: the one given, else access.yaml in the data folder, else
// beside a run. A run that was made under one is not opened without.
func (w *watch) find(data string, runs []string) error {
	path := w.list
	var places []string
	if data != "" {
		places = append(places, data)
	}
	for _, r := range runs {
		places = append(places, filepath.Dir(filepath.Clean(r)))
	}
	for _, place := range places {
		if path != "" {
			break
		}
		if _, err := os.Lstat(filepath.Join(place, access.FileName)); !errors.Is(err, fs.ErrNotExist) && err == nil {
			path = filepath.Join(place, access.FileName)
		}
	}
	if path != "" {
		var err error
		w.policy, err = access.Load(path)
		return err
	}
	for _, r := range runs {
		if m, err := run.ReadManifest(r); err == nil && m.Access {
			return fault.Data("made_under_access", "folder", r)
		}
	}
	return nil
}

func (w *watch) write(event, outcome string) error {
	e := w.entry
	e.At, e.Event, e.Outcome, e.Finding = time.Now().UTC().Format(time.RFC3339), event, outcome, w.finding
	if event == "finished" && w.out != "" {
		e.Run, _ = run.Digest(filepath.Join(w.out, run.ManifestFile)) // blank where there is none
	}
	return access.Append(w.policy.Journal, w.policy.Head, e)
}

// head is what a command prints last where there is a journal: the number and digest of its
// last line, to be noted where those who can write the journal cannot.
func (w *watch) head() string {
	if w.policy == nil {
		return ""
	}
	h, err := access.HeadIn(w.policy.Head)
	if err != nil {
		return ""
	}
	return texts.In(w.lang, "cmd.journal_head", "head", h.String())
}

// end writes how a command that began has ended, and gives its error back.
func (w *watch) end(err error) error {
	if !w.began {
		return err
	}
	outcome := "done"
	switch {
	case errors.Is(err, errDifference):
		outcome = "difference"
	case err != nil:
		outcome = "failed"
	}
	if e := w.write("finished", outcome); e != nil {
		if errors.Is(err, errDifference) {
			return e
		}
		return errors.Join(err, e)
	}
	return err
}
