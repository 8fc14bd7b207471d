package main

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"

	"github.com/spf13/cobra"

	"adal/pipeline/access"
	"adal/pipeline/fault"
	"adal/texts"
)

func newJournalCommand() *cobra.Command {
	cmd := &cobra.Command{
		Use:     "journal",
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
		Use:     "verify",
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
			var journal, kept string
			switch {
			case len(args) == 1:
				journal, kept = args[0], access.HeadOf(args[0])
			case list != "":
				p, err := access.Load(list)
				if err != nil {
					return err
				}
				journal, kept = p.Journal, p.Head
			default:
				return fault.Usage("no_journal")
			}
			head, noted := notedHead(head, kept)
			n, sum, problems, err := access.Verify(journal, head, noted...)
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
			if h, ok := access.ParseHead(strconv.FormatInt(n, 10) + ":" + sum); ok {
				defer fmt.Fprintln(cmd.ErrOrStderr(), texts.In(lang, "cmd.journal_head", "head", h.String()))
			}
			_, err = fmt.Fprintln(out, texts.Count(lang, "cmd.journal_whole", n, "sum", sum))
			return err
		},
	}
	cmd.Flags().StringVar(&head, "head", "", "")
	cmd.Flags().StringVar(&data, "data", "", "")
	return cmd
}

// notedHead says what a journal is held against: the file that keeps its head, and with a head
// noted as NUMBER:DIGEST that too. A journal without its file is held against the noted one alone.
func notedHead(given, kept string) (file string, noted []access.Head) {
	h, ok := access.ParseHead(given)
	switch {
	case !ok && given != "":
		return given, nil
	case ok:
		noted = append(noted, h)
		if _, err := os.Lstat(kept); errors.Is(err, fs.ErrNotExist) {
			return "", noted
		}
	}
	return kept, noted
}
