package main

import (
	"bytes"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"time"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/reports/view"
	"adal/reports/xlsx"
	"adal/texts"
)

// newTaxRequestCommand writes the list of paragraph 28(3). It holds full numbers by its nature,
// so it is asked for in so many words, and the journal says so.
func newTaxRequestCommand() *cobra.Command {
	var o jobOptions
	var on string
	cmd := &cobra.Command{
		Use:     "tax-request",
		Example: "  adal tax-request --data fixtures/ministry --on 2026-09-30 --ids full --out list.xlsx",
		Args:    exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			p, err := o.pipeline(cmd.Context(), cmd.Name(), cmd.ErrOrStderr(), job.Period{})
			if err != nil {
				return err
			}
			if o.ids != "full" {
				return fault.Usage("tax_needs_full")
			}
			day, err := time.Parse(time.DateOnly, on)
			if err != nil {
				if day, err = time.Parse("02.01.2006", on); err != nil {
					return fault.Usage("bad_day", "day", on)
				}
			}
			if o.out == "" {
				return fault.Usage("no_list_output")
			}
			if _, err := os.Lstat(o.out); !o.force && !errors.Is(err, fs.ErrNotExist) {
				return fault.Usage("list_exists", "file", o.out)
			}
			n, err := o.taxList(cmd, p, day)
			if err != nil {
				return err
			}
			_, err = fmt.Fprintln(cmd.OutOrStdout(), texts.In(o.lang, "closing.tax_list", "n", strconv.Itoa(n), "file", o.out))
			return err
		},
	}
	o.readFlags(cmd)
	f := cmd.Flags()
	f.StringVar(&on, "on", "", "")
	f.StringVar(&o.out, "out", "", "")
	f.BoolVar(&o.force, "force", false, "")
	return cmd
}

// taxList writes the list beside its name and then puts it there, so that it is whole or not
// at all; its owner alone may read it.
func (o *jobOptions) taxList(cmd *cobra.Command, p job.Options, day time.Time) (int, error) {
	work, err := os.MkdirTemp("", "adal-list-")
	if err != nil {
		return 0, fmt.Errorf("work folder: %w", err)
	}
	defer func() { _ = os.RemoveAll(work) }()
	people, err := pipeline.TaxList(cmd.Context(), p, work, day)
	if err != nil {
		return 0, err
	}
	watchOf(cmd.Context()).quiet()
	if len(people) == 0 {
		return 0, fault.Data("nobody_obliged", "day", day.Format(time.DateOnly))
	}
	var rows [][]string
	for _, x := range people {
		rows = append(rows, []string{x.IIN, x.Last, x.First, x.Patronymic, x.Unit, x.Position})
	}
	var book bytes.Buffer
	if err := xlsx.TaxList(&book, view.TaxListOf(o.lang, day.Format(time.DateOnly), rows)); err != nil {
		return 0, err
	}
	f, err := os.CreateTemp(filepath.Dir(o.out), ".adal-list-")
	if err != nil {
		return 0, fmt.Errorf("the list: %w", err)
	}
	defer func() { _ = os.Remove(f.Name()) }()
	_, err = f.Write(book.Bytes())
	if err := errors.Join(err, f.Close()); err != nil {
		return 0, fmt.Errorf("the list: %w", err)
	}
	return len(people), os.Rename(f.Name(), o.out)
}
