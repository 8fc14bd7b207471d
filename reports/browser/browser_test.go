// Package browser opens the pages of the invented ministry in a browser, as a reader does, and
// its workbook and memo in an office program. It skips where these are not installed; with
// ADAL_BROWSER=1 (make test-browser) it fails there. ADAL_SCREENSHOTS names a folder for pictures.
package browser

import (
	"context"
	"encoding/csv"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/chromedp/cdproto/browser"
	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/chromedp"
)

var (
	languages = []string{"ru", "kk", "en"}
	ministry  = filepath.Join("..", "..", "fixtures", "ministry")
)

// need gives the path of the first of these programs that is installed.
func need(t *testing.T, programs ...string) string {
	t.Helper()
	if os.Getenv("ADAL_BROWSER") == "" {
		t.Skip("opens every page in a browser, minutes: make test-browser")
	}
	for _, p := range programs {
		if path, err := exec.LookPath(p); err == nil {
			return path
		}
	}
	t.Fatalf("%s is not installed: apt-get install chromium libreoffice-calc libreoffice-writer poppler-utils", strings.Join(programs, " or "))
	return ""
}

// command runs a program and fails the test where that fails.
func command(t *testing.T, name string, args ...string) string {
	t.Helper()
	out, err := exec.CommandContext(t.Context(), name, args...).CombinedOutput()
	if err != nil {
		t.Fatalf("%s %s: %v\n%s", name, strings.Join(args, " "), err, out)
	}
	return string(out)
}

// made says that the program was built.
var made atomic.Bool

// program is the built program, made once.
var program = sync.OnceValues(func() (string, error) {
	dir, err := os.MkdirTemp("", "adal-browser")
	if err != nil {
		return "", err
	}
	path := filepath.Join(dir, "adal")
	if out, err := exec.Command("go", "build", "-o", path, "../../cmd/adal").CombinedOutput(); err != nil {
		return "", fmt.Errorf("%w\n%s", err, out)
	}
	return path, nil
})

func TestMain(m *testing.M) {
	code := m.Run()
	if made.Load() {
		if path, err := program(); err == nil {
			_ = os.RemoveAll(filepath.Dir(path))
		}
	}
	os.Exit(code)
}

func adal(t *testing.T, args ...string) {
	t.Helper()
	made.Store(true)
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	command(t, path, args...)
}

// runs are the runs of the ministry that were made, by job and language; no test changes one.
var runs = map[string]string{}

// ministryRun gives a run of the ministry in a language, made once.
func ministryRun(t *testing.T, job, lang string) string {
	t.Helper()
	if run := runs[job+lang]; run != "" {
		return run
	}
	made.Store(true)
	path, err := program()
	if err != nil {
		t.Fatal(err)
	}
	run := filepath.Join(filepath.Dir(path), job+"-"+lang)
	if lang == "ru" {
		scan(t, job, ministry, run)
	} else {
		if err := os.CopyFS(run, os.DirFS(ministryRun(t, job, "ru"))); err != nil {
			t.Fatal(err)
		}
		adal(t, "report", run, "--lang", lang)
	}
	runs[job+lang] = run
	return run
}

// scan runs a job over data, in Russian.
func scan(t *testing.T, job, data, run string) {
	t.Helper()
	args := map[string][]string{"scan": {"--period", "2026Q3"}, "concentration": {"--year", "2025"}}[job]
	adal(t, append([]string{job, "--data", data, "--out", run, "--quiet"}, args...)...)
}

// rows reads a table of a run by its columns.
func rows(t *testing.T, path string) []map[string]string {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	records, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	var out []map[string]string
	for _, r := range records[1:] {
		row := map[string]string{}
		for i, c := range records[0] {
			row[c] = r[i]
		}
		out = append(out, row)
	}
	return out
}

// tab is one window on a page. What a page must not do is noted while it is open.
type tab struct {
	t      *testing.T
	ctx    context.Context
	faults []string
	mu     sync.Mutex
}

// opened starts a browser without a screen.
func opened(t *testing.T) *tab {
	t.Helper()
	path := need(t, "chromium", "chromium-browser", "google-chrome", "headless-shell")
	options := append(chromedp.DefaultExecAllocatorOptions[:], chromedp.ExecPath(path), chromedp.NoSandbox, chromedp.DisableGPU,
		chromedp.Flag("hide-scrollbars", true), chromedp.UserDataDir(t.TempDir()))
	ctx, stop := chromedp.NewExecAllocator(context.Background(), options...)
	b := &tab{t: t}
	ctx, leave := chromedp.NewContext(ctx, chromedp.WithListener(b.hear))
	t.Cleanup(func() {
		_ = chromedp.Cancel(ctx)
		leave()
		stop()
	})
	b.ctx = ctx
	b.do(chromedp.Navigate("about:blank"))
	return b
}

func (b *tab) note(format string, args ...any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.faults = append(b.faults, fmt.Sprintf(format, args...))
}

