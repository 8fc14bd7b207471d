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
	"runtime"
	"strings"
	"syscall"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/texts"
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
	// First of all: until then SIGQUIT prints stacks.
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM, syscall.SIGHUP, syscall.SIGQUIT)
	run.Private()
	console()
	room := roomy()
	cobra.MousetrapHelpText = "" // no "this is a command line tool": a folder may be dropped on it
	clicked := doubleClicked()
	code := exitDone
	if clicked && len(os.Args) == 1 {
		howTo(os.Stdout)
	} else {
		code = execute(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr)
	}
	stop()
	if clicked {
		wait(language(os.Args[1:]), os.Stdin, os.Stdout)
	}
	runtime.KeepAlive(room)
	os.Exit(code)
}

// roomy lets the heap grow to some hundred megabytes before its first collections, which are
// most of them in a command that lives for seconds: what it gives is never touched, so that no
// memory stands behind it, and the collector counts it all the same as long as it is kept. What
// a command keeps beyond that is collected as ever. Who sets GOGC or GOMEMLIMIT knows better.
func roomy() []byte {
	if os.Getenv("GOGC") != "" || os.Getenv("GOMEMLIMIT") != "" {
		return nil
	}
	return make([]byte, 64<<20)
}

// execute does one command and gives its exit status. Results go to stdout, progress and
// errors to stderr; an error is said once, with the next step where there is one.
func execute(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer) int {
	lang := language(args)
	head, err := command(ctx, args, lang, stdin, stdout, stderr)
	defer func() {
		if head != "" {
			fmt.Fprintln(stderr, head)
		}
	}()
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errDifference):
		return exitDifference
	}
	code := exitFailed
	stderr = folded(stderr)
	told := func(s string) string { return mask.Told(s, full(args)) }
	for _, e := range flatten(err) {
		fmt.Fprintln(stderr, texts.In(lang, "cmd.error", "what", told(strings.TrimSpace(fault.Word(lang, e)))))
		hint := advice(lang, e)
		if f, ok := errors.AsType[*fault.Fault](e); ok {
			hint = f.Hint(lang)
			if f.Usage {
				code = exitUsage
			}
		}
		if hint != "" {
			fmt.Fprintln(stderr, texts.In(lang, "cmd.hint", "what", told(hint)))
		}
	}
	return code
}

// command does one command, watched, and gives the head of the journal after it.
func command(ctx context.Context, args []string, lang string, stdin io.Reader, stdout, stderr io.Writer) (string, error) {
	w := &watch{lang: lang, args: args}
	root := newRootCommand(w)
	worded(root, lang)
	root.SetArgs(args)
	root.SetIn(stdin)
	root.SetOut(stdout)
	root.SetErr(stderr)
	err := root.ExecuteContext(withWatch(ctx, w))
	w.quiet() // the line of the stage it came in is no part of an error
	err = w.end(err)
	return w.head(), err
}

// language is the one asked for with --lang, wherever it stands; the default one where none
// is, or none there is. It is needed before the flags are read: what is wrong with them is
// said in it too.
func language(args []string) string {
	lang := texts.Default
	for i, a := range args {
		v, ok := strings.CutPrefix(a, "--lang=")
		switch {
		case a == "--":
			return lang
		case a == "--lang" && i+1 < len(args):
			v, ok = args[i+1], true
		}
		if ok && texts.Known(v) {
			lang = v
		}
	}
	return lang
}

// full reports whether numbers of people are asked for in full, wherever the flag stands: what
// is wrong with files may name them, a file without a header its first row.
func full(args []string) bool {
	is := false
	for i, a := range args {
		switch {
		case a == "--":
			return is
		case a == "--ids" && i+1 < len(args):
			is = args[i+1] == "full"
		case strings.HasPrefix(a, "--ids="):
			is = a == "--ids=full"
		}
	}
	return is
}

