package main

import (
	"maps"
	"slices"
	"strings"

	"adal/texts"
)

// say gives a sentence of diff and verify in lang, its places filled from pairs of name and value.
func say(lang, key string, pairs ...string) string {
	return strings.TrimSpace(texts.In(lang, "said."+key, pairs...))
}

// sorted gives the keys of parameters in their order.
func sorted(m map[string]string) []string { return slices.Sorted(maps.Keys(m)) }
