package access

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
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

// head is the number and digest of the last line.
type head struct {
	n   int64
	sum string
}

func readHead(path string) (h head, err error) {
	b, err := os.ReadFile(path)
	if err != nil {
		return h, err
	}
	return parseHead(string(b))
}

func parseHead(s string) (h head, err error) {
	fields := strings.Fields(s)
	if len(fields) == 2 {
		if h.n, err = strconv.ParseInt(fields[0], 10, 64); err == nil && len(fields[1]) == 64 {
			h.sum = fields[1]
			return h, nil
		}
	}
	return head{}, fault.Say("journal_head_form")
}

func (h head) write(path string) error {
	next := path + ".next"
	if err := os.WriteFile(next, fmt.Appendf(nil, "%d %s\n", h.n, h.sum), 0o600); err != nil {
		return err
	}
	if err := disk.OwnerOnly(next); err != nil {
		return err
	}
	return disk.Rename(next, path)
}

// Append binds an entry to the journal's last line and moves the head, both on the disk
// before it returns. A journal that does not end where its head says is refused: what was
// cut off must not be papered over by the next line.
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
	last, size, err := lastLine(f)
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
	case errors.Is(err, fs.ErrNotExist) && last.N == 0:
	case err != nil:
		return broken(journal, fault.Say("journal_head_unread", "head", headFile, "cause", err))
	case h.n == last.N && (h.n == 0 || h.sum == last.Sum):
	case h.n == last.N-1 && h.sum == last.Prev: // killed between the line and the head
	default:
		return broken(journal, fault.Say("journal_ends", "last", last.N, "head", h.n))
	}
	e.N, e.Prev = last.N+1, genesis
	if last.N > 0 {
		e.Prev = last.Sum
	}
	e.Sum = e.digest()
	b, err := json.Marshal(e)
	if err != nil {
		return fmt.Errorf("journal: %w", err)
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
	if err := (head{e.N, e.Sum}).write(headFile); err != nil {
		return fmt.Errorf("head of the journal: %w", err)
	}
	return nil
}

func broken(journal string, why error) error {
	return fault.Data("journal_altered", "journal", journal, "why", why)
}

// lastLine reads the last whole line of the journal, and where the next begins. What
// follows the last line end is half a line a killed process left; it counts as nothing.
func lastLine(f *os.File) (e Entry, size int64, err error) {
	info, err := f.Stat()
	if err != nil {
		return e, 0, err
	}
	const most = 1 << 16 // a line is far shorter
	start := max(0, info.Size()-most)
	b := make([]byte, info.Size()-start)
	if _, err := f.ReadAt(b, start); err != nil && len(b) > 0 {
		return e, 0, err
	}
	end := bytes.LastIndexByte(b, '\n')
	if end < 0 {
		if start > 0 {
			return e, 0, fault.Say("journal_last_no_end")
		}
		return e, 0, nil
	}
	line := b[:end]
	if i := bytes.LastIndexByte(line, '\n'); i >= 0 {
		line = line[i+1:]
	}
	if err := json.Unmarshal(line, &e); err != nil || e.Sum != e.digest() {
		return e, 0, fault.Say("journal_last_altered")
	}
	return e, start + int64(end) + 1, nil
}

// Problem is a place where the journal is not as it was written.
type Problem struct {
	Line int64 // 0 for the journal as a whole
	What fault.Term
}

// Verify reads a journal from its first line to its last and lists where it is not as it
// was written: an altered line, a line removed or put between, an end cut off. expected is
// the head, as "N DIGEST" or as the file that holds it. It gives the number of lines and
// the digest of the last.
func Verify(journal, expected string) (n int64, sum string, problems []Problem, err error) {
	f, err := os.Open(journal)
	if err != nil {
		return 0, "", nil, fault.Data("no_journal_file", "journal", journal)
	}
	defer func() { _ = f.Close() }()
	wrong := func(line int64, id string, args ...any) {
		problems = append(problems, Problem{line, fault.Say(id, args...)})
	}
	sum = genesis
	lines := bufio.NewScanner(f)
	lines.Buffer(nil, 1<<20)
	row, before := int64(0), int64(0)
	for lines.Scan() {
		row++
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
		case e.N != before+1:
			wrong(row, "journal_lines_removed", "before", before, "this", e.N)
		case e.Prev != sum:
			wrong(row, "journal_not_bound")
		}
		before, sum = e.N, e.Sum
	}
	if err := lines.Err(); err != nil {
		return before, sum, nil, fmt.Errorf("read the journal: %w", err)
	}
	h, err := parseHead(expected)
	if err != nil {
		if h, err = readHead(expected); err != nil {
			wrong(0, "journal_head_lost", "head", expected)
			return before, sum, problems, nil
		}
	}
	if h.n != before || h.n > 0 && h.sum != sum {
		wrong(0, "journal_head_differs", "head", h.n, "head_sum", h.sum[:min(12, len(h.sum))], "last", before, "last_sum", sum[:min(12, len(sum))])
	}
	return before, sum, problems, nil
}
