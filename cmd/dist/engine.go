package main

import (
	"archive/tar"
	"compress/gzip"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
)

// The engine for Windows: the library the makers of DuckDB publish, as its package for Node
// holds it, of the version the bindings in go.mod are of. The static one beside the bindings
// is built for another runtime of C than Debian's compiler has.
const (
	engineVersion  = "1.5.6"
	enginePackage  = "@duckdb/node-bindings-win32-x64@1.5.6-r.1"
	engineBindings = "v0.10506."
	engineDigest   = "7e90bdef028d57b45490d6f53530e3c012a5d9abdc4c6723449200663dc84ed0"
	engineFile     = "duckdb.dll"
)

// engine gives duckdb.dll, fetched where it is not in the cache yet. Whatever its digest is
// not the one that stands here is refused.
func engine(ctx context.Context, module, cache string) (string, error) {
	version, err := output(ctx, module, nil, "go", "list", "-m", "-f", "{{.Version}}", "github.com/duckdb/duckdb-go-bindings")
	if err != nil {
		return "", err
	}
	if !strings.HasPrefix(version, engineBindings) {
		return "", fmt.Errorf("go.mod has the bindings %s, the engine for Windows is %s: pin the one that belongs to them in engine.go", strings.TrimSpace(version), engineVersion)
	}
	dir := filepath.Join(cache, "duckdb-"+engineVersion)
	file := filepath.Join(dir, engineFile)
	if sum, err := digest(file); err == nil && sum == engineDigest {
		return file, nil
	}
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return "", err
	}
	if _, err := output(ctx, dir, nil, "npm", "pack", "--silent", enginePackage); err != nil {
		return "", err
	}
	packed, err := filepath.Glob(filepath.Join(dir, "*.tgz"))
	if err != nil || len(packed) != 1 {
		return "", fmt.Errorf("npm pack left %d packages in %s", len(packed), dir)
	}
	if err := extract(packed[0], "package/"+engineFile, file); err != nil {
		return "", err
	}
	sum, err := digest(file)
	if err != nil {
		return "", err
	}
	if sum != engineDigest {
		return "", errors.Join(fmt.Errorf("%s of %s has the digest %s, not %s", engineFile, enginePackage, sum, engineDigest), os.Remove(file))
	}
	return file, os.Remove(packed[0])
}

// extract takes one file out of a package.
func extract(archive, name, into string) (err error) {
	f, err := os.Open(archive)
	if err != nil {
		return err
	}
	defer func() { _ = f.Close() }()
	z, err := gzip.NewReader(f)
	if err != nil {
		return err
	}
	t := tar.NewReader(z)
	for {
		h, err := t.Next()
		if err != nil {
			return fmt.Errorf("%s in %s: %w", name, archive, err)
		}
		if h.Name == name {
			break
		}
	}
	out, err := os.OpenFile(into, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(out, t) //nolint:gosec // its digest is checked before it is used
	return errors.Join(err, out.Close())
}

func digest(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
