package reports_test

import (
	"bytes"
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports"
	"adal/reports/internal/sample"
	"adal/reports/text"
	"adal/reports/view"
)

// What speaks for a person and what is doubtful in the data reach every file a person opens, in
// every language, with the rows that say so.
func TestAsideReachesEveryFile(t *testing.T) {
	want := map[string][]string{
		"ru": {"заявлено работником 12.01.2026", "самоотвод заявлен 01.03.2026, позже начала указанного в признаке (10.02.2026)", "доля в доверительном управлении", "сумма долей больше 100 %", "110,0 %"},
		"kk": {"қызметкер 12.01.2026 мәлімдеген", "өздігінен бас тарту 01.03.2026 мәлімделген, белгіде", "үлес сенімгерлік басқаруда", "110,0 %"},
		"en": {"declared by the employee on", "recused on", "the stake is in trust management", "110.0%"},
	}
	for lang, phrases := range want {
		r := sample.Scan()
		files := write(t, r, reports.Options{Lang: lang, Formats: reports.Formats})
		var explained bytes.Buffer
		if err := text.Explain(&explained, view.Of(r, lang, false), &r.Findings[1]); err != nil {
			t.Fatal(err)
		}
		read := map[string]string{
			"report.html": string(files["report.html"]), "report.xlsx": string(workbook(t, files["report.xlsx"])), "findings.jsonl": string(files["findings.jsonl"]),
			"memo.docx": string(unzip(t, files["memo.docx"])["word/document.xml"]), "explain": explained.String(),
		}
		for name, file := range read {
			said := strings.NewReplacer("\u00a0", " ", "\u202f", " ", "&nbsp;", " ").Replace(file)
			for _, p := range phrases {
				if !strings.Contains(said, p) {
					t.Errorf("%s: %s does not say %q", lang, name, p)
				}
			}
		}
		for _, code := range []string{"declared_interest,declared_interests", "recusal,recusals", "trust_agreement,trust_agreements"} {
			if !strings.Contains(string(files["evidence.csv"]), code) {
				t.Errorf("%s: evidence.csv has no %s", lang, code)
			}
		}
	}
}

// That the period lies outside the data stands before anything the report says.
func TestPeriodOutsideTheDataIsToldFirst(t *testing.T) {
	for lang, phrase := range map[string]string{
		"ru": "Период III квартал 2026 года вне данных: последняя датированная строка — 30.06.2025", "kk": "кезеңі деректерден тыс: соңғы күні көрсетілген жол — 30.06.2025",
		"en": "outside the data: the last dated row is of 2025-06-30",
	} {
		r := sample.Scan()
		files := write(t, r, reports.Options{Lang: lang, Formats: reports.Formats})
		r.Outside = &run.Outside{Side: "before", Day: "2025-06-30", Table: "contracts"}
		warned := write(t, r, reports.Options{Lang: lang, Formats: reports.Formats})
		for name, text := range map[string]func(map[string][]byte) string{
			"report.html": func(f map[string][]byte) string { return string(f["report.html"]) },
			"report.xlsx": func(f map[string][]byte) string { return string(workbook(t, f["report.xlsx"])) },
			"memo.docx":   func(f map[string][]byte) string { return string(unzip(t, f["memo.docx"])["word/document.xml"]) },
		} {
			said := strings.NewReplacer("\u00a0", " ").Replace(text(warned))
			if !strings.Contains(said, phrase) {
				t.Errorf("%s: %s does not say %q", lang, name, phrase)
			}
			if strings.Contains(strings.ReplaceAll(text(files), "\u00a0", " "), phrase) {
				t.Errorf("%s: %s warns of a period inside the data", lang, name)
			}
		}
		if page := string(warned["report.html"]); strings.Index(page, `class="warning"`) > strings.Index(page, `class="how"`) {
			t.Errorf("%s: the warning stands behind other things", lang)
		}
	}
}
