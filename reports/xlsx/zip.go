package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"compress/flate"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"slices"

	"github.com/xuri/excelize/v2"
)

// sortedZip writes the entries of an archive in the order of their names, without any
// time: excelize hands streamed sheets over in the order of a map.
type sortedZip struct {
	out     io.Writer
	entries []*entry
}

type entry struct {
	name       string
	compressed bytes.Buffer
	deflate    *flate.Writer
	sum        uint32
	size       uint64
	closed     bool
}

func newSortedZip(w io.Writer) excelize.ZipWriter { return &sortedZip{out: w} }

// Create begins the next entry and ends the one before.
func (z *sortedZip) Create(name string) (io.Writer, error) {
	if err := z.finish(); err != nil {
		return nil, err
	}
	e := &entry{name: name}
	var err error
	if e.deflate, err = flate.NewWriter(&e.compressed, flate.DefaultCompression); err != nil {
		return nil, err
	}
	z.entries = append(z.entries, e)
	return e, nil
}

func (e *entry) Write(p []byte) (int, error) {
	e.sum = crc32.Update(e.sum, crc32.IEEETable, p)
	e.size += uint64(len(p))
	return e.deflate.Write(p)
}

func (z *sortedZip) finish() error {
	if len(z.entries) == 0 {
		return nil
	}
	last := z.entries[len(z.entries)-1]
	if last.closed {
		return nil
	}
	last.closed = true
	return last.deflate.Close()
}

// AddFS is part of the interface; nothing calls it.
func (z *sortedZip) AddFS(fs.FS) error { return errors.New("adding folders is not supported") }

// Close writes the archive.
func (z *sortedZip) Close() error {
	if err := z.finish(); err != nil {
		return err
	}
	slices.SortFunc(z.entries, func(a, b *entry) int { return cmp.Compare(a.name, b.name) })
	out := zip.NewWriter(z.out)
	for _, e := range z.entries {
		w, err := out.CreateRaw(&zip.FileHeader{
			Name: e.name, Method: zip.Deflate, CRC32: e.sum, CompressedSize64: uint64(e.compressed.Len()), UncompressedSize64: e.size,
		})
		if err != nil {
			return err
		}
		if _, err := e.compressed.WriteTo(w); err != nil {
			return err
		}
	}
	return out.Close()
}
