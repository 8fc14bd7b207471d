package cache

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"adal/pipeline/disk"
	"adal/pipeline/fault"
	"adal/pipeline/run"
)

// Keep makes entries all that the cache holds. An entry with a File stands in the cache already,
// one with From is taken from there. A reader finds what was kept before or all of this. Where
// another run is keeping its own at this moment, that is as good; what fails is told and stops
// nobody.
func (c *Cache) Keep(entries []Entry) {
	entries = slices.Clone(entries)
	slices.SortFunc(entries, func(a, b Entry) int { return strings.Compare(a.Name, b.Name) })
	if c.same(entries) {
		return
	}
	lock := run.Hold(c.dir)
	if lock == nil {
		return
	}
	defer func() { _ = lock.Close() }()
	if err := c.keep(entries); err != nil {
		_ = c.sweep(func(name string) bool { return strings.HasSuffix(name, unfinished) })
		c.Tell(fault.Say("cache_unwritten", "cause", err))
	}
}

// same reports whether the cache holds these entries and no other.
func (c *Cache) same(entries []Entry) bool {
	if len(entries) != len(c.entries) {
		return false
	}
	for _, e := range entries {
		old, ok := c.entries[e.Name]
		if !ok || old.Key != e.Key || e.From != "" || string(old.Value) != string(e.Value) {
			return false
		}
	}
	return true
}

func (c *Cache) keep(entries []Entry) error {
	if err := c.sweep(func(name string) bool { return strings.HasSuffix(name, unfinished) }); err != nil {
		return err
	}
	needed := map[string]bool{List: true}
	for i := range entries {
		e := &entries[i]
		if e.From != "" {
			if err := c.take(e); err != nil {
				return err
			}
		}
		if e.File == nil {
			continue
		}
		if _, err := os.Lstat(filepath.Join(c.dir, e.File.SHA256)); errors.Is(err, fs.ErrNotExist) {
			return nil // another run kept something else meanwhile
		}
		needed[e.File.SHA256] = true
	}
	text, err := json.Marshal(list{c.program, entries})
	if err != nil {
		return fmt.Errorf("list the entries: %w", err)
	}
	if err := c.write(append([]byte(digest(text)+"\n"), text...)); err != nil {
		return err
	}
	return c.sweep(func(name string) bool { return !needed[name] })
}

// unfinished ends the name of a file while it is written. Whoever writes holds the folder, so
// that one met by another was left by a run that was killed.
const unfinished = ".new"

// take copies the file of an entry into the cache, unless it stands there whole.
func (c *Cache) take(e *Entry) error {
	info, err := os.Stat(e.From)
	if err != nil {
		return err
	}
	place := filepath.Join(c.dir, List+unfinished)
	sum, err := copied(e.From, place, info.Size())
	if err != nil {
		return err
	}
	e.File, e.From = &File{SHA256: sum, Bytes: info.Size()}, ""
	return c.name(place, sum)
}

func (c *Cache) write(list []byte) error {
	place := filepath.Join(c.dir, List+unfinished)
	if err := os.WriteFile(place, list, 0o600); err != nil {
		return err
	}
	return c.name(place, List)
}

// name gives a finished file its name once it is on the disk.
func (c *Cache) name(place, name string) error {
	if err := errors.Join(disk.OwnerOnly(place), disk.Sync(place)); err != nil {
		return err
	}
	final := filepath.Join(c.dir, name)
	if info, err := os.Lstat(final); err == nil && !info.Mode().IsRegular() {
		if err := os.Remove(final); err != nil {
			return err
		}
	}
	return disk.Rename(place, final)
}

// sweep removes the files of the cache that are over.
func (c *Cache) sweep(over func(name string) bool) error {
	found, err := os.ReadDir(c.dir)
	if err != nil {
		return err
	}
	for _, e := range found {
		if ours.MatchString(e.Name()) && over(e.Name()) {
			remove := disk.RemoveAll
			if e.IsDir() { // nothing that a cache makes: what lies in it is somebody's
				remove = os.Remove
			}
			if err := remove(filepath.Join(c.dir, e.Name())); err != nil {
				return err
			}
		}
	}
	return nil
}
