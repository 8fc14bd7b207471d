package source

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"adal/pipeline/fault"
)

// EncodingNames are what a text may be written in.
var EncodingNames = []string{"utf-8", "utf-16", "utf-16le", "utf-16be", "windows-1251", "kz-1048", "ibm866", "koi8-r"}

// KnownEncoding reports whether a text may be said to be in an encoding.
func KnownEncoding(name string) bool { return slices.Contains(EncodingNames, strings.ToLower(name)) }

func decoder(name string) transform.Transformer {
	var e encoding.Encoding
	switch strings.ToLower(name) {
	case "utf-16":
		e = unicode.UTF16(unicode.LittleEndian, unicode.UseBOM)
	case "utf-16le":
		e = unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM)
	case "utf-16be":
		e = unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM)
	case "windows-1251":
		e = charmap.Windows1251
	case "kz-1048":
		return transform.Chain(charmap.Windows1251.NewDecoder(), kazakh{})
	case "ibm866":
		e = charmap.CodePage866
	case "koi8-r":
		e = charmap.KOI8R
	default:
		return unicode.UTF8.NewDecoder() // bad bytes become U+FFFD
	}
	return e.NewDecoder()
}

// kazakh turns Windows-1251 into KZ-1048, the standard of Kazakhstan: the same bytes
// but for sixteen letters Kazakh has and the others do not.
type kazakh struct{ transform.NopResetter }

var kazakhLetters = map[rune]rune{
	'Ќ': 'Қ', 'ќ': 'қ', 'Ћ': 'Һ', 'ћ': 'һ', 'Ў': 'Ұ', 'ў': 'ұ', 'Ј': 'Ә', 'ј': 'ә',
	'Ґ': 'Ө', 'ґ': 'ө', 'Є': 'Ғ', 'є': 'ғ', 'Ї': 'Ү', 'ї': 'ү', 'Ѕ': 'Ң', 'ѕ': 'ң',
}

// kazakhBytes are the bytes of those letters: in a file of Kazakhstan they mean KZ-1048.
const kazakhBytes = "\x8d\x9d\x8e\x9e\xa1\xa2\xa3\xbc\xa5\xb4\xaa\xba\xaf\xbf\xbd\xbe"

func (kazakh) Transform(dst, src []byte, atEOF bool) (nDst, nSrc int, err error) {
	for nSrc < len(src) {
		r, size := utf8.DecodeRune(src[nSrc:])
		if r == utf8.RuneError && size == 1 && !atEOF && !utf8.FullRune(src[nSrc:]) {
			return nDst, nSrc, transform.ErrShortSrc
		}
		if k, ok := kazakhLetters[r]; ok {
			r = k
		}
		if nDst+utf8.RuneLen(r) > len(dst) {
			return nDst, nSrc, transform.ErrShortDst
		}
		nDst += utf8.EncodeRune(dst[nDst:], r)
		nSrc += size
	}
	return nDst, nSrc, nil
}

// EncodingOf judges a text that is not clean UTF-8 by its bytes. damaged says that it
// is UTF-8 with some bytes broken.
func EncodingOf(c census, head []byte) (name string, damaged bool) {
	switch {
	case bytes.HasPrefix(head, []byte("\xff\xfe")), bytes.HasPrefix(head, []byte("\xfe\xff")):
		return "utf-16", false
	case c.zeroEven > 4*c.zeroOdd && c.zeroEven > c.Bytes/16:
		return "utf-16be", false
	case c.zeroOdd > 4*c.zeroEven && c.zeroOdd > c.Bytes/16:
		return "utf-16le", false
	case c.broken == 0:
		return "utf-8", false
	case c.whole > 4*c.broken:
		return "utf-8", true
	}
	if c.high(0xc0, 0xff) >= c.high(0x80, 0xbf) {
		for i := range len(kazakhBytes) {
			if c.count[kazakhBytes[i]] > 0 {
				return "kz-1048", false
			}
		}
		return "windows-1251", false
	}
	return "ibm866", false
}

// census is what one pass over the bytes of a text counts.
type census struct {
	Bytes             int64
	count             [256]int64
	zeroEven, zeroOdd int64 // zero bytes at even and odd places
	whole, broken     int64 // runes of several bytes, and bytes that are part of none
}

func (c census) high(from, to int) (n int64) {
	for i := from; i <= to; i++ {
		n += c.count[i]
	}
	return n
}

// Control counts bytes no text has.
func (c census) Control() (n int64) {
	for i := range 32 {
		if i != '\t' && i != '\n' && i != '\r' && i != 0x0c && i != 0x1a && i != 0x1b {
			n += c.count[i]
		}
	}
	return n + c.count[0x7f]
}

// CountBytes counts a text, and gives its beginning.
func CountBytes(file string) (census, []byte, error) {
	var c census
	in, err := os.Open(file)
	if err != nil {
		return c, nil, err
	}
	defer func() { _ = in.Close() }()
	r := bufio.NewReaderSize(in, 1<<20)
	head, err := r.Peek(4096)
	if err != nil && !errors.Is(err, io.EOF) {
		return c, nil, err
	}
	head = slices.Clone(head)
	for {
		b, err := r.Peek(1 << 16)
		if len(b) == 0 {
			if errors.Is(err, io.EOF) {
				return c, head, nil
			}
			return c, head, err
		}
		used := 0
		for used < len(b) {
			x := b[used]
			size := 1
			if x >= utf8.RuneSelf {
				if !utf8.FullRune(b[used:]) && err == nil {
					break
				}
				var rr rune
				if rr, size = utf8.DecodeRune(b[used:]); rr == utf8.RuneError && size <= 1 {
					c.broken++
					size = 1
				} else {
					c.whole++
				}
			} else if x == 0 {
				if (c.Bytes+int64(used))%2 == 0 {
					c.zeroEven++
				} else {
					c.zeroOdd++
				}
			}
			for i := range size {
				c.count[b[used+i]]++
			}
			used += size
		}
		c.Bytes += int64(used)
		if _, err := r.Discard(used); err != nil {
			return c, head, err
		}
	}
}

// Transcode writes a text as UTF-8 with the ends of lines a program of today writes. A
// form that no text in that encoding has is a fault.
func Transcode(file, place, name, into string, returns bool) error {
	in, err := os.Open(file)
	if err != nil {
		return fmt.Errorf("open %s: %w", place, err)
	}
	defer func() { _ = in.Close() }()
	out, err := os.OpenFile(into, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return fmt.Errorf("convert %s: %w", place, err)
	}
	defer func() { _ = out.Close() }()
	var r io.Reader = transform.NewReader(bufio.NewReaderSize(in, 1<<20), decoder(name))
	if returns {
		r = returnsToLines{r}
	}
	w := bufio.NewWriterSize(out, 1<<20)
	if _, err := io.Copy(onlyWriter{w}, r); err != nil {
		return fault.Data("bad_encoding", "place", place, "encoding", name, "cause", err)
	}
	if err := w.Flush(); err != nil {
		return fmt.Errorf("convert %s: %w", place, err)
	}
	return out.Close()
}

// returnsToLines makes of the ends of lines of old Macs those of everybody else.
type returnsToLines struct{ r io.Reader }

func (c returnsToLines) Read(p []byte) (int, error) {
	n, err := c.r.Read(p)
	for i, b := range p[:n] {
		if b == '\r' {
			p[i] = '\n'
		}
	}
	return n, err
}
