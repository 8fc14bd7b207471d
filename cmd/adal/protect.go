package main

import (
	"github.com/spf13/cobra"

	"adal/pipeline"
	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/job"
	"adal/pipeline/run"
)

// newProtectCommand is the closed job: only under an access list that names it, only sealed.
func newProtectCommand() *cobra.Command {
	var o jobOptions
	var asOf string
	cmd := &cobra.Command{
		Use:     "protect",
		Example: "  adal protect --data closed --as-of 2026-09-30 --out runs/closed --seal keys.txt",
		Args:    exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if !watchOf(cmd.Context()).guarded() {
				return fault.Usage("protect_no_access", "file", "access.yaml")
			}
			if o.seal == "" {
				return fault.Usage("protect_no_seal")
			}
			if asOf == "" {
				return fault.Usage("no_as_of")
			}
			window, err := job.AsOf(asOf)
			if err != nil {
				return err
			}
			return o.run(cmd, window, pipeline.Protect)
		},
	}
	o.readFlags(cmd)
	f := cmd.Flags()
	f.StringVar(&o.out, "out", "", "")
	f.StringVar(&o.seal, "seal", "", "")
	f.BoolVar(&o.force, "force", false, "")
	f.StringVar(&asOf, "as-of", "", "")
	return cmd
}

// closedTables is what a command does with the tables of the closed job in its folder.
func closedTables(without string) (ingest.Closed, error) {
	switch without {
	case "":
		return ingest.ClosedRefused, nil
	case "reporters":
		return ingest.ClosedUnread, nil
	}
	return 0, fault.Usage("bad_without", "what", without)
}

// sealsEverything reports whether no file of a run but its manifest may stand in the clear.
func sealsEverything(m run.Manifest) bool { return m.Job == run.Protect }
