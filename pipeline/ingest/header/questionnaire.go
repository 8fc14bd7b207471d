package header

import (
	"regexp"
	"slices"
	"strings"

	"adal/pipeline/ingest/source"
	"adal/pipeline/tables"
)

// relative is what a questionnaire with one row a worker says of one relative: where the
// name, the IIN and the day of birth stand.
type relative struct {
	shown         string
	relation      string
	number        string // of several of one kind
	id, name, day int    // columns, -1 where there is none
}

var (
	idWord   = regexp.MustCompile(`(?i)(^|[^\p{L}])(иин|жсн|iin)([^\p{L}]|$)`)
	dayWord  = regexp.MustCompile(`(?i)дата рожд|д\.\s?р\.|туған күн`)
	nameWord = regexp.MustCompile(`(?i)(^|[^\p{L}])(ф\.?\s?и\.?\s?о\.?|т\.?\s?а\.?\s?ә\.?|фамилия,? имя,? отчество|аты-жөні|имя)([^\p{L}]|$)`)
	ordinal  = regexp.MustCompile(`[0-9]+`)
	notKin   = regexp.MustCompile(`(?i)руковод|начальн|басшы|брак|неке|количеств|число|саны|должност|место работы|адрес`)
)

// kinOf are the words of a header for the relative a column is about, by their beginnings.
var kinOf = []struct {
	word     *regexp.Regexp
	relation string
}{
	{regexp.MustCompile(`(?i)(отец|отца|мать|матери|родител\p{L}*)\s+(супруг|муж|жен)`), "spouse_parent"},
	{regexp.MustCompile(`(?i)(брат|сестр)\p{L}*\s+(супруг|муж|жен)`), "spouse_sibling"},
	{regexp.MustCompile(`(?i)супруг|жұбай|зайып|зайыб`), "spouse"},
	{regexp.MustCompile(`(?i)(^|[^\p{L}])(муж|мужа|күйеуі|күйеуінің)([^\p{L}]|$)`), "husband"},
	{regexp.MustCompile(`(?i)(^|[^\p{L}])(жена|жены|әйелі|әйелінің)([^\p{L}]|$)`), "wife"},
	{regexp.MustCompile(`(?i)(^|[^\p{L}])(отец|отца|әкесі|әкесінің)([^\p{L}]|$)`), "father"},
	{regexp.MustCompile(`(?i)(^|[^\p{L}])(мать|матери|анасы|анасының|шешесі)([^\p{L}]|$)`), "mother"},
	{regexp.MustCompile(`(?i)(^|[^\p{L}])(дет|реб[её]н|балалар|баласы)`), "child"},
	{regexp.MustCompile(`(?i)(^|[^\p{L}])(сын|сына|ұлы)([^\p{L}]|$)`), "son"},
	{regexp.MustCompile(`(?i)(^|[^\p{L}])(дочь|дочери|қызы)([^\p{L}]|$)`), "daughter"},
	{regexp.MustCompile(`(?i)(^|[^\p{L}])(брат|брата|ағасы|інісі)([^\p{L}]|$)`), "brother"},
	{regexp.MustCompile(`(?i)(^|[^\p{L}])(сестра|сестры|әпкесі|қарындасы|сіңлісі)([^\p{L}]|$)`), "sister"},
}

// Questionnaire finds in a header the relatives of a worker, each in columns of their own, and
// gives a layout of family_links for each of them: as many rows of links as relatives. nil
// where the header is none of a questionnaire.
func Questionnaire(cells []Cell) []*Layout {
	worker := -1
	var found []*relative
	for i, c := range cells {
		if worker < 0 && slices.ContainsFunc(c.keys, func(k string) bool {
			return slices.ContainsFunc(known()["roster"][k], func(s sourceOf) bool { return s.column == "iin" })
		}) {
			worker = i
			continue
		}
		addRelative(&found, i, c.Shown)
	}
	found = slices.DeleteFunc(found, func(r *relative) bool { return r.id < 0 && r.name < 0 })
	if worker < 0 || len(found) < 2 && (len(found) == 0 || found[0].id < 0 || found[0].name < 0) {
		return nil
	}
	var layouts []*Layout
	for _, r := range found {
		layouts = append(layouts, r.layout(cells, worker))
	}
	return layouts
}

