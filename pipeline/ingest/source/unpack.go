package source

import (
	"archive/zip"
	"bufio"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"adal/pipeline/fault"
)

// Limits bound what one file may become. A file beyond them is refused whole: a
// thousand-fold archive is an attack or a mistake, and neither is data.
type Limits struct {
	Unpacked int64 // most bytes an archive or a workbook may unpack to
	Ratio    int64 // most times it may grow, looked at beyond RatioFrom
	Members  int   // most files in one archive
}

// DefaultLimits hold for whoever gives none.
var DefaultLimits = Limits{Unpacked: 8 << 30, Ratio: 500, Members: 10_000}

// ratioFrom is how much may come out of an archive before its growth is looked at.
const ratioFrom = 64 << 20

// What the first bytes of a file say it is.
const (
	kindText     = "text"
	KindGzip     = "gzip"
	KindZip      = "zip"
	kindWorkbook = "xlsx"
	KindParquet  = "parquet"
	KindOld      = "ole"
	KindOther    = "other"
)

// Kind tells by its first bytes what a file is.
func Kind(head []byte) string {
	has := func(s string) bool { return strings.HasPrefix(string(head), s) }
	switch {
	case has("\x1f\x8b"):
		return KindGzip
	case has("PK\x03\x04"), has("PK\x05\x06"), has("PK\x07\x08"):
		return KindZip
	case has("PAR1"):
		return KindParquet
	case has("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
		return KindOld
	case has("%PDF"), has("\x89PNG"), has("\xff\xd8\xff"), has("GIF8"), has("7z\xbc\xaf"), has("Rar!"), has("BZh"),
		has("\x28\xb5\x2f\xfd"), has("\xfd7zXZ"), has("\x7fELF"), has("MZ\x90"), has("SQLite format 3"):
		return KindOther
	}
	return kindText
}

// dataExtensions are the names a file of data goes by: one that cannot be read stops
// the job, where another is only listed.
var dataExtensions = []string{".csv", ".tsv", ".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods", ".json", ".jsonl", ".ndjson", ".parquet", ".gz", ".zip"}

// IsDataName reports whether a name is one of a file of data.
func IsDataName(p string) bool {
	return slices.Contains(dataExtensions, strings.ToLower(path.Ext(p)))
}

// bounded stops with errTooLarge once more came out than limit, or more than ratio
// times what lies packed.
type bounded struct {
	r      io.Reader
	left   int64
	packed int64
	ratio  int64
	out    int64
}

var errTooLarge = errors.New("unpacks beyond the limit")

func (b *bounded) Read(p []byte) (int, error) {
	n, err := b.r.Read(p)
	b.out += int64(n)
	if b.left -= int64(n); b.left < 0 {
		return n, errTooLarge
	}
	if b.out > ratioFrom && b.packed > 0 && b.out/b.packed > b.ratio {
		return n, errTooLarge
	}
	return n, err
}

func tooLarge(place string, l Limits) error {
	return fault.Data("too_large", "place", place, "mib", l.Unpacked>>20, "ratio", l.Ratio)
}

// Gunzip unpacks a gzip file into the work folder.
func Gunzip(in *os.File, size int64, place, into string, l Limits) error {
	z, err := gzip.NewReader(bufio.NewReaderSize(in, 1<<20))
	if err != nil {
		return fault.Data("damaged_gzip", "place", place, "cause", err)
	}
	return spill(&bounded{r: z, left: l.Unpacked, packed: size, ratio: l.Ratio}, place, fault.Say("cut_gzip"), into, l)
}

// spill copies r to a new file and says in the user's words what went wrong.
func spill(r io.Reader, place string, what fault.Term, into string, l Limits) error {
	out, err := os.OpenFile(into, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("unpack: %w", err)
	}
	defer func() { _ = out.Close() }()
	w := bufio.NewWriterSize(out, 1<<20)
	if _, err := io.Copy(onlyWriter{w}, r); err != nil {
		if errors.Is(err, errTooLarge) {
			return tooLarge(place, l)
		}
		if _, ok := errors.AsType[*os.PathError](err); ok {
			return fmt.Errorf("unpack %s: %w", place, err)
		}
		return fault.Data("damaged_packing", "place", place, "what", what, "cause", err)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("unpack %s: %w", place, err)
	}
	if err := out.Close(); err != nil {
		return fmt.Errorf("unpack %s: %w", place, err)
	}
	return nil
}

// onlyWriter hides ReadFrom, so that a copy goes through the buffer.
type onlyWriter struct{ io.Writer }

// Member is a file inside an archive, unpacked into the work folder.
type Member struct {
	Name string // with forward slashes
	File string
}

// Unzip unpacks the files of an archive under work, in the order of their names. No
// name of the archive becomes a name on disk.
func Unzip(z *zip.Reader, size int64, place, work string, l Limits) ([]Member, error) {
	if len(z.File) > l.Members {
		return nil, fault.Data("many_members", "place", place, "n", len(z.File), "most", l.Members)
	}
	var members []Member
	budget := &bounded{left: l.Unpacked, packed: size, ratio: l.Ratio}
	for i, f := range z.File {
		name := memberName(f)
		base := path.Base(name)
		if f.FileInfo().IsDir() || strings.HasPrefix(base, ".") || strings.HasPrefix(base, "~$") || strings.HasPrefix(name, "__MACOSX/") {
			continue
		}
		inside := place + "[" + name + "]"
		if f.Flags&1 != 0 {
			return nil, fault.Data("locked_archive", "place", inside)
		}
		into := filepath.Join(work, fmt.Sprintf("member-%05d", i))
		if err := unzipOne(f, inside, into, budget, l); err != nil {
			return nil, err
		}
		members = append(members, Member{Name: name, File: into})
	}
	slices.SortStableFunc(members, func(a, b Member) int { return strings.Compare(a.Name, b.Name) })
	return members, nil
}

func unzipOne(f *zip.File, inside, into string, budget *bounded, l Limits) error {
	r, err := f.Open()
	if err != nil {
		return fault.Data("cannot_unpack", "place", inside, "cause", err)
	}
	defer func() { _ = r.Close() }()
	budget.r = r
	return spill(budget, inside, fault.Say("cut_archive"), into, l)
}

// memberName gives a name of an archive as text; Windows writes them in the DOS code page.
func memberName(f *zip.File) string {
	name := f.Name
	if f.NonUTF8 || !utf8.ValidString(name) {
		if s, err := charmap.CodePage866.NewDecoder().String(name); err == nil && !isASCII(name) {
			name = s
		}
	}
	return strings.TrimPrefix(path.Clean("/"+strings.ReplaceAll(name, "\\", "/")), "/")
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// IsWorkbook reports whether a zip archive is a workbook, and of what kind where it is
// one nobody can read here.
func IsWorkbook(z *zip.Reader) (ok bool, other *fault.Term) {
	for _, f := range z.File {
		switch f.Name {
		case "xl/workbook.xml", "xl/worksheets/sheet1.xml":
			ok = true
		case "xl/workbook.bin":
			other = new(fault.Say("xlsb"))
		case "content.xml":
			other = new(fault.Say("ods"))
		case "word/document.xml", "ppt/presentation.xml":
			other = new(fault.Say("document"))
		case "[Content_Types].xml":
		}
	}
	return ok, other
}

// OldWorkbook says what an OLE file is: a workbook under a password or of before 2007.
func OldWorkbook(file, place string) error {
	in, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("open %s: %w", place, err)
	}
	defer func() { _ = in.Close() }()
	head := make([]byte, 1<<20)
	n, _ := io.ReadFull(in, head)
	if strings.Contains(string(head[:n]), utf16LE("EncryptedPackage")) {
		return fault.Data("locked_old_workbook", "place", place)
	}
	return fault.Data("old_workbook", "place", place)
}

func utf16LE(s string) string {
	var b strings.Builder
	for _, c := range []byte(s) {
		b.WriteByte(c)
		b.WriteByte(0)
	}
	return b.String()
}
