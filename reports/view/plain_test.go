package view

import (
	"strings"
	"testing"

	"adal/pipeline/run"
)

// TestPlain: a section that is a table and nothing else stands on the page in words, its rows
// cut where they are many; one with a shape of its own, or a reason, does not stand there twice.
func TestPlain(t *testing.T) {
	n, none := int64(1234), (*float64)(nil)
	b := Of(&run.Run{Job: run.Scan, AsOf: "2026-09-30"}, "ru", false).builder
	columns := []Column{{"кто", 10, Text}, {"сколько", 5, Integer}, {"сумма", 5, Money}, {"доля", 5, Share}, {"день", 5, Date}, {"чего", 5, Number}}
	many := b.table("Новый лист", columns, 1, func(yield func([]any) bool) {
		for range maxPlain + 7 {
			if !yield([]any{"Отдел", &n, "1234.50", 0.5, "2026-09-30", Typed{Points, 2.5}}) {
				return
			}
		}
	})
	blank := b.table("Пустой", columns[:2], 1, func(yield func([]any) bool) { yield([]any{"", none}) })
	got := b.plain([]Section{
		{Name: "fresh", Sheet: many}, {Name: "blank", Sheet: blank},
		{Name: "shaped", Page: "elsewhere", Sheet: many}, {Name: "kept", Sheet: many, Not: map[string]string{"page": "a reason"}}, {Name: "nothing"},
	})
	if len(got) != 2 || got[0].Anchor != "fresh" || got[0].Title != "Новый лист" || got[1].Anchor != "blank" {
		t.Fatalf("stand on the page: %v", got)
	}
	const sp = "\u00a0"
	if row := strings.Join(got[0].Rows[0], "|"); row != "Отдел|1"+sp+"234|1"+sp+"234,50"+sp+"₸|50,0"+sp+"%|30.09.2026|2,5" {
		t.Errorf("a row reads %s", row)
	}
	if len(got[0].Rows) != maxPlain || !strings.Contains(got[0].More, "7") {
		t.Errorf("%d rows and %q", len(got[0].Rows), got[0].More)
	}
	if got[0].Head[0].Number || !got[0].Head[1].Number {
		t.Error("the columns of numbers are not told apart")
	}
	if row := strings.Join(got[1].Rows[0], "|"); row != "|" {
		t.Errorf("blank cells read %q", row)
	}
}