// addRelative takes a column into the relative it is about: the last one, or a new one.
func addRelative(found *[]*relative, at int, shown string) {
	if notKin.MatchString(shown) {
		return
	}
	i := slices.IndexFunc(kinOf, func(k struct {
		word     *regexp.Regexp
		relation string
	}) bool {
		return k.word.MatchString(shown)
	})
	if i < 0 {
		return
	}
	relation, number := kinOf[i].relation, ordinal.FindString(shown)
	part := func(r *relative) *int {
		switch {
		case idWord.MatchString(shown):
			return &r.id
		case dayWord.MatchString(shown):
			return &r.day
		}
		return &r.name
	}
	for _, r := range *found {
		if r.relation == relation && r.number == number && *part(r) < 0 {
			*part(r) = at
			return
		}
	}
	title := shown
	for _, w := range []*regexp.Regexp{idWord, dayWord, nameWord} {
		title = w.ReplaceAllString(title, " ")
	}
	r := &relative{shown: strings.Join(strings.Fields(title), " "), relation: relation, number: number, id: -1, name: -1, day: -1}
	*part(r) = at
	*found = append(*found, r)
}

// layout is family_links with one relative of a worker.
func (r *relative) layout(cells []Cell, worker int) *Layout {
	t := TableNamed("family_links")
	l := &Layout{Table: t, Header: cells, Relative: r.shown}
	for _, c := range t.Columns {
		x := Target{Column: c}
		switch c.Name {
		case "iin":
			x.From = []int{worker}
		case "relation":
			x.Constant = r.relation
		case "relative_iin":
			if x.From = []int{r.id}; r.id < 0 {
				x.From, x.part = []int{r.name}, idOnly
			}
		case "relative_last_name", "relative_first_name", "relative_patronymic":
			if r.name < 0 {
				continue
			}
			x.From, x.part, x.beside = []int{r.name}, partOf(c.Name), true
		case "relative_birth_date":
			if r.day < 0 {
				continue
			}
			x.From = []int{r.day}
		default:
			continue
		}
		l.Targets = append(l.Targets, x)
	}
	return l
}

// Stated reports whether a row of a questionnaire names the relative of the layout: a form
// says in words that there is none.
func (l *Layout) Stated(cells []string) bool {
	for _, t := range l.Targets {
		if !strings.HasPrefix(t.Column.Name, "relative_") {
			continue
		}
		if v, _ := t.Cell(cells); ReadCell(tables.Column{}, whole.of(v)) != "" && !source.Nothings[source.Folded(v)] {
			return true
		}
	}
	return false
}

// Numbered counts the columns of a header that hold an IIN.
func Numbered(cells []Cell) int {
	n := 0
	for _, c := range cells {
		if idWord.MatchString(c.Shown) {
			n++
		}
	}
	return n
}

// Use takes columns of the file off those that are of no use.
func (l *Layout) Use(columns []int) {
	for _, i := range columns {
		if k := slices.Index(l.Unused, l.Header[i].Shown); k >= 0 {
			l.Unused = slices.Delete(l.Unused, k, k+1)
		}
	}
}

// ListUnused lists on the first of the layouts the columns none of them takes.
func ListUnused(layouts []*Layout) {
	first := layouts[0]
	first.Unused = Named(first.Header)
	for _, l := range layouts {
		first.Use(l.Used())
	}
}

// Used lists the columns of the file a layout takes.
func (l *Layout) Used() []int {
	var used []int
	for _, t := range l.Targets {
		used = append(used, t.From...)
	}
	return used
}

var former = regexp.MustCompile(`(?i)\(?(бывш(ий|ая|его|ей)|бұрынғы|экс)\)?[-\s]*`)

// Former gives the word for a spouse without the word for a marriage that ended; ok is false
// where the text is no such spouse.
func Former(relation string) (word string, ok bool) {
	if !former.MatchString(relation) {
		return "", false
	}
	word = source.Folded(former.ReplaceAllString(relation, " "))
	c, _ := TableNamed("family_links").Column("relation")
	switch c.Words[word] {
	case "husband", "wife", "spouse":
		return word, true
	}
	return "", false
}
