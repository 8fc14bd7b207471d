package main

import (
	"bufio"
	"context"
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
	"golang.org/x/term"

	"adal/pipeline"
	"adal/pipeline/ingest"
	"adal/pipeline/ingest/header"
	"adal/pipeline/job"
	"adal/pipeline/run"
	"adal/reports/view/checked"
	"adal/texts"
)

func newMapCommand() *cobra.Command {
	var o jobOptions
	var suggest bool
	cmd := &cobra.Command{
		Use:     "map",
		Example: "  adal map fixtures/files --suggest",
		Args:    exactly(1, "a_data_folder"),
		RunE: func(cmd *cobra.Command, args []string) error {
			o.data = args[0]
			m := &mapper{o: o, in: bufio.NewReader(cmd.InOrStdin()), out: cmd.OutOrStdout(), errs: cmd.ErrOrStderr()}
			m.asks = !suggest && attended(cmd)
			return m.run(cmd.Context(), suggest)
		},
	}
	f := cmd.Flags()
	f.StringVar(&o.ids, "ids", "masked", "")
	f.StringVar(&o.lang, "lang", "ru", "")
	f.StringVar(&o.memory, "memory", "4GB", "")
	f.IntVar(&o.threads, "threads", 0, "")
	f.StringVar(&o.maxRejects, "max-rejects", "5%", "")
	f.BoolVar(&o.quiet, "quiet", false, "")
	f.BoolVar(&suggest, "suggest", false, "")
	return cmd
}

// attended reports whether somebody is there to answer.
func attended(cmd *cobra.Command) bool {
	f, ok := cmd.InOrStdin().(*os.File)
	return ok && term.IsTerminal(int(f.Fd()))
}

// mapper makes adal.yaml of a folder: what was recognised, and the answers to what was not.
type mapper struct {
	o      jobOptions
	in     *bufio.Reader
	out    io.Writer
	errs   io.Writer
	asks   bool // somebody is there to answer
	config config
}

// run asks until nothing is left to ask or nobody answers, checking anew after the answers,
// and writes what came of it. With suggest it prints the file and writes nothing.
func (m *mapper) run(ctx context.Context, suggest bool) error {
	var passed []string
	for {
		c, err := m.check(ctx)
		if err != nil {
			return err
		}
		if m.config.take(c) && !suggest {
			if err := m.write(m.config.text(m.o.lang, nil)); err != nil {
				return err
			}
			continue
		}
		open := slices.DeleteFunc(questionsOf(c, m.o), func(q question) bool { return slices.Contains(passed, q.id) })
		if suggest {
			_, err := io.WriteString(m.out, suggestion(c, m.o))
			return err
		}
		answered := false
		if m.asks {
			for _, q := range open {
				passed = append(passed, q.id)
				told, err := m.put(q)
				if err != nil {
					return err
				}
				answered = answered || told
			}
		}
		if answered {
			if err := m.write(m.config.text(m.o.lang, nil)); err != nil {
				return err
			}
			continue
		}
		all := questionsOf(c, m.o)
		if err := m.write(m.config.text(m.o.lang, all)); err != nil {
			return err
		}
		if c, err = m.check(ctx); err != nil { // what was written is what is read
			return err
		}
		m.tell(c, len(all))
		return errors.Join(refusals(c)...)
	}
}

// check reads the folder under its adal.yaml as it stands now.
func (m *mapper) check(ctx context.Context) (*pipeline.Checked, error) {
	p, err := m.o.pipeline(ctx, "check", m.errs, job.Period{})
	if err != nil {
		return nil, err
	}
	if m.config, err = readConfig("", m.o.data); err != nil {
		return nil, err
	}
	temporary, err := run.Temporary("adal-map")
	if err != nil {
		return nil, fmt.Errorf("work folder: %w", err)
	}
	defer temporary.Discard()
	work := temporary.Dir
	raw := filepath.Join(work, "raw")
	if err := os.Mkdir(raw, 0o700); err != nil {
		return nil, fmt.Errorf("work folder: %w", err)
	}
	c, err := pipeline.Check(ctx, p, raw, pipeline.Told{})
	watchOf(ctx).quiet()
	return c, err
}

func (m *mapper) write(text []byte) error {
	out, err := newOutput(filepath.Join(m.o.data, configFile), true, nil)
	if err != nil {
		return err
	}
	defer out.abandon()
	if _, err := out.Write(text); err != nil {
		return fmt.Errorf("write adal.yaml: %w", err)
	}
	return out.done()
}

func (m *mapper) say(id string, pairs ...string) {
	fmt.Fprintln(m.out, texts.In(m.o.lang, "map."+id, pairs...))
}

// put asks one question until it is answered in a way that can be meant, or passed over with
// an empty line. It reports whether there was an answer.
func (m *mapper) put(q question) (bool, error) {
	fmt.Fprintln(m.out, "\n"+q.text)
	for i, option := range q.options {
		fmt.Fprintf(m.out, "  %d) %s\n", i+1, option.text)
	}
	for {
		m.say("prompt")
		line, err := m.in.ReadString('\n')
		answer := strings.TrimSpace(line)
		if answer != "" {
			n, bad := strconv.Atoi(answer)
			switch {
			case bad == nil && n >= 1 && n <= len(q.options):
				q.options[n-1].apply(&m.config)
				return true, nil
			case q.free != nil && q.free(&m.config, answer):
				return true, nil
			}
			m.say("bad_answer", "answer", answer)
		}
		if errors.Is(err, io.EOF) || answer == "" {
			return false, nil
		}
		if err != nil {
			return false, fmt.Errorf("read the answer: %w", err)
		}
	}
}

