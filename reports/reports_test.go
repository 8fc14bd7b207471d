package reports_test

import (
	"os"
	"path/filepath"
	"testing"

	"adal/reports"
	"adal/reports/internal/sample"
)

func TestWriteDraft(t *testing.T) {
	dir := os.Getenv("ADAL_DRAFT")
	if dir == "" {
		t.Skip()
	}
	for _, lang := range []string{"ru", "kk", "en"} {
		d := filepath.Join(dir, lang)
		os.MkdirAll(d, 0o700)
		if err := reports.Write(d, sample.Scan(), reports.Options{Lang: lang}); err != nil {
			t.Fatal(err)
		}
	}
}
