// Command adal finds possible conflicts of interest and concentrated procurement in the
// files of a corruption-prevention unit. Flags go in, text and a RUN folder come out;
// what is computed stands under pipeline, what is shown under reports.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"github.com/spf13/cobra"

	"adal/pipeline/fault"
)

// Version of the program. It decides results, so it stands in every manifest.
const Version = "0.1.0"

// Exit statuses.
const (
	exitDone       = 0
	exitFailed     = 1
	exitUsage      = 2
	exitDifference = 3
)

// errDifference is how verify says that something differs, after it printed what.
var errDifference = errors.New("a difference was found")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	code := execute(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	stop()
	os.Exit(code)
}

// execute does one command and gives its exit status. Results go to stdout, progress and
// errors to stderr; an error is said once, with the next step where there is one.
func execute(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	w := &watch{}
	root := newRootCommand(w)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(withWatch(ctx, w))
	err = w.end(err)
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDifference):
		return exitDifference
	}
	code := exitFailed
	for _, e := range flatten(err) {
		fmt.Fprintf(stderr, "adal: error: %s\n", strings.TrimSpace(e.Error()))
		if f, ok := errors.AsType[*fault.Fault](e); ok {
			if f.Hint != "" {
				fmt.Fprintf(stderr, "adal: hint: %s\n", f.Hint)
			}
			if f.Usage {
				code = exitUsage
			}
		} else if hint := advice(e); hint != "" {
			fmt.Fprintf(stderr, "adal: hint: %s\n", hint)
		}
	}
	return code
}

// flatten gives the errors that were joined, so that each is said with its own hint.
func flatten(err error) []error {
	if errors.Is(err, context.Canceled) {
		return []error{errors.New("stopped; nothing was written")}
	}
	if joined, ok := err.(interface{ Unwrap() []error }); ok {
		var all []error
		for _, e := range joined.Unwrap() {
			all = append(all, flatten(e)...)
		}
		return all
	}
	return []error{err}
}

func newRootCommand(w *watch) *cobra.Command {
	root := &cobra.Command{
		Use:   "adal",
		Short: "Signs of conflicts of interest and concentrated procurement, to be checked by a person",
		Long: `adal (адал, Kazakh for honest) looks through the files of a corruption-prevention unit -
staff, families, suppliers, contracts - for signs of conflicts of interest and of
concentrated procurement, after the Anti-corruption Standard of the Ministry of National
Economy of Kazakhstan. A finding is a sign that requires checking, never a verdict.

Exit status: 0 done; 1 failed, and no RUN was created; 2 wrong usage; 3 verify found a difference.`,
		Version:       Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return fault.Usage("adal --help lists the commands", "no command %q", args[0])
			}
			return cmd.Help()
		},
		CompletionOptions: cobra.CompletionOptions{HiddenDefaultCmd: true},
	}
	root.PersistentFlags().StringVar(&w.list, "access", "", "access list (default access.yaml in the data folder or beside the run)")
	root.PersistentPreRunE = w.begin
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		return fault.Usage(cmd.CommandPath()+" --help lists the flags", "%v", err)
	})
	root.AddCommand(newScanCommand(), newCheckCommand(), newDataTopic(), newConcentrationCommand(), newRulesCommand(), newKinCommand(), newGenerateCommand(), newExplainCommand(), newDiffCommand(), newReportCommand(), newVerifyCommand(), newJournalCommand())
	return root
}

// exactly refuses any other number of arguments as wrong usage.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return fault.Usage(cmd.CommandPath()+" --help has an example", "%s takes %s", cmd.CommandPath(), what)
		}
		return nil
	}
}
