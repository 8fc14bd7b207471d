package access

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/disk"
	"adal/pipeline/fault"
)

// Entry is a line of the journal. It holds no number, name or path of anybody the data
// are about: a run is named by the digest of its manifest, a finding by its id.
type Entry struct {
	N       int64  `json:"n"`  // from 1
	At      string `json:"at"` // UTC
	User    string `json:"user"`
	Event   string `json:"event"` // started, finished or refused
	Command string `json:"command"`
	Period  string `json:"period,omitempty"`
	IDs     string `json:"ids,omitempty"` // full where numbers of people were shown
	Memo    string `json:"memo,omitempty"`
	Run     string `json:"run,omitempty"`     // digest of the manifest
	Finding string `json:"finding,omitempty"` // id
	Outcome string `json:"outcome,omitempty"` // done, difference or failed
	Prev    string `json:"prev"`              // digest of the line before
	Sum     string `json:"sum,omitempty"`     // digest of this line without it
}

// genesis is what the first line is bound to.
var genesis = strings.Repeat("0", 64)

func (e Entry) digest() string {
	e.Sum = ""
	b, err := json.Marshal(e)
	if err != nil {
		panic(err) // only texts and a number
	}
	sum := sha256.Sum256(b)
	return hex.EncodeToString(sum[:])
}

// Head is the number and digest of the journal's last line. Whoever notes it elsewhere, in the
// memo that asked for access, can tell later that nothing before it was altered or cut off.
type Head struct {
	n   int64
	sum string
	// next is the digest of the line that is about to be written, "" for none: so a line that
	// a killed process wrote is told from one that somebody added by hand.
	next string
}

// String is the head as a command prints it: NUMBER:DIGEST.
func (h Head) String() string { return fmt.Sprintf("%d:%s", h.n, h.sum) }

// ParseHead reads a head as it was printed, NUMBER:DIGEST.
func ParseHead(s string) (Head, bool) {
	number, sum, found := strings.Cut(strings.TrimSpace(s), ":")
	n, err := strconv.ParseInt(number, 10, 64)
	if !found || err != nil || n < 0 || len(sum) != 64 || strings.Trim(sum, "0123456789abcdef") != "" {
		return Head{}, false
	}
	return Head{n: n, sum: sum}, true
}

// HeadIn gives the head a file keeps.
func HeadIn(path string) (Head, error) { return readHead(path) }

func readHead(path string) (h Head, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return h, err
	}
	return parseHead(string(b))
}

func parseHead(s string) (h Head, err error) {
	fields := strings.Fields(s)
	if len(fields) == 2 || len(fields) == 3 && len(fields[2]) == 64 {
		if h.n, err = strconv.ParseInt(fields[0], 10, 64); err == nil && len(fields[1]) == 64 {
			h.sum = fields[1]
			if len(fields) == 3 {
				h.next = fields[2]
			}
			return h, nil
		}
	}
	return Head{}, fault.Say("journal_head_form")
}

// write puts the head on the disk before it returns; a reader finds the old or the new one.
func (h Head) write(path string) error {
	next := path + ".next"
	f, err := os.OpenFile(next, os.O_WRONLY|os.O_CREATE|os.O_TRUNC, 0o600)
	if err != nil {
		return err
	}
	_, err = f.WriteString(strings.TrimSuffix(fmt.Sprintf("%d %s %s", h.n, h.sum, h.next), " ") + "\n")
	if err := errors.Join(err, f.Sync(), f.Close()); err != nil {
		return err
	}
	if err := disk.OwnerOnly(next); err != nil {
		return err
	}
	return disk.Rename(next, path)
}

// ends is the reason why a journal does not end where its head says, nil where it does. last is
// its last whole line, half whether something follows that is no whole line.
func (h Head) ends(last Entry, half bool) error {
	switch {
	case half && h.next == "":
		return fault.Say("journal_half_line")
	case h.n == last.N && (h.n == 0 || h.sum == last.Sum):
		return nil
	case h.next != "" && h.next == last.Sum && h.n == last.N-1 && h.sum == last.Prev && !half:
		return nil // killed between the line and the head
	}
	return fault.Say("journal_ends", "last", last.N, "head", h.n)
}

// Append binds an entry to the journal's last line and moves the head, both on the disk
// before it returns. A journal that does not end where its head says, in whatever way, is
// refused: what was cut off, or added by hand, must not be papered over by the next line. The
// head says which line comes next before that is written, so that a kill in between is neither.
func Append(journal, headFile string, e Entry) error {
	mode := os.O_RDWR
	if _, err := os.Lstat(headFile); errors.Is(err, fs.ErrNotExist) {
		mode |= os.O_CREATE
	}
	_, err := os.Lstat(journal)
	fresh := errors.Is(err, fs.ErrNotExist)
	f, err := os.OpenFile(journal, mode, 0o600)
	if errors.Is(err, fs.ErrNotExist) && mode&os.O_CREATE == 0 {
		return broken(journal, fault.Say("journal_gone"))
	}
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	defer func() { _ = f.Close() }()
	if err := lock(f); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	last, size, half, err := lastLine(f)
	if err != nil {
		return broken(journal, err)
	}
	if fresh {
		if err := disk.OwnerOnly(journal); err != nil {
			return fmt.Errorf("journal: %w", err)
		}
	}
	h, err := readHead(headFile)
	switch {
	case errors.Is(err, fs.ErrNotExist) && last.N == 0 && !half:
		// a journal that begins
	case err != nil:
		return broken(journal, fault.Say("journal_head_unread", "head", headFile, "cause", err))
	default:
		if why := h.ends(last, half); why != nil {
			return broken(journal, why)
		}
	}
	e.N, e.Prev = last.N+1, genesis
	if last.N > 0 {
		e.Prev = last.Sum
	}
	e.Sum = e.digest()
	return add(f, size, headFile, e)
}

