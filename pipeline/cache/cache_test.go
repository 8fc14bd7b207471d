package cache

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"

	"adal/pipeline/fault"
	"adal/pipeline/run"
)

// opened opens a cache and gives what it tells.
func opened(t *testing.T, dir string) (*Cache, *[]string) {
	t.Helper()
	var told []string
	c, err := Open(dir, func(x fault.Term) { told = append(told, x.In("en")) })
	if err != nil {
		t.Fatal(err)
	}
	return c, &told
}

// made writes a file to be kept.
func made(t *testing.T, text string) string {
	t.Helper()
	file := filepath.Join(t.TempDir(), "made")
	if err := os.WriteFile(file, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return file
}

func names(t *testing.T, dir string) []string {
	t.Helper()
	found, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, e := range found {
		all = append(all, e.Name())
	}
	return all
}

// copyOf gives the text of an entry's file, or "" where there is none.
func copyOf(t *testing.T, c *Cache, name, key string) string {
	t.Helper()
	e, ok := c.Get(name, key)
	if !ok {
		return ""
	}
	to := filepath.Join(t.TempDir(), "copy")
	ok, err := c.Copy(e, to)
	if err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(to)
	if ok != (err == nil) {
		t.Fatalf("copied: %t, and then %v", ok, err)
	}
	return string(b)
}

// What is kept is found by its key alone, until something else is kept; nothing older stays.
func TestKeep(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "a", "cache")
	c, _ := opened(t, dir)
	c.Keep([]Entry{{Name: "b", Key: "1", Value: []byte(`{"x":1}`)}, {Name: "a", Key: "2", Value: []byte("null"), From: made(t, "text")}})
	c, _ = opened(t, dir)
	if got := copyOf(t, c, "a", "2"); got != "text" {
		t.Errorf("kept %q", got)
	}
	if e, ok := c.Get("b", "1"); !ok || string(e.Value) != `{"x":1}` {
		t.Errorf("kept %v", e)
	}
	if _, ok := c.Get("a", "3"); ok || !c.Has("a") {
		t.Error("another key is the same")
	}
	a, _ := c.Get("a", "2")
	c.Keep([]Entry{a, {Name: "c", Key: "4", Value: []byte("1"), From: made(t, "other")}})
	c, told := opened(t, dir)
	if copyOf(t, c, "a", "2") != "text" || copyOf(t, c, "c", "4") != "other" || c.Has("b") {
		t.Errorf("the cache holds %v", c.entries)
	}
	c.Keep([]Entry{{Name: "c", Key: "5", Value: []byte("1"), From: made(t, "third")}})
	if got := names(t, dir); len(got) != 2 {
		t.Errorf("the folder holds %v", got)
	}
	if len(*told) > 0 {
		t.Errorf("told %v", *told)
	}
}

// Another program takes nothing, without a word, and its entries take the place of the old ones.
func TestOtherProgram(t *testing.T) {
	dir := t.TempDir()
	c, _ := opened(t, dir)
	c.program = strings.Repeat("0", 64)
	c.Keep([]Entry{{Name: "a", Key: "1", Value: []byte("1"), From: made(t, "old")}})
	c, told := opened(t, dir)
	if c.Has("a") || len(*told) > 0 {
		t.Errorf("it takes %v and says %v", c.entries, *told)
	}
	c.Keep([]Entry{{Name: "a", Key: "1", Value: []byte("1"), From: made(t, "new")}})
	c, _ = opened(t, dir)
	if got := copyOf(t, c, "a", "1"); got != "new" || len(names(t, dir)) != 2 {
		t.Errorf("kept %q among %v", got, names(t, dir))
	}
}

// What a killed run left on its way is swept by the next that keeps something, and never taken.
func TestLeftovers(t *testing.T) {
	dir := t.TempDir()
	left := []string{List + unfinished, strings.Repeat("a", 64)}
	for _, name := range left {
		if err := os.WriteFile(filepath.Join(dir, name), []byte("half"), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	c, told := opened(t, dir)
	if len(*told) != 1 || len(c.entries) > 0 {
		t.Errorf("told %v", *told)
	}
	c.Keep([]Entry{{Name: "a", Key: "1", Value: []byte("1"), From: made(t, "x")}})
	if got := names(t, dir); len(got) != 2 || slices.ContainsFunc(left, func(n string) bool { return slices.Contains(got, n) }) {
		t.Errorf("the folder holds %v", got)
	}
}

// Runs at once leave one of their lists, whole, with its files and no other.
func TestAtOnce(t *testing.T) {
	dir := t.TempDir()
	var all sync.WaitGroup
	for i := range 8 {
		text := strings.Repeat(string(rune('a'+i)), 100_000)
		c, _ := opened(t, dir)
		from := made(t, text)
		all.Go(func() {
			for range 5 {
				c.Keep([]Entry{{Name: "a", Key: text[:1], Value: []byte("1"), From: from}})
			}
		})
	}
	all.Wait()
	c, told := opened(t, dir)
	e := c.entries["a"]
	if got := copyOf(t, c, "a", e.Key); len(got) != 100_000 || got[:1] != e.Key || len(*told) > 0 || len(names(t, dir)) != 2 {
		t.Errorf("%q of %d bytes, told %v, the folder holds %v", e.Key, len(got), *told, names(t, dir))
	}
}

// Where another run is keeping, nothing is written; where nothing can be, that is said.
func TestNotKept(t *testing.T) {
	dir := t.TempDir()
	c, told := opened(t, dir)
	lock := run.Hold(dir)
	if lock == nil {
		t.Fatal("the folder was not to be held")
	}
	c.Keep([]Entry{{Name: "a", Key: "1", Value: []byte("1")}})
	if got := names(t, dir); len(got) > 0 || len(*told) > 0 {
		t.Errorf("written beside another run: %v, told %v", got, *told)
	}
	_ = lock.Close()
	c.Keep([]Entry{{Name: "a", Key: "1", Value: []byte("1"), From: filepath.Join(dir, "nothing")}})
	if len(*told) != 1 || !strings.Contains((*told)[0], "nothing was kept in the cache") {
		t.Errorf("told %v", *told)
	}
}

// A copy that cannot be written is a fault of the machine, not of the cache.
func TestCopyNowhere(t *testing.T) {
	dir := t.TempDir()
	c, _ := opened(t, dir)
	c.Keep([]Entry{{Name: "a", Key: "1", Value: []byte("1"), From: made(t, "x")}})
	c, told := opened(t, dir)
	e, _ := c.Get("a", "1")
	if _, err := c.Copy(e, filepath.Join(dir, "no", "folder")); !errors.Is(err, errWrite) || len(*told) > 0 {
		t.Errorf("%v, told %v", err, *told)
	}
}

// A folder of something else is refused as it is.
func TestForeign(t *testing.T) {
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "contracts.csv"), nil, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := Open(dir, nil); err == nil || !strings.Contains(err.Error(), "contracts.csv") {
		t.Errorf("opened: %v", err)
	}
	if got := names(t, dir); len(got) != 1 {
		t.Errorf("the folder holds %v", got)
	}
}
