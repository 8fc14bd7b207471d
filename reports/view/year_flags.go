package view

import (
	"cmp"
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// maxFlagged and maxFlagsOf are how many suppliers and customers the page lists, and how many
// flags of each; all of them stand in flags.csv and in the workbook.
const maxFlagged, maxFlagsOf = 30, 20

// YearFlags is what the annual report shows of the red flags of its suppliers and customers.
type YearFlags struct {
	Lede string // how many flags of how many tenders
	Same string // whether the job of flags says the same
	Rows []Flagged
	More string
	Not  string // the rules that could not be computed and why
}

// Flagged is a supplier or a customer of the year with the flags it stands to.
type Flagged struct {
	Name, ID, Role string
	Flags, Tenders int64
	Named          int64 // of the flags, those that are about it or name it
	Mark           *Mark
	List           []FlagRow
	More           string
}

// FlagRow is one flag as it concerns somebody.
type FlagRow struct{ Rule, Title, Sentence, Part, Tender, Lot, Value, Threshold string }

// yearFlags gives the section, nil where the data have no bids.
func (b builder) yearFlags() *YearFlags {
	if len(b.run.FlagRules) == 0 {
		return nil
	}
	y := &YearFlags{}
	type key struct{ role, id string }
	at := map[key]int{}
	tenders, all := map[key]map[string]bool{}, map[string]bool{}
	for i := range b.run.Flags {
		f := &b.run.Flags[i]
		for _, t := range f.Tenders {
			all[t] = true
		}
		for _, c := range f.Concerns {
			k := key{c.Role, c.ID}
			n, ok := at[k]
			if !ok {
				n = len(y.Rows)
				at[k], tenders[k] = n, map[string]bool{}
				y.Rows = append(y.Rows, Flagged{Name: b.flagged(c), ID: b.mask.ID(c.ID), Role: words.FlagRoles.In(b.lang, c.Role), Mark: b.mark(c.ID)})
			}
			row := &y.Rows[n]
			row.Flags++
			if c.Part != "tender" {
				row.Named++
			}
			for _, t := range f.Tenders {
				tenders[k][t] = true
			}
			row.Tenders = int64(len(tenders[k]))
			if len(row.List) < maxFlagsOf {
				row.List = append(row.List, b.flagRow(f, c))
			}
		}
	}
	// Who is named most comes first; of equals who stands to most, then the earlier in the list.
	slices.SortStableFunc(y.Rows, func(a, b Flagged) int { return cmp.Or(cmp.Compare(b.Named, a.Named), cmp.Compare(b.Flags, a.Flags)) })
	for i := range y.Rows {
		if left := y.Rows[i].Flags - int64(len(y.Rows[i].List)); left > 0 {
			y.Rows[i].More = strings.ReplaceAll(b.t("more_rows"), "{n}", words.Count(b.lang, left)) + ": flags.csv"
		}
	}
	y.Lede = words.FlagsOfYear(b.lang, len(b.run.Flags), len(all), len(y.Rows))
	if left := len(y.Rows) - maxFlagged; left > 0 {
		y.Rows = y.Rows[:maxFlagged]
		y.More = strings.ReplaceAll(b.t("more_rows"), "{n}", words.Count(b.lang, int64(left))) + ": flags.csv"
	}
	y.Same = b.t("year_flags_same")
	if slices.ContainsFunc(b.run.Files, func(f run.File) bool { return f.Table == "bids" && f.Format == "ocds" }) {
		y.Same = b.t("year_flags_ocds")
	}
	var not []string
	for _, r := range b.run.FlagRules {
		if r.Status == "skipped" {
			not = append(not, r.ID)
		}
	}
	if len(not) > 0 {
		y.Not = strings.ReplaceAll(b.t("year_flags_not"), "{rules}", strings.Join(not, ", "))
	}
	return y
}

// flagged names whom a flag concerns.
func (b builder) flagged(c run.Concerned) string {
	return words.Named(b.lang, c.Role, c.Name, c.ID, b.mask)
}

func (b builder) flagRow(f *run.Flag, c run.Concerned) FlagRow {
	rule := b.flagRule(f.Rule)
	return FlagRow{
		Rule: f.Rule, Title: rule.Title.In(b.lang), Sentence: words.Summary(b.lang, b.run.Currency, rule, &f.Finding, b.mask), Part: words.FlagParts.In(b.lang, c.Part),
		Tender: b.mask.Text(strings.Join(f.Tenders, "; ")), Lot: b.mask.Text(strings.Join(f.Lots, "; ")),
		Value: words.FlagValue(b.lang, f.Value), Threshold: words.FlagValue(b.lang, f.Threshold),
	}
}

func (b builder) flagRule(id string) run.Rule {
	for i := range b.run.FlagRules {
		if b.run.FlagRules[i].ID == id {
			return b.run.FlagRules[i].Rule
		}
	}
	return run.Rule{ID: id}
}

// yearFlagsSection is the red flags of the year's suppliers and customers.
func (b builder) yearFlagsSection() Section {
	s := Section{Name: "year_flags", Page: "year-flags"}
	if len(b.run.FlagRules) == 0 {
		s.Not = map[string]string{"file": "the data have no bids", "page": "the data have no bids", "workbook": "the data have no bids"}
		return s
	}
	s.File, s.Sheet = b.yearFlagsFile(), b.yearFlagsSheet()
	return s
}

// eachFlag calls yield for every flag and every one it concerns.
func (b builder) eachFlag(row func(*run.Flag, run.Concerned) []any) func(yield func([]any) bool) {
	return func(yield func([]any) bool) {
		for i := range b.run.Flags {
			for _, c := range b.run.Flags[i].Concerns {
				if !yield(row(&b.run.Flags[i], c)) {
					return
				}
			}
		}
	}
}

func (b builder) yearFlagsFile() *Table {
	columns := "organisation_id organisation role part flag_id rule subject_kind subject_id tenders lots value threshold amount:money date_from:date date_to:date summary"
	return file("flags.csv", columns, b.eachFlag(func(f *run.Flag, c run.Concerned) []any {
		return []any{
			b.mask.ID(c.ID), b.mask.Text(c.Name), c.Role, c.Part, f.ID, f.Rule, f.SubjectKind, b.mask.ID(f.SubjectID),
			b.mask.Text(strings.Join(f.Tenders, "; ")), b.mask.Text(strings.Join(f.Lots, "; ")), f.Value, f.Threshold, f.Amount, f.From, f.To,
			words.Summary(b.lang, b.run.Currency, b.flagRule(f.Rule), &f.Finding, b.mask),
		}
	}))
}

func (b builder) yearFlagsSheet() *Table {
	columns := []Column{
		{b.t("flag_organisation"), 28, Wrapped}, {b.t("id"), 16, Text}, {b.columnName("role"), 13, Wrapped}, {b.t("flag_part"), 20, Wrapped}, {b.t("rule"), 10, Text},
		{b.t("flag_title"), 26, Wrapped}, {b.t("summary"), 56, Wrapped}, {b.t("flag_tender"), 18, Wrapped}, {b.t("flag_lot"), 10, Wrapped},
		{b.t("value"), 11, Text}, {b.t("flag_threshold"), 11, Text},
	}
	return b.table(b.t("sheet_year_flags"), b.listed(columns, 44), 1, b.eachFlag(func(f *run.Flag, c run.Concerned) []any {
		x := b.flagRow(f, c)
		return b.withListed([]any{b.flagged(c), b.mask.ID(c.ID), words.FlagRoles.In(b.lang, c.Role), x.Part, x.Rule, x.Title, x.Sentence, x.Tender, x.Lot, x.Value, x.Threshold, b.entry(c.ID)})
	}))
}