// add writes a line where the journal ends, between the two writings of its head.
func add(f *os.File, size int64, headFile string, e Entry) error {
	b, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if err := (Head{e.N - 1, e.Prev, e.Sum}).write(headFile); err != nil {
		return fmt.Errorf("head of the journal: %w", err)
	}
	if err := f.Truncate(size); err != nil { // the half of a line a killed process left
		return fmt.Errorf("journal: %w", err)
	}
	if _, err := f.WriteAt(append(b, '\n'), size); err != nil {
		_ = f.Truncate(size) // half a line on a full disk is no line
		return fmt.Errorf("journal: %w", err)
	}
	if err := f.Sync(); err != nil {
		return fmt.Errorf("journal: %w", err)
	}
	if err := (Head{n: e.N, sum: e.Sum}).write(headFile); err != nil {
		return fmt.Errorf("head of the journal: %w", err)
	}
	return nil
}

func broken(journal string, why error) error {
	return fault.Data("journal_altered", "journal", journal, "why", why)
}

// lastLine reads the last whole line of the journal, and where the next begins. What
// follows the last line end is half a line, such as a killed process leaves.
func lastLine(f *os.File) (e Entry, size int64, half bool, err error) {
	info, err := f.Stat()
	if err != nil {
		return e, 0, false, err
	}
	const most = 1 << 16 // a line is far shorter
	start := max(0, info.Size()-most)
	b := make([]byte, info.Size()-start)
	if _, err := f.ReadAt(b, start); err != nil && len(b) > 0 {
		return e, 0, false, err
	}
	end := bytes.LastIndexByte(b, '\n')
	if end < 0 {
		if start > 0 {
			return e, 0, true, fault.Say("journal_last_no_end")
		}
		return e, 0, len(b) > 0, nil
	}
	line := b[:end]
	if i := bytes.LastIndexByte(line, '\n'); i >= 0 {
		line = line[i+1:]
	}
	if err := json.Unmarshal(line, &e); err != nil || e.Sum != e.digest() {
		return e, 0, false, fault.Say("journal_last_altered")
	}
	return e, start + int64(end) + 1, end+1 < len(b), nil
}

// Problem is a place where the journal is not as it was written.
type Problem struct {
	Line int64 // 0 for the journal as a whole
	What fault.Term
}

// Verify reads a journal from its first line to its last and lists where it is not as it
// was written: an altered line, a line removed or put between, an end cut off. expected is
// the head, as "N DIGEST" or as the file that holds it, "" for none. noted are heads that were
// noted when the journal ended with them: it may have grown since, and must have grown from
// there. It gives the number of lines and the digest of the last.
func Verify(journal, expected string, noted ...Head) (n int64, sum string, problems []Problem, err error) {
	f, err := os.Open(journal)
	if err != nil {
		return 0, "", nil, fault.Data("no_journal_file", "journal", journal)
	}
	defer func() { _ = f.Close() }()
	wrong := func(line int64, id string, args ...any) {
		problems = append(problems, Problem{line, fault.Say(id, args...)})
	}
	before, sum, noted, err := bound(f, noted, wrong)
	if err != nil {
		return before, sum, nil, fmt.Errorf("read the journal: %w", err)
	}
	for _, h := range noted {
		if h.n > 0 || h.sum != genesis {
			wrong(0, "journal_noted_differs", "head", h.n, "head_sum", h.sum[:12])
		}
	}
	if expected == "" {
		return before, sum, problems, nil
	}
	h, err := parseHead(expected)
	if err != nil {
		if h, err = readHead(expected); err != nil {
			wrong(0, "journal_head_lost", "head", expected)
			return before, sum, problems, nil
		}
	}
	if h.next != "" && h.next == sum && h.n == before-1 {
		return before, sum, problems, nil // killed between the line and the head
	}
	if h.n != before || h.n > 0 && h.sum != sum {
		wrong(0, "journal_head_differs", "head", h.n, "head_sum", h.sum[:min(12, len(h.sum))], "last", before, "last_sum", sum[:min(12, len(sum))])
	}
	return before, sum, problems, nil
}

// bound reads the lines of a journal, calls wrong for each that is not bound to the one before it,
// and gives the number and digest of the last and the noted heads that were not met.
func bound(journal io.Reader, noted []Head, wrong func(line int64, id string, args ...any)) (last int64, sum string, left []Head, err error) {
	sum, left = genesis, slices.Clone(noted)
	lines := bufio.NewScanner(journal)
	lines.Buffer(nil, 1<<20)
	for row := int64(1); lines.Scan(); row++ {
		var e Entry
		d := json.NewDecoder(bytes.NewReader(lines.Bytes()))
		d.DisallowUnknownFields()
		if err := d.Decode(&e); err != nil {
			wrong(row, "journal_not_a_line")
			continue
		}
		again, _ := json.Marshal(e)
		switch {
		case e.Sum != e.digest() || !bytes.Equal(again, lines.Bytes()):
			wrong(row, "journal_line_altered")
		case e.N != last+1:
			wrong(row, "journal_lines_removed", "before", last, "this", e.N)
		case e.Prev != sum:
			wrong(row, "journal_not_bound")
		}
		last, sum = e.N, e.Sum
		if i := slices.IndexFunc(left, func(h Head) bool { return h.n == e.N && h.sum == e.Sum }); i >= 0 {
			left = slices.Delete(left, i, i+1)
		}
	}
	return last, sum, left, lines.Err()
}
