package html

import (
	"strings"
	"testing"
	"time"
)

// A text no picture has room for costs no more than one it has.
func TestFoldIsBounded(t *testing.T) {
	for _, s := range []string{strings.Repeat("ы", 10<<20), strings.Repeat("слово ", 2<<20)} {
		began := time.Now()
		lines := fold(s, 160, 13)
		if took := time.Since(began); took > 5*time.Second {
			t.Errorf("%d bytes took %v", len(s), took)
		}
		if whole := strings.Join(lines, ""); !strings.HasSuffix(whole, "…") || len([]rune(whole)) > mostLetters+1 {
			t.Errorf("%d lines of %d letters that end with %q", len(lines), len([]rune(whole)), lines[len(lines)-1])
		}
	}
	if lines := fold("Облаков Кирилл Леонидович", 400, 13); len(lines) != 1 || lines[0] != "Облаков Кирилл Леонидович" {
		t.Errorf("a short name became %q", lines)
	}
}
