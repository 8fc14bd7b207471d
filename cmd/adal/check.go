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
	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/reports/cell"
	"adal/reports/mask"
	"adal/reports/words"
)

func newCheckCommand() *cobra.Command {
	var o jobOptions
	var suggest, rejects bool
	var format string
	cmd := &cobra.Command{
		Use:   "check --data DIR",
		Short: "What was read of the files, what was not, and what to ask for",
		Long: `check reads and types the files of a folder and does no job on them. It prints, for a
reader who is no programmer: what each file was taken for, the rows read, rejected and left
out, how full every table is, which rules can run, the most frequent reasons of rejects with
an example, and what to ask the personnel office or procurement for.

With --format html the page is one HTML file that needs nothing else, to be opened in a
browser, printed or passed on. With --suggest it prints a first adal.yaml instead: what it
found, and what it is not sure of, marked. Put it into the folder and correct it; adal help
data explains the keys. With --rejects it prints every rejected row as CSV instead, for
whoever can correct them.

Exit status: 0 every file that is a table was read; 1 one or more could not be.`,
		Example: "  adal check --data fixtures/files\n" +
			"  adal check --data fixtures/files --format html --out check.html\n" +
			"  adal check --data fixtures/files --suggest > adal.yaml",
		Args: exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := o.pipeline(cmd.ErrOrStderr(), pipeline.Period{})
			if err != nil {
				return err
			}
			if suggest && rejects {
				return fault.Usage("two_prints")
			}
			if format != "text" && format != "html" {
				return fault.Usage("no_page_format", "format", format)
			}
			if format == "html" && (suggest || rejects) {
				return fault.Usage("own_format")
			}
			out, err := newOutput(o.out, o.force, cmd.OutOrStdout())
			if err != nil {
				return err
			}
			defer out.abandon()
			work, err := os.MkdirTemp("", "adal-check-")
			if err != nil {
				return fmt.Errorf("work folder: %w", err)
			}
			defer func() { _ = os.RemoveAll(work) }()
			raw := filepath.Join(work, "raw")
			if err := os.Mkdir(raw, 0o700); err != nil {
				return fmt.Errorf("work folder: %w", err)
			}
			var rows *rejectRows
			var each func(run.Reject) error
			if rejects {
				rows = newRejectRows(out, o)
				each = rows.add
			}
			c, err := pipeline.Check(cmd.Context(), p, raw, each)
			if err != nil {
				return err
			}
			if p.Progress != nil {
				fmt.Fprint(cmd.ErrOrStderr(), "\r\x1b[K")
			}
			switch {
			case rejects:
				err = rows.done()
			case suggest:
				_, err = io.WriteString(out, suggestion(c, o))
			case format == "html":
				err = checkPage(c, o).HTML(out)
			default:
				err = checkPage(c, o).Text(out)
			}
			if err == nil {
				err = out.done()
			}
			return errors.Join(append([]error{err}, c.Faults...)...)
		},
	}
	o.readFlags(cmd)
	cmd.Flags().StringVar(&format, "format", "text", "format of the page: text or html")
	cmd.Flags().StringVar(&o.out, "out", "", "file to write instead of printing; it may not exist yet")
	cmd.Flags().BoolVar(&o.force, "force", false, "replace an existing file")
	cmd.Flags().BoolVar(&suggest, "suggest", false, "print a first adal.yaml for the files")
	cmd.Flags().BoolVar(&rejects, "rejects", false, "print every rejected row as CSV")
	return cmd
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
	f, err := os.CreateTemp(filepath.Dir(path), ".adal-*")
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
	if err := errors.Join(w.file.Close(), os.Rename(w.file.Name(), w.path)); err != nil {
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

// rejectRows prints rejected rows as the rejects.csv of a run has them.
type rejectRows struct {
	w    *csv.Writer
	mask *mask.Masker
	lang string
}

func newRejectRows(out io.Writer, o jobOptions) *rejectRows {
	r := &rejectRows{w: csv.NewWriter(out), mask: mask.FromIDs(nil, o.ids == "full"), lang: o.lang}
	_ = r.w.Write([]string{"table", "file", "row", "column", "value", "reason", "code"})
	return r
}

func (r *rejectRows) add(x run.Reject) error {
	code, _, _ := strings.Cut(x.Reason, ":")
	return r.w.Write([]string{x.Table, r.mask.Text(x.File), strconv.FormatInt(x.Row, 10), x.Column, cell.Neutral(r.mask.Raw(x.Column, x.Value)), words.RejectReasons.In(r.lang, code), code})
}

func (r *rejectRows) done() error {
	r.w.Flush()
	return r.w.Error()
}

// newDataTopic is adal help data: what files may look like, and how adal.yaml maps them.
func newDataTopic() *cobra.Command {
	return &cobra.Command{
		Use:   "data",
		Short: "The files adal takes, and how adal.yaml maps them",
		Long: `adal reads every file of the --data folder and of its folders. Each is judged by what
stands in it, not by its name alone:

  CSV and other delimited texts   UTF-8, UTF-16, Windows-1251, KZ-1048, IBM866; , ; | or tab; " or '
  workbooks .xlsx                 every visible sheet; titles above and totals below are found
  JSON and JSON lines             tables, pages and dumps of goszakup.gov.kz, OCDS 1.1 releases
  Parquet                         tables and dumps
  .gz and .zip of these           up to 8 GiB unpacked

A file called roster.csv, contracts-2.xlsx or contracts/anything.json is that table. Any other
name says nothing: the table is told by the columns, whose Russian and Kazakh names are known
(ИИН, ФИО, Должность, Наименование поставщика, Сумма договора с НДС ...). A file like no table
is not used, and listed. Hidden sheets are not read unless adal.yaml names them.

Where looks do not tell, adal.yaml in the folder does (or --config FILE):

  ignore: ["старое/*", "*.bak.xlsx"]
  files:
    - file: "Кадры*.xlsx"          # a name or a pattern
      sheet: "Штат"                # by name or number; of a zip, the file in it
      header_row: 3                # as the spreadsheet counts
      table: roster
      columns:                     # column of the table: column of the file, or its place
        iin: "ИИН работника"
        last_name: "ФИО"           # one cell for several columns is taken apart
        first_name: "ФИО"
        patronymic: "ФИО"
        unit: "#F"
      constants:
        service_class: corps_b
      values:
        kind: {"врио": acting}
    - file: "выгрузка.txt"
      encoding: windows-1251
      delimiter: "|"
      quote: "'"
      table: contracts
  rates: {USD: 520.15}
  methods: {302: competitive, "ocds:limited": competitive}
  set: {P12-4a.months: 24}

methods gives the class of a way of buying by its id: competitive, e_shop, exchange,
single_source_direct, single_source_failed, special or unknown. Of OCDS, open and selective
are competitive and direct is single_source_direct. limited is unknown on purpose: the buyer
invites suppliers of its choice, one or several, and a guess would move the single-source
share. The report lists it until methods says what it is.

Columns that are not named are still looked for by their usual names. adal check shows what
was understood; adal check --suggest writes a first adal.yaml.

Rows are counted as a spreadsheet shows them, the header of a plain file being row 1; records
of JSON and Parquet from 1.

The tables and their columns; * must stand in the file. Of a column of words the words are
given; Russian and Kazakh ones are known too.
` + tablesHelp(),
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
