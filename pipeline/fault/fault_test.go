package fault_test

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"
	"testing"

	"adal/pipeline/fault"
)

// An error is said in the language asked for, down to what the system refused, and what came
// out of a file cannot move the cursor of a terminal.
func TestWord(t *testing.T) {
	full := &fs.PathError{Op: "write", Path: "runs/report.html", Err: syscall.ENOSPC}
	wrong := fault.Usage("no_rule", "rule", "P1\x1b[2J")
	for _, c := range []struct {
		lang string
		err  error
		want string
	}{
		{"en", wrong, `no rule "P1\x1b[2J"`},
		{"ru", wrong, `нет правила «P1\x1b[2J»`},
		{"kk", fault.Data("damaged_archive", "place", "a.zip", "what", fault.Say("cut_zip"), "cause", full), "a.zip: бүлінген не кесілген zip мұрағаты: runs/report.html: дискіде орын жоқ"},
		{"ru", fmt.Errorf("finish the run: %w", full), "завершение отчёта: runs/report.html: на диске нет места"},
		{"ru", fmt.Errorf("write the reports: %w", errors.Join(full, fault.Say("stopped"))), "запись отчётов: runs/report.html: на диске нет места\nостановлено; ничего не записано"},
		{"en", fmt.Errorf("finish the run: %w", full), "finish the run: write runs/report.html: no space left on device"},
		{"ru", errors.New("something else"), "something else"},
	} {
		if got := fault.Word(c.lang, c.err); got != c.want {
			t.Errorf("%s: got %q, want %q", c.lang, got, c.want)
		}
	}
	f, ok := errors.AsType[*fault.Fault](wrong)
	if !ok || !f.Usage || f.Hint("ru") != "все правила перечислит adal rules" || f.Error() != f.Message("en") {
		t.Errorf("%+v", f)
	}
}
