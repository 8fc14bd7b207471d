package ingest

import (
	"maps"
	"slices"
	"strings"
)

// Plain is plain without a demand on its digits, for the fuzz test beside.
func Plain(s string) (string, bool) { return plain(s, 0) }

// RegisterHeaders gives for each column of a register the first or the last header it goes by,
// which is a Russian or a Kazakh one.
func RegisterHeaders(table string, last bool) map[string]string {
	headers := map[string]string{}
	for _, s := range registerSpellings[table] {
		all := strings.Split(s.headers, "|")
		headers[s.column] = all[0]
		if last {
			headers[s.column] = all[len(all)-1]
		}
	}
	return headers
}

// Registers lists the tables RegisterHeaders knows.
func Registers() []string { return slices.Sorted(maps.Keys(registerSpellings)) }
