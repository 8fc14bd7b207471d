package main

import (
	"archive/tar"
	"archive/zip"
	"compress/gzip"
	"crypto/sha256"
	"errors"
	"fmt"
	"maps"
	"os"
	"path"
	"slices"
	"strings"
	"time"
)

// day is the time of every file in an archive: what was built twice is the same.
var day = time.Date(2000, 1, 1, 0, 0, 0, 0, time.UTC)

// sumsOf lists the digests of a folder's files as sha256sum checks them.
func sumsOf(all content) []byte {
	var b strings.Builder
	for _, name := range slices.Sorted(maps.Keys(all)) {
		fmt.Fprintf(&b, "%x  %s\n", sha256.Sum256(all[name]), name)
	}
	return []byte(b.String())
}

func writeTar(file, folder string, all content) (err error) {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z, err := gzip.NewWriterLevel(f, gzip.BestCompression)
	if err != nil {
		return err
	}
	t := tar.NewWriter(z)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		mode := int64(0o644)
		if name == "adal" {
			mode = 0o755
		}
		h := &tar.Header{Name: path.Join(folder, name), Mode: mode, Size: int64(len(all[name])), ModTime: day, Format: tar.FormatPAX}
		if err := t.WriteHeader(h); err != nil {
			return err
		}
		if _, err := t.Write(all[name]); err != nil {
			return err
		}
	}
	return errors.Join(t.Close(), z.Close())
}

func writeZip(file, folder string, all content) (err error) {
	f, err := os.Create(file)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	z := zip.NewWriter(f)
	for _, name := range slices.Sorted(maps.Keys(all)) {
		w, err := z.CreateHeader(&zip.FileHeader{Name: path.Join(folder, name), Method: zip.Deflate, Modified: day})
		if err != nil {
			return err
		}
		if _, err := w.Write(all[name]); err != nil {
			return err
		}
	}
	return z.Close()
}
