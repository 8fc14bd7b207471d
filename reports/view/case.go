package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
	"adal/texts"
)

// MaxDrawn is the most cases the page shows with drawing, rows and checklist; of the rest it lists
// the findings, and says so.
const MaxDrawn = 200

// maxCases is the most cases the page lists; all stand in cases.csv and the workbook.
const maxCases = 1000

// maxInCase is the most findings a case, or a party, lists on the page.
const maxInCase = 40

// Cases is the cases of a run as the page lists them.
type Cases struct {
	Count  int64  // all of them, decided ones too
	People int64  // whom their signs are about, each once
	Says   string // the same as a sentence
	List   []Case
	Cut    string // that not all are listed, or not all shown in full
}

// Case is one matter: findings that are checked together.
type Case struct {
	Anchor, Title, KindName string
	Grave, GraveName        string // violation or lead
	Score, Band, BandName   string
	Status, StatusName      string
	People                  []Named
	Money                   string   // its contracts, each counted once
	Rules                   []string // each once
	Findings                []CaseFinding
	MoreFindings            string
	Checklist               []Check
	Letter                  string    // how to have the draft of a letter
	Drawing                 *Drawing  // nil where it is not drawn
	Timeline                *Timeline // nil where nothing of it has a date
	Rows                    []Source
	MoreRows                string
}

// Named is somebody a case names, with the anchor of their part of the page, blank where there is none.
type Named struct{ Anchor, Text string }

// link gives the people of cases the anchors of their parts of the page.
func (c *Cases) link(parties []Party) {
	if c == nil {
		return
	}
	at := map[string]string{}
	for _, p := range parties {
		if p.Person {
			at[p.ref] = p.Anchor
		}
	}
	for i := range c.List {
		for k := range c.List[i].People {
			n := &c.List[i].People[k]
			n.Anchor = at[n.Text]
		}
	}
}

// CaseFinding is a finding of a case with the anchor of its card, blank where the page has none.
// About tells findings of one rule apart.
type CaseFinding struct{ Anchor, ID, Rule, Title, About, Summary, Score string }

// Check is what to ask for by the rules of a case.
type Check struct{ Rule, Text string }

// filed says of findings in which case on the page they are.
func filed(cases []run.Case) map[string]string {
	all := map[string]string{}
	for i := range cases[:min(maxCases, len(cases))] {
		for _, id := range cases[i].Findings {
			all[id] = "c-" + cases[i].ID
		}
	}
	return all
}

// cases gives the cases of the page; nil where the run has none.
func (b builder) cases(p *Page) *Cases {
	if len(b.run.Cases) == 0 {
		return nil
	}
	shown := map[string]bool{}
	for _, s := range p.Sections {
		for i := range s.Cards {
			shown[s.Cards[i].Anchor] = true
		}
	}
	for i := range p.Decided {
		shown[p.Decided[i].Anchor] = true
	}
	out := &Cases{Count: int64(len(b.run.Cases))}
	out.People = b.run.InCases()
	out.Says = b.caseCounts()
	findings := b.byID()
	for i := range b.run.Cases[:min(maxCases, len(b.run.Cases))] {
		c := &b.run.Cases[i]
		out.List = append(out.List, b.caseOf(c, findings, shown, i < MaxDrawn))
	}
	switch n := len(b.run.Cases); {
	case n > maxCases:
		out.Cut = b.say("cases_cut", "shown", words.Count(b.lang, maxCases), "all", words.Count(b.lang, int64(n)), "drawn", words.Count(b.lang, MaxDrawn))
	case n > MaxDrawn:
		out.Cut = b.say("cases_drawn", "drawn", words.Count(b.lang, MaxDrawn), "all", words.Count(b.lang, int64(n)))
	}
	return out
}

// caseCounts says how many cases the findings make, and of how many people; blank where none.
func (b builder) caseCounts() string {
	n := int64(len(b.run.Cases))
	if n == 0 {
		return ""
	}
	if who := b.run.InCases(); who > 0 {
		return texts.Count(b.lang, "ui.cases_count", n, "count", words.Count(b.lang, n)) + ", " + texts.Count(b.lang, "ui.cases_people", who, "count", words.Count(b.lang, who))
	}
	return texts.Count(b.lang, "ui.cases_count", n, "count", words.Count(b.lang, n))
}

