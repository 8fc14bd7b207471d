// Package kz holds Kazakhstan's facts: numbers of people and organisations, the
// calendar of working days, the monthly index unit, and the codes of the state
// procurement portal. It knows nothing of conflicts or procurement reports. Every
// fact stands in a CSV under data/, with where it holds, so that a user can check it.
package kz

import (
	"bytes"
	"embed"
	"encoding/csv"
	"fmt"
)

//go:embed data/*.csv
var data embed.FS

// Table gives the rows of a facts file ("trade_methods") without its header. It
// panics where the file is not there: the files are part of the program.
func Table(name string) [][]string {
	b, err := data.ReadFile("data/" + name + ".csv")
	if err != nil {
		panic(err)
	}
	rows, err := csv.NewReader(bytes.NewReader(b)).ReadAll()
	if err != nil {
		panic(fmt.Errorf("facts %s: %w", name, err))
	}
	return rows[1:]
}
