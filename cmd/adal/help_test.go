package main

import (
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"adal/texts"
)

// TestHelpIsWorded walks every command and flag: each has its messages, and says them in
// the language asked for; how a command is called begins with its name.
func TestHelpIsWorded(t *testing.T) {
	for _, lang := range texts.Langs {
		root := newRootCommand(&watch{})
		names := map[*cobra.Command]string{}
		var each func(*cobra.Command, func(*cobra.Command))
		each = func(c *cobra.Command, do func(*cobra.Command)) {
			do(c)
			for _, below := range c.Commands() {
				each(below, do)
			}
		}
		root.InitDefaultHelpCmd()
		each(root, func(c *cobra.Command) { names[c] = c.Name() })
		worded(root, lang)
		each(root, func(c *cobra.Command) {
			if c.Name() != names[c] {
				t.Errorf("%s: help.%s.use begins with %q", lang, commandID(c), c.Name())
			}
			for _, part := range []string{".short", ".long"} {
				if id := "help." + commandID(c) + part; !texts.Has(id) {
					t.Errorf("no message %s", id)
				}
			}
			c.LocalFlags().VisitAll(func(f *pflag.Flag) {
				if id := flagID(c, f); !texts.Has(id) {
					t.Errorf("no message %s, and none %s.%s.%s", id, "flag", commandID(c), f.Name)
				}
				if c == root || c.Parent() == root && c.Name() == "help" {
					return
				}
				if f.Usage == "" {
					t.Errorf("%s, %s: flag %s says nothing", lang, c.CommandPath(), f.Name)
				}
			})
		})
	}
}

// Help and the errors of flags are in the language asked for, wherever --lang stands.
func TestHelpInEveryLanguage(t *testing.T) {
	for lang, says := range map[string][]string{
		"ru": {"Квартальная", "--data папка", "(по умолчанию 4GB)", "Примеры:"},
		"kk": {"тоқсандық", "--data қалтасы", "(әдепкіде 4GB)", "Мысалдар:"},
		"en": {"quarterly", "--data folder", "(default 4GB)", "Examples:"},
	} {
		_, all, _ := adal(t, "--lang", lang, "--help")
		code, help, errs := adal(t, "scan", "--help", "--lang", lang)
		if code != 0 || errs != "" {
			t.Errorf("%s: exit %d, %s", lang, code, errs)
		}
		for i, s := range says {
			if text := map[bool]string{true: all, false: help}[i == 0]; !strings.Contains(text, s) {
				t.Errorf("%s: help does not say %q:\n%s", lang, s, text)
			}
		}
		if lang != "en" && strings.Contains(help, "folder") {
			t.Errorf("%s: English in the help:\n%s", lang, help)
		}
	}
	if code, _, errs := adal(t, "scan", "--threads", "many", "--lang=kk"); code != exitUsage || !strings.Contains(errs, "adal: қате: --threads кілті: «many» мәні жарамайды") {
		t.Errorf("exit %d\n%s", code, errs)
	}
}
