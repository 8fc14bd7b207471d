package xlsx

import (
	"archive/zip"
	"bytes"
	"cmp"
	"errors"
	"hash/crc32"
	"io"
	"io/fs"
	"math"
	"regexp"
	"slices"

	"github.com/klauspost/compress/flate"
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
	compressed blocks
	deflate    *flate.Writer
	sum        uint32
	size       uint64
	closed     bool
	held       bytes.Buffer // of the content types, until they are in order
}

// blocks hold bytes without moving those that are there.
type blocks [][]byte

func (b *blocks) Write(p []byte) (int, error) {
	n := len(p)
	for len(p) > 0 {
		last := len(*b) - 1
		if last < 0 || len((*b)[last]) == cap((*b)[last]) {
			*b = append(*b, make([]byte, 0, 1<<16))
			continue
		}
		block := (*b)[last]
		part := min(len(p), cap(block)-len(block))
		(*b)[last] = append(block, p[:part]...)
		p = p[part:]
	}
	return n, nil
}

func (b blocks) size() (n uint64) {
	for _, block := range b {
		n += uint64(len(block))
	}
	return n
}

// save writes a workbook to w as a sorted archive, without the whole of it in memory once more.
func save(w io.Writer, f *excelize.File) error {
	f.SetZipWriter(func(io.Writer) excelize.ZipWriter { return &sortedZip{out: w} })
	return f.Write(io.Discard)
}

// maxPlain is the most bytes of a part that every program that opens archives can read, and wider the
// version of the format it must know for more.
const maxPlain, wider = math.MaxUint32, 45

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

// contentTypes is the part in which excelize lists the kinds of pictures a drawing may have, in the order
// of a map; every other part has an order.
const contentTypes = "[Content_Types].xml"

var byDefault = regexp.MustCompile(`(?:<Default [^>]*></Default>)+`)

// inOrder puts the kinds of pictures into the order of their names.
func inOrder(part []byte) []byte {
	return byDefault.ReplaceAllFunc(part, func(list []byte) []byte {
		all := bytes.SplitAfter(list, []byte("</Default>"))
		slices.SortFunc(all, bytes.Compare)
		return bytes.Join(all, nil)
	})
}

func (e *entry) Write(p []byte) (int, error) {
	if e.name == contentTypes && !e.closed {
		return e.held.Write(p)
	}
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
	if last.held.Len() > 0 {
		if _, err := last.Write(inOrder(last.held.Bytes())); err != nil {
			return err
		}
	}
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
		head := &zip.FileHeader{Name: e.name, Method: zip.Deflate, CRC32: e.sum, CompressedSize64: e.compressed.size(), UncompressedSize64: e.size}
		if e.size > maxPlain {
			head.ReaderVersion = wider
		}
		w, err := out.CreateRaw(head)
		if err != nil {
			return err
		}
		for _, block := range e.compressed {
			if _, err := w.Write(block); err != nil {
				return err
			}
		}
	}
	return out.Close()
}
