package main

import (
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/disk"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/reports/cell"
	"adal/reports/check"
	"adal/reports/mask"
	"adal/reports/view/checked"
	"adal/reports/words"
)

// checkOptions are the flags of adal check.
type checkOptions struct {
	jobOptions
	suggest, rejects, asked bool
	format                  string
}

func newCheckCommand() *cobra.Command {
	var o checkOptions
	cmd := &cobra.Command{
		Use: "check",
		Example: "  adal check --data fixtures/files\n" +
			"  adal check --data fixtures/files --format html --out check.html\n" +
			"  adal check --data fixtures/files --suggest > adal.yaml",
		Args: exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd) },
	}
	o.readFlags(cmd)
	cmd.Flags().StringVar(&o.format, "format", "text", "")
	cmd.Flags().StringVar(&o.out, "out", "", "")
	cmd.Flags().BoolVar(&o.force, "force", false, "")
	cmd.Flags().BoolVar(&o.open, "open", false, "")
	cmd.Flags().BoolVar(&o.suggest, "suggest", false, "")
	cmd.Flags().BoolVar(&o.rejects, "rejects", false, "")
	cmd.Flags().BoolVar(&o.asked, "asked", false, "")
	return cmd
}

// allowed is a fault where flags do not go together.
func (o *checkOptions) allowed() error {
	switch {
	case o.suggest && o.rejects || o.asked && (o.suggest || o.rejects):
		return fault.Usage("two_prints")
	case o.format != "text" && o.format != "html":
		return fault.Usage("no_page_format", "format", o.format)
	case o.format == "html" && (o.suggest || o.rejects || o.asked):
		return fault.Usage("own_format")
	case o.open && (o.format != "html" || o.out == ""):
		return fault.Usage("nothing_to_open")
	}
	return nil
}

func (o *checkOptions) run(cmd *cobra.Command) error {
	p, err := o.pipeline(cmd.Context(), cmd.Name(), cmd.ErrOrStderr(), job.Period{})
	if err != nil {
		return err
	}
	if err := o.allowed(); err != nil {
		return err
	}
	out, err := newOutput(o.out, o.force, cmd.OutOrStdout())
	if err != nil {
		return err
	}
	defer out.abandon()
	temporary, err := run.Temporary("adal-check")
	if err != nil {
		return fmt.Errorf("work folder: %w", err)
	}
	defer temporary.Discard()
	raw := filepath.Join(temporary.Dir, "raw")
	if err := os.Mkdir(raw, 0o700); err != nil {
		return fmt.Errorf("work folder: %w", err)
	}
	rows, told := o.rows(out)
	c, err := pipeline.Check(cmd.Context(), p, raw, told)
	if err != nil {
		return err
	}
	watchOf(cmd.Context()).quiet()
	switch {
	case rows != nil:
		err = rows.done()
	case o.suggest:
		_, err = io.WriteString(out, suggestion(c, o.jobOptions))
	case o.format == "html":
		err = check.HTML(out, checked.Of(c.Values(), o.lang, o.ids == "full", o.data))
	default:
		err = check.Text(folded(out), checked.Of(c.Values(), o.lang, o.ids == "full", o.data))
	}
	if err == nil {
		err = out.done()
	}
	if err == nil {
		browsed(cmd, o.open, o.out)
	}
	return errors.Join(append([]error{err}, refusals(c)...)...)
}

// output is where a command prints: standard output, or a file of its own that appears
// whole or not at all, readable by its owner alone.
type output struct {
	io.Writer
	path string
	file *os.File
}

// newOutput refuses a file that exists, unless it is to be replaced.
func newOutput(path string, replace bool, stdout io.Writer) (*output, error) {
	if path == "" {
		return &output{Writer: stdout}, nil
	}
	if _, err := os.Lstat(path); err == nil && !replace {
		return nil, fault.Data("exists", "path", path)
	}
	if info, err := os.Stat(filepath.Dir(path)); err != nil || !info.IsDir() {
		return nil, fault.Data("no_page_folder", "path", path, "folder", filepath.Dir(path))
	}
	run.Sweep(path)
	f, err := run.Beside(path)
	if err != nil {
		return nil, fmt.Errorf("write %s: %w", path, err)
	}
	return &output{Writer: f, path: path, file: f}, nil
}