// tell says what was written, what is left, and the next step.
func (m *mapper) tell(c *pipeline.Checked, left int) {
	m.say("written", "file", filepath.Join(m.o.data, configFile))
	if left > 0 {
		m.say("left", "n", strconv.Itoa(left))
	}
	for _, j := range checked.Of(c.Values(), m.o.lang, m.o.ids == "full", m.o.data).Jobs {
		if len(j.Can) > 0 {
			fmt.Fprintf(m.out, "  %s: %s\n", j.Name, j.On)
		}
	}
	if c.Input.Has("roster") {
		m.say("next_scan", "folder", m.o.data)
	}
	if c.Input.Has("contracts") {
		m.say("next_year", "folder", m.o.data)
	}
}

// take adds an entry for every file that was recognised under names that are not its own.
// again says that a file that could not be used may be now.
func (c *config) take(k *pipeline.Checked) (again bool) {
	for _, f := range k.Input.Files {
		if f.Source.Entity != "" || f.Source.Format == "ocds" || f.Source.Relative != "" || !named(f) && f.Source.HeaderRow <= 1 {
			continue
		}
		if slices.ContainsFunc(c.Files, func(e ingest.FileMapping) bool {
			return e.File == f.File.Path && (e.Sheet == "" || e.Sheet == sheetOf(f))
		}) {
			continue
		}
		e := c.entry(f.File.Path, sheetOf(f), f.File.Table)
		if f.Source.HeaderRow > 1 {
			e.HeaderRow = int(f.Source.HeaderRow)
		}
		if f.Source.Format == "csv" && f.Source.Encoding != "utf-8" {
			e.Encoding = f.Source.Encoding
		}
		if f.Source.Format == "csv" && f.Source.Delimiter != "," {
			e.Delimiter = f.Source.Delimiter
		}
		if f.Source.Format == "csv" && f.Source.Quote != `"` {
			e.Quote = f.Source.Quote
		}
		for _, x := range f.Source.Columns {
			if !strings.HasPrefix(x.Header, "= ") && !strings.EqualFold(x.Header, x.Column) {
				e.column(x.Column, x.Header)
			}
		}
	}
	for _, s := range k.Input.Lacking {
		if number := numberOf(s); number != "" && slices.Contains(s.Missing, "contract_id") {
			again = true
			c.lacking(s).column("contract_id", number) // an id is made of number, customer, supplier and day
		}
	}
	return again
}

// numberOf is the column of the numbers of contracts, "" where there is none.
func numberOf(s ingest.Skipped) string {
	i := slices.IndexFunc(s.Header, func(h string) bool { return header.IsName("contracts", "number", h) })
	if s.Like != "contracts" || i < 0 {
		return ""
	}
	return s.Header[i]
}

func sheetOf(f ingest.Raw) string {
	if f.Source.Sheet != "" && f.Part != "" {
		return f.Source.Sheet
	}
	return f.Part
}

// fileEntry is an entry that is being written.
type fileEntry struct{ *ingest.FileMapping }

func (e fileEntry) column(name, header string) {
	if e.Columns == nil {
		e.Columns = map[string]string{}
	}
	e.Columns[name] = header
}

// entry gives the entry of a file, a new one where there is none.
func (c *config) entry(file, sheet, table string) fileEntry {
	for i := range c.Files {
		if e := &c.Files[i]; e.File == file && e.Sheet == sheet && (e.Table == table || e.Table == "") {
			e.Table = table
			return fileEntry{e}
		}
	}
	c.Files = append(c.Files, ingest.FileMapping{File: file, Sheet: sheet, Table: table})
	return fileEntry{&c.Files[len(c.Files)-1]}
}

// lacking gives the entry of a file that lacks columns.
func (c *config) lacking(s ingest.Skipped) fileEntry {
	e := c.entry(s.Path, s.Part, s.Like)
	if s.HeaderRow > 1 {
		e.HeaderRow = int(s.HeaderRow)
	}
	return e
}

// text writes the configuration, with the questions nobody answered as comments.
func (c *config) text(lang string, open []question) []byte {
	var b strings.Builder
	b.WriteString("# " + texts.In(lang, "map.head") + "\n")
	pairs := func(name string, of map[string]string) {
		if len(of) > 0 {
			b.WriteString(name + ":\n")
			for _, k := range slices.Sorted(maps.Keys(of)) {
				fmt.Fprintf(&b, "  %s: %s\n", quoted(k), quoted(of[k]))
			}
		}
	}
	pairs("set", c.Set)
	pairs("rates", c.Rates)
	pairs("methods", c.Methods)
	if len(c.Ignore) > 0 {
		b.WriteString("ignore:\n")
		for _, p := range c.Ignore {
			b.WriteString("  - " + quoted(p) + "\n")
		}
	}
	if len(c.Files) > 0 {
		b.WriteString("files:\n")
	}
	for _, e := range c.Files {
		writeEntry(&b, e)
	}
	writeQuestions(&b, open)
	return []byte(b.String())
}

// writeQuestions writes what is open as comments, with the answers that may be meant.
func writeQuestions(b *strings.Builder, open []question) {
	for _, q := range open {
		b.WriteString("\n# ? " + strings.ReplaceAll(q.text, "\n", "\n#   ") + "\n")
		for _, option := range q.options {
			b.WriteString("#   - " + oneRow(option.text) + "\n")
		}
	}
}

func writeEntry(b *strings.Builder, e ingest.FileMapping) { b.WriteString(e.Entry()) }
