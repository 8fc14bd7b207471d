package main

import (
	"encoding/csv"
	"fmt"
	"io"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/kz"
	"adal/pipeline/run"
	"adal/reports/cell"
	"adal/reports/mask"
	"adal/reports/text"
	"adal/reports/words"
)

// kinOptions are the flags of adal kin.
type kinOptions struct {
	jobOptions
	person, on, format string
}

func newKinCommand() *cobra.Command {
	var o kinOptions
	cmd := &cobra.Command{
		Use: "kin",
		Example: "  adal kin --data fixtures/ministry --on 2026-09-30\n" +
			"  adal kin --data fixtures/ministry --on 2026-09-30 --format text",
		Args: exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error { return o.run(cmd) },
	}
	o.readFlags(cmd)
	cmd.Flags().StringVar(&o.person, "person", "", "")
	cmd.Flags().StringVar(&o.on, "on", "", "")
	cmd.Flags().StringVar(&o.format, "format", "csv", "")
	return cmd
}

func (o *kinOptions) run(cmd *cobra.Command) error {
	if o.format != "csv" && o.format != "text" {
		return fault.Usage("not_a_format", "format", o.format, "known", "csv|text")
	}
	if o.person != "" && !kz.IsIIN(o.person) {
		return fault.Usage("bad_person", "person", o.person)
	}
	day, err := dayOf(o.on)
	if err != nil {
		return err
	}
	p, err := o.pipeline(cmd.Context(), cmd.Name(), cmd.ErrOrStderr(), job.Period{})
	if err != nil {
		return err
	}
	temporary, err := run.Temporary("adal-kin")
	if err != nil {
		return fmt.Errorf("work folder: %w", err)
	}
	defer temporary.Discard()
	rows, err := pipeline.Kin(cmd.Context(), p, temporary.Dir, o.person, day)
	if err != nil {
		return err
	}
	watchOf(cmd.Context()).quiet()
	var ids []string
	for _, r := range rows {
		ids = append(ids, r.IIN, r.Relative)
		ids = append(ids, r.People...)
	}
	m := mask.FromIDs(ids, o.ids == "full")
	if o.format == "text" {
		return kinText(folded(cmd.OutOrStdout()), rows, m, o.lang)
	}
	return kinCSV(cmd.OutOrStdout(), rows, m)
}

// dayOf reads a day as a person writes it; nil of a blank one.
func dayOf(on string) (*time.Time, error) {
	if on == "" {
		return nil, nil
	}
	for _, form := range []string{time.DateOnly, "02.01.2006"} {
		if d, err := time.Parse(form, on); err == nil {
			return &d, nil
		}
	}
	return nil, fault.Usage("bad_day", "day", on)
}

// kinCSV prints the columns of the contract, then the names.
func kinCSV(out io.Writer, rows []pipeline.KinRow, m *mask.Masker) error {
	w := csv.NewWriter(out)
	if err := w.Write([]string{"iin", "relative_iin", "relation", "set", "date_from", "date_to", "path", "name", "relative_name"}); err != nil {
		return err
	}
	for _, r := range rows {
		if err := w.Write([]string{m.ID(r.IIN), m.ID(r.Relative), r.Relation, r.Set, r.From, r.To, r.Path(m.ID), cell.Neutral(m.Text(r.Name)), cell.Neutral(m.Text(r.RelativeName))}); err != nil {
			return err
		}
	}
	w.Flush()
	return w.Error()
}

// kinText prints everybody with their relatives below them: what the relative is to them, when,
// and the rows that say so.
func kinText(out io.Writer, rows []pipeline.KinRow, m *mask.Masker, lang string) error {
	var b strings.Builder
	for i, r := range rows {
		if i == 0 || rows[i-1].IIN != r.IIN {
			if i > 0 {
				b.WriteString("\n")
			}
			b.WriteString(words.Ref(lang, r.Name, r.IIN, m) + "\n")
		}
		tie := words.Tie(lang, &run.Finding{SubjectKind: "person", SubjectID: r.IIN, SubjectName: r.Name, OtherKind: "person", OtherID: r.Relative, OtherName: r.RelativeName, Tie: r.Relation})
		line := tie + " — " + words.Ref(lang, r.RelativeName, r.Relative, m)
		if span := words.Span(lang, r.From, r.To); span != "" {
			line += ", " + span
		}
		var places []string
		for _, l := range r.Links {
			places = append(places, fmt.Sprintf("%s:%d", m.Text(l.File), l.Row))
		}
		b.WriteString("  " + line + " [" + strings.Join(places, ", ") + "]\n")
	}
	_, err := io.WriteString(out, strings.Map(text.Printable, b.String()))
	return err
}
