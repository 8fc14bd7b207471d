// Package texts holds every sentence, heading and name the program says to a person, in
// three catalogues a translator edits: ru.po, kk.po and en.po. A message is found by its id,
// so no language is the original of another, and only the catalogues asked for are read.
//
// # How to add a text
//
//  1. Choose an id of two parts or more, family and name: ui.findings, fault.no_table,
//     rule.P10-2a.title. A family says who words it: a [words.Table] of reports/words
//     (words.UI.In(lang, "findings") reads ui.findings), an error (fault.Data("no_table", ...)
//     reads fault.no_table and its next step fault.no_table.hint), a command, a rule.
//
//  2. Write it into all three files, in Russian, Kazakh and English:
//
//     msgid "ui.capped"
//     msgstr "Показано записей: {shown} из {all}."
//
//     A place that is filled in has a name, the same in every language. What depends on a
//     number has plural forms (msgid_plural repeats the id; msgstr[0], [1], and in Russian [2])
//     and is asked for with [Count].
//
//  3. go test ./texts -run Catalogues -update puts the entries in order; go test ./texts says which
//     id is missing, blank, used by nothing, used and not there, or differs in its places.
//
// The package depends on nothing of the program, so any room may word a thing; rooms below
// reports only name ids (an error, a reason) and leave the wording to whoever shows them.
package texts

import (
	"embed"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/leonelquinteros/gotext"
)

// Langs are the languages of the program, the default first.
var Langs = []string{"ru", "kk", "en"}

// Default is the language where none is asked for.
const Default = "ru"

//go:embed ru.po kk.po en.po
var files embed.FS

// catalogue is one language. It is not written to after it was read.
type catalogue struct {
	messages map[string]*gotext.Translation
	words    map[string]map[string]string // by family, the part of the id before the first point, and name
	po       *gotext.Po                   // for the rule of its plurals
}

var catalogues = map[string]func() *catalogue{
	"ru": sync.OnceValue(func() *catalogue { return read("ru") }),
	"kk": sync.OnceValue(func() *catalogue { return read("kk") }),
	"en": sync.OnceValue(func() *catalogue { return read("en") }),
}

func read(lang string) *catalogue {
	b, err := files.ReadFile(lang + ".po")
	if err != nil {
		panic(fmt.Errorf("catalogue: %w", err))
	}
	po := gotext.NewPo()
	po.Parse(b)
	c := &catalogue{po.GetDomain().GetTranslations(), map[string]map[string]string{}, po}
	delete(c.messages, "") // the head of the file
	for id, m := range c.messages {
		family, name, named := strings.Cut(id, ".")
		if !named {
			continue
		}
		if c.words[family] == nil {
			c.words[family] = map[string]string{}
		}
		c.words[family][name] = m.Trs[0]
	}
	return c
}

// in gives the catalogue of a language, of the default one where there is none such.
func in(lang string) *catalogue {
	if read, ok := catalogues[lang]; ok {
		return read()
	}
	return catalogues[Default]()
}

// Known reports whether lang is a language of the program.
func Known(lang string) bool { return slices.Contains(Langs, lang) }

// Has reports whether there is a message of this id. Every language has the same ids.
func Has(id string) bool {
	_, ok := in(Default).messages[id]
	return ok
}

// In gives the message id in lang, its places filled from pairs of name and value:
// In(lang, "phrase.span", "from", a, "to", b). A place nobody fills stays visible, and an
// id that does not exist is given back: both are odd to read and never lost.
func In(lang, id string, pairs ...string) string {
	m, ok := in(lang).messages[id]
	if !ok {
		return id
	}
	return filled(m.Trs[0], pairs)
}

// Word gives the message of a family and a name in it, family.name, in lang, and whether there is one.
func Word(lang, family, name string) (string, bool) {
	s, ok := in(lang).words[family][name]
	return s, ok
}

// Count gives the form of the message id that goes with n in lang: 1 строка, 2 строки,
// 5 строк. The place {n} holds n unless pairs fill it otherwise.
func Count(lang, id string, n int64, pairs ...string) string {
	c := in(lang)
	if _, ok := c.messages[id]; !ok {
		return id
	}
	return filled(c.po.GetN(id, id, int(max(n, -n))), append(slices.Clone(pairs), "n", strconv.FormatInt(n, 10)))
}

func filled(template string, pairs []string) string {
	if len(pairs) == 0 {
		return template
	}
	return Fill(template, func(name string) (string, bool) {
		for i := 0; i+1 < len(pairs); i += 2 {
			if pairs[i] == name {
				return pairs[i+1], true
			}
		}
		return "", false
	})
}

// Family lists the ids of a family without its name and dot, in order.
func Family(name string) []string {
	var ids []string
	for id := range maps.Keys(in(Default).messages) {
		if rest, ok := strings.CutPrefix(id, name+"."); ok {
			ids = append(ids, rest)
		}
	}
	slices.Sort(ids)
	return ids
}

// Fill replaces {places} of a template; one that place does not know stays. What was put
// in is not looked at again, so a name out of the data cannot ask for another.
func Fill(template string, place func(name string) (string, bool)) string {
	var b strings.Builder
	b.Grow(2 * len(template))
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		if v, ok := place(name); ok {
			b.WriteString(v)
		} else {
			b.WriteString("{" + name + "}")
		}
		template = after
	}
}
