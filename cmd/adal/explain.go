package main

import (
	"encoding/json"
	"slices"
	"strconv"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/path"
	"adal/reports/text"
	"adal/reports/words"
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
			rule := ruleOf(r, f.Rule)
			m := maskOf(o.ids == "full", r)
			if o.format == "text" {
				return text.Explain(cmd.OutOrStdout(), o.lang, r, rule, f, m)
			}
			e := json.NewEncoder(cmd.OutOrStdout())
			e.SetEscapeHTML(false)
			e.SetIndent("", "  ")
			return e.Encode(explained{
				Finding: text.JSON(o.lang, r.Currency, rule, f, m), Period: r.Period, AsOf: r.AsOf, Path: path.Line(path.Of(o.lang, r.Currency, f, m)),
				Law: law(o.lang, rule), Unfair: unfair(o.lang, r, f, m),
			})
		},
	}
	o.flags(cmd)
	return cmd
}

// explained is a finding as JSON with everything the text of explain tells.
type explained struct {
	text.Finding
	Period string  `json:"period"`
	AsOf   string  `json:"as_of"`
	Path   string  `json:"path"`
	Law    lawJSON `json:"rule_card"`
	// Unfair is what the register of unfair participants says of the suppliers it names.
	Unfair []unfairJSON `json:"unfair,omitempty"`
}

type unfairJSON struct {
	SupplierID string `json:"supplier_id"`
	Name       string `json:"name"`
	From       string `json:"date_from"`
	To         string `json:"date_to"`
	State      string `json:"state"` // on the as-of day: in_force, ended or later
	Reason     string `json:"reason"`
	File       string `json:"file"`
	Row        int64  `json:"row"`
	Text       string `json:"text"`
}

func unfair(lang string, r *run.Run, f *run.Finding, m *mask.Masker) []unfairJSON {
	register := r.Register()
	var all []unfairJSON
	for _, id := range register.In(f) {
		for _, u := range register.Of(id) {
			all = append(all, unfairJSON{
				SupplierID: m.ID(id), Name: m.Text(u.Name), From: u.From, To: u.To, State: u.State(r.AsOf), Reason: m.Text(u.Reason), File: m.Text(u.File), Row: u.Row,
				Text: words.UnfairLong(lang, r.AsOf, u),
			})
		}
	}
	return all
}

type lawJSON struct {
	ID          string          `json:"id"`
	Title       string          `json:"title"`
	Paragraph   string          `json:"paragraph"`
	Basis       string          `json:"basis"`
	Why         string          `json:"why"`
	Exceptions  string          `json:"exceptions"`
	Clears      string          `json:"clears"`
	Innocent    string          `json:"innocent"`
	Assumptions string          `json:"assumptions"`
	Digest      string          `json:"digest"`
	Parameters  []parameterJSON `json:"parameters"`
}

// parameterJSON is a parameter with its meaning in the language asked for.
type parameterJSON struct {
	Name    string `json:"name"`
	Type    string `json:"type"`
	Value   string `json:"value"`
	Default string `json:"default"`
	Shared  bool   `json:"shared"`
	Reason  string `json:"reason"`
}

func law(lang string, r run.Rule) lawJSON {
	l := lawJSON{
		ID: r.ID, Title: r.Title.In(lang), Paragraph: words.Paragraph(lang, r.Paragraph), Basis: r.Basis.In(lang), Why: r.Why.In(lang),
		Exceptions: r.Exceptions.In(lang), Clears: r.Clears.In(lang), Innocent: r.Innocent.In(lang), Assumptions: r.Assumptions.In(lang),
		Digest: r.Digest, Parameters: []parameterJSON{},
	}
	for _, p := range r.Parameters {
		l.Parameters = append(l.Parameters, parameterJSON{p.Name, p.Type, p.Value, p.Default, p.Shared, p.Meaning.In(lang)})
	}
	return l
}

func ruleOf(r *run.Run, id string) run.Rule {
	if i := slices.IndexFunc(r.Rules, func(x run.Rule) bool { return x.ID == id }); i >= 0 {
		return r.Rules[i]
	}
	return run.Rule{ID: id}
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
