package main

import (
	"fmt"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"adal/pipeline/access"
	"adal/pipeline/fault"
	"adal/texts"
)

func newJournalCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:   "journal",
		Short: "The journal of who ran what, and the access list it belongs to",
		Long: `Where access.yaml stands in the data folder or beside a run, or is given with --access, adal
refuses whoever it does not name, and writes every command to a journal: when, which user
of the system, which command, whether numbers were shown in full, under which memo. No
number, name or path of anybody the data are about stands in it. An access list is

    journal: /srv/adal/journal.jsonl
    head: /mnt/security/adal.head      # kept apart: another disk, another owner
    grants:
      - user: aigerim                  # of the operating system
        scope: [scan, concentration, explain, report, diff, verify, kin, check, unmask]
        from: 2026-07-01
        to: 2026-12-31
        memo: {number: 12-3/45, date: 2026-06-20}
        consents:
          first_head: {date: 2026-06-25, by: ...}
          information_security: {date: 2026-06-26, by: ...}
        limits: central office only

The scope unmask allows --ids full. A grant without both consents allows nothing.`,
		Example: "  adal journal verify --access access.yaml",
		Args:    exactly(0, "command_verify"),
		RunE:    func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	cmd.AddCommand(newJournalVerifyCommand())
	return cmd
}

func newJournalVerifyCommand() *cobra.Command {
	var head, data string
	cmd := &cobra.Command{
		Use:   "verify [JOURNAL]",
		Short: "Find any line of the journal that was altered, removed or cut off",
		Long: `verify reads the journal from its first line to its last. Each line is bound to the one
before it, and the head, kept apart, says which is the last: an altered line, a line
removed or put between and an end that was cut off are told by their numbers.

Exit status: 0 the journal is as it was written; 3 it is not; 1 it could not be read.`,
		Example: "  adal journal verify --access access.yaml\n  adal journal verify journal.jsonl --head /mnt/security/adal.head",
		Args: func(cmd *cobra.Command, args []string) error {
			if len(args) > 1 {
				return fault.Usage("one_journal")
			}
			return nil
		},
		RunE: func(cmd *cobra.Command, args []string) error {
			list, err := cmd.Flags().GetString("access")
			if err != nil {
				return err
			}
			if list == "" && data != "" {
				list = filepath.Join(data, access.FileName)
			}
			var journal string
			switch {
			case len(args) == 1:
				journal = args[0]
				if head == "" {
					head = access.HeadOf(journal)
				}
			case list != "":
				p, err := access.Load(list)
				if err != nil {
					return err
				}
				journal = p.Journal
				if head == "" {
					head = p.Head
				}
			default:
				return fault.Usage("no_journal")
			}
			n, sum, problems, err := access.Verify(journal, head)
			if err != nil {
				return err
			}
			out, lang := cmd.OutOrStdout(), watchOf(cmd.Context()).lang
			for _, p := range problems {
				if p.Line > 0 {
					fmt.Fprintln(out, texts.In(lang, "cmd.journal_line", "n", strconv.FormatInt(p.Line, 10), "what", p.What.In(lang)))
				} else {
					fmt.Fprintln(out, p.What.In(lang))
				}
			}
			if len(problems) > 0 {
				return errDifference
			}
			_, err = fmt.Fprintln(out, texts.Count(lang, "cmd.journal_whole", n, "sum", sum))
			return err
		},
	}
	cmd.Flags().StringVar(&head, "head", "", "the head: its file, or \"N DIGEST\" as it was noted down")
	cmd.Flags().StringVar(&data, "data", "", "data folder whose access.yaml names the journal")
	return cmd
}
