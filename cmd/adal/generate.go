package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"

	"github.com/spf13/cobra"

	"adal/fixtures/invent"
	"adal/pipeline/fault"
	"adal/pipeline/run"
)

func newGenerateCommand() *cobra.Command {
	var out, preset string
	var o invent.Options
	cmd := &cobra.Command{
		Use:     "generate",
		Example: "  adal generate --out runs/data --employees 3000 --seed 1",
		Args:    exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if out == "" {
				return fault.Usage("no_generate_output")
			}
			if entries, err := os.ReadDir(out); err == nil && len(entries) > 0 {
				return fault.Usage("not_empty", "folder", out)
			} else if err != nil && !errors.Is(err, fs.ErrNotExist) {
				return fmt.Errorf("output folder: %w", err)
			}
			if preset == "" {
				if o.Employees < 1 || o.Employees > 3_000_000 {
					return fault.Usage("bad_employees", "n", o.Employees)
				}
				if o.Suppliers < 0 || o.Contracts < 0 {
					return fault.Usage("negative_sizes")
				}
			}
			o.Stop = cmd.Context().Done()
			switch preset {
			case "ministry":
				return whole(cmd.Context(), out, invent.WriteMinistry)
			case "national":
				national := invent.National(o.Seed)
				national.Stop = o.Stop
				return whole(cmd.Context(), out, func(dir string) error { return invent.Write(dir, national) })
			case "":
				return whole(cmd.Context(), out, func(dir string) error { return invent.Write(dir, o) })
			}
			return fault.Usage("no_preset", "preset", preset)
		},
	}
	f := cmd.Flags()
	f.StringVar(&out, "out", "", "")
	f.IntVar(&o.Employees, "employees", 0, "")
	f.IntVar(&o.Suppliers, "suppliers", 0, "")
	f.IntVar(&o.Contracts, "contracts", 0, "")
	f.Uint64Var(&o.Seed, "seed", 1, "")
	f.StringVar(&preset, "preset", "", "")
	f.BoolVar(&o.Uneven, "uneven", false, "")
	return cmd
}

// whole lets write fill a folder that appears under its name when all of it is there, or not
// at all.
func whole(ctx context.Context, out string, write func(dir string) error) error {
	s, err := run.CreateFolder(out)
	if err != nil {
		return err
	}
	defer s.Discard()
	if err := write(s.Dir); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return s.Commit()
}
