//nolint:misspell // excelize and its format spell color
package xlsx

import (
	"fmt"
	"slices"

	"github.com/xuri/excelize/v2"

	"adal/reports/view"
)

// colours of bands, as the page has them; in print they differ in how dark they are.
var bandColours = map[string]string{"high": "A4262C", "middle": "D9A441", "low": "8A96A3"}

// chart sets a chart into the summary at a cell, of a size in pixels.
func (s *summary) chart(cell string, c *excelize.Chart, title string, width, height uint) error {
	c.Title = excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Family: "Calibri", Size: 11, Bold: true, Color: "1B232C"}}}}
	c.Dimension = excelize.ChartDimension{Width: width, Height: height}
	c.Format = excelize.GraphicOptions{OffsetX: 4, OffsetY: 2, Positioning: "oneCell", AltText: title}
	c.ShowBlanksAs = "gap"
	return s.file.AddChart(s.name, cell, c)
}

func axis() excelize.ChartAxis {
	return excelize.ChartAxis{Font: excelize.Font{Family: "Calibri", Size: 9, Color: "55606D"}}
}

// bandChart stacks the findings of each kind by band.
func (s *summary) bandChart(b *view.Bands, first, top int) error {
	var series []excelize.ChartSeries
	for i, r := range b.Rows {
		row := first + 1 + i
		series = append(series, excelize.ChartSeries{
			Name:       fmt.Sprintf("%s!$A$%d", quote(s.name), row),
			Categories: fmt.Sprintf("%s!$C$%d:$D$%d", quote(s.name), first, first),
			Values:     fmt.Sprintf("%s!$C$%d:$D$%d", quote(s.name), row, row),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{bandColours[r.Band]}},
		})
	}
	gap := uint(60)
	return s.chart(at(0, top), &excelize.Chart{
		Type: excelize.ColStacked, Series: series, Legend: excelize.ChartLegend{Position: "bottom"}, XAxis: axis(), YAxis: axis(), GapWidth: &gap,
		PlotArea: excelize.ChartPlotArea{ShowVal: true},
	}, b.Title, 345, 350)
}

// seenChart shows of each rule what part it could check, from the sheet of the coverage.
func (s *summary) seenChart(c *view.Columns, top int) error {
	n := s.rows[c.Sheet]
	names, values := slices.Index(s.columns[c.Sheet], c.Names), slices.Index(s.columns[c.Sheet], c.Values)
	if n == 0 || names < 0 || values < 0 {
		return nil
	}
	of := func(column int) string {
		name, _ := excelize.ColumnNumberToName(column + 1)
		return fmt.Sprintf("%s!$%s$2:$%s$%d", quote(c.Sheet), name, name, n+1)
	}
	x := axis()
	x.Alignment = excelize.Alignment{TextRotation: -90}
	y, least, most, gap := axis(), 0.0, 1.0, uint(30)
	y.Minimum, y.Maximum, y.NumFmt = &least, &most, excelize.ChartNumFmt{CustomNumFmt: "0%"}
	return s.chart(at(numberAt, top), &excelize.Chart{
		Type:   excelize.Col,
		Series: []excelize.ChartSeries{{Name: quote(c.Sheet) + "!$" + columnName(values) + "$1", Categories: of(names), Values: of(values), Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"17507A"}}}},
		Legend: excelize.ChartLegend{Position: "none"}, XAxis: x, YAxis: y, GapWidth: &gap,
	}, c.Title, 600, 350)
}

// foundChart shows what each rule found beside the list of it.
func (s *summary) foundChart(title string, first int) error {
	gap := uint(30)
	x := axis()
	x.ReverseOrder = true
	n := s.row - first + 1
	return s.chart(at(numberAt+1, first), &excelize.Chart{
		Type: excelize.Bar,
		Series: []excelize.ChartSeries{{
			Name:       fmt.Sprintf("%s!$A$%d", quote(s.name), first-1),
			Categories: fmt.Sprintf("%s!$A$%d:$A$%d", quote(s.name), first, s.row),
			Values:     fmt.Sprintf("%s!$C$%d:$C$%d", quote(s.name), first, s.row),
			Fill:       excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{"17507A"}},
		}},
		Legend: excelize.ChartLegend{Position: "none"}, XAxis: x, YAxis: axis(), GapWidth: &gap, PlotArea: excelize.ChartPlotArea{ShowVal: true},
	}, title, 480, uint(min(max(22*n, 150), 640)))
}

func columnName(column int) string {
	name, _ := excelize.ColumnNumberToName(column + 1)
	return name
}
