package main

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

const peersFolder = "cmd/bench/peers"

// peer is another way of finding the same: a program that reads the data and writes the
// findings in the common form.
type peer struct {
	name, folder string
	program      string // run with the folder of the data and the file to write; python of the folder's requirements where it ends in .py
	overRun      bool   // reads the tables a scan kept in place of the data
}

var peers = map[string]peer{
	"duckdb":   {name: "DuckDB, one script", folder: "duckdb", program: "run.py"},
	"pandas":   {name: "pandas with networkx", folder: "pandas", program: "run.py"},
	"polars":   {name: "polars", folder: "polars", program: "run.py"},
	"postgres": {name: "PostgreSQL, loading too", folder: "postgres", program: "run.sh"},
	"spark":    {name: "PySpark over the kept tables", folder: "spark", program: "run.py", overRun: true},
}

// command is how the peer is started, without what follows: data and file.
func (p peer) command(ctx context.Context) ([]string, error) {
	script, err := filepath.Abs(filepath.Join(peersFolder, p.folder, p.program))
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(script, ".py") {
		return []string{script}, nil
	}
	python, err := environment(ctx, filepath.Join(peersFolder, p.folder, "requirements.txt"))
	if err != nil {
		return nil, err
	}
	return []string{python, script}, nil
}

// environment is the python of a virtual environment with what a file of requirements pins,
// made once in the user's cache and named after the file's digest.
func environment(ctx context.Context, requirements string) (python string, err error) {
	pinned, err := os.ReadFile(requirements)
	if err != nil {
		return "", err
	}
	cache, err := os.UserCacheDir()
	if err != nil {
		return "", err
	}
	folder := filepath.Join(cache, "adal-bench", fmt.Sprintf("python-%.6x", sha256.Sum256(pinned)))
	python = filepath.Join(folder, "bin", "python")
	if _, err := os.Stat(filepath.Join(folder, "ready")); err == nil {
		return python, nil
	}
	for _, args := range [][]string{{"python3", "-m", "venv", "--clear", folder}, {python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "-r", requirements}} {
		if said, err := exec.CommandContext(ctx, args[0], args[1:]...).CombinedOutput(); err != nil {
			return "", fmt.Errorf("%s: %w\n%s", strings.Join(args, " "), err, said)
		}
	}
	return python, os.WriteFile(filepath.Join(folder, "ready"), nil, 0o600)
}

// parts are the seconds a peer says its parts took, in OUT.times: a word and a number a line.
// A peer that says nothing has none.
func parts(times string) (string, error) {
	text, err := os.ReadFile(times)
	if errors.Is(err, os.ErrNotExist) {
		return "", nil
	}
	if err != nil {
		return "", err
	}
	var words []string
	for line := range strings.Lines(string(text)) {
		name, seconds, ok := strings.Cut(strings.TrimSpace(line), " ")
		s, err := strconv.ParseFloat(seconds, 64)
		if !ok || err != nil {
			return "", fmt.Errorf("%s: not a part and its seconds: %q", filepath.Base(times), line)
		}
		words = append(words, fmt.Sprintf("%s %s", name, time.Duration(s*float64(time.Second)).Round(10*time.Millisecond)))
	}
	return strings.Join(words, ", "), nil
}
