package view

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"adal/pipeline/kz"
	"adal/pipeline/run"
	"adal/reports/words"
	"adal/texts"
)

// maxLetterItems is the most items a part of a letter lists: a letter is a page or two.
const maxLetterItems = 12

// longestSign is how much of a sentence a letter has room for; a cell may hold megabytes.
const longestSign = 1200

// Letters is drafts of letters that ask for an explanation, to be filled in and signed by an
// official. They judge nothing, show numbers as the report shows them, and name of other people
// no more than who is meant: of their rows the places alone.
type Letters struct {
	Title   string
	Cover   MemoList // who gets a letter; blank where there is one letter
	Notes   []string // what was left out, and how to have it
	Letters []Letter
}

// Letter is one draft.
type Letter struct {
	Draft, Number string // that it is a draft; the line for its number and day
	To            []string
	Heading       string
	Opening       string
	Parts         []LetterPart
	Reply         string // by when
	Signature     string
	Foot          string // which case and which findings it is about
}

// LetterPart is a list of a letter under its title.
type LetterPart struct {
	Title string
	Items []string
	Note  string
}

// asking is a letter to be: a case, whom to ask, blank for the procurement unit, and the findings
// about them.
type asking struct {
	of       *run.Case
	who      run.CasePerson
	findings []*run.Finding
}

// Letters gives the drafts for the cases with these ids, for every case nobody has decided on
// where none is named, the gravest first and at most that many.
func (v *Report) Letters(ids []string, most int) *Letters {
	b := v.builder
	findings := b.byID()
	var all []asking
	decided := int64(0)
	for i := range b.run.Cases {
		c := &b.run.Cases[i]
		switch {
		case len(ids) > 0 && !slices.Contains(ids, c.ID):
		case len(ids) == 0 && c.Status == "decided":
			decided++
		default:
			all = append(all, b.asked(c, inside(c, findings))...)
		}
	}
	l := &Letters{Title: b.t("letter_cover")}
	shown := all[:min(len(all), most)]
	for _, a := range shown {
		l.Letters = append(l.Letters, b.letter(a))
	}
	if len(shown) > 1 {
		l.Cover = b.letterCover(shown)
	}
	n := func(n int) string { return words.Count(b.lang, int64(n)) }
	if len(shown) < len(all) {
		l.Notes = append(l.Notes, b.say("letter_more", "shown", n(len(shown)), "all", n(len(all)), "most", strconv.Itoa(len(all))))
	}
	if decided > 0 {
		l.Notes = append(l.Notes, b.say("letter_decided", "n", words.Count(b.lang, decided)))
	}
	return l
}

// asked says whom to ask about a case: everybody a sign is about, with the findings about them;
// the procurement unit where no person is.
func (b builder) asked(c *run.Case, findings []*run.Finding) []asking {
	var all []asking
	for _, p := range c.People {
		if p.Role != "subject" {
			continue
		}
		a := asking{of: c, who: p}
		for _, f := range findings {
			if f.SubjectKind == "person" && f.SubjectID == p.ID && (p.ID != "" || f.SubjectName == p.Name) {
				a.findings = append(a.findings, f)
			}
		}
		if len(a.findings) > 0 {
			all = append(all, a)
		}
	}
	if len(all) == 0 && len(findings) > 0 {
		all = append(all, asking{of: c, findings: findings})
	}
	return all
}

// addressee names who is asked: the person with the post, or the procurement unit of the buyer.
func (b builder) addressee(a asking) []string {
	if a.who.ID == "" && a.who.Name == "" {
		to := []string{b.t("letter_buyers")}
		for _, f := range a.findings {
			if customer := b.customer(f); customer != "" {
				return append(to, cut(customer, longestBox))
			}
		}
		return to
	}
	to := []string{words.Ref(b.lang, cut(b.mask.Text(a.who.Name), longestBox), a.who.ID, b.mask)}
	for _, f := range a.findings {
		if f.Position != "" || f.Unit != "" {
			post := strings.Trim(cut(b.mask.Text(f.Position), longestBox)+", "+cut(b.mask.Text(f.Unit), longestBox), ", ")
			return append(to, post)
		}
	}
	return to
}

func (b builder) letterCover(all []asking) MemoList {
	l := MemoList{Title: b.t("letter_cover"), Widths: []int{6, 36, 34, 24}, Columns: []string{b.t("rank"), b.t("letter_addressee"), b.t("case_title"), b.t("case")}}
	for i, a := range all {
		l.Rows = append(l.Rows, []string{strconv.Itoa(i + 1), b.addressee(a)[0], cut(b.caseTitle(a.of, a.findings), longestBox), a.of.ID})
	}
	return l
}

