package words_test

import (
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports/internal/sample"
	"adal/reports/mask"
	"adal/reports/words"
	"adal/texts"
)

// TestSexOfASentence holds a sentence to what the source row, the patronymic or the number tell,
// the row first; where they contradict each other nothing is assumed.
func TestSexOfASentence(t *testing.T) {
	rule := run.Rule{Summary: run.Text{RU: "{subject:связан|связана|имеет связь}, {via:получил|получила|получено}: {tie}"}}
	row := func(iin, relation, relative string) []run.Evidence {
		return []run.Evidence{{Table: "family_links", Cells: map[string]string{"iin": iin, "relation": relation, "relative_iin": relative}}}
	}
	man, woman := "850115100009", "850115200003" // the seventh digits say so
	for _, c := range []struct {
		subject, name, via, viaName, tie string
		rows                             []run.Evidence
		want                             string
	}{
		{"A", "", "B", "", "child", row("A", "daughter", "B"), "имеет связь, получила: дочь"},
		{"A", "", "B", "", "spouse", row("A", "wife", "B"), "связан, получила: супруга"},
		{"B", "", "A", "", "spouse", row("A", "wife", "B"), "связана, получил: супруг"},
		{man, "", woman, "", "spouse_parent", nil, "связан, получила: тёща (мать супруги)"},
		{woman, "", man, "", "spouse_parent", nil, "связана, получил: свёкор (отец супруга)"},
		{"", "Серікова Айгүл Маратқызы", "", "Петров Пётр Ильич", "spouse_sibling", nil, "связана, получил: деверь (брат супруга)"},
		{"", "Серікова Айгүл", woman, "", "spouse_parent", nil, "имеет связь, получила: мать супруга или супруги"},
		{man, "Серікова Айгүл Маратқызы", "", "", "child", nil, "имеет связь, получено: сын или дочь"},
		{man, "", woman, "", "child", row("A", "son", woman), "связан, получил: сын"},
		{"A", "", "B", "", "sibling", append(row("A", "brother", "B"), row("C", "sister", "B")...), "имеет связь, получено: брат или сестра"},
	} {
		f := &run.Finding{SubjectKind: "person", SubjectID: c.subject, SubjectName: c.name, ViaID: c.via, ViaName: c.viaName, Tie: c.tie, Evidence: c.rows}
		if got := words.Summary("ru", "", rule, f, mask.FromIDs(nil, false)); got != c.want {
			t.Errorf("%+v\n got %s\nwant %s", c, got, c.want)
		}
	}
}

// TestNoSentenceGuessesASex walks the catalogues: no form that stands for both sexes at once.
func TestNoSentenceGuessesASex(t *testing.T) {
	for _, lang := range words.Langs {
		for _, family := range []string{"rule", "tie", "kin_word", "relation", "ui", "phrase", "role", "detail"} {
			for _, id := range texts.Family(family) {
				s := texts.In(lang, family+"."+id)
				for _, both := range []string{"(а)", "(ая)", "(ла)", "тесть/", "шурин/", "сын/", "his/her", "he/she"} {
					if strings.Contains(s, both) {
						t.Errorf("%s.%s, %s: %q", family, id, lang, s)
					}
				}
			}
		}
	}
}

// TestRightParty holds the sentences of the annual report to who stands behind whom: the employee
// and the relative, a group as a group and never as its digest.
func TestRightParty(t *testing.T) {
	share, n := 0.4, int64(3)
	rule := func(id string) run.Rule {
		in := func(lang string) string { return texts.In(lang, "rule."+id+".summary") }
		return run.Rule{ID: id, Summary: run.Text{RU: in("ru"), KK: in("kk"), EN: in("en")}}
	}
	f := &run.Finding{
		SubjectKind: "group", SubjectID: "9b1f00aa12cd0042", SubjectName: "ТОО «Альфа»", OtherKind: "customer", OtherName: "Министерство", Share: &share, Slice: "unit=U7",
		ViaID: sample.Superior, ViaName: "Асанов Болат Сейітұлы", Tie: "child", Contracts: &n, Amount: "5.00",
		Detail: map[string]string{"relative": "Асанова Айгүл Болатқызы", "member": "ТОО «Бета»", "how": "head", "people": "1", "slice_name": "Отдел закупок"},
	}
	m := mask.FromIDs([]string{sample.Superior}, false)
	got := strings.ReplaceAll(words.Summary("ru", "", rule("P52e"), f, m), "\u00a0", " ")
	want := "Асанова Айгүл Болатқызы (дочь; работник министерства — Асанов Болат Сейітұлы) — имеет связь с поставщиком ТОО «Бета» (руководитель). " +
		"Группа поставщиков (крупнейший — ТОО «Альфа»): 40,0 % закупок заказчика Министерство (подразделение «Отдел закупок», код U7)."
	if !strings.HasPrefix(got, want) {
		t.Errorf("got %s", got)
	}
	f.Tie, f.Detail["relative"] = "self", ""
	if got := words.Summary("ru", "", rule("P52e"), f, m); !strings.HasPrefix(got, "Асанов Болат Сейітұлы, работник министерства — имеет связь") {
		t.Errorf("got %s", got)
	}
	for _, id := range []string{"P49c", "P49d"} {
		f := &run.Finding{SubjectKind: "customer", SubjectName: "Министерство", OtherKind: "group", OtherID: "9b1f00aa12cd0042", OtherName: "ТОО «Альфа»", Contracts: &n, Slice: "category6=331311",
			Detail: map[string]string{"whose": "ТОО «Альфа» (2); ТОО «Бета» (1)", "days": "30", "limit_amount": "5.00", "planned": "Конкурс"}}
		for _, lang := range words.Langs {
			got := words.Summary(lang, "", rule(id), f, m)
			if !strings.Contains(got, "ТОО «Альфа» (2), ТОО «Бета» (1)") || strings.Contains(got, f.OtherID) || !strings.Contains(got, texts.In(lang, "phrase.group_of", "name", "ТОО «Альфа»")) {
				t.Errorf("%s, %s: %s", id, lang, got)
			}
		}
	}
}
