// Package cache keeps what was computed of files, so that a later run of the same program need
// not compute it again. Nothing in it is believed without its digest: what is damaged, cut,
// exchanged or written by another program counts as not there, and who asked computes it anew.
// A cache holds what its last run wrote and nothing older; it is for its owner's eyes alone.
package cache

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"

	"adal/pipeline/disk"
	"adal/pipeline/fault"
	"adal/pipeline/run"
)

// List is the name of the file of a cache that says what it holds: the digest of what follows as
// a line of its own, then the entries as JSON. A folder with such a file is a cache.
const List = "adal-cache.list"

// Entry is what is kept under a name.
type Entry struct {
	Name  string          `json:"name"`
	Key   string          `json:"key"` // digest of all it was computed from, see Key
	Value json.RawMessage `json:"value"`
	File  *File           `json:"file,omitempty"` // what is too large for the list
	// From is where the file is found when the entry is kept.
	From string `json:"-"`
}

// File is a file of a cache, called after its digest.
type File struct {
	SHA256 string `json:"sha256"`
	Bytes  int64  `json:"bytes"`
}

// Cache is an open one.
type Cache struct {
	dir     string
	program string
	entries map[string]Entry
	// Tell is told what was damaged, and why nothing could be kept.
	Tell  func(fault.Term)
	Taken int // files that were found whole and copied
}

// list is what the list holds.
type list struct {
	Program string  `json:"program"` // digest of the executable
	Entries []Entry `json:"entries"`
}

// Open opens the cache in a folder; one that is not there, or empty, becomes one. A folder with
// anything else in it is refused. tell is told what was damaged and is made again, and why
// nothing could be kept: nothing of that stops a run.
func Open(dir string, tell func(fault.Term)) (*Cache, error) {
	c := &Cache{dir: dir, entries: map[string]Entry{}, Tell: tell}
	if err := disk.MakeOwn(dir); err != nil {
		return nil, fault.Usage("cache_folder", "folder", dir, "cause", err)
	}
	if err := c.own(); err != nil {
		return nil, err
	}
	var err error
	if c.program, err = executable(); err != nil {
		return nil, fmt.Errorf("cache: %w", err)
	}
	c.read()
	return c, nil
}

// ours are the names of the files of a cache, and of those on their way into it.
var ours = regexp.MustCompile(`^([0-9a-f]{64}|adal-cache\.list)(\.new)?$`)

// own makes sure that the folder is a cache or may become one, and that nobody else looks in.
func (c *Cache) own() error {
	found, err := os.ReadDir(c.dir)
	if err != nil {
		return fault.Usage("cache_folder", "folder", c.dir, "cause", err)
	}
	isCache := slices.ContainsFunc(found, func(e fs.DirEntry) bool { return e.Name() == List })
	for _, e := range found {
		if !isCache && !ours.MatchString(e.Name()) {
			return fault.Usage("cache_foreign", "folder", c.dir, "file", e.Name())
		}
	}
	if err := disk.OwnerOnly(c.dir); err != nil {
		return fault.Usage("cache_folder", "folder", c.dir, "cause", err)
	}
	return nil
}

// executable is the digest of this program, with the engine and all queries in it: a program
// that was built anew takes nothing of an older one.
func executable() (string, error) {
	if sum, err := run.Digest("/proc/self/exe"); err == nil { // right where the file was replaced meanwhile
		return sum, nil
	}
	name, err := os.Executable()
	if err != nil {
		return "", err
	}
	return run.Digest(name)
}

// read takes over what the list says, if it is whole and this program's.
func (c *Cache) read() {
	b, err := os.ReadFile(filepath.Join(c.dir, List))
	if errors.Is(err, fs.ErrNotExist) {
		if found, err := os.ReadDir(c.dir); err == nil && len(found) > 0 {
			c.Tell(fault.Say("cache_damaged", "name", List))
		}
		return
	}
	var l list
	sum, text, _ := bytes.Cut(b, []byte("\n"))
	if err != nil || string(sum) != digest(text) || json.Unmarshal(text, &l) != nil {
		c.Tell(fault.Say("cache_damaged", "name", List))
		return
	}
	if l.Program != c.program {
		return
	}
	for _, e := range l.Entries {
		c.entries[e.Name] = e
	}
}

func digest(b []byte) string {
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Key is the digest of everything something is computed from.
func Key(from ...any) (string, error) {
	b, err := json.Marshal(from)
	if err != nil {
		return "", fmt.Errorf("cache: %w", err)
	}
	return digest(b), nil
}

// Has reports whether anything is kept under a name, whatever it was computed from.
func (c *Cache) Has(name string) bool {
	_, ok := c.entries[name]
	return ok
}

// Get gives what is kept under a name if it was computed from what key stands for.
func (c *Cache) Get(name, key string) (Entry, bool) {
	e, ok := c.entries[name]
	return e, ok && e.Key == key
}

// Copy writes the file of an entry to a new place. It gives false, and leaves nothing there, where
// the file is not what was kept: then it has to be made again.
func (c *Cache) Copy(e Entry, to string) (bool, error) {
	if e.File == nil || !ours.MatchString(e.File.SHA256) {
		return false, nil
	}
	sum, err := copied(filepath.Join(c.dir, e.File.SHA256), to, e.File.Bytes)
	if errors.Is(err, errWrite) {
		return false, err
	}
	if err == nil && sum == e.File.SHA256 {
		c.Taken++
		return true, nil
	}
	c.Tell(fault.Say("cache_damaged", "name", e.Name))
	delete(c.entries, e.Name)
	if err := disk.RemoveAll(to); err != nil {
		return false, fmt.Errorf("cache: %w", err)
	}
	return false, nil
}

var errWrite = errors.New("cache: write")

// copied copies a file of so many bytes and gives their digest.
func copied(from, to string, size int64) (sum string, err error) {
	info, err := os.Lstat(from)
	if err != nil {
		return "", err
	}
	if !info.Mode().IsRegular() || info.Size() != size {
		return "", errors.New("not the file that was kept")
	}
	in, err := os.Open(from)
	if err != nil {
		return "", err
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return "", fmt.Errorf("%w: %w", errWrite, err)
	}
	w := &writer{file: out}
	h := sha256.New()
	_, err = io.CopyBuffer(io.MultiWriter(h, w), io.LimitReader(in, size+1), make([]byte, 1<<20))
	if failed := out.Close(); w.err == nil && failed != nil {
		w.err = failed
	}
	if w.err != nil {
		return "", fmt.Errorf("%w: %w", errWrite, w.err)
	}
	return hex.EncodeToString(h.Sum(nil)), err
}

// writer keeps the fault of writing apart from that of reading.
type writer struct {
	file *os.File
	err  error
}

func (w *writer) Write(b []byte) (n int, err error) {
	n, w.err = w.file.Write(b)
	return n, w.err
}
