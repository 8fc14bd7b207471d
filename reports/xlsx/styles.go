//nolint:misspell // excelize and its format spell color and center
package xlsx

import (
	"github.com/xuri/excelize/v2"

	"adal/reports/view"
)

// makeStyles makes the look of every kind of cell once.
func (b *book) makeStyles() error {
	font := &excelize.Font{Family: "Calibri", Size: 11}
	top := &excelize.Alignment{Vertical: "top"}
	left := &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1}
	wrap := &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1, WrapText: true}
	day := "dd.mm.yyyy"
	if b.view.Lang() == "en" {
		day = "yyyy-mm-dd"
	}
	amount, percent, index, point := `#,##0.00`, `0.0%`, `0.0000`, `0.0`
	unit, err := b.view.Label("points_pp")
	if err != nil {
		return err
	}
	plain, change := `#,##0.00`, `+0.0" `+unit+`";-0.0" `+unit+`";0.0" `+unit+`"`
	order := []*excelize.Style{
		view.Text:    {Font: font, Alignment: left},
		view.Wrapped: {Font: font, Alignment: wrap},
		view.Integer: {Font: font, Alignment: top, NumFmt: 3},
		view.Money:   {Font: font, Alignment: top, CustomNumFmt: &amount},
		view.Share:   {Font: font, Alignment: top, CustomNumFmt: &percent},
		view.Decimal: {Font: font, Alignment: top, CustomNumFmt: &index},
		view.Date:    {Font: font, Alignment: left, CustomNumFmt: &day},
		view.Points:  {Font: font, Alignment: top, CustomNumFmt: &point},
		view.Linked:  {Font: &excelize.Font{Family: "Calibri", Size: 11, Color: "17507A", Underline: "single"}, Alignment: left},
		view.Number:  {Font: font, Alignment: top, CustomNumFmt: &plain},

		view.PointsOfPercent: {Font: font, Alignment: top, CustomNumFmt: &change},
	}
	for k, s := range order {
		id, err := b.file.NewStyle(s)
		if err != nil {
			return err
		}
		b.styles[k] = id
	}
	if err := b.makeHeadings(wrap); err != nil {
		return err
	}
	return b.makeLeading(order)
}

// makeHeadings makes the look of heads of columns, titles and labels.
func (b *book) makeHeadings(wrap *excelize.Alignment) (err error) {
	if b.header, err = b.file.NewStyle(&excelize.Style{
		Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true, Color: "1B232C"}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"E8EDF2"}},
		Alignment: &excelize.Alignment{Vertical: "center", Horizontal: "left", Indent: 1, WrapText: true}, Border: []excelize.Border{{Type: "bottom", Color: "8A96A3", Style: 1}},
	}); err != nil {
		return err
	}
	if b.title, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 16, Bold: true, Color: "17507A"}}); err != nil {
		return err
	}
	b.label, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true}, Alignment: wrap})
	return err
}

// makeLeading makes the look of the parts of the summary, of numbers that lead somewhere, and of cells
// coloured by their number; order is the looks of the kinds of cells.
func (b *book) makeLeading(order []*excelize.Style) (err error) {
	if b.part, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 13, Bold: true, Color: "1B232C"}, Alignment: &excelize.Alignment{Vertical: "bottom"}}); err != nil {
		return err
	}
	if b.counted, err = b.file.NewStyle(&excelize.Style{Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true, Color: "17507A", Underline: "single"}, Alignment: &excelize.Alignment{Vertical: "top"}, NumFmt: 3}); err != nil {
		return err
	}
	b.leading = map[view.Kind]int{}
	for _, k := range []view.Kind{view.Integer, view.Money, view.Share} {
		look := *order[k]
		look.Font = order[view.Linked].Font
		if b.leading[k], err = b.file.NewStyle(&look); err != nil {
			return err
		}
	}
	b.marks = map[string]int{}
	for _, c := range [][3]string{{"high", "FADBD8", "7B1E22"}, {"middle", "FCEFCF", "6B4A00"}, {"low", "EAF1F7", "1B232C"}} {
		if b.marks[c[0]], err = b.file.NewConditionalStyle(&excelize.Style{Font: &excelize.Font{Color: c[2]}, Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{c[1]}}}); err != nil {
			return err
		}
	}
	return nil
}
