package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"github.com/inconshreveable/mousetrap"
	"github.com/spf13/cobra"

	"adal/pipeline/fault"
	"adal/texts"
)

// atDesk does what somebody without a terminal asks for: a folder dropped on the program is
// asked about, where somebody is there to answer and it has no adal.yaml yet, checked, then scanned
// for the last finished quarter and the last finished year as far as its tables go. What comes of
// it, drafts of letters too, stands beside the folder, named by the folder, the period and the day,
// and the reports open in the browser; nothing else is opened or written.
func atDesk(cmd *cobra.Command, args []string) error {
	if len(args) > 1 {
		return fault.Usage("one_folder")
	}
	info, err := os.Stat(args[0])
	if err != nil {
		return noCommand(cmd, args[0])
	}
	if !info.IsDir() {
		return fault.Usage("drop_folder", "file", args[0])
	}
	folder, err := filepath.Abs(args[0])
	if err != nil {
		return fmt.Errorf("data directory: %w", err)
	}
	d := desk{cmd: cmd, lang: cmd.Flag("lang").Value.String(), list: cmd.Flag("access").Value.String(), folder: folder, today: time.Now()}
	return d.work(cmd.Context())
}

// desk is the work on one folder.
type desk struct {
	cmd        *cobra.Command
	lang, list string
	folder     string
	today      time.Time
}

func (d desk) work(ctx context.Context) error {
	if _, err := os.Stat(filepath.Join(d.folder, configFile)); errors.Is(err, fs.ErrNotExist) && attended(d.cmd) {
		d.say("desk.asking", "folder", d.folder)
		_ = d.do(ctx, "map", d.folder) // what still stands in the way is said by the check, with all the rest
	}
	d.say("desk.checking", "folder", d.folder)
	page := d.place("check", ".html")
	if err := d.do(ctx, "check", "--data", d.folder, "--format", "html", "--out", page); err != nil {
		if _, e := os.Stat(page); e == nil {
			d.say("desk.checked", "page", page)
			browsed(d.cmd, true, page)
		}
		return err
	}
	d.say("desk.checked", "page", page)
	quarter, year := finished(d.today)
	var faults []error
	reports := 0
	for _, job := range []struct{ command, flag, period string }{{"scan", "--period", quarter}, {"concentration", "--year", year}} {
		out := d.place(job.period, "")
		d.say("desk."+job.command, "period", job.period)
		err := d.do(ctx, job.command, "--data", d.folder, job.flag, job.period, "--out", out)
		if f, ok := errors.AsType[*fault.Fault](err); ok && slices.Contains(nothingToDo, f.ID) {
			d.say("desk.no_table", "why", f.Message(d.lang))
			continue
		}
		if err != nil {
			faults = append(faults, err)
			continue
		}
		reports++
		faults = append(faults, d.letters(ctx, job.period, out))
		browsed(d.cmd, true, filepath.Join(out, "report.html"))
	}
	if reports == 0 {
		browsed(d.cmd, true, page)
	}
	return errors.Join(faults...)
}

// letters writes the drafts of letters of a run beside it. A run without a case to write about has
// none, and whoever was granted jobs but no letters goes without.
func (d desk) letters(ctx context.Context, period, run string) error {
	err := d.do(ctx, "letter", run, "--out", d.place("letters-"+period, ".docx"))
	if f, ok := errors.AsType[*fault.Fault](err); ok && slices.Contains([]string{"no_cases", "all_decided", "no_access"}, f.ID) {
		return nil
	}
	return err
}

// nothingToDo are the faults that say that a folder holds nothing for a job, or nothing of the time.
var nothingToDo = []string{"needs_table", "no_contract_of_year", "no_contract_counts"}

// do runs a command as if it had been typed, with the access list and the journal it has.
func (d desk) do(ctx context.Context, args ...string) error {
	args = append(args, "--lang", d.lang)
	if d.list != "" {
		args = append(args, "--access", d.list)
	}
	_, err := command(ctx, args, d.lang, d.cmd.InOrStdin(), d.cmd.OutOrStdout(), d.cmd.ErrOrStderr())
	return err
}

func (d desk) say(id string, pairs ...string) {
	fmt.Fprintln(d.cmd.OutOrStdout(), texts.In(d.lang, id, pairs...))
}

// place is a name nothing has yet beside the folder.
func (d desk) place(what, ending string) string {
	name := filepath.Base(d.folder)
	if filepath.Dir(d.folder) == d.folder { // a whole disk
		name = "adal"
	}
	free := filepath.Join(filepath.Dir(d.folder), name+"-"+what+"-"+d.today.Format(time.DateOnly))
	for n, stem := 2, free; ; n++ {
		if _, err := os.Lstat(free + ending); err != nil {
			return free + ending
		}
		free = stem + "-" + strconv.Itoa(n)
	}
}

// finished gives the last quarter and the last year that ended before a day.
func finished(day time.Time) (quarter, year string) {
	y, q := day.Year(), (int(day.Month())-1)/3
	year = strconv.Itoa(y - 1)
	if q == 0 {
		y, q = y-1, 4
	}
	return fmt.Sprintf("%dQ%d", y, q), year
}

// doubleClicked reports whether the program was started from the desktop: its window closes
// when it ends.
func doubleClicked() bool { return mousetrap.StartedByExplorer() }

// howTo says in every language what to do with a program without a terminal.
func howTo(w io.Writer) {
	for _, lang := range texts.Langs {
		fmt.Fprintln(w, texts.In(lang, "desk.how")+"\n")
	}
}

// wait keeps the window open until Enter is pressed.
func wait(lang string, stdin io.Reader, stdout io.Writer) {
	fmt.Fprintln(stdout, "\n"+texts.In(lang, "desk.enter"))
	_, _ = bufio.NewReader(stdin).ReadString('\n')
}