func (b builder) byID() map[string]*run.Finding {
	all := make(map[string]*run.Finding, len(b.run.Findings))
	for i := range b.run.Findings {
		all[b.run.Findings[i].ID] = &b.run.Findings[i]
	}
	return all
}

// caseOf words a case; shown are the anchors of the cards the page has.
func (b builder) caseOf(c *run.Case, findings map[string]*run.Finding, shown map[string]bool, whole bool) Case {
	lang := b.lang
	x := Case{
		Anchor: "c-" + c.ID, KindName: words.CaseKinds.In(lang, c.Kind), Grave: c.Grave, GraveName: words.Kinds.In(lang, c.Grave),
		Score: words.Points(lang, c.Score), Band: b.run.Job.Bands().Of(c.Score), Status: c.Status, StatusName: b.caseStatus(c),
		Money: b.caseMoney(c.Contracts, c.Amount), Rules: c.Rules,
	}
	alike := map[string]int{}
	for _, id := range c.Findings {
		if f := findings[id]; f != nil {
			alike[f.Rule]++
		}
	}
	x.BandName = words.Bands.In(lang, x.Band)
	var inside []*run.Finding
	for _, id := range c.Findings {
		f := findings[id]
		if f == nil {
			continue
		}
		inside = append(inside, f)
		r := b.rule(f.Rule)
		cf := CaseFinding{ID: f.ID, Rule: f.Rule, Title: r.Title.In(lang), Score: words.Points(lang, f.Score)}
		if alike[f.Rule] > 1 {
			cf.About = b.apart(f)
		}
		if shown["f-"+f.ID] {
			cf.Anchor = "f-" + f.ID
		} else {
			cf.Summary = b.summary(f)
		}
		if len(x.Findings) < maxInCase {
			x.Findings = append(x.Findings, cf)
		}
		if text := r.Clears.In(lang); whole && text != "" && !slices.ContainsFunc(x.Checklist, func(k Check) bool { return k.Rule == f.Rule || k.Text == text }) {
			x.Checklist = append(x.Checklist, Check{f.Rule, text})
		}
	}
	x.Title, x.MoreFindings = b.caseTitle(c, inside), b.moreFindings(len(x.Findings), len(inside))
	for _, p := range c.People {
		x.People = append(x.People, Named{Text: words.Ref(lang, p.Name, p.ID, b.mask)})
	}
	if !whole {
		return x
	}
	x.Letter = b.say("case_letter", "case", c.ID)
	rows := b.numbered(inside)
	x.Rows, x.MoreRows = b.sources(rows)
	if b.run.Job != run.Flags { // a flag names one row of its tender, which makes no picture
		x.Drawing = b.drawing(c, inside, rows)
		x.Timeline = b.timeline(inside, rows)
	}
	return x
}

// moreFindings says how many of all findings are not listed; blank where all are.
func (b builder) moreFindings(listed, all int) string {
	if listed == all {
		return ""
	}
	return b.say("case_more_findings", "n", words.Count(b.lang, int64(all-listed)))
}

// apart says what tells a finding from others of its rule in one case: the relative between, the
// supplier, the slice.
func (b builder) apart(f *run.Finding) string {
	var parts []string
	switch {
	case f.SubjectKind == "person" && f.ViaName+f.ViaID != "":
		parts = append(parts, words.Named(b.lang, "person", f.ViaName, f.ViaID, b.mask))
	case f.SubjectKind == "supplier" || f.SubjectKind == "group":
		parts = append(parts, words.Named(b.lang, f.SubjectKind, f.SubjectName, f.SubjectID, b.mask))
	case f.OtherKind == "supplier" || f.OtherKind == "group" || f.SubjectKind == "process":
		parts = append(parts, words.Named(b.lang, f.OtherKind, f.OtherName, f.OtherID, b.mask))
	}
	if f.Slice != "" {
		parts = append(parts, b.mask.Text(words.SliceOf(b.lang, f)))
	}
	return strings.Join(parts, ", ")
}

// caseMoney writes contracts with their sum: 7 договоров, 35 840 000,00 ₸; blank where there are none.
func (b builder) caseMoney(contracts int64, amount string) string {
	if contracts == 0 {
		return ""
	}
	s := texts.Count(b.lang, "ui.case_contracts", contracts, "count", words.Count(b.lang, contracts))
	if amount != "" {
		s += ", " + words.Money(b.lang, b.run.Currency, amount)
	}
	return s
}