func (b builder) letter(a asking) Letter {
	what, period := b.t(string(b.run.Job)+"_title"), words.Period(b.lang, b.run.Period)
	opening := "letter_opening"
	if a.who.ID == "" && a.who.Name == "" {
		opening = "letter_opening_buyers"
	}
	x := Letter{
		Draft: b.t("letter_draft"), Number: b.t("letter_number"), To: b.addressee(a), Heading: b.t("letter_heading"),
		Opening:   b.say(opening, "job", what, "period", period),
		Signature: b.t("memo_signature"), Reply: b.letterReply(),
		Foot: b.say("letter_foot", "case", a.of.ID, "findings", b.letterIDs(a)),
	}
	signs, known, asks := LetterPart{Title: b.t("letter_signs")}, LetterPart{Title: b.t("in_favour")}, LetterPart{Title: b.t("letter_asks")}
	for _, f := range a.findings {
		r := b.rule(f.Rule)
		signs.Items = append(signs.Items, cut(b.summary(f), longestSign)+" ("+words.Paragraph(b.lang, f.Paragraph)+")")
		for _, s := range b.favour(f) {
			if item := strings.Trim(cut(s.Text, longestBox)+" — "+cut(s.Place, longestBox), " —"); !slices.Contains(known.Items, item) {
				known.Items = append(known.Items, item)
			}
		}
		if text := r.Clears.In(b.lang); text != "" && !slices.Contains(asks.Items, text) {
			asks.Items = append(asks.Items, text)
		}
	}
	asks.Items = append(asks.Items, b.t("letter_wrong"))
	for _, p := range []LetterPart{signs, b.letterRows(a.findings), known, asks, b.letterTerms()} {
		if len(p.Items) > 0 {
			x.Parts = append(x.Parts, b.bounded(p))
		}
	}
	return x
}

// bounded cuts a part to what a letter has room for, and says so.
func (b builder) bounded(p LetterPart) LetterPart {
	if more := len(p.Items) - maxLetterItems; more > 0 {
		p.Items = p.Items[:maxLetterItems]
		p.Note = strings.TrimSpace(b.say("letter_items", "n", words.Count(b.lang, int64(more))) + " " + p.Note)
	}
	return p
}

// letterRows are the places of the rows the findings rest on, with the part each plays, and
// nothing of what they hold.
func (b builder) letterRows(findings []*run.Finding) LetterPart {
	p := LetterPart{Title: b.t("letter_rows")}
	proof := make([]*run.Finding, len(findings))
	for i, f := range findings { // what speaks for the person stands in a part of its own
		bare := *f
		bare.Favour = nil
		proof[i] = &bare
	}
	sources, more := b.sources(b.numbered(proof))
	for _, s := range sources {
		p.Items = append(p.Items, s.What+" — "+shortPlace(s.Place))
	}
	p.Note = more
	return p
}

// shortPlace cuts a long list of rows of one file.
func shortPlace(place string) string {
	const most = 160
	short := cut(place, most)
	if short == place {
		return place
	}
	if i := strings.LastIndex(short, ","); i > 0 {
		short = short[:i+1] + " …"
	}
	return short
}

func (b builder) letterIDs(a asking) string {
	var ids []string
	for _, f := range a.findings[:min(len(a.findings), maxLetterItems)] {
		ids = append(ids, f.Rule+" "+f.ID)
	}
	s := strings.Join(ids, ", ")
	if more := len(a.findings) - len(ids); more > 0 {
		s += " " + b.say("letter_items", "n", words.Count(b.lang, int64(more)))
	}
	return s
}

// letterTerms are the terms of the Standard as the memo counts them.
func (b builder) letterTerms() LetterPart {
	l := b.termsList()
	p := LetterPart{Title: l.Title, Note: l.Note}
	for _, row := range l.Rows {
		p.Items = append(p.Items, row[0]+" ("+row[1]+") — "+row[2])
	}
	return p
}

// letterReply asks for an answer by a day the official fills in; in the quarterly scan it names
// the last day on which the unit can still heed it.
func (b builder) letterReply() string {
	s := b.t("letter_reply")
	asOf, err := time.Parse(time.DateOnly, b.run.AsOf)
	if b.run.Job != run.Scan || err != nil {
		return s
	}
	for _, t := range terms[run.Scan] {
		if t.key != "memo_conclude" {
			continue
		}
		if due, err := kz.WorkingDays().End(t.term, asOf, time.Time{}); err == nil {
			s += " " + texts.In(b.lang, "ui.letter_conclude", "day", words.Date(b.lang, due.By.Format(time.DateOnly)), "from", words.Date(b.lang, b.run.AsOf))
		}
	}
	return s
}
