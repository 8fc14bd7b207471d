package reports_test

import (
	"bytes"
	"strings"
	"testing"

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