// caseTitle names the sides of a case.
func (b builder) caseTitle(c *run.Case, findings []*run.Finding) string {
	lang, m := b.lang, b.mask
	title := words.Begin(lang, words.Named(lang, c.SubjectKind, c.SubjectName, c.SubjectID, m))
	if c.OtherID != "" || c.OtherName != "" {
		title += " — " + words.Named(lang, c.OtherKind, c.OtherName, c.OtherID, m)
	} else if others := b.othersOf(c, findings); others != "" {
		title += " — " + others
	}
	if len(findings) == 0 {
		return title
	}
	switch f := findings[0]; c.Kind {
	case "pair":
		if tie := words.Tie(lang, f); tie != "" && f.Tie != "self" && f.ViaID == "" {
			title += " (" + tie + ")"
		}
	case "slice":
		narrow := *f
		narrow.Slice = c.Slice
		title += ": " + m.Text(words.SliceOf(lang, &narrow))
	case "other":
		if c.Slice != "" {
			title += ": " + m.Text(words.SliceOf(lang, f))
		}
	}
	return title
}

// casesSection is the cases in their order.
func (b builder) casesSection() Section {
	return Section{Name: "cases", Page: "cases", File: b.casesFile(), Sheet: b.casesSheet()}
}

func (b builder) casesFile() *Table {
	columns := "case_id case_kind title subject_kind subject_id subject_name other_kind other_id other_name slice kind rules findings:integer finding_ids " +
		"people:integer names contracts:integer amount:money score:points status"
	return file("cases.csv", columns, func(yield func([]any) bool) {
		findings := b.byID()
		for i := range b.run.Cases {
			c := &b.run.Cases[i]
			m := b.mask
			if !yield([]any{
				c.ID, c.Kind, b.caseTitle(c, inside(c, findings)), c.SubjectKind, words.MaskID(c.SubjectKind, c.SubjectID, m), m.Text(c.SubjectName),
				c.OtherKind, words.MaskID(c.OtherKind, c.OtherID, m), m.Text(c.OtherName), m.Text(c.Slice), c.Grave, strings.Join(c.Rules, ";"),
				int64(len(c.Findings)), strings.Join(c.Findings, ";"), int64(len(c.People)), strings.Join(b.caseNames(c), "; "),
				known(c.Contracts), c.Amount, c.Score, c.Status,
			}) {
				return
			}
		}
	})
}

// inside gives the findings of a case.
func inside(c *run.Case, findings map[string]*run.Finding) []*run.Finding {
	var all []*run.Finding
	for _, id := range c.Findings {
		if f := findings[id]; f != nil {
			all = append(all, f)
		}
	}
	return all
}

func (b builder) caseNames(c *run.Case) []string {
	var names []string
	for _, p := range c.People {
		names = append(names, words.Ref(b.lang, p.Name, p.ID, b.mask))
	}
	return names
}

func (b builder) casesSheet() *Table {
	columns := []Column{ // on the width of one page across
		{b.t("case"), 19, Linked}, {b.t("score"), 8, Points}, {b.t("kind"), 14, Wrapped}, {b.t("case_title"), 48, Wrapped}, {b.t("case_people"), 38, Wrapped},
		{b.t("rule"), 16, Wrapped}, {b.t("findings"), 10, Integer}, {b.t("contracts"), 12, Integer}, {b.columnName("amount"), 19, Money}, {b.t("status"), 13, Wrapped},
		{b.t("case_kind"), 17, Wrapped},
	}
	t := b.table(b.t("cases"), columns, 1, func(yield func([]any) bool) {
		findings := b.byID()
		for i := range b.run.Cases {
			c := &b.run.Cases[i]
			if !yield([]any{
				c.ID, c.Score, words.Kinds.In(b.lang, c.Grave), b.caseTitle(c, inside(c, findings)), strings.Join(b.caseNames(c), "\n"),
				strings.Join(c.Rules, ", "), int64(len(c.Findings)), known(c.Contracts), c.Amount, words.CaseStatuses.In(b.lang, c.Status), words.CaseKinds.In(b.lang, c.Kind),
			}) {
				return
			}
		}
	})
	first := map[string]int{}
	for i := range b.run.Findings {
		first[b.run.Findings[i].ID] = i
	}
	t.To = func(row int) (string, int, bool) {
		c := &b.run.Cases[row]
		if len(c.Findings) == 0 {
			return "", 0, false
		}
		to, ok := first[c.Findings[0]]
		return b.t("sheet_findings"), to, ok
	}
	t.Marks = b.scoreMarks(b.t("score"))
	return t
}

