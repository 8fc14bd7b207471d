package main

import (
	"fmt"
	"path/filepath"

	"github.com/spf13/cobra"

	"adal/texts"
)

// browsed shows a page that was written in the browser, where --open asks for it. A machine
// without one is no fault of the run: it is said, with the page's place.
func browsed(cmd *cobra.Command, open bool, page string) {
	if !open {
		return
	}
	whole, err := filepath.Abs(page)
	if err == nil {
		err = browse(whole)
	}
	if err != nil {
		lang := language([]string{"--lang", cmd.Flag("lang").Value.String()})
		fmt.Fprintln(cmd.ErrOrStderr(), texts.In(lang, "cmd.not_opened", "page", whole))
	}
}
