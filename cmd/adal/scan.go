package main

import (
	"context"
	"fmt"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/run"
)

func newScanCommand() *cobra.Command {
	var o jobOptions
	var period string
	cmd := &cobra.Command{
		Use:   "scan --data DIR --period 2026Q3 --out RUN",
		Short: "The quarterly scan for conflicts of interest",
		Long: `scan reads the staff, family, supplier and contract tables of a folder and writes a RUN:
ranked findings with their evidence, coverage, notes on the data, and a report to open.
The roster is needed; the rules of any other table that is absent are reported as not run.`,
		Example: "  adal scan --data fixtures/ministry --period 2026Q3 --out runs/2026Q3",
		Args:    exactly(0, "no arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if period == "" {
				return fault.Usage("for example --period 2026Q3", "no period; give it with --period")
			}
			window, err := pipeline.Quarter(period)
			if err != nil {
				return err
			}
			return o.run(cmd, window, pipeline.Scan)
		},
	}
	o.jobFlags(cmd)
	cmd.Flags().StringVar(&period, "period", "", "the quarter, 2026Q3")
	return cmd
}

// job is a job of the pipeline.
type job = func(context.Context, pipeline.Options, *run.Staging) (*run.Run, error)

// run does a job and prints what came of it.
func (o *jobOptions) run(cmd *cobra.Command, window pipeline.Period, do job) error {
	p, err := o.pipeline(cmd.ErrOrStderr(), window)
	if err != nil {
		return err
	}
	s, err := run.Create(o.out, o.force)
	if err != nil {
		return err
	}
	defer s.Discard()
	r, err := do(cmd.Context(), p, s)
	if err != nil {
		return err
	}
	if err := o.finish(cmd, p, r, s); err != nil {
		return err
	}
	_, err = fmt.Fprint(cmd.OutOrStdout(), closing(r, o.out, o.lang))
	return err
}
