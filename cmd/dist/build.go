package main

import (
	"context"
	"debug/elf"
	"debug/pe"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
)

// mingw is the compiler for Windows: of the two Debian has, the one whose threads are
// those the library of C++ knows.
const mingw = "x86_64-w64-mingw32-gcc-posix"

// root is the folder of the module.
func root(ctx context.Context) (string, error) {
	out, err := output(ctx, ".", nil, "go", "env", "GOMOD")
	return filepath.Dir(strings.TrimSpace(out)), err
}

// output runs a program and gives what it prints; what it complains of is in the error.
func output(ctx context.Context, dir string, env []string, name string, args ...string) (string, error) {
	cmd := exec.CommandContext(ctx, name, args...)
	cmd.Dir, cmd.Env = dir, append(os.Environ(), env...)
	out, err := cmd.Output()
	if e, ok := errors.AsType[*exec.ExitError](err); ok {
		return "", fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, e.Stderr)
	}
	return string(out), err
}

// compile builds the program. Nothing of this machine stands in it: no path, no id of the
// build, no time.
func compile(ctx context.Context, module, into string, env []string, flags ...string) error {
	args := append([]string{"build", "-trimpath", "-buildvcs=false", "-ldflags=-s -w -buildid=", "-o", into}, flags...)
	_, err := output(ctx, module, append([]string{"CGO_ENABLED=1", "GOARCH=amd64", "GOFLAGS="}, env...), "go", append(args, "./cmd/adal")...)
	return err
}

// compileLinux builds the program for Linux with the engine and the library of C++ inside.
func compileLinux(ctx context.Context, module, cache, into string) error {
	dir := filepath.Join(cache, "static")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return err
	}
	lib, err := output(ctx, module, nil, "gcc", "-print-file-name=libstdc++.a")
	if err != nil {
		return err
	}
	link := filepath.Join(dir, "libstdc++.a")
	if there, err := os.Readlink(link); err != nil || there != strings.TrimSpace(lib) {
		_ = os.Remove(link)
		if err := os.Symlink(strings.TrimSpace(lib), link); err != nil {
			return err
		}
	}
	return compile(ctx, module, into, []string{"GOOS=linux", "CGO_LDFLAGS=-O2 -g -static-libgcc -L" + dir})
}

// compileWindows builds the program for Windows against the engine in its folder.
func compileWindows(ctx context.Context, module, engine, into string) error {
	return compile(ctx, module, into, []string{"GOOS=windows", "CC=" + mingw, "CGO_LDFLAGS=-O2 -g -L" + filepath.Dir(engine)}, "-tags", "duckdb_use_lib")
}

// glibc gives the oldest GNU library of C a program for Linux runs with, and refuses one
// that needs another library than those every Linux has.
func glibc(program string) (string, error) {
	f, err := elf.Open(program)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	libraries, err := f.ImportedLibraries()
	if err != nil {
		return "", err
	}
	for _, l := range libraries {
		if !slices.Contains([]string{"libc.so.6", "libm.so.6", "libdl.so.2", "libpthread.so.0", "librt.so.1", "libresolv.so.2", "ld-linux-x86-64.so.2"}, l) {
			return "", fmt.Errorf("%s needs %s", program, l)
		}
	}
	symbols, err := f.ImportedSymbols()
	if err != nil {
		return "", err
	}
	most := 0
	for _, s := range symbols {
		if v, ok := strings.CutPrefix(s.Version, "GLIBC_2."); ok {
			minor, _, _ := strings.Cut(v, ".")
			n, err := strconv.Atoi(minor)
			if err != nil {
				return "", fmt.Errorf("version %s of %s: %w", s.Version, s.Name, err)
			}
			most = max(most, n)
		}
	}
	return fmt.Sprintf("2.%d", most), nil
}

// ofWindows are the libraries every Windows 10 has.
var ofWindows = []string{"kernel32.dll", "msvcrt.dll", "ws2_32.dll", "rstrtmgr.dll", "advapi32.dll", "shell32.dll", "user32.dll", "ntdll.dll"}

// selfContained refuses a program or library for Windows that needs more than what it is
// given with and what the system has.
func selfContained(file string, with ...string) error {
	f, err := pe.Open(file)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	symbols, err := f.ImportedSymbols()
	if err != nil {
		return err
	}
	for _, s := range symbols {
		_, library, _ := strings.Cut(s, ":")
		if l := strings.ToLower(library); !slices.Contains(ofWindows, l) && !slices.Contains(with, l) {
			return fmt.Errorf("%s needs %s", file, library)
		}
	}
	return nil
}
