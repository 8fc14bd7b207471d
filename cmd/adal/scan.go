package main

import (
	"context"
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

func newScanCommand() *cobra.Command {
	var o jobOptions
	var period string
	cmd := &cobra.Command{
		Use:     "scan",
		Example: "  adal scan --data fixtures/ministry --period 2026Q3 --out runs/2026Q3",
		Args:    exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if period == "" {
				return fault.Usage("no_period")
			}
			window, err := job.Quarter(period)
			if err != nil {
				return err
			}
			return o.run(cmd, window, pipeline.Scan)
		},
	}
	o.jobFlags(cmd)
	cmd.Flags().StringVar(&period, "period", "", "")
	return cmd
}

// before reads what the job needs beside the data: the run before, and the keys to seal to.
// What is wrong with them is said before the work, not after it.
func (o *jobOptions) before(ctx context.Context, p *job.Options) error {
	o.guarded = watchOf(ctx).guarded()
	if _, err := sealing(o.seal, run.Manifest{}); err != nil {
		return err
	}
	if _, err := signer(o.sign); err != nil {
		return err
	}
	if o.previous == "" {
		return nil
	}
	unseal, err := unsealer(o.unseal)
	if err != nil {
		return err
	}
	if o.prior, err = run.LoadPrior(ctx, o.previous, unseal); err != nil {
		return err
	}
	p.Previous = o.prior.Run
	return nil
}

// run does a job and prints what came of it.
func (o *jobOptions) run(cmd *cobra.Command, window job.Period, do job.Do) error {
	p, err := o.pipeline(cmd.Context(), cmd.Name(), cmd.ErrOrStderr(), window)
	if err != nil {
		return err
	}
	if err := o.before(cmd.Context(), &p); err != nil {
		return err
	}
	if p.Cache, err = o.cached(cmd.ErrOrStderr(), o.out, o.seal != ""); err != nil {
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
	browsed(cmd, o.open, filepath.Join(o.out, "report.html"))
	return err
}
