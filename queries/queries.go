// Package queries holds every SQL statement of the program, one file each, in the
// folder of the stage that runs it. They are embedded: the program needs no file beside it.
package queries

import (
	"embed"
	"fmt"
	"io/fs"
	"slices"
	"strings"
)

//go:embed duties/*.sql protect/*.sql coverage/*.sql coverage/population/*.sql coverage/gap/*.sql flags/*.sql normalise/*.sql link/*.sql rules/*.sql measure/*.sql rank/*.sql
var files embed.FS

// Get gives the text of a query file, "link/kin". A name that does not exist is a
// fault of the program and panics.
func Get(name string) string {
	b, err := files.ReadFile(name + ".sql")
	if err != nil {
		panic(fmt.Errorf("query file: %w", err))
	}
	return string(b)
}

// Names lists the query files of a folder, sorted, without their ending.
func Names(folder string) []string {
	entries, err := fs.ReadDir(files, folder)
	if err != nil {
		panic(fmt.Errorf("query folder: %w", err))
	}
	var names []string
	for _, e := range entries {
		names = append(names, strings.TrimSuffix(e.Name(), ".sql"))
	}
	slices.Sort(names)
	return names
}
