package words_test

import (
	"testing"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
)

func TestUnfair(t *testing.T) {
	const day = "2026-09-30"
	now, open, over, next, undated := run.Unfair{From: "2025-02-01", To: "2027-02-01"}, run.Unfair{From: "2025-02-01"}, run.Unfair{To: "2026-09-29"},
		run.Unfair{From: "2026-10-01", To: "2028-01-01"}, run.Unfair{}
	for _, c := range []struct{ got, want string }{
		{words.UnfairLong("ru", day, now), "в реестре недобросовестных участников с 01.02.2025 по 01.02.2027, на 30.09.2026 действует"},
		{words.UnfairLong("ru", day, open), "в реестре недобросовестных участников с 01.02.2025, на 30.09.2026 действует"},
		{words.UnfairLong("ru", day, over), "в реестре недобросовестных участников по 29.09.2026, к 30.09.2026 срок истёк"},
		{words.UnfairLong("ru", day, next), "в реестре недобросовестных участников с 01.10.2026 по 01.01.2028, на 30.09.2026 срок ещё не начался"},
		{words.UnfairLong("ru", day, undated), "в реестре недобросовестных участников, на 30.09.2026 действует"},
		{words.UnfairLong("kk", day, now), "жосықсыз қатысушылар тізілімінде 01.02.2025 – 01.02.2027, 30.09.2026 күні күшінде"},
		{words.UnfairLong("en", day, over), "in the register of unfair participants until 2026-09-29, over by 2026-09-30"},
		{words.UnfairMark("ru", day, now), "РНУ по 01.02.2027"},
		{words.UnfairMark("ru", day, open), "РНУ с 01.02.2025"},
		{words.UnfairMark("ru", day, over), "РНУ по 29.09.2026, срок истёк"},
		{words.UnfairMark("en", day, next), "RNU from 2026-10-01, not yet begun"},
		{words.UnfairMark("kk", day, undated), "ЖҚТ"},
		{words.UnfairTerse("ru", day, over), "РНУ, истёк"},
		{words.UnfairTerse("en", day, now), "RNU"},
		{words.UnfairMember("ru", day, next), "РНУ: участник группы, ещё не начался"},
		{words.UnfairMember("en", day, now), "RNU: a member"},
		{words.UnfairProof("ru", run.Unfair{File: "rnu.json", Row: 2}, nil), "rnu.json, строка 2"},
		{words.UnfairProof("en", run.Unfair{Reason: "as asked by 840430200016", File: "rnu.json", Row: 2}, mask.FromIDs([]string{"840430200016"}, false)), "reason: as asked by ********0016; rnu.json, row 2"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestChange(t *testing.T) {
	m := mask.FromIDs([]string{"840430200016"}, false)
	for _, c := range []struct {
		lang   string
		change run.Change
		want   string
	}{
		{"ru", run.Change{What: "stake_ended", File: "a.csv", Row: 3, New: "2026-06-30"}, "роль или доля прекращены (a.csv, строка 3): 30.06.2026"},
		{"ru", run.Change{What: "not_supplied", File: "a.csv", Row: 3}, "строки больше нет в данных (была: a.csv, строка 3): это не устранение"},
		{"en", run.Change{What: "not_supplied", Table: "roster", New: "no_table"}, "the rule did not run (" + words.Reasons.In("en", "no_table") + ": " + words.InputTables.In("en", "roster") + "): nobody can tell, this is not a cure"},
		{"en", run.Change{What: "value_changed", File: "a.csv", Row: 3, Column: "holder_id", Old: "840430200016"}, "a value changed (a.csv, row 3): holder's IIN or BIN: ********0016 → —"},
		{"en", run.Change{What: "threshold_changed", Column: "P12-4a.min_effective_share", Old: "0.05", New: "0.10"}, "a threshold changed: P12-4a.min_effective_share: 0.05 → 0.10"},
		{"ru", run.Change{What: "window_moved", Old: "2026Q2", New: "2026Q3"}, "данные те же, отчётный период другой: II квартал 2026 года → III квартал 2026 года"},
		{"en", run.Change{What: "a_new_code"}, words.Changes.In("en", "unexplained")},
	} {
		if got := words.Change(c.lang, c.change, m); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

// A finding of the run before is told by the rule of this one, or by its sides where the rule
// has no sentence for it.
func TestPast(t *testing.T) {
	f := &run.Finding{Rule: "R", SubjectKind: "person", SubjectName: "Асанов", OtherKind: "supplier", OtherID: "491240000019", OtherName: "ТОО", Slice: "all"}
	text := run.Text{RU: "{subject}, {other}", KK: "{subject}, {other}", EN: "{subject}, {other}"}
	if got := words.Past("en", "", run.Rule{ID: "R", Summary: text}, f, nil); got != "Асанов, ТОО" {
		t.Errorf("got %q", got)
	}
	text.EN = "{subject}, {of_another_time}"
	for _, rule := range []run.Rule{{ID: "R", Summary: text}, {}} {
		if got := words.Past("en", "", rule, f, nil); got != "Асанов — ТОО, all procurement" {
			t.Errorf("got %q", got)
		}
	}
}
