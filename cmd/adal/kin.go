package main

import (
	"encoding/csv"
	"fmt"
	"time"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/kz"
	"adal/pipeline/run"
	"adal/reports/mask"
)

func newKinCommand() *cobra.Command {
	var o jobOptions
	var person, on string
	cmd := &cobra.Command{
		Use:     "kin",
		Example: "  adal kin --data fixtures/ministry --on 2026-09-30",
		Args:    exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if person != "" && !kz.IsIIN(person) {
				return fault.Usage("bad_person", "person", person)
			}
			var day *time.Time
			if on != "" {
				d, err := time.Parse(time.DateOnly, on)
				if err != nil {
					if d, err = time.Parse("02.01.2006", on); err != nil {
						return fault.Usage("bad_day", "day", on)
					}
				}
				day = &d
			}
			p, err := o.pipeline(cmd.ErrOrStderr(), job.Period{})
			if err != nil {
				return err
			}
			temporary, err := run.Temporary("adal-kin")
			if err != nil {
				return fmt.Errorf("work folder: %w", err)
			}
			defer temporary.Discard()
			work := temporary.Dir
			rows, err := pipeline.Kin(cmd.Context(), p, work, person, day)
			if err != nil {
				return err
			}
			if p.Progress != nil {
				fmt.Fprint(cmd.ErrOrStderr(), "\r\x1b[K")
			}
			var ids []string
			for _, r := range rows {
				ids = append(ids, r.IIN, r.Relative)
				ids = append(ids, r.People...)
			}
			m := mask.FromIDs(ids, o.ids == "full")
			w := csv.NewWriter(cmd.OutOrStdout())
			if err := w.Write([]string{"iin", "relative_iin", "relation", "set", "date_from", "date_to", "path"}); err != nil {
				return err
			}
			for _, r := range rows {
				if err := w.Write([]string{m.ID(r.IIN), m.ID(r.Relative), r.Relation, r.Set, r.From, r.To, r.Path(m.ID)}); err != nil {
					return err
				}
			}
			w.Flush()
			return w.Error()
		},
	}
	o.readFlags(cmd)
	cmd.Flags().StringVar(&person, "person", "", "")
	cmd.Flags().StringVar(&on, "on", "", "")
	return cmd
}