// flatten gives the errors that were joined, so that each is said with its own hint.
func flatten(err error) []error {
	if errors.Is(err, context.Canceled) {
		return []error{fault.Say("stopped")}
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
		Use:           "adal",
		Version:       Version,
		SilenceUsage:  true,
		SilenceErrors: true,
		Args:          cobra.ArbitraryArgs,
		RunE: func(cmd *cobra.Command, args []string) error {
			if len(args) > 0 {
				return atDesk(cmd, args)
			}
			return cmd.Help()
		},
	}
	root.PersistentFlags().String("lang", texts.Default, "")
	root.PersistentFlags().StringVar(&w.list, "access", "", "")
	root.PersistentPreRunE = func(cmd *cobra.Command, args []string) error {
		if lang := cmd.Flags().Lookup("lang").Value.String(); lang != "" && !texts.Known(lang) {
			return fault.Usage("bad_lang", "lang", lang)
		}
		return w.begin(cmd, args)
	}
	root.SetFlagErrorFunc(func(cmd *cobra.Command, err error) error {
		if name := w.named(); cmd == root && name != "" {
			return noCommand(cmd, name)
		}
		typed, known := unknownFlag(cmd, err)
		return fault.Meant(fault.Usage("bad_flag", "command", cmd.CommandPath(), "cause", flagFault(err)), typed, known)
	})
	root.AddCommand(newScanCommand(), newCheckCommand(), newMapCommand(), newDataTopic(), newConcentrationCommand(), newFlagsCommand(), newDutiesCommand(), newProtectCommand(), newTaxRequestCommand(), newRulesCommand(), newKinCommand(), newGenerateCommand(), newExplainCommand(), newLetterCommand(), newDiffCommand(), newReportCommand(), newVerifyCommand(), newJournalCommand(), newVersionCommand())
	return root
}

// named is the first word that was typed where it names neither a command nor anything on the
// disk: flags behind it are not what is wrong.
func (w *watch) named() string {
	if len(w.args) == 0 || strings.HasPrefix(w.args[0], "-") {
		return ""
	}
	if _, err := os.Stat(w.args[0]); err == nil {
		return ""
	}
	return w.args[0]
}

// noCommand is the fault that there is no such command, with those it may have been meant for.
func noCommand(cmd *cobra.Command, name string) error {
	var known []string
	for _, c := range cmd.Root().Commands() {
		known = append(known, c.Name())
	}
	return fault.Meant(fault.Usage("no_command", "command", name), name, known)
}

// unknownFlag gives a flag nobody knows and those the command has; blank where something else is wrong.
func unknownFlag(cmd *cobra.Command, err error) (typed string, known []string) {
	e, ok := errors.AsType[*pflag.NotExistError](err)
	if !ok {
		return "", nil
	}
	each := func(f *pflag.Flag) { known = append(known, "--"+f.Name) }
	cmd.LocalFlags().VisitAll(each)
	cmd.InheritedFlags().VisitAll(each)
	return "--" + e.GetSpecifiedName(), known
}

// flagFault is what the flags' reader says of a flag, as a term where it says it by a type.
func flagFault(err error) error {
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		flag := "--" + e.GetSpecifiedName()
		if short := e.GetSpecifiedShortnames(); short != "" {
			flag = "-" + e.GetSpecifiedName()
		}
		return fault.Say("unknown_flag", "flag", flag)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		return fault.Say("flag_needs_value", "flag", "--"+e.GetSpecifiedName())
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return fault.Say("flag_value", "flag", "--"+e.GetFlag().Name, "value", e.GetValue())
	}
	return err
}

// exactly refuses any other number of arguments as wrong usage; what names those it takes.
func exactly(n int, what string) cobra.PositionalArgs {
	return func(cmd *cobra.Command, args []string) error {
		if len(args) != n {
			return fault.Usage("wrong_arguments", "command", cmd.CommandPath(), "what", fault.Say(what))
		}
		return nil
	}
}
