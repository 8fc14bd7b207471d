package main

import (
	"context"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/run"
	"adal/reports/mask"
)

func newFlagsCommand() *cobra.Command {
	var o jobOptions
	var year, formats string
	var only []string
	cmd := &cobra.Command{
		Use: "flags",
		Example: "  adal flags --data fixtures/ministry --out runs/flags\n" +
			"  adal flags --data fixtures/ministry --out runs/indicators --format indicators",
		Args: exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			var window job.Period
			if year != "" {
				n, err := strconv.Atoi(year)
				if err != nil {
					return fault.Usage("year_form", "year", year)
				}
				if window, err = job.Year(n); err != nil {
					return err
				}
			}
			var err error
			if o.formats, err = formatsNamed(formats); err != nil {
				return err
			}
			do := flagsOf(strings.FieldsFunc(strings.Join(only, ","), func(r rune) bool { return r == ',' || r == ' ' }))
			if slices.Equal(o.formats, []string{"indicators"}) {
				do = aloneOf(do, o.ids)
			}
			return o.run(cmd, window, do)
		},
	}
	o.jobFlags(cmd)
	cmd.Flags().StringVar(&year, "year", "", "")
	cmd.Flags().StringArrayVar(&only, "rules", nil, "")
	cmd.Flags().StringVar(&formats, "format", "", "")
	return cmd
}

// flagsOf is the job that computes the rules named, all of them where none is.
func flagsOf(rules []string) job.Do {
	return func(ctx context.Context, o job.Options, s *run.Staging) (*run.Run, error) {
		o.Only = rules
		return pipeline.Flags(ctx, o, s)
	}
}

// aloneOf is a job of red flags of which indicators.json is all that is asked for, with the numbers
// of people shown as ids says.
func aloneOf(do job.Do, ids string) job.Do {
	return func(ctx context.Context, o job.Options, s *run.Staging) (*run.Run, error) {
		o.Alone = &job.Alone{Settled: mask.Settled}
		if ids == "full" {
			o.Alone.Settled = nil
		}
		return do(ctx, o, s)
	}
}
