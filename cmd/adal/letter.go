package main

import (
	"cmp"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/reports/docx"
	"adal/reports/view"
	"adal/texts"
)

// letterOptions are the flags of adal letter.
type letterOptions struct {
	out, lang, unseal string
	most              int
	force, open       bool
}

func newLetterCommand() *cobra.Command {
	var o letterOptions
	cmd := &cobra.Command{
		Use: "letter",
		Example: "  adal scan --data fixtures/ministry --period 2026Q3 --out runs/2026Q3\n" +
			"  adal letter runs/2026Q3 --out letters.docx\n" +
			"  adal letter runs/2026Q3 1 --lang kk --out letter.docx",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) == 0 {
				return fault.Usage("wrong_arguments", "command", cmd.CommandPath(), "what", fault.Say("run_and_cases"))
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error { return o.run(cmd, args[0], args[1:]) },
	}
	f := cmd.Flags()
	f.StringVar(&o.out, "out", "", "")
	f.StringVar(&o.lang, "lang", "", "")
	f.StringVar(&o.unseal, "unseal", "", "")
	f.IntVar(&o.most, "most", 20, "")
	f.BoolVar(&o.force, "force", false, "")
	f.BoolVar(&o.open, "open", false, "")
	return cmd
}

// run writes the letters beside the run, never into it: what was sealed and signed stays as it is.
// They show numbers as the memo of the run does, and masked where the run is sealed.
func (o *letterOptions) run(cmd *cobra.Command, dir string, cases []string) error {
	switch {
	case o.out == "":
		return fault.Usage("no_letter_file")
	case o.most < 1:
		return fault.Usage("bad_most", "most", o.most)
	case within(dir, o.out):
		return fault.Usage("out_in_run", "path", o.out, "folder", dir)
	}
	unseal, err := unsealer(o.unseal)
	if err != nil {
		return err
	}
	m, err := run.ReadManifest(dir)
	if err != nil {
		return err
	}
	r, err := run.Load(cmd.Context(), dir, unseal)
	if err != nil {
		return err
	}
	if len(r.Cases) == 0 {
		return fault.Data("no_cases", "folder", dir)
	}
	ids, err := casesNamed(r, cases)
	if err != nil {
		return err
	}
	out, err := newOutput(o.out, o.force, cmd.OutOrStdout())
	if err != nil {
		return err
	}
	defer out.abandon()
	how := looks(m.Parameters)["docx"]
	sealed := slices.ContainsFunc(m.Outputs, func(x run.Output) bool { return x.Sealed })
	lang := cmp.Or(o.lang, how.lang)
	letters := view.Of(r, lang, how.ids == "full" && !sealed).Letters(ids, o.most)
	if len(letters.Letters) == 0 {
		return fault.Data("all_decided", "folder", dir)
	}
	if err := docx.Letters(out, letters); err != nil {
		return err
	}
	if err := out.done(); err != nil {
		return err
	}
	stdout := folded(cmd.OutOrStdout())
	fmt.Fprintln(stdout, texts.Count(lang, "cmd.letters", int64(len(letters.Letters)), "n", strconv.Itoa(len(letters.Letters)), "path", o.out))
	for _, note := range letters.Notes {
		fmt.Fprintln(stdout, note)
	}
	browsed(cmd, o.open, o.out)
	return nil
}

// within reports whether a path lies in a folder or is it.
func within(folder, path string) bool {
	f, err1 := filepath.Abs(folder)
	p, err2 := filepath.Abs(path)
	if err1 != nil || err2 != nil {
		return false
	}
	rel, err := filepath.Rel(f, p)
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// casesNamed takes cases by their ids, the beginnings of them, or their places in the queue.
func casesNamed(r *run.Run, names []string) ([]string, error) {
	var ids []string
	for _, name := range names {
		wanted := strings.ToLower(strings.TrimSpace(name))
		var like []string
		for i := range r.Cases {
			if id := r.Cases[i].ID; wanted != "" && strings.HasPrefix(id, wanted) || slices.Contains(r.Cases[i].Findings, wanted) {
				like = append(like, id)
			}
		}
		if n, err := strconv.Atoi(wanted); err == nil && n >= 1 && n <= len(r.Cases) && len(wanted) < 16 {
			like = []string{r.Cases[n-1].ID}
		}
		switch len(like) {
		case 0:
			return nil, fault.Usage("no_case", "case", name, "last", len(r.Cases))
		case 1:
			ids = append(ids, like[0])
		default:
			return nil, fault.Usage("many_cases", "case", name, "n", len(like), "like", like[:min(len(like), 5)])
		}
	}
	return ids, nil
}