// done makes the file appear under its name.
func (w *output) done() error {
	if w.file == nil {
		return nil
	}
	if err := errors.Join(w.file.Close(), disk.OwnerOnly(w.file.Name()), disk.Rename(w.file.Name(), w.path)); err != nil {
		return fmt.Errorf("write %s: %w", w.path, err)
	}
	w.file = nil
	return nil
}

// abandon leaves nothing behind of a file that was not done.
func (w *output) abandon() {
	if w.file != nil {
		_ = w.file.Close()
		_ = os.Remove(w.file.Name())
	}
}

// rows gives who prints single rows where they are asked for; nil where they are not.
func (o *checkOptions) rows(out io.Writer) (*rowsPrinter, pipeline.Told) {
	if !o.rejects && !o.asked {
		return nil, pipeline.Told{}
	}
	r := &rowsPrinter{w: csv.NewWriter(out), mask: mask.FromIDs(nil, o.ids == "full"), lang: o.lang}
	if o.rejects {
		_ = r.w.Write([]string{"table", "file", "row", "column", "value", "reason", "code"})
		return r, pipeline.Told{Rejected: r.rejected}
	}
	_ = r.w.Write([]string{"office", "what", "table", "column", "file", "row", "code"})
	return r, pipeline.Told{Asked: r.asked}
}

// rowsPrinter prints rejected rows as the rejects.csv of a run has them, or the rows something is
// asked for.
type rowsPrinter struct {
	w    *csv.Writer
	mask *mask.Masker
	lang string
}

func (r *rowsPrinter) rejected(x run.Reject) error {
	code, _, _ := strings.Cut(x.Reason, ":")
	return r.w.Write([]string{x.Table, r.mask.Text(x.File), strconv.FormatInt(x.Row, 10), x.Column, cell.Neutral(r.mask.Raw(x.Column, x.Value)), words.RejectReasons.In(r.lang, code), code})
}

func (r *rowsPrinter) asked(x run.AskedRow) error {
	what := words.Check.In(r.lang, "rejected")
	if x.Code != "rejected" {
		what = words.Ask.In(r.lang, x.Code)
	}
	return r.w.Write([]string{words.Ask.In(r.lang, "to_"+x.Office), what, x.Table, x.Column, r.mask.Text(x.File), strconv.FormatInt(x.Row, 10), x.Code})
}

func (r *rowsPrinter) done() error {
	r.w.Flush()
	return r.w.Error()
}

// newDataTopic is adal help data: what files may look like, and how adal.yaml maps them.
func newDataTopic() *cobra.Command {
	return &cobra.Command{
		Use: "data",
	}
}

// tablesHelp lists every table with its columns, and the words of those that hold words.
func tablesHelp() string {
	var b strings.Builder
	for _, t := range tables.All {
		fmt.Fprintf(&b, "\n  %s\n", t.Name)
		var names []string
		for _, c := range t.Columns {
			name := c.Name
			if c.Required {
				name += "*"
			}
			names = append(names, name)
		}
		wrapped(&b, "    ", strings.Join(names, ", "))
		for _, c := range t.Columns {
			if len(c.Words) > 0 {
				wrapped(&b, "      ", c.Name+": "+strings.Join(slices.Compact(slices.Sorted(maps.Values(c.Words))), " "))
			}
		}
	}
	return strings.TrimRight(b.String(), "\n")
}

// wrapped writes a text in lines of at most 92 bytes, each behind indent, the later ones two
// further in.
func wrapped(b *strings.Builder, indent, text string) {
	line := indent
	for word := range strings.FieldsSeq(text) {
		if len(line)+1+len(word) > 92 {
			b.WriteString(line + "\n")
			line = indent + "  "
		}
		if strings.TrimSpace(line) != "" {
			line += " "
		}
		line += word
	}
	b.WriteString(line + "\n")
}
