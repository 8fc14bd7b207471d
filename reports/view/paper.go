package view

import (
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// paperRows is how many lines a table of the annual report on paper has; paperCustomers of how
// many customers it shows each by itself.
const paperRows, paperCustomers = 12, 3

// Paper is the annual report as it is handed in on paper: its parts are numbered, each with its
// text, its picture and the table behind the picture.
type Paper struct {
	Heading, To, From, Subject string
	Parts                      []PaperPart
	Caution, Signature         string
}

// PaperPart is a part of a report on paper. A part without a title goes on with the one before.
type PaperPart struct {
	Title string
	Texts []string
	Plot  *Plot
	List  *MemoList
}

// Paper gives the annual report on paper; nil for any other job.
func (v *Report) Paper() *Paper {
	if v.run.Job != run.Concentration {
		return nil
	}
	b, page := v.builder, v.Page()
	what, period := v.Title()
	p := &Paper{Heading: what, To: b.t("memo_to"), From: b.t("memo_from"), Caution: b.t("memo_caution"), Signature: b.t("memo_signature")}
	p.Subject = strings.TrimPrefix(page.Customer+", "+period, ", ")
	if b.run.From != "" {
		p.Subject += " (" + words.Span(b.lang, b.run.From, b.run.AsOf) + ")"
	}
	gravest, a := b.gravestList(), page.Annual
	p.part(PaperPart{Title: b.t("paper_found"), Texts: b.paperFound(), List: &gravest})
	for i := range a.Customers[:min(len(a.Customers), paperCustomers)] {
		p.customer(b, &a.Customers[i])
	}
	p.rest(b, len(a.Customers)-paperCustomers+b.leftOut())
	p.groups(b, a)
	for i := range a.KPIs[:min(len(a.KPIs), paperCustomers)] {
		p.indicators(b, &a.KPIs[i])
	}
	p.lawful(b, a)
	p.reconciliation(b, a)
	p.part(PaperPart{Title: b.t("coverage"), Texts: b.memoCoverage(), List: b.coveragePaper(page)})
	if terms := b.termsList(); len(terms.Rows) > 0 {
		title := terms.Title
		terms.Title = ""
		p.part(PaperPart{Title: title, List: &terms})
	}
	return p
}

// part adds a part, numbered where it has a title.
func (p *Paper) part(x PaperPart) {
	if x.Title != "" {
		n := 1
		for _, y := range p.Parts {
			if y.Title != "" {
				n++
			}
		}
		x.Title = strconv.Itoa(n) + ". " + x.Title
	}
	p.Parts = append(p.Parts, x)
}

// leftOut is how many customers the page itself does not show.
func (b builder) leftOut() int { return max(0, len(b.sliced().order)-maxCustomers) }

// rest says of how many customers the report says nothing by themselves.
func (p *Paper) rest(b builder, n int) {
	if n > 0 {
		p.part(PaperPart{Texts: []string{strings.ReplaceAll(b.t("more_customers"), "{n}", words.Count(b.lang, int64(n)))}})
	}
}

// paperFound says on what ground the report is made, and in numbers what was found.
func (b builder) paperFound() []string {
	all := []string{b.t("paper_ground")}
	if x := b.counted(); x != nil {
		all = append(all, b.say("paper_counted", "contracts", words.Count(b.lang, x.Contracts), "amount", words.Money(b.lang, b.run.Currency, x.Amount)))
	}
	for _, warning := range words.Warnings(b.lang, b.run) {
		all = append(all, b.t("warning")+". "+warning)
	}
	found := b.memoFindings()
	return append(all, found[:len(found)-len(b.memoCoverage())]...)
}

// customer is what one customer bought: who holds it, what is held by few, how it was bought.
func (p *Paper) customer(b builder, c *Customer) {
	title := b.t("concentration") + ". " + c.Name
	for i := range c.Charts[:min(len(c.Charts), 2)] {
		x := &c.Charts[i]
		l := MemoList{Widths: []int{44, 14, 28, 14}, Right: []int{1, 2, 3}, Columns: []string{b.t("supplier_or_group"), b.t("contracts"), b.t("amount"), b.t("share")}}
		for _, h := range x.Holders {
			name := strings.TrimPrefix(h.Tag+" ", " ") + h.Name
			if h.Member {
				name = "— " + h.Name
			}
			l.Rows = append(l.Rows, []string{name, h.Contracts.Text, h.Amount.Text, h.Share.Text})
		}
		l.cut(b)
		p.part(PaperPart{Title: title, Plot: x.Plot, List: &l})
		title = ""
	}
	if h := c.Held; h != nil && (len(h.Rows) > 0 || len(c.Charts) > 0) {
		l := MemoList{Widths: []int{6, 34, 14, 32, 14}, Right: []int{2, 4}, Columns: []string{"№", b.t("category"), b.t("part_of_all"), b.t("largest_holder"), b.t("its_share")}, Note: h.More}
		for _, r := range h.Rows {
			l.Rows = append(l.Rows, []string{r.No, r.Category, r.Part.Text, r.Holder, r.Held.Text})
		}
		p.part(PaperPart{Title: title, Plot: h.Plot, List: &l})
		title = ""
	}
	if x := c.Cumulated; x != nil {
		l := MemoList{Widths: []int{30, 35, 35}, Right: []int{1, 2}, Columns: []string{b.t("plot_cumulated_x"), b.t("by_supplier"), b.t("by_group")}}
		for _, r := range x.Rows {
			l.Rows = append(l.Rows, []string{r.N, r.Supplier, r.Group})
		}
		p.part(PaperPart{Title: title, Plot: x.Plot, List: &l})
		title = ""
	}
	if m := c.Mixed; m != nil {
		years := m.Years[max(0, len(m.Years)-3):]
		l := MemoList{Right: []int{1, 2, 3}, Columns: slices.Concat([]string{b.t("method")}, years), Widths: []int{100 - 24*len(years)}}
		for range years {
			l.Widths = append(l.Widths, 24)
		}
		for _, r := range m.Classes {
			cells := []string{r.Class}
			for _, y := range r.Years[len(m.Years)-len(years):] {
				cells = append(cells, strings.TrimSuffix(y.Share.Text+" · "+y.Amount.Text, " · "))
			}
			l.Rows = append(l.Rows, cells)
		}
		p.part(PaperPart{Title: title, Plot: m.Plot, List: &l})
	}
}

// cut keeps as many lines as paper has room for, and says how many more there are.
func (l *MemoList) cut(b builder) {
	if more := len(l.Rows) - 2*paperRows; more > 0 {
		l.Rows, l.Note = l.Rows[:2*paperRows], b.say("memo_more", "n", words.Count(b.lang, int64(more)))
	}
}

func (p *Paper) groups(b builder, a *Annual) {
	x := PaperPart{Title: b.t("groups"), Texts: []string{b.t("groups_note")}}
	if len(a.Groups) == 0 {
		x.Texts = append(x.Texts, b.t("no_groups"))
		p.part(x)
		return
	}
	l := MemoList{Widths: []int{6, 38, 22, 11, 23}, Right: []int{2, 3}, Columns: []string{"№", b.t("members"), b.t("amount"), b.t("share"), b.t("kind")}}
	for _, g := range a.Groups {
		var members []string
		for _, m := range g.Members[:min(len(g.Members), paperRows)] {
			members = append(members, m.Name)
		}
		if more := len(g.Members) - len(members); more > 0 {
			members = append(members, b.say("memo_more", "n", words.Count(b.lang, int64(more))))
		}
		l.Rows = append(l.Rows, []string{strconv.Itoa(g.No), strings.Join(members, "; "), g.Amount, g.Share, g.Kind})
	}
	l.cut(b)
	x.List = &l
	p.part(x)
}

func (p *Paper) indicators(b builder, k *Indicators) {
	l := MemoList{Widths: []int{38, 20, 20, 22}, Right: []int{1, 2, 3}, Columns: []string{b.t("measure"), k.Before, k.Year, b.t("change")}}
	for _, r := range k.Rows {
		l.Rows = append(l.Rows, []string{r.Name, r.Before.Text, r.Now.Text, r.Change})
	}
	p.part(PaperPart{Title: b.t("kpi") + ". " + k.Customer, Texts: []string{b.t("kpi_note")}, Plot: k.Shares, List: &l})
	if !k.Others.Empty() {
		p.part(PaperPart{Plot: k.Others})
	}
}

func (p *Paper) lawful(b builder, a *Annual) {
	if len(a.Lawful) == 0 {
		return
	}
	l := MemoList{Widths: []int{29, 19, 16, 13, 23}, Right: []int{3, 4}, Columns: []string{b.t("supplier"), b.t("customer"), b.t("ground"), b.t("contracts"), b.t("amount")}}
	for _, x := range a.Lawful {
		l.Rows = append(l.Rows, []string{x.Supplier, x.Customer, x.Ground, x.Contracts.Text, x.Amount.Text})
	}
	l.cut(b)
	p.part(PaperPart{Title: b.t("lawful"), Texts: []string{b.t("lawful_note")}, List: &l})
}

func (p *Paper) reconciliation(b builder, a *Annual) {
	l := MemoList{Widths: []int{22, 27, 10, 13, 28}, Right: []int{2, 3, 4}, Columns: []string{b.t("step_heading"), b.t("reason"), b.t("rows"), b.t("contracts"), b.t("amount")}}
	for _, s := range a.Steps {
		l.Rows = append(l.Rows, []string{s.Step, s.Reason, words.Count(b.lang, s.Rows), s.Contracts.Text, s.Amount.Text})
	}
	l.cut(b)
	p.part(PaperPart{Title: b.t("reconciliation"), Texts: []string{b.t("reconciliation_note")}, Plot: a.Waterfall, List: &l})
}

// coveragePaper says of each rule whom it could check.
func (b builder) coveragePaper(page *Page) *MemoList {
	l := MemoList{Widths: []int{12, 52, 18, 18}, Right: []int{2, 3}, Columns: []string{b.t("rule"), b.t("what"), b.t("checked"), b.t("population")}}
	for _, c := range page.Coverage {
		l.Rows = append(l.Rows, []string{c.Rule, c.Title, words.Count(b.lang, c.Checked), words.Count(b.lang, c.Population)})
	}
	l.cut(b)
	return &l
}
