package main

import (
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"adal/reports"
	"adal/texts"
)

// worded gives every command below root its words in lang: what it is called with, what it
// does, what each flag means. A command is known by its path, journal.verify; the messages
// are help.PATH.use, .short and .long, flag.PATH.NAME, and flag.NAME where a flag means the
// same wherever it stands.
func worded(root *cobra.Command, lang string) {
	root.InitDefaultHelpCmd()
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetHelpFunc(func(cmd *cobra.Command, _ []string) { help(cmd) })
	root.SetUsageFunc(func(cmd *cobra.Command) error { return usage(folded(cmd.OutOrStderr()), cmd, lang) })
	root.SetVersionTemplate(texts.In(lang, "help.version", "version", root.Version) + "\n")
	root.Flags().BoolP("version", "v", false, "")
	root.PersistentFlags().BoolP("help", "h", false, "")
	word(root, lang)
}

func word(cmd *cobra.Command, lang string) {
	id := commandID(cmd)
	pairs := []string{"formats", strings.Join(reports.Formats, ",")}
	if id == "data" {
		pairs = append(pairs, "tables", tablesHelp())
	}
	cmd.Short, cmd.Long = texts.In(lang, "help."+id+".short"), texts.In(lang, "help."+id+".long", pairs...)
	if use := "help." + id + ".use"; texts.Has(use) {
		cmd.Use = texts.In(lang, use)
	}
	name := func(f *pflag.Flag) { f.Usage = texts.In(lang, flagID(cmd, f), pairs...) }
	cmd.LocalNonPersistentFlags().VisitAll(name)
	cmd.PersistentFlags().VisitAll(name)
	for _, c := range cmd.Commands() {
		word(c, lang)
	}
}

// commandID is the path of a command below the program: journal.verify; the program's own
// name for the program.
func commandID(cmd *cobra.Command) string {
	path := strings.Fields(cmd.CommandPath())
	if len(path) > 1 {
		path = path[1:]
	}
	return strings.Join(path, ".")
}

// flagID is the message of a flag: that of this command, else that of any.
func flagID(cmd *cobra.Command, f *pflag.Flag) string {
	if id := "flag." + commandID(cmd) + "." + f.Name; texts.Has(id) {
		return id
	}
	return "flag." + f.Name
}

// help prints what a command does and how it is called, at the width of the terminal.
func help(cmd *cobra.Command) {
	about := strings.TrimSpace(cmd.Long)
	if about == "" {
		about = strings.TrimSpace(cmd.Short)
	}
	text := about + "\n\n"
	if cmd.Runnable() || cmd.HasSubCommands() {
		text += cmd.UsageString()
	}
	_, _ = io.WriteString(folded(cmd.OutOrStdout()), text)
}

// usage prints how a command is called, as cobra does, in lang.
func usage(w io.Writer, cmd *cobra.Command, lang string) error {
	var b strings.Builder
	say := func(id string, pairs ...string) string { return texts.In(lang, "help."+id, pairs...) }
	line := cmd.CommandPath()
	if cmd.Runnable() {
		line = cmd.UseLine()
	}
	b.WriteString(say("usage") + "\n  " + strings.Replace(line, "[flags]", say("any_flags"), 1) + "\n")
	if cmd.HasAvailableSubCommands() {
		b.WriteString("  " + cmd.CommandPath() + " " + say("any_command") + "\n")
	}
	if cmd.HasExample() {
		b.WriteString("\n" + say("examples") + "\n" + cmd.Example + "\n")
	}
	section := func(heading string, rows [][2]string) {
		if len(rows) > 0 {
			b.WriteString("\n" + say(heading) + "\n" + columns(rows))
		}
	}
	commands := func(before string, of func(*cobra.Command) bool) (rows [][2]string) {
		for _, c := range cmd.Commands() {
			if of(c) {
				rows = append(rows, [2]string{before + c.Name(), c.Short})
			}
		}
		return rows
	}
	flags := func(set *pflag.FlagSet) (rows [][2]string) {
		set.VisitAll(func(f *pflag.Flag) {
			if !f.Hidden {
				rows = append(rows, flagRow(f, lang))
			}
		})
		return rows
	}
	section("commands", commands("", (*cobra.Command).IsAvailableCommand))
	section("flags", flags(cmd.LocalFlags()))
	section("global_flags", flags(cmd.InheritedFlags()))
	section("topics", commands("adal help ", (*cobra.Command).IsAdditionalHelpTopicCommand))
	if cmd.HasAvailableSubCommands() {
		b.WriteString("\n" + say("more", "command", cmd.CommandPath()) + "\n")
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// flagRow gives a flag as it is written, and what it means, with the value it has when it is
// not given.
func flagRow(f *pflag.Flag, lang string) [2]string {
	value, means := pflag.UnquoteUsage(f)
	head := "    --" + f.Name
	if f.Shorthand != "" {
		head = "-" + f.Shorthand + ", --" + f.Name
	}
	if f.Value.Type() != "bool" {
		head += " " + value
	}
	if !slices.Contains([]string{"", "0", "false", "[]"}, f.DefValue) {
		means += " " + texts.In(lang, "help.default", "value", f.DefValue)
	}
	return [2]string{head, means}
}

// columns writes rows with their second cells below each other.
func columns(rows [][2]string) string {
	wide := 0
	for _, r := range rows {
		wide = max(wide, utf8.RuneCountInString(r[0]))
	}
	var b strings.Builder
	for _, r := range rows {
		b.WriteString("  " + r[0] + strings.Repeat(" ", wide-utf8.RuneCountInString(r[0])+3) + r[1] + "\n")
	}
	return b.String()
}
