//nolint:misspell // excelize and its format spell color and center
package xlsx

import "github.com/xuri/excelize/v2"

// makeStyles makes the look of every kind of cell once.
func (b *book) makeStyles() error {
	font := &excelize.Font{Family: "Calibri", Size: 11}
	top := &excelize.Alignment{Vertical: "top"}
	left := &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1}
	wrap := &excelize.Alignment{Vertical: "top", Horizontal: "left", Indent: 1, WrapText: true}
	day := "dd.mm.yyyy"
	if b.lang == "en" {
		day = "yyyy-mm-dd"
	}
	amount, percent, index, point := `#,##0.00`, `0.0%`, `0.0000`, `0.0`
	plain, change := `#,##0.00`, `+0.0" `+b.t("points_pp")+`";-0.0" `+b.t("points_pp")+`";0.0" `+b.t("points_pp")+`"`
	order := []*excelize.Style{
		text:    {Font: font, Alignment: left},
		wrapped: {Font: font, Alignment: wrap},
		integer: {Font: font, Alignment: top, NumFmt: 3},
		money:   {Font: font, Alignment: top, CustomNumFmt: &amount},
		share:   {Font: font, Alignment: top, CustomNumFmt: &percent},
		decimal: {Font: font, Alignment: top, CustomNumFmt: &index},
		date:    {Font: font, Alignment: left, CustomNumFmt: &day},
		points:  {Font: font, Alignment: top, CustomNumFmt: &point},
		linked:  {Font: &excelize.Font{Family: "Calibri", Size: 11, Color: "17507A", Underline: "single"}, Alignment: left},
		number:  {Font: font, Alignment: top, CustomNumFmt: &plain},

		pointsOfPercent: {Font: font, Alignment: top, CustomNumFmt: &change},
	}
	for k, s := range order {
		id, err := b.file.NewStyle(s)
		if err != nil {
			return err
		}
		b.styles[k] = id
	}
	var err error
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
