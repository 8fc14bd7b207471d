package header

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
)

// Entry writes what is said of a file as adal.yaml has it below files, in one order always.
func (g FileMapping) Entry() string {
	var b strings.Builder
	b.WriteString("  - file: " + Quoted(g.File) + "\n")
	line := func(name, value string) {
		if value != "" {
			fmt.Fprintf(&b, "    %s: %s\n", name, Quoted(value))
		}
	}
	line("sheet", g.Sheet)
	line("table", g.Table)
	if g.HeaderRow > 0 {
		fmt.Fprintf(&b, "    header_row: %d\n", g.HeaderRow)
	}
	line("encoding", g.Encoding)
	line("delimiter", g.Delimiter)
	line("quote", g.Quote)
	line("date_order", g.DateOrder)
	pairs := func(name, indent string, of map[string]string) {
		if len(of) > 0 {
			b.WriteString(indent + name + ":\n")
			for _, k := range slices.Sorted(maps.Keys(of)) {
				fmt.Fprintf(&b, "%s  %s: %s\n", indent, Quoted(k), Quoted(of[k]))
			}
		}
	}
	pairs("columns", "    ", g.Columns)
	pairs("constants", "    ", g.Constants)
	if len(g.Values) > 0 {
		b.WriteString("    values:\n")
		for _, k := range slices.Sorted(maps.Keys(g.Values)) {
			pairs(k, "      ", g.Values[k])
		}
	}
	return b.String()
}

// Quoted writes a text as YAML takes it on one line.
func Quoted(s string) string {
	if s == "\t" {
		return `"tab"`
	}
	return strconv.Quote(s)
}
