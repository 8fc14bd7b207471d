package words_test

import (
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
	"adal/texts"
)

func summaryOf(rule string, f *run.Finding, lang string) string {
	in := func(lang string) string { return texts.In(lang, "rule."+rule+".summary") }
	f.Rule = rule
	s := words.Summary(lang, "", run.Rule{ID: rule, Summary: run.Text{RU: in("ru"), KK: in("kk"), EN: in("en")}}, f, mask.FromIDs(nil, false))
	return strings.ReplaceAll(s, "\u00a0", " ")
}

// A count or a sum of nothing is left out of a sentence with the words around it.
func TestNothingIsLeftOut(t *testing.T) {
	n, share := int64(3), 0.5
	for _, lang := range words.Langs {
		for rule, place := range map[string]string{"P49b": "net_unknown", "P52a": "lawful", "P52c": "lawful"} {
			f := &run.Finding{SubjectKind: "customer", SubjectName: "Министерство", OtherKind: "customer", OtherName: "Министерство", Contracts: &n, Share: &share, Amount: "504000.00", Slice: "subject_kind=goods",
				Detail: map[string]string{"ground": "16(3)(28)", "net_amount": "450000.00", "limit_amount": "393200.00", "level": "high", "cr3": "1", "cr4": "1", "hhi_excess": "0.3"}}
			nothing, some := map[string]string{"net_unknown": "0", "lawful": "0.00"}, map[string]string{"net_unknown": "2", "lawful": "26208000.00"}
			f.Detail[place] = nothing[place]
			without := summaryOf(rule, f, lang)
			f.Detail[place] = some[place]
			with := summaryOf(rule, f, lang)
			if strings.Contains(without, "{") || strings.Contains(without, ": 0") || strings.Contains(without, "0.00;") || len(with) < len(without)+15 {
				t.Errorf("%s %s: of nothing %q, of something %q", rule, lang, without, with)
			}
		}
	}
}

// Shares of red flags are said in per cent, an average with a decimal: one of two decimals is no money.
func TestFlagFiguresAreNoMoney(t *testing.T) {
	for _, c := range []struct {
		rule, want string
		detail     map[string]string
	}{
		{"R058", "на 3,4 %, порог 25,0 %", map[string]string{"value": "0.03442672615604946", "fence": "0.25", "runner_up": "x"}},
		{"R024", "на 0,3 %, порог 0,5 %", map[string]string{"value": "0.0031", "fence": "0.005", "runner_up": "x"}},
		{"R066", "на 68,6 % от первоначальной, 6 990 160,00 ₸", map[string]string{"value": "0.686292731496847", "first_amount": "6990160.00"}},
		{"R019", "участников 2,25, закупок 4; обычно у других заказчиков (3): 5.", map[string]string{"value": "2.25", "usual": "5.0", "peers": "3", "processes": "4", "item": "3511"}},
		{"R038", "порог 75,0 %", map[string]string{"value": "0.8", "fence": "0.75", "bids": "5", "disqualified": "4"}},
	} {
		if got := summaryOf(c.rule, &run.Finding{SubjectKind: "process", SubjectID: "T-1", Detail: c.detail}, "ru"); !strings.Contains(got, c.want) || !strings.HasPrefix(got, "№ T-1: ") {
			t.Errorf("%s: %s", c.rule, got)
		}
	}
}
