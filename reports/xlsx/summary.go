package xlsx

import (
	"strconv"

	"github.com/xuri/excelize/v2"

	"adal/reports/view"
)

// summary writes the first sheet: what was run, how to read it, the key numbers.
func (b *book) summary() error {
	name, err := b.view.Label("sheet_summary")
	if err != nil {
		return err
	}
	sw, err := b.begin(name, false, 128)
	if err != nil {
		return err
	}
	for i, width := range []float64{44, 84} {
		if err := sw.SetColWidth(i+1, i+1, width); err != nil {
			return err
		}
	}
	title, lines := b.view.Summary()
	if err := sw.SetRow("A1", []any{excelize.Cell{StyleID: b.title, Value: b.value(view.Text, title)}}, excelize.RowOpts{Height: 28}); err != nil {
		return err
	}
	for i, l := range lines {
		if l.Label == "" && l.Value == nil {
			continue
		}
		style := b.label
		if l.Plain {
			style = b.styles[view.Wrapped]
		}
		cells := []any{excelize.Cell{StyleID: style, Value: b.value(view.Text, l.Label)}}
		tall := max(1, linesOf(l.Label, 41))
		if l.Value != nil {
			cells = append(cells, excelize.Cell{StyleID: b.styles[view.Wrapped], Value: b.value(view.Text, l.Value)})
			if s, ok := l.Value.(string); ok {
				tall = max(tall, linesOf(s, 81))
			}
		}
		if err := sw.SetRow("A"+strconv.Itoa(i+2), cells, excelize.RowOpts{Height: height(tall)}); err != nil {
			return err
		}
	}
	return sw.Flush()
}
