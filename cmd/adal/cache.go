package main

import (
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"adal/pipeline/cache"
	"adal/pipeline/fault"
	"adal/texts"
)

// cached opens the cache that was asked for; nil where none was. A sealed run has none: what it
// keeps from others would stand in the clear. The cache lies apart from the data, where it would
// be taken for some, and from the run, which lists every file of its folder.
func (o *jobOptions) cached(stderr io.Writer, out string, sealed bool) (*cache.Cache, error) {
	if o.cache == "" {
		return nil, nil
	}
	if sealed {
		return nil, fault.Usage("cache_sealed")
	}
	for _, other := range []string{o.data, out} {
		if other != "" && (inside(o.cache, other) || inside(other, o.cache)) {
			return nil, fault.Usage("cache_place", "folder", o.cache, "other", other)
		}
	}
	return cache.Open(o.cache, func(t fault.Term) {
		if toPerson(stderr) {
			fmt.Fprint(stderr, "\r\x1b[K") // the stage it came in
		}
		fmt.Fprintln(folded(stderr), texts.In(o.lang, "cmd.note", "what", t.In(o.lang)))
	})
}

// inside reports whether a folder is another one or lies in it, wherever links lead.
func inside(folder, other string) bool {
	rel, err := filepath.Rel(real(other), real(folder))
	return err == nil && rel != ".." && !strings.HasPrefix(rel, ".."+string(filepath.Separator))
}

// real is a path from the root without links; of what is not there yet, with those of the part
// that is.
func real(path string) string {
	path, err := filepath.Abs(path)
	if err != nil {
		return path
	}
	rest := ""
	for at := path; ; at = filepath.Dir(at) {
		if found, err := filepath.EvalSymlinks(at); err == nil {
			return filepath.Join(found, rest)
		}
		if at == filepath.Dir(at) {
			return path
		}
		rest = filepath.Join(filepath.Base(at), rest)
	}
}
