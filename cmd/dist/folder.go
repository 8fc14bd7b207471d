package main

import (
	"context"
	_ "embed"
	"fmt"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
)

// guide is the page that goes with the program, in three languages.
//
//go:embed guide.html
var guide string

// guideFile is its name: in a list of files it comes first or near it, and every desk opens it.
const guideFile = "README.html"

// content is what a folder holds: a name with forward slashes and the bytes.
type content map[string][]byte

// distribute builds the folders of both systems into archives in out, with their checksums.
func distribute(ctx context.Context, out string) ([]string, error) {
	module, err := root(ctx)
	if err != nil {
		return nil, err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return nil, err
	}
	cache = filepath.Join(cache, "adal-dist")
	work, err := os.MkdirTemp("", "adal-dist-")
	if err != nil {
		return nil, err
	}
	defer func() { _ = os.RemoveAll(work) }()
	library, err := engine(ctx, module, cache)
	if err != nil {
		return nil, fmt.Errorf("the engine for Windows: %w", err)
	}
	linux, windows := filepath.Join(work, "adal"), filepath.Join(work, "adal.exe")
	if err := compileLinux(ctx, module, cache, linux); err != nil {
		return nil, err
	}
	if err := compileWindows(ctx, module, library, windows); err != nil {
		return nil, err
	}
	if err := selfContained(windows, engineFile); err != nil {
		return nil, err
	}
	if err := selfContained(library); err != nil {
		return nil, err
	}
	said, err := output(ctx, work, nil, linux, "--version", "--lang", "en")
	if err != nil {
		return nil, err
	}
	words := strings.Fields(said)
	version := words[len(words)-1]
	needs, err := glibc(linux)
	if err != nil {
		return nil, err
	}
	common, err := shared(ctx, module, version, needs)
	if err != nil {
		return nil, err
	}
	return pack(out, version, common, linux, windows, library)
}

// pack writes the two archives and the sums of both.
func pack(out, version string, common content, linux, windows, library string) ([]string, error) {
	if err := os.MkdirAll(out, 0o755); err != nil {
		return nil, err
	}
	name := filepath.Join(out, "adal-"+version)
	var sums strings.Builder
	var archives []string
	for _, a := range []struct {
		file  string
		write func(string, string, content) error
		with  map[string]string
	}{
		{name + "-linux-amd64.tar.gz", writeTar, map[string]string{"adal": linux}},
		{name + "-windows-amd64.zip", writeZip, map[string]string{"adal.exe": windows, engineFile: library}},
	} {
		all := maps.Clone(common)
		for name, file := range a.with {
			b, err := os.ReadFile(file)
			if err != nil {
				return nil, err
			}
			all[name] = b
		}
		all["SHA256SUMS"] = sumsOf(all)
		if err := a.write(a.file, "adal-"+version, all); err != nil {
			return nil, fmt.Errorf("write %s: %w", a.file, err)
		}
		sum, err := digest(a.file)
		if err != nil {
			return nil, err
		}
		fmt.Fprintf(&sums, "%s  %s\n", sum, filepath.Base(a.file))
		archives = append(archives, a.file)
	}
	return archives, os.WriteFile(filepath.Join(out, "SHA256SUMS"), []byte(sums.String()), 0o644)
}

// shared is what both folders hold: the guide, the ministry, the licences.
func shared(ctx context.Context, module, version, needs string) (content, error) {
	all := content{}
	ministry := filepath.Join(module, "fixtures", "ministry")
	entries, err := os.ReadDir(ministry)
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		if !e.Type().IsRegular() {
			continue
		}
		b, err := os.ReadFile(filepath.Join(ministry, e.Name()))
		if err != nil {
			return nil, err
		}
		folder := "ministry"
		if strings.HasPrefix(e.Name(), "truth") { // no table of a unit: a dropped folder would be asked about it
			folder = "ministry-truth"
		}
		all[path.Join(folder, e.Name())] = b
	}
	page := strings.NewReplacer("{version}", version, "{glibc}", needs, "{engine}", engineVersion).Replace(guide)
	all[guideFile] = []byte(page)
	all["LICENSES.txt"], err = licences(ctx, module)
	return all, err
}

// licences are the terms of everything inside the program: of each module as it gives them,
// of Go, of the engine, of the libraries of C++ of the compiler.
func licences(ctx context.Context, module string) ([]byte, error) {
	dirs := map[string]string{}
	for _, system := range []string{"linux", "windows"} {
		list, err := output(ctx, module, []string{"GOOS=" + system, "GOARCH=amd64", "CGO_ENABLED=1"}, "go", "list", "-deps",
			"-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}}\t{{.Dir}}{{end}}{{end}}", "./cmd/adal")
		if err != nil {
			return nil, err
		}
		for line := range strings.Lines(list) {
			if name, dir, ok := strings.Cut(strings.TrimSpace(line), "\t"); ok {
				dirs[name] = dir
			}
		}
	}
	goroot, err := output(ctx, module, nil, "go", "env", "GOROOT")
	if err != nil {
		return nil, err
	}
	dirs["Go"] = strings.TrimSpace(goroot)
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(dirs)) {
		terms, err := termsIn(dirs[name])
		if err != nil {
			return nil, err
		}
		if terms == "" {
			return nil, fmt.Errorf("%s has no licence in %s", name, dirs[name])
		}
		fmt.Fprintf(&b, "==== %s\n\n%s\n", name, terms)
	}
	b.WriteString("==== DuckDB " + engineVersion + "\n\nThe terms of github.com/duckdb/duckdb-go-bindings above are those of the engine.\n\n" +
		"==== libstdc++, libgcc\n\nParts of the GNU Compiler Collection, under the GNU General Public License, version 3, with the\n" +
		"GCC Runtime Library Exception, version 3.1, which lets a program that contains them have any terms.\n" +
		"==== mingw-w64 runtime\n\nIn the program for Windows: public domain and the Zope Public License, version 2.1.\n")
	return []byte(strings.ReplaceAll(b.String(), "\r\n", "\n")), nil
}

// termsIn gives the files of a module that say on which terms it may be used.
func termsIn(dir string) (string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return "", err
	}
	var b strings.Builder
	for _, e := range entries {
		name := strings.ToUpper(e.Name())
		if !e.Type().IsRegular() || !strings.HasPrefix(name, "LICEN") && !strings.HasPrefix(name, "COPYING") && !strings.HasPrefix(name, "NOTICE") && !strings.HasPrefix(name, "COPYRIGHT") {
			continue
		}
		text, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			return "", err
		}
		b.Write(text)
		b.WriteString("\n")
	}
	return b.String(), nil
}
