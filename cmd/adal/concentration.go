package main

import (
	"strconv"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
)

func newConcentrationCommand() *cobra.Command {
	var o jobOptions
	var year string
	cmd := &cobra.Command{
		Use:   "concentration --data DIR --year 2025 --out RUN",
		Short: "The annual report on procurement concentration",
		Long: `concentration reads the contracts of a folder, and what stands there of suppliers, the
people behind them, families and staff, and writes a RUN: who holds which share of what every
customer bought in the year, alone and together with related suppliers, with indices of
concentration, groups and what makes them, indicators, and findings to check. Only the
contracts are needed; the rules of any other table that is absent are reported as not run.`,
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
			window, err := pipeline.Year(n)
			if err != nil {
				return err
			}
			return o.run(cmd, window, pipeline.Concentration)
		},
	}
	o.jobFlags(cmd)
	cmd.Flags().StringVar(&year, "year", "", "the year of the report")
	return cmd
}
