package xlsx

import (
	"strings"

	"adal/reports/words"
)

// gone lists what the run before had and this has not, with what changed; there is no such
// sheet where nothing is gone. gone.csv has the numbers of the two sides too.
func (b *book) gone() error {
	if len(b.run.Gone) == 0 {
		return nil
	}
	columns := []column{
		{b.column("finding_id"), 18, text}, {b.t("rule"), 10, text}, {b.t("kind"), 19, text}, {b.t("gone_was"), 60, wrapped}, {b.t("gone_why"), 56, wrapped},
		{b.t("gone_data"), 11, text}, {b.t("last_score"), 12, points}, {b.t("last_status"), 17, text},
	}
	lang, m := b.lang, b.mask
	return b.table(b.t("sheet_gone"), b.listed(columns, 26), 2, func(yield func([]any) bool) {
		for i := range b.run.Gone {
			g := &b.run.Gone[i]
			f := &g.Finding
			var changes []string
			for _, c := range g.Changes {
				changes = append(changes, words.Change(lang, c, m))
			}
			supplied := "no"
			if g.Supplied {
				supplied = "yes"
			}
			if !yield(b.withListed([]any{
				f.ID, f.Rule, words.Kinds.In(lang, f.Kind), words.Past(lang, b.run.Currency, b.rules[f.Rule], f, m), strings.Join(changes, "\n"),
				words.YesNo(lang, supplied), f.Score, words.Statuses.In(lang, f.Status),
			}, b.entries(b.register.Sides(f)))) {
				return
			}
		}
	}, nil)
}
