package main

import (
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/reports/json"
	"adal/reports/text"
	"adal/reports/view"
)

// viewOptions are the flags of the commands that show a finished run.
type viewOptions struct {
	ids    string
	lang   string
	format string
	unseal string
}

func (o *viewOptions) flags(cmd *cobra.Command) {
	f := cmd.Flags()
	f.StringVar(&o.ids, "ids", "masked", "")
	f.StringVar(&o.lang, "lang", "ru", "")
	f.StringVar(&o.format, "format", "text", "")
	f.StringVar(&o.unseal, "unseal", "", "")
}

func (o *viewOptions) check(formats ...string) error {
	if !slices.Contains(formats, o.format) {
		return fault.Usage("not_a_format", "format", o.format, "known", strings.Join(formats, "|"))
	}
	return checkLook(o.ids, o.lang)
}

// checkLook is the fault that --ids or --lang have no such value, or nil.
func checkLook(ids, lang string) error {
	if !slices.Contains([]string{"masked", "full"}, ids) {
		return fault.Usage("bad_ids", "ids", ids)
	}
	if !slices.Contains([]string{"ru", "kk", "en"}, lang) {
		return fault.Usage("bad_lang", "lang", lang)
	}
	return nil
}

func newExplainCommand() *cobra.Command {
	var o viewOptions
	cmd := &cobra.Command{
		Use: "explain",
		Example: "  adal scan --data fixtures/ministry --period 2026Q3 --out runs/2026Q3\n" +
			"  adal explain runs/2026Q3 1\n" +
			"  adal explain runs/2026Q3 1 --format json --lang en",
		Args: exactly(2, "run_and_finding"),
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := o.check("text", "json"); err != nil {
				return err
			}
			unseal, err := unsealer(o.unseal)
			if err != nil {
				return err
			}
			r, err := run.Load(cmd.Context(), args[0], unseal)
			if err != nil {
				return err
			}
			f, err := findFinding(r, args[1])
			if err != nil {
				return err
			}
			watchOf(cmd.Context()).finding = f.ID
			v := view.Of(r, o.lang, o.ids == "full")
			if o.format == "text" {
				return text.Explain(folded(cmd.OutOrStdout()), v, f)
			}
			return json.Value(cmd.OutOrStdout(), v.Explained(f))
		},
	}
	o.flags(cmd)
	return cmd
}

// findFinding takes an id, the beginning of one, or a rank. Digits that are a rank are
// one, unless they are a whole id.
func findFinding(r *run.Run, name string) (*run.Finding, error) {
	wanted := strings.ToLower(strings.TrimSpace(name))
	if len(r.Findings) == 0 {
		return nil, fault.Usage("no_findings")
	}
	var like []*run.Finding
	for i := range r.Findings {
		f := &r.Findings[i]
		if f.ID == wanted {
			return f, nil
		}
		if wanted != "" && strings.HasPrefix(f.ID, wanted) {
			like = append(like, f)
		}
	}
	if n, err := strconv.Atoi(wanted); err == nil && n >= 1 && n <= len(r.Findings) {
		return &r.Findings[n-1], nil
	}
	switch len(like) {
	case 1:
		return like[0], nil
	case 0:
		return nil, fault.Usage("no_finding", "finding", name, "last", len(r.Findings))
	}
	var ids []string
	for _, f := range like[:min(len(like), 5)] {
		ids = append(ids, f.ID)
	}
	return nil, fault.Usage("many_findings", "finding", name, "n", len(like), "like", ids)
}
