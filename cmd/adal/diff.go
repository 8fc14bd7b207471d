package main

import (
	"os"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline/compare"
	"adal/pipeline/run"
	"adal/reports/csv"
	"adal/reports/json"
	"adal/reports/text"
	"adal/reports/view"
)

func newDiffCommand() *cobra.Command {
	var o viewOptions
	var all bool
	cmd := &cobra.Command{
		Use: "diff",
		Example: "  adal scan --data fixtures/ministry --period 2026Q2 --out runs/2026Q2\n" +
			"  adal scan --data fixtures/ministry --period 2026Q3 --out runs/2026Q3\n" +
			"  adal diff runs/2026Q2 runs/2026Q3",
		Args: exactly(2, "two_runs"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check("text", "csv", "json"); err != nil {
				return err
			}
			unseal, err := unsealer(o.unseal)
			if err != nil {
				return err
			}
			old, err := run.Load(cmd.Context(), args[0], unseal)
			if err != nil {
				return err
			}
			is, err := run.Load(cmd.Context(), args[1], unseal)
			if err != nil {
				return err
			}
			folder, temp, done, err := openTables(args[1], unseal)
			if err != nil {
				return err
			}
			defer done()
			r, err := compare.Runs(cmd.Context(), old, is, folder, temp)
			if err != nil {
				return err
			}
			d := view.Of(r, o.lang, o.ids == "full", old).Difference(old)
			switch o.format {
			case "csv":
				return csv.Write(cmd.OutOrStdout(), d.Table())
			case "json":
				return json.Value(cmd.OutOrStdout(), d)
			}
			return text.Diff(folded(cmd.OutOrStdout()), d, all || !toPerson(cmd.OutOrStdout()))
		},
	}
	o.flags(cmd)
	cmd.Flags().BoolVar(&all, "all", false, "")
	return cmd
}

// openTables gives the folder with the plain tables of a run, and a folder to work in.
// Those of a sealed run are opened into the latter, which lies beside the run, is for
// its owner only and is gone when done is called.
func openTables(dir string, unseal run.Unseal) (folder, temp string, done func(), err error) {
	folder = filepath.Join(dir, "tables")
	s, err := run.Scratch(dir)
	if err != nil {
		return "", "", nil, err
	}
	done = s.Discard
	sealed, _ := filepath.Glob(filepath.Join(folder, "*"+run.SealedSuffix))
	if len(sealed) == 0 {
		return folder, s.Work(), done, nil
	}
	for _, path := range sealed {
		name := strings.TrimSuffix(filepath.Base(path), run.SealedSuffix)
		b, err := run.ReadFile(dir, "tables/"+name, unseal)
		if err == nil {
			err = os.WriteFile(filepath.Join(s.Tables(), name), b, 0o600)
		}
		if err != nil {
			done()
			return "", "", nil, err
		}
	}
	return s.Tables(), s.Work(), done, nil
}
