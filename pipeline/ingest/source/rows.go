// Package source takes bytes to rows: it unpacks, decodes, and cuts delimited text, sheets
// of workbooks and JSON into rows, each with its place in the file. It knows formats and no
// table. A row that cannot be cut is a *Broken; what is damaged is a fault in the user's words.
package source

import (
	"fmt"
	"io"
)

// Rows gives the rows of one table of a file, one after another, with the row a
// spreadsheet shows. A *broken is one row that cannot be cut into cells; the next call
// goes on behind it. io.EOF ends; any other error means the rest cannot be trusted.
type Rows interface {
	Next() (row int64, cells []string, err error)
	Close() error
}

// Broken is a row that cannot be cut into cells.
type Broken struct {
	Row   int64
	Text  string
	Cells []string // those it seems to have
}

func (b *Broken) Error() string { return fmt.Sprintf("row %d cannot be cut into cells", b.Row) }

// Names is the header of a Parquet file as a grid, for the search of a header.
type Names struct {
	Header []string
	given  bool
}

func (g *Names) Next() (int64, []string, error) {
	if g.given {
		return 0, nil, io.EOF
	}
	g.given = true
	return 1, g.Header, nil
}

func (g *Names) Close() error { return nil }
