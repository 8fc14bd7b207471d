package main

import (
	"encoding/json"
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"

	"adal/pipeline/fault"
	"adal/pipeline/warehouse"
	"adal/texts"
)

// commit is the one make build gives; where the build is not stamped it is the only source.
var commit string

// built is what a program is made of.
type built struct {
	Version  string   `json:"version"`
	Commit   string   `json:"commit"`   // "" where it was not built from a repository
	Modified bool     `json:"modified"` // the files were not those of the commit
	Go       string   `json:"go"`
	Engine   string   `json:"engine"`
	Platform string   `json:"platform"`
	Modules  []string `json:"modules"` // path, version and checksum
}

func newVersionCommand() *cobra.Command {
	var lang, format string
	cmd := &cobra.Command{
		Use:     "version",
		Example: "  adal version\n  adal version --format json",
		Args:    exactly(0, "no_arguments"),
		RunE: func(cmd *cobra.Command, _ []string) error {
			if format != "text" && format != "json" {
				return fault.Usage("no_such_format", "format", format, "known", "text,json")
			}
			engine, err := warehouse.Version(cmd.Context())
			if err != nil {
				return fmt.Errorf("ask the engine: %w", err)
			}
			p := program()
			b := built{Version: p.Version, Go: p.Go, Engine: "DuckDB " + engine, Modules: p.Modules}
			if info, ok := debug.ReadBuildInfo(); ok {
				b.settings(info.Settings)
			}
			if format == "json" {
				e := json.NewEncoder(cmd.OutOrStdout())
				e.SetIndent("", "  ")
				return e.Encode(b)
			}
			_, err = fmt.Fprint(cmd.OutOrStdout(), b.text(lang))
			return err
		},
	}
	cmd.Flags().StringVar(&lang, "lang", "ru", "")
	cmd.Flags().StringVar(&format, "format", "text", "")
	return cmd
}

func (b *built) settings(all []debug.BuildSetting) {
	platform := map[string]string{}
	for _, s := range all {
		switch s.Key {
		case "vcs.revision":
			b.Commit = s.Value
		case "vcs.modified":
			b.Modified = s.Value == "true"
		case "GOOS", "GOARCH":
			platform[s.Key] = s.Value
		}
	}
	if b.Commit == "" {
		b.Commit, b.Modified = strings.CutSuffix(commit, "-dirty")
	}
	b.Platform = platform["GOOS"] + "/" + platform["GOARCH"]
}

func (b built) text(lang string) string {
	commit := b.Commit
	switch {
	case commit == "":
		commit = texts.In(lang, "said.no_commit")
	case b.Modified:
		commit += ", " + texts.In(lang, "said.modified_commit")
	}
	var s strings.Builder
	fmt.Fprintln(&s, texts.In(lang, "help.version", "version", b.Version))
	for _, x := range [][2]string{{"commit", commit}, {"go", b.Go + " " + b.Platform}, {"engine", b.Engine}} {
		fmt.Fprintln(&s, texts.In(lang, "said.version_"+x[0], "value", x[1]))
	}
	fmt.Fprintln(&s, texts.In(lang, "said.version_modules"))
	for _, m := range b.Modules {
		fmt.Fprintln(&s, "  "+m)
	}
	return s.String()
}