// hear notes a request that leaves the machine, an error of the script and one of the console.
func (b *tab) hear(event any) {
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		if u := e.Request.URL; !strings.HasPrefix(u, "file:///") && !strings.HasPrefix(u, "blob:") && !strings.HasPrefix(u, "data:") {
			b.note("asks for %s", u)
		}
	case *runtime.EventExceptionThrown:
		b.note("the script fails: %s", e.ExceptionDetails.Text)
	case *log.EventEntryAdded:
		if e.Entry.Level == log.EntryLevelError {
			b.note("the console says: %s", e.Entry.Text)
		}
	case *runtime.EventConsoleAPICalled:
		b.note("the script writes to the console: %s", e.Type)
	}
}

// clean fails the test with what was noted since.
func (b *tab) clean(where string) {
	b.t.Helper()
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.faults {
		b.t.Errorf("%s: %s", where, f)
	}
	b.faults = nil
}

func (b *tab) do(actions ...chromedp.Action[chromedp.Void]) {
	b.t.Helper()
	if err := chromedp.Do(b.ctx, actions...); err != nil {
		b.t.Fatal(err)
	}
}

// ask gives what an expression of the page is.
func ask[T any](b *tab, expression string) T {
	b.t.Helper()
	return get(b, chromedp.Evaluate[T](expression))
}

// get runs an action that gives something.
func get[T any](b *tab, a chromedp.Action[T]) T {
	b.t.Helper()
	v, err := chromedp.Run(b.ctx, a)
	if err != nil {
		b.t.Fatal(err)
	}
	return v
}

// call sends the browser a command.
func call[P, R any](b *tab, c cdp.Command[P, R], params P) {
	b.t.Helper()
	if _, err := chromedp.Call(b.ctx, c, params); err != nil {
		b.t.Fatal(err)
	}
}

// wait waits until an expression of the page is true.
func (b *tab) wait(expression string) {
	b.t.Helper()
	for until := time.Now().Add(time.Minute); ; {
		ok, err := chromedp.Run(b.ctx, chromedp.Evaluate[bool]("Boolean("+expression+")"))
		if ok {
			return
		}
		if time.Now().After(until) {
			b.t.Fatalf("%s never comes true: %v", expression, err)
		}
		time.Sleep(10 * time.Millisecond)
	}
}

// see sets the screen, and the colours a reader prefers.
func (b *tab) see(width, height int64, dark bool) {
	b.t.Helper()
	scheme := map[bool]string{true: "dark", false: "light"}[dark]
	b.do(chromedp.EmulateViewport(width, height, func(p *emulation.SetDeviceMetricsOverrideParams, touch *emulation.SetTouchEmulationEnabledParams) {
		p.Mobile = width < 600
		touch.Enabled = width < 600
	}))
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: scheme}}}) //nolint:misspell // CSS spells color
}

// open goes to a page of a file; one with findings is waited for until it is drawn.
func (b *tab) open(file, hash string) {
	b.t.Helper()
	path, err := filepath.Abs(file)
	if err != nil {
		b.t.Fatal(err)
	}
	b.do(chromedp.Navigate("about:blank"), chromedp.Navigate("file://"+path+hash))
	b.wait(`!document.getElementById("found") || document.documentElement.dataset.ready === "1"`)
}

// picture keeps what the screen shows, or the whole page.
func (b *tab) picture(name string, whole bool) {
	b.t.Helper()
	dir := os.Getenv("ADAL_SCREENSHOTS")
	if dir == "" {
		dir = b.t.TempDir()
	}
	shot := chromedp.CaptureScreenshot()
	if whole {
		shot = chromedp.FullScreenshot(100)
	}
	png := get(b, shot)
	if err := os.MkdirAll(dir, 0o755); err != nil {
		b.t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, name+".png"), png, 0o644); err != nil {
		b.t.Fatal(err)
	}
	if len(png) < 5000 {
		b.t.Errorf("%s is an empty picture of %d bytes", name, len(png))
	}
}

// saved presses a button and gives the file the page saves.
func (b *tab) saved(button, name string) []byte {
	b.t.Helper()
	dir := b.t.TempDir()
	on := true
	call(b, browser.SetDownloadBehavior, browser.SetDownloadBehaviorParams{Behavior: browser.SetDownloadBehaviorBehaviorAllow, DownloadPath: dir, EventsEnabled: &on}) //nolint:misspell // the protocol spells behavior
	b.press(button)
	for until := time.Now().Add(time.Minute); ; time.Sleep(20 * time.Millisecond) {
		text, err := os.ReadFile(filepath.Join(dir, name)) // it appears under its name when it is whole
		if err == nil {
			return text
		}
		if time.Now().After(until) {
			b.t.Fatalf("%s saves nothing: %v", button, err)
		}
	}
}

func (b *tab) press(selector string) {
	b.t.Helper()
	ask[*bool](b, fmt.Sprintf(`document.querySelector(%q).click()`, selector))
}

// give sets a field as somebody who types or chooses does.
func (b *tab) give(selector, value string) {
	b.t.Helper()
	ask[*bool](b, fmt.Sprintf(`(function () { var f = document.querySelector(%q); f.value = %q; f.dispatchEvent(new Event("input", { bubbles: true })); })()`, selector, value))
}
