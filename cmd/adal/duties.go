package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/job"
	"adal/pipeline/kz"
	"adal/pipeline/run"
)

// ofOneJob are the parameters of a manifest that are no rule's and that one job alone has: the
// calendar and the findings of a scan, as texts.
var ofOneJob = []string{"calendar", "findings"}

func newDutiesCommand() *cobra.Command {
	var o jobOptions
	var asOf, calendar, findings string
	cmd := &cobra.Command{
		Use:     "duties",
		Example: "  adal duties --data fixtures/ministry --as-of 2026-09-30 --out runs/duties",
		Args:    exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if asOf == "" {
				return fault.Usage("no_as_of")
			}
			window, err := job.AsOf(asOf)
			if err != nil {
				return err
			}
			o.more = map[string]string{}
			if calendar != "" {
				b, err := os.ReadFile(calendar)
				if err == nil {
					_, err = kz.WorkingDays().With(bytes.NewReader(b))
				}
				if err != nil {
					return fault.Usage("bad_calendar", "file", calendar, "cause", err)
				}
				o.more["calendar"] = string(b)
			}
			if findings != "" {
				if o.more["findings"], err = foundIn(cmd.Context(), findings, o.unseal); err != nil {
					return err
				}
			}
			do, err := dutiesOf(o.more)
			if err != nil {
				return err
			}
			return o.run(cmd, window, do)
		},
	}
	o.jobFlags(cmd)
	cmd.Flags().StringVar(&asOf, "as-of", "", "")
	cmd.Flags().StringVar(&calendar, "calendar", "", "")
	cmd.Flags().StringVar(&findings, "findings", "", "")
	return cmd
}

// dutiesOf is the job of duties with the calendar and the findings a manifest records, as
// texts, so that verify makes the same run.
func dutiesOf(parameters map[string]string) (job.Do, error) {
	var calendar *kz.Calendar
	if text := parameters["calendar"]; text != "" {
		var err error
		if calendar, err = kz.WorkingDays().With(strings.NewReader(text)); err != nil {
			return nil, fault.Usage("bad_calendar", "file", "--calendar", "cause", err)
		}
	}
	var found []job.Found
	if text, ok := parameters["findings"]; ok {
		found = []job.Found{} // a scan that found nothing is not the same as none
		if err := json.Unmarshal([]byte(text), &found); err != nil {
			return nil, fmt.Errorf("the findings of the manifest: %w", err)
		}
	}
	return func(ctx context.Context, p job.Options, s *run.Staging) (*run.Run, error) {
		p.Calendar, p.Found = calendar, found
		return pipeline.Duties(ctx, p, s)
	}, nil
}

// foundIn counts the findings of a scan by rule and unit, as the manifest keeps them.
func foundIn(ctx context.Context, dir, identities string) (string, error) {
	unseal, err := unsealer(identities)
	if err != nil {
		return "", err
	}
	prior, err := run.LoadPrior(ctx, dir, unseal)
	if err != nil {
		return "", err
	}
	if prior.Run.Job != run.Scan {
		return "", fault.Usage("findings_of_no_scan", "folder", dir)
	}
	counts := []job.Found{}
	at := map[[2]string]int{}
	for _, f := range prior.Run.Findings {
		key := [2]string{f.Rule, f.Unit}
		i, ok := at[key]
		if !ok {
			i = len(counts)
			at[key] = i
			counts = append(counts, job.Found{Rule: f.Rule, Unit: f.Unit})
		}
		counts[i].Count++
	}
	b, err := json.Marshal(counts)
	return string(b), err
}
