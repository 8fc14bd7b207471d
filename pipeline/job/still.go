package job

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"os"
	"path/filepath"
	"slices"

	"adal/pipeline/fault"
)

// unchanged is the fault that an input file is no longer what it was when it was read:
// a run of half the old and half the new file would be reproducible by nobody.
func (j *Job) unchanged(ctx context.Context) error {
	root, err := os.OpenRoot(j.Data)
	if err != nil {
		return fault.Data("data_gone", "folder", j.Data, "cause", err)
	}
	defer func() { _ = root.Close() }()
	looked := map[string]bool{} // a workbook may hold several tables
	files := slices.Clone(j.Released)
	for _, f := range j.In.Files {
		files = append(files, f.File)
	}
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if looked[f.Path] {
			continue
		}
		looked[f.Path] = true
		if sum, err := digest(root, f.Path); err != nil || sum != f.SHA256 {
			return fault.Data("changed_while_read", "file", f.Path)
		}
	}
	return nil
}

func digest(root *os.Root, path string) (sum string, err error) {
	f, err := root.Open(filepath.FromSlash(path))
	if err != nil {
		return "", err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
