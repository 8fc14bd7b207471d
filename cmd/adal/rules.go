package main

import (
	"fmt"
	"io"
	"strings"
	"text/tabwriter"

	"github.com/spf13/cobra"

	"adal/pipeline/fault"
	"adal/pipeline/rules"
	"adal/reports/words"
	"adal/texts"
)

func newRulesCommand() *cobra.Command {
	var lang string
	var standard bool
	cmd := &cobra.Command{
		Use:     "rules",
		Example: "  adal rules\n  adal rules P10-2a --lang en",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fault.Usage("one_rule")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			catalogue, err := rules.Catalogue()
			if err != nil {
				return err
			}
			if standard {
				return listStandard(cmd.OutOrStdout(), catalogue, lang)
			}
			if len(args) == 0 {
				return listRules(cmd.OutOrStdout(), catalogue, lang)
			}
			for _, r := range catalogue {
				if strings.EqualFold(r.ID, args[0]) {
					return describeRule(folded(cmd.OutOrStdout()), r, lang)
				}
			}
			var ids []string
			for _, r := range catalogue {
				ids = append(ids, r.ID)
			}
			return fault.Meant(fault.Usage("no_rule", "rule", args[0]), args[0], ids)
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "ru", "")
	cmd.Flags().BoolVar(&standard, "standard", false, "")
	return cmd
}

// listStandard prints the Standard paragraph by paragraph: what it asks, and which rules answer
// it or why none can; the rules of no paragraph come last.
func listStandard(out io.Writer, catalogue []rules.Rule, lang string) error {
	paragraphs, left := rules.Standard(catalogue)
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, p := range paragraphs {
		fmt.Fprintf(w, "%d\t%s\t%s\n", p.Number, p.What(lang), p.Answer(lang))
	}
	if len(left) > 0 {
		var ids []string
		for _, r := range left {
			ids = append(ids, r.ID)
		}
		fmt.Fprintf(w, "\t%s\t%s\n", texts.In(lang, "standard.beside"), strings.Join(ids, ", "))
	}
	return w.Flush()
}

func listRules(out io.Writer, catalogue []rules.Rule, lang string) error {
	w := tabwriter.NewWriter(out, 0, 0, 2, ' ', 0)
	for _, r := range catalogue {
		fmt.Fprintf(w, "%s\t%s\t%s\t%s\n", r.ID, r.Job, words.Kinds.In(lang, r.Kind), r.Title.In(lang))
	}
	return w.Flush()
}

func describeRule(out io.Writer, r rules.Rule, lang string) error {
	var b strings.Builder
	fmt.Fprintf(&b, "%s  %s\n%s, %s\n\n", r.ID, r.Title.In(lang), words.Kinds.In(lang, r.Kind), r.Basis.In(lang))
	part := func(heading, text string) {
		if text != "" {
			fmt.Fprintf(&b, "%s\n  %s\n\n", heading, text)
		}
	}
	h := func(id string) string { return texts.In(lang, "rule_card."+id) }
	part(h("why"), r.Why.In(lang))
	part(h("exceptions"), r.Exceptions.In(lang))
	part(h("clears"), r.Clears.In(lang))
	part(h("innocent"), r.Innocent.In(lang))
	part(h("inputs"), strings.Join(r.Inputs, ", "))
	part(h("optional"), strings.Join(r.Optional, ", "))
	for i, p := range r.Parameters {
		if i == 0 {
			b.WriteString(h("parameters") + "\n")
		}
		fmt.Fprintf(&b, "  --set %s.%s=%s  %s\n", r.ID, p.Name, p.Default, p.Meaning.In(lang))
	}
	if len(r.Parameters) > 0 {
		b.WriteString("\n")
	}
	part(h("assumptions"), r.Assumptions.In(lang))
	fmt.Fprintf(&b, "SHA-256 %s\n", r.Digest)
	_, err := io.WriteString(out, b.String())
	return err
}
