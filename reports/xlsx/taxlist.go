package xlsx

import (
	"io"

	"github.com/xuri/excelize/v2"

	"adal/reports/cell"
	"adal/reports/view"
)

// TaxList writes the list of people for the tax body as a workbook of one sheet: a number, the
// IIN as text, the name, unit and post. The same list gives the same bytes.
func TaxList(w io.Writer, l view.TaxList) (err error) {
	f := excelize.NewFile()
	defer func() {
		if e := f.Close(); err == nil {
			err = e
		}
	}()
	const sheet = "Sheet1"
	var header []any
	for _, h := range l.Header {
		header = append(header, h)
	}
	rows := [][]any{{l.Title}, header}
	for i, p := range l.People {
		row := []any{i + 1}
		for _, c := range p {
			row = append(row, cell.Neutral(c))
		}
		rows = append(rows, row)
	}
	for i := range rows {
		at, err := excelize.CoordinatesToCellName(1, i+1)
		if err != nil {
			return err
		}
		if err := f.SetSheetRow(sheet, at, &rows[i]); err != nil {
			return err
		}
	}
	for column, width := range map[string]float64{"A": 6, "B": 15, "C": 22, "D": 18, "E": 22, "F": 44, "G": 34} {
		if err := f.SetColWidth(sheet, column, column, width); err != nil {
			return err
		}
	}
	if err := f.SetPanes(sheet, &excelize.Panes{Freeze: true, YSplit: 2, TopLeftCell: "A3", ActivePane: "bottomLeft"}); err != nil {
		return err
	}
	if err := f.SetDocProps(&excelize.DocProperties{Created: l.Day + "T00:00:00Z", Modified: l.Day + "T00:00:00Z", Creator: "adal", LastModifiedBy: "adal", Version: "1.0"}); err != nil {
		return err
	}
	if err := f.SetSheetName(sheet, l.Sheet); err != nil {
		return err
	}
	return save(w, f)
}
