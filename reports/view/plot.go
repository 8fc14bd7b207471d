package view

// Plot is a chart as data: every place is a fraction of its axis, every text is in words, and
// every figure it shows is one of a table of the report.
type Plot struct {
	Title string
	Label string // says in a sentence what is drawn, for whom the picture is not
	Note  string // how to read it
	None  string // why nothing is drawn, in place of a picture
	Keys  []PlotKey

	Axis  string // what the rows, or the field from left to right, are measured in
	Ticks []PlotTick
	Rows  []PlotRow // of a chart of rows

	Upright string // what a field is measured in from below
	Up      []PlotTick
	Curves  []PlotCurve
	Dots    []PlotDot
	Bounds  []PlotTick // heights marked across a field
}

// Empty reports whether there is nothing to draw.
func (p *Plot) Empty() bool { return len(p.Rows)+len(p.Curves)+len(p.Dots) == 0 }

// PlotKey is a line of the legend: how a thing looks and what it is.
type PlotKey struct{ Look, Class, Text string }

// PlotTick marks a place of an axis.
type PlotTick struct {
	At   float64
	Text string
}

// PlotRow is a row of a chart: its words, and what lies along the axis. A row of a unit of its
// own has ticks of its own.
type PlotRow struct {
	Name, Sub, Text string
	Band            []PlotTick // from and to, and what each is
	Range           [2]float64
	Pieces          []PlotPiece
	Marks           []PlotMark
	Own             []PlotTick
}

// PlotPiece is a part of a bar.
type PlotPiece struct {
	From, To    float64
	Class, Text string
}

// PlotMark is a sign at a place of a row.
type PlotMark struct {
	At          float64
	Look, Class string
}

// PlotCurve is a line of a field.
type PlotCurve struct {
	Look, Class string
	Points      [][2]float64
}

// PlotDot is a point of a field; one with a text is named in the table beside it.
type PlotDot struct {
	X, Y        float64
	Class, Text string
}
