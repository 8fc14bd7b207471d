package ingest

import (
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strconv"
	"strings"

	"adal/pipeline/fault"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// csv reads a UTF-8 file with commas. A regular file goes through the engine's own
// reader, which is fast; where that or the look at the bytes finds anything odd, the
// file is cut row by row, and rows that do not fit the header are rejected alone.
func (r reader) csv(ctx context.Context, f run.File, file io.ReadSeeker, l look) (*Raw, []run.Reject, error) {
	if l.notUTF8 {
		return nil, nil, fault.Data("save it as CSV UTF-8", "%s: the text is not UTF-8", f.Path)
	}
	if l.bytes == 0 {
		return nil, nil, fault.Data("a table without rows still needs its header line; remove the file if there is no such table", "%s: the file is empty", f.Path)
	}
	table, _ := tables.ByName(f.Table)
	header, err := newCSV(file).Read()
	if err != nil {
		return nil, nil, fault.Data("look at its first line", "%s: the header cannot be read: %v", f.Path, err)
	}
	position, ignored, err := columns(table, f.Path, header)
	if err != nil {
		return nil, nil, err
	}
	f.Unknown = strings.Join(ignored, ", ")
	raw := &Raw{File: f, Ignored: ignored, Parquet: r.raw}
	for _, c := range table.Columns {
		if _, ok := position[c.Name]; ok {
			raw.Columns = append(raw.Columns, c.Name)
		}
	}
	if !l.nul && !l.blankLine && !l.loneReturn {
		if err := r.fastCSV(ctx, raw, len(header), position); err == nil {
			return raw, nil, nil
		} else if ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
	}
	if _, err := file.Seek(0, io.SeekStart); err != nil {
		return nil, nil, fmt.Errorf("read again: %w", err)
	}
	rejects, err := r.slowCSV(raw, file, len(header), position)
	return raw, rejects, err
}

func newCSV(r io.Reader) *csv.Reader {
	c := csv.NewReader(r)
	c.FieldsPerRecord = -1
	c.LazyQuotes = true
	return c
}

// fastCSV lets the engine copy the file. Any irregularity is an error.
func (r reader) fastCSV(ctx context.Context, raw *Raw, width int, position map[string]int) error {
	var types, picked strings.Builder
	for i := range width {
		if i > 0 {
			types.WriteString(", ")
		}
		fmt.Fprintf(&types, "'c%d': 'VARCHAR'", i)
	}
	for i, name := range raw.Columns {
		if i > 0 {
			picked.WriteString(", ")
		}
		fmt.Fprintf(&picked, "c%d AS %s", position[name], warehouse.Ident(name))
	}
	query := fmt.Sprintf(`SELECT %s FROM read_csv(%s, columns = {%s}, auto_detect = false, header = true,
		delim = ',', quote = '"', escape = '"', strict_mode = true, null_padding = false)`,
		picked.String(), warehouse.Quote(r.file), types.String())
	if err := r.db.WriteParquet(ctx, query, r.raw, nil); err != nil {
		return err
	}
	raw.FirstRow = 2
	return r.db.One(ctx, "SELECT count(*) FROM read_parquet("+warehouse.Quote(r.raw)+")", nil, &raw.File.Rows)
}

// slowCSV cuts the file row by row. A row that does not fit the header is rejected
// with its text; where a stray quote has swallowed further lines, only its first line
// is rejected and the rest is read again.
func (r reader) slowCSV(raw *Raw, file io.Reader, width int, position map[string]int) ([]run.Reject, error) {
	whole, err := io.ReadAll(file)
	if err != nil {
		return nil, fmt.Errorf("read: %w", err)
	}
	whole = bytes.TrimPrefix(whole, []byte("\ufeff"))
	w, err := newRawWriter(r.raw, raw.Columns)
	if err != nil {
		return nil, err
	}
	defer w.abort()

	var rejects []run.Reject
	cells := make([]string, len(raw.Columns))
	base, row := 0, int64(0) // where the reader began, and the row it began after
	c := newCSV(bytes.NewReader(whole))
	start, line := 0, 1 // of the next record, from base; lines already counted as rows
	restart := func(at int) {
		base, start, line = at, 0, 1
		c = newCSV(bytes.NewReader(whole[at:]))
	}
	for {
		record, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		end := int(c.InputOffset())
		text := whole[base+start : base+end]
		blank := leadingBlankLines(text)
		row += int64(blank) + 1
		first := text[skipLines(text, blank):]
		if err != nil || !fits(record, width) {
			if row == 1 {
				return nil, fault.Data("look at its first line", "%s: the header cannot be read", raw.File.Path)
			}
			value := first
			next := base + end
			if i := bytes.IndexByte(first, '\n'); i >= 0 && i+1 < len(first) {
				value = first[:i]
				next = base + start + skipLines(text, blank) + i + 1
			}
			rejects = append(rejects, run.Reject{Table: raw.File.Table, File: raw.File.Path, Row: row,
				Value: strings.TrimRight(string(value), "\r\n"), Reason: "broken_row:" + strconv.Itoa(len(record)) + "/" + strconv.Itoa(width)})
			raw.File.Rows++
			raw.File.Rejected++
			restart(next)
			continue
		}
		start = end
		_ = line
		if row == 1 && base == 0 {
			continue // the header
		}
		for i, name := range raw.Columns {
			cells[i] = strings.ToValidUTF8(strings.ReplaceAll(record[position[name]], "\x00", ""), "\ufffd")
		}
		if err := w.add(row, cells); err != nil {
			return nil, err
		}
		raw.File.Rows++
	}
	return rejects, w.close()
}

// fits reports whether a record has a cell for every column, and nothing beyond.
func fits(record []string, width int) bool {
	if len(record) < width {
		return false
	}
	for _, extra := range record[width:] {
		if strings.TrimSpace(extra) != "" {
			return false
		}
	}
	return true
}

// leadingBlankLines counts the empty lines before a record: they are rows of a
// spreadsheet, though no records.
func leadingBlankLines(b []byte) int {
	n := 0
	for {
		i := bytes.IndexByte(b, '\n')
		if i < 0 || len(bytes.Trim(b[:i], "\r")) > 0 {
			return n
		}
		n++
		b = b[i+1:]
	}
}

func skipLines(b []byte, n int) int {
	at := 0
	for range n {
		at += bytes.IndexByte(b[at:], '\n') + 1
	}
	return at
}