// Source is rows of the data that play one part in a case, by the numbers its drawing and its
// timeline give them.
type Source struct{ No, What, Place string }

// maxSources is the most lines of sources a case lists.
const maxSources = 60

// caseRow is a source row of a case with its number.
type caseRow struct {
	run.Evidence
	No     int
	Favour bool // speaks for the person
}

// rowSet is the source rows of a case, each once.
type rowSet struct {
	rows []caseRow
	at   map[sourceKey]int
}

type sourceKey struct {
	file string
	row  int64
}

// no gives the number of a row.
func (s *rowSet) no(e run.Evidence) int { return s.rows[s.at[sourceKey{e.File, e.Row}]].No }

// numbered numbers the source rows of findings from 1: what they rest on in the order of their
// steps, then the decisions by who made them and the contracts by whose they are, then what speaks
// for the person. A row two findings rest on has one number.
func (b builder) numbered(findings []*run.Finding) *rowSet {
	s := &rowSet{at: map[sourceKey]int{}}
	seen := map[sourceKey]bool{}
	first := map[string]int{} // of a group of rows its first
	order := map[sourceKey][2]int{}
	add := func(list []run.Evidence, favour bool) {
		for _, e := range list {
			k := sourceKey{e.File, e.Row}
			if seen[k] {
				continue
			}
			seen[k] = true
			group, part := "", 0
			switch {
			case favour:
				part = 3
			case e.Table == "contracts":
				group, part = "contracts "+e.Cells["supplier_id"], 2
			case e.Table == "decisions":
				group, part = "decisions "+e.Cells["iin"]+" "+e.Cells["role"], 1
			}
			if _, known := first[group]; !known {
				first[group] = len(s.rows)
			}
			order[k] = [2]int{part, first[group]}
			s.rows = append(s.rows, caseRow{Evidence: e, Favour: favour})
		}
	}
	for _, f := range findings {
		add(f.Evidence, false)
	}
	for _, f := range findings {
		add(f.Favour, true)
	}
	slices.SortStableFunc(s.rows, func(x, y caseRow) int {
		a, b := order[sourceKey{x.File, x.Row}], order[sourceKey{y.File, y.Row}]
		return cmp.Or(a[0]-b[0], a[1]-b[1])
	})
	for i := range s.rows {
		s.rows[i].No = i + 1
		s.at[sourceKey{s.rows[i].File, s.rows[i].Row}] = i
	}
	return s
}

// sources lists the rows of a case, those in one file with one part on one line.
func (b builder) sources(s *rowSet) (list []Source, more string) {
	for i := 0; i < len(s.rows); {
		first := s.rows[i]
		var numbers []int
		var places []string
		for ; i < len(s.rows) && s.rows[i].What == first.What && s.rows[i].File == first.File && s.rows[i].Favour == first.Favour; i++ {
			numbers = append(numbers, s.rows[i].No)
			places = append(places, strconv.FormatInt(s.rows[i].Row, 10))
		}
		if len(list) == maxSources {
			return list, b.say("case_more_rows", "n", words.Count(b.lang, int64(len(s.rows)-numbers[0]+1)))
		}
		place := b.place(first.File, first.Row)
		if len(places) > 1 {
			place = b.mask.Text(first.File) + ", " + b.say("case_rows", "rows", strings.Join(places, ", "))
		}
		list = append(list, Source{refs(numbers), words.Roles.In(b.lang, first.What), place})
	}
	return list, ""
}

// refs writes numbers of rows, runs of them as one: 2, 5–9.
func refs(numbers []int) string {
	sorted := slices.Compact(slices.Sorted(slices.Values(numbers)))
	var parts []string
	for i := 0; i < len(sorted); {
		j := i
		for j+1 < len(sorted) && sorted[j+1] == sorted[j]+1 {
			j++
		}
		s := strconv.Itoa(sorted[i])
		switch {
		case j == i+1:
			parts = append(parts, s)
			s = strconv.Itoa(sorted[j])
		case j > i:
			s += "–" + strconv.Itoa(sorted[j])
		}
		parts = append(parts, s)
		i = j + 1
	}
	return strings.Join(parts, ", ")
}
