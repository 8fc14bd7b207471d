package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/job"
)

func newConcentrationCommand() *cobra.Command {
	var o jobOptions
	var year string
	cmd := &cobra.Command{
		Use:     "concentration",
		Example: "  adal concentration --data fixtures/ministry --year 2025 --out runs/2025",
		Args:    exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if year == "" {
				return fault.Usage("no_year")
			}
			n, err := strconv.Atoi(year)
			if err != nil {
				return fault.Usage("year_form", "year", year)
			}
			window, err := job.Year(n)
			if err != nil {
				return err
			}
			return o.run(cmd, window, pipeline.Concentration)
		},
	}
	o.jobFlags(cmd)
	cmd.Flags().StringVar(&year, "year", "", "")
	return cmd
}
