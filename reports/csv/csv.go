// Package csv lays out the tables of a report for programs: the names of the contract, codes,
// plain numbers. It promises that no text in them is taken for a formula.
package csv

import (
	"encoding/csv"
	"io"
	"math"
	"strconv"
	"strings"

	"adal/reports/cell"
	"adal/reports/view"
)

// Write writes a table with its header.
func Write(w io.Writer, t *view.Table) error {
	out := csv.NewWriter(w)
	row := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		row[i] = c.Title
	}
	if err := out.Write(row); err != nil {
		return err
	}
	for values := range t.Rows {
		for i, v := range values {
			row[i] = written(t.Columns[i].Kind, v)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Lines gives the header of a table and its rows as Write writes them, each without its line end.
func Lines(t *view.Table) (head string, rows []string, err error) {
	var one strings.Builder
	out := csv.NewWriter(&one)
	line := func(cells []string) string {
		one.Reset()
		if err == nil {
			err = out.Write(cells)
		}
		out.Flush()
		return strings.TrimSuffix(one.String(), "\n")
	}
	cells := make([]string, len(t.Columns))
	for i, c := range t.Columns {
		cells[i] = c.Title
	}
	head = line(cells)
	for values := range t.Rows {
		for i, v := range values {
			cells[i] = written(t.Columns[i].Kind, v)
		}
		rows = append(rows, line(cells))
	}
	return head, rows, err
}

// written is how a cell stands in the file; no value is blank.
func written(k view.Kind, v any) string {
	switch x := v.(type) {
	case int64:
		return strconv.FormatInt(x, 10)
	case *int64:
		if x != nil {
			return strconv.FormatInt(*x, 10)
		}
	case float64:
		if k == view.Points {
			if s := strconv.FormatFloat(x, 'f', -1, 64); strings.Contains(s, ".") {
				return s
			}
			return strconv.FormatFloat(x, 'f', 1, 64)
		}
		return fraction(x)
	case *float64:
		if x != nil {
			return fraction(*x)
		}
	case string:
		switch k {
		case view.Verbatim:
			return x
		case view.Money:
			return cell.Number(x)
		}
		return cell.Neutral(x)
	}
	return ""
}

// fraction writes a share, an index or an indicator with twelve significant digits, no
// trailing zeros and, for sizes that occur, no exponent.
func fraction(v float64) string {
	switch abs := math.Abs(v); {
	case v == 0:
		return "0"
	case abs < 1e-9 || abs >= 1e15 || math.IsNaN(abs):
		return strconv.FormatFloat(v, 'g', 12, 64)
	}
	mantissa := strconv.FormatFloat(v, 'e', 11, 64)
	exponent, _ := strconv.Atoi(mantissa[strings.IndexByte(mantissa, 'e')+1:])
	rounded, _ := strconv.ParseFloat(mantissa, 64)
	s := strconv.FormatFloat(rounded, 'f', max(0, 11-exponent), 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}
