package main

import (
	"cmp"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
)

// figure is a number or a day as it is shown: digits with a point, or 2026-09-30.
type figure struct {
	text     string
	decimals int
	day      bool
}

func (x figure) String() string { return x.text }

// is reports whether the figure shows value, rounded to the decimals it has.
func (x figure) is(value string) bool {
	if x.day || strings.Count(value, "-") == 2 {
		return x.text == value
	}
	v, err := strconv.ParseFloat(value, 64)
	s, err2 := strconv.ParseFloat(x.text, 64)
	return err == nil && err2 == nil && math.Abs(s-v) <= 0.5*math.Pow10(-x.decimals)+1e-9*math.Abs(v)+1e-12
}

// numbers takes the figures out of a text as the language writes them.
func (k *facts) numbers(text string) []figure {
	return numbersIn(k.names.Replace(text), k.lang == "en")
}

// hasFigure reports a digit that is no part of a number of somebody, of an id or of a name.
func (k *facts) hasFigure(text string) bool {
	return digits.MatchString(withoutIdentity(k.names.Replace(text)))
}

// nameColumns are the columns of the files with names, which may have digits of their own.
var nameColumns = []string{"subject_name", "other_name", "via_name", "unit", "name", "top_name", "customer", "supplier", "organisation", "title", "names", "holders", "position"}

// namesOf blanks the names of a run's files that have digits.
func namesOf(files map[string][]map[string]string) *strings.Replacer {
	seen := map[string]bool{}
	for file, rows := range files {
		for _, r := range rows {
			for _, c := range nameColumns {
				if name := r[c]; (file != "cases.csv" || c == "subject_name" || c == "other_name") && digits.MatchString(withoutIdentity(name)) {
					seen[name] = true
				}
			}
		}
	}
	var pairs []string
	for _, name := range slices.SortedFunc(maps.Keys(seen), func(x, y string) int { return cmp.Or(cmp.Compare(len(y), len(x)), cmp.Compare(x, y)) }) {
		pairs = append(pairs, name, strings.Repeat("_", len(name))) // what begins like another stands before it
	}
	return strings.NewReplacer(pairs...)
}

// plain takes the figures out of a text of a file for programs.
func plain(text string) []figure { return numbersIn(text, true) }

// withoutIdentity blanks what is no figure, keeping the places of the rest.
func withoutIdentity(text string) string {
	return identity.ReplaceAllStringFunc(text, func(s string) string { return strings.Repeat("_", len(s)) })
}

func numbersIn(text string, english bool) []figure {
	text = withoutIdentity(text)
	var all []figure
	last := 0
	numbers := func(s string) {
		for _, x := range grouped[english].FindAllString(s, -1) {
			x = strings.ReplaceAll(x, "\u00a0", "")
			if english {
				x = strings.ReplaceAll(x, ",", "")
			} else {
				x = strings.Replace(x, ",", ".", 1)
			}
			_, frac, _ := strings.Cut(x, ".")
			all = append(all, figure{text: x, decimals: len(frac)})
		}
	}
	for _, m := range day[english].FindAllStringSubmatchIndex(text, -1) {
		numbers(text[last:m[0]])
		part := func(i int) string { return text[m[2*i]:m[2*i+1]] }
		d := part(1) + "-" + part(2) + "-" + part(3)
		if !english {
			d = part(3) + "-" + part(2) + "-" + part(1)
		}
		all = append(all, figure{text: d, day: true})
		last = m[1]
	}
	numbers(text[last:])
	return all
}

// spaced makes runs of blanks one; a space that keeps a figure together stays.
func spaced(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' || r == '\n' || r == '\t' }), " ")
}

// sheet is a document being read: what of it was held against a file, and what disagrees.
type sheet[N comparable] struct {
	*facts
	held   map[N]string // by what kind of figure
	faults []string
	read   int
}

func (p *sheet[N]) fault(format string, args ...any) {
	p.faults = append(p.faults, fmt.Sprintf(format, args...))
}

// numbersAre holds the figures of a text against values in their order; a blank value is no figure.
func (p *sheet[N]) numbersAre(kind, text string, want []any) {
	got := p.numbers(text)
	var values []string
	for _, w := range want {
		if v := fmt.Sprint(w); v != "" {
			values = append(values, v)
		}
	}
	if len(got) != len(values) {
		p.fault("%s: %q has %v, the files %v", kind, text, got, values)
		return
	}
	if p.lang == "kk" && !strings.ContainsAny(text, "→·") { // where the words come in another order, so do their figures
		for i := range got {
			for j := i; j < len(values) && !got[i].is(values[i]); j++ {
				values[i], values[j] = values[j], values[i]
			}
		}
	}
	for i, x := range got {
		p.read++
		if !x.is(values[i]) {
			p.fault("%s: %q says %s, the files %s", kind, text, x, values[i])
		}
	}
}

// among holds every figure of a text against a set.
func (p *sheet[N]) numbersAmong(kind, text string, sets ...map[string]bool) {
	for _, x := range p.numbers(text) {
		p.read++
		if !slices.ContainsFunc(sets, func(s map[string]bool) bool { return s[x.String()] }) {
			p.fault("%s: %q says %s, which no file does", kind, text, x)
		}
	}
}

func (p *sheet[N]) textIs(kind, text, want string) {
	p.read += len(p.numbers(want))
	if spaced(text) != spaced(want) {
		p.fault("%s: %q, the files say %q", kind, text, want)
	}
}

// signed holds a change against that of a file, with its sign.
func (p *sheet[N]) signed(kind, text, change string) {
	v := amountOf(change)
	if strings.HasPrefix(text, "+") != (v > 0) || strings.HasPrefix(text, "−") != (v < 0) {
		p.fault("%s: %q, the files say %s", kind, text, change)
	}
	want := any("")
	if change != "" {
		want = strconv.FormatFloat(math.Abs(v), 'f', -1, 64)
	}
	p.numbersAre(kind, text, []any{want})
}

// percent is a fraction of a file in per cent.
func percent(fraction string) string {
	v, err := strconv.ParseFloat(fraction, 64)
	if err != nil {
		return fraction
	}
	return strconv.FormatFloat(100*v, 'f', -1, 64)
}

// amountOf reads a count or an amount of a file, 0 where it is blank.
func amountOf(s string) float64 { v, _ := strconv.ParseFloat(s, 64); return v }
