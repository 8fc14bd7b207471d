package path_test

import (
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports/internal/sample"
	"adal/reports/mask"
	"adal/reports/path"
)

func TestOf(t *testing.T) {
	scan := sample.Scan()
	m := mask.New(scan, false)
	byID, rules := map[string]*run.Finding{}, map[string]run.Rule{}
	for _, r := range []*run.Run{scan, sample.Annual()} {
		for _, x := range r.Rules {
			rules[x.ID] = x
		}
		for i := range r.Findings {
			byID[r.Findings[i].ID] = &r.Findings[i]
		}
	}
	rules["P10-3a"] = run.Rule{ID: "P10-3a", Meet: "organisation"}
	seat := run.Finding{
		Rule: "P10-3a", SubjectKind: "person", SubjectName: "А", OtherKind: "person", OtherName: "Б", Tie: "child",
		Detail: map[string]string{"organisation": "АО «Т»", "body": "Совет"},
	}
	contact := run.Finding{
		Rule: "P12-4c", SubjectKind: "person", SubjectName: "А", OtherKind: "supplier", OtherName: "ТОО «Б»", Tie: "self",
		Detail: map[string]string{"contact": "phone", "behind": "ТОО «В»", "how": "head"},
	}
	of := func(rule, kind, id, name string) *run.Finding {
		return &run.Finding{Rule: rule, SubjectKind: "person", SubjectName: "А", OtherKind: kind, OtherID: id, OtherName: name, Tie: "self"}
	}
	son := of("P16-9a", "supplier", "491240000009", "ТОО «Б»")
	son.ViaName, son.Tie = "В", "child"
	share := 0.5
	ministry := run.Finding{
		Rule: "P52e", SubjectKind: "group", SubjectID: "9b1f00aa12cd0042", SubjectName: "ТОО «Альфа»", OtherKind: "customer", OtherName: "Министерство", Share: &share, Slice: "all",
		ViaName: "А", Tie: "spouse", Detail: map[string]string{"relative": "Б", "member": "ТОО «Бета»", "how": "head"},
	}
	for _, c := range []struct {
		finding *run.Finding
		want    string
	}{
		{byID["7c1f0a9e2b44"], "Асанов Ерлан Болатұлы (Главный специалист) —[отец]→ Асанов Болат Сейітұлы (прямой руководитель)"},
		{of("P10-6a", "bank", "CH Банк", "Банк, CH"), "А —[счёт в банке]→ Банк, CH"},
		{of("P10-7a", "body", "Маслихат", "Маслихат"), "А —[мандат или представительство]→ Маслихат"},
		{of("P40a", "group", "КГ-1 850115100009", ""), "А —[в группе контроля]→ КГ-1 ********0009/2"},
		{of("P16-8a", "supplier", "", "Фонд"), "А —[поездка оплачена стороной]→ Фонд"},
		{son, "А —[сын или дочь]→ В —[получено от]→ ТОО «Б» (БИН 491240000009)"},
		{byID["5be1a77a0001"], "Серікова Айгүл (Эксперт) —[собственное дело]→ ИП Серікова (ИИН ********0016/2)"},
		{byID["a8c2d4e60002"], "Қайратова Динара Маратқызы (Руководитель управления) —[супруг]→ Қайратов Нұрлан (ИИН ********0010) " +
			"—[учредитель 60 %]→ ТОО «Холдинг» (БИН 491240000029) —[участник (акционер) 80,5 %]→ ТОО «Тестстрой» (БИН 491240000019) —[договоров: 3]→ 1 243 500 000,50 ₸"},
		{byID["c0de00000003"], "ИИН ********0015 (Специалист) —[шурин (брат супруги)]→ Қонысбаев Мұрат (ИИН ********0016/1) —[то же подразделение]→ Управление закупок"},
		{byID["52a000000002"], "+ИП Серікова (ИИН ********0016/2) —[51,2 %, категория ЕНС ТРУ 3313]→ Министерство (БИН 491240000089)"},
		{&seat, "А —[сын или дочь]→ Б —[тот же орган управления]→ АО «Т» (Совет)"},
		{&contact, "А —[руководитель]→ ТОО «В» —[общий контакт: телефон]→ ТОО «Б»"},
		{&ministry, "А —[супруг или супруга]→ Б —[руководитель]→ ТОО «Бета» —[группа поставщиков]→ ТОО «Альфа» (и связанные с ним поставщики) —[50,0 %, все закупки]→ Министерство"},
		{&run.Finding{SubjectKind: "unit", SubjectID: "U7"}, "U7"},
		// A number in the name of a unit is masked in the slice as everywhere.
		{&run.Finding{SubjectKind: "supplier", SubjectID: "491240000009", SubjectName: "ТОО «Б»", OtherKind: "customer", OtherName: "Министерство", Share: &share, Slice: "unit=Отдел 850115100009"},
			"ТОО «Б» (БИН 491240000009) —[50,0 %, подразделение Отдел ********0009/2]→ Министерство"},
	} {
		rule, known := rules[c.finding.Rule]
		if rule.ID = c.finding.Rule; !known || rule.Title.RU == "" {
			_ = rule.Word(false) // its parameters and sentences do not matter here
		}
		if got := strings.ReplaceAll(path.Line(path.Of("ru", "", rule, c.finding, m)), "\u00a0", " "); got != c.want {
			t.Errorf("\n got %s\nwant %s", got, c.want)
		}
	}
	decided := path.Of("en", "", run.Rule{}, byID["19d3c0ffee55"], m)
	if last := decided[len(decided)-1]; last.Link != "decided by" || last.Note != "chair of the commission, approver" {
		t.Errorf("the path of a decision ends with %+v", last)
	}
}
