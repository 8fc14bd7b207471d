package html

import (
	"cmp"
	"math"
	"slices"
)

// The layout of a drawing is layered: boxes stand in rows from above, every line leads downwards,
// and the words of a line stand in a row of their own between two rows of boxes, so that no text
// can lie on a box, a line or another text. Rows are ordered to cross few lines and placed so that
// lines are nearly straight. It is simple on purpose: a case has a dozen boxes. The library we
// draw charts with (gonum) lays graphs out by forces, which puts nobody above anybody.

// item is what stands in a row: a box, the words of a line, or a place a line passes.
type item struct {
	w, h float64
	x    float64 // of its middle
	row  int
	node int // of the drawing, -1 where it is none
	edge int // whose words it is or whose way it is, -1 of a box
	text bool
	up   []int
	down []int
	rank float64
}

// layers is a drawing laid out in rows.
type layers struct {
	items []item
	rows  [][]int
	tops  []float64
	highs []float64
	width float64
	gap   float64 // between rows
	chain [][]int // of each edge its items from above down, boxes included
}

// gaps between items of a row and between rows, and the width of a line that passes.
const (
	gapAcross = 14.0
	passing   = 6.0
)

// layOut places boxes of the given sizes, joined by edges (from above, to below) whose words
// have the sizes labels. layer is the row of each box, from 0; gap lies between rows.
func layOut(sizes []point, edges [][2]int, labels []point, layer []int, gap float64) *layers {
	l := &layers{gap: gap}
	for i, s := range sizes {
		l.items = append(l.items, item{w: s.x, h: s.y, row: 2 * layer[i], node: i, edge: -1})
	}
	for e, ends := range edges {
		a, b := ends[0], ends[1]
		way := []int{a}
		middle := layer[a] + (layer[b]-layer[a]-1)/2 // the words stand after this row of boxes
		for row := 2*layer[a] + 1; row < 2*layer[b]; row++ {
			x := item{w: passing, row: row, node: -1, edge: e}
			if row == 2*middle+1 {
				x.w, x.h, x.text = max(labels[e].x, passing), labels[e].y, true
			}
			way = append(way, len(l.items))
			l.items = append(l.items, x)
		}
		way = append(way, b)
		for k := 1; k < len(way); k++ {
			l.items[way[k-1]].down = append(l.items[way[k-1]].down, way[k])
			l.items[way[k]].up = append(l.items[way[k]].up, way[k-1])
		}
		l.chain = append(l.chain, way)
	}
	l.order()
	l.place()
	return l
}

// down is how far down the rows go.
func (l *layers) down() float64 {
	last := len(l.rows) - 1
	return l.tops[last] + l.highs[last]
}

// order puts the items of the rows so that lines cross little: each beside those it is joined to.
func (l *layers) order() {
	last := 0
	for _, x := range l.items {
		last = max(last, x.row)
	}
	l.rows = make([][]int, last+1)
	for i, x := range l.items {
		l.rows[x.row] = append(l.rows[x.row], i)
	}
	for _, row := range l.rows {
		l.number(row)
	}
	best, fewest := l.copyRows(), l.crossings()
	for sweep := range 12 {
		for k := range l.rows {
			row, down := l.rows[k], true
			if sweep%2 == 1 {
				row, down = l.rows[len(l.rows)-1-k], false
			}
			l.sortRow(row, down)
		}
		if n := l.crossings(); n < fewest {
			best, fewest = l.copyRows(), n
		}
	}
	l.rows = best
	for _, row := range l.rows {
		l.number(row)
	}
}

func (l *layers) copyRows() [][]int {
	rows := make([][]int, len(l.rows))
	for i, r := range l.rows {
		rows[i] = slices.Clone(r)
	}
	return rows
}

func (l *layers) number(row []int) {
	for k, i := range row {
		l.items[i].rank = float64(k)
	}
}

// sortRow orders a row by the middle of what each item is joined to above it, or below it.
func (l *layers) sortRow(row []int, down bool) {
	want := map[int]float64{}
	for _, i := range row {
		joined := l.items[i].up
		if !down {
			joined = l.items[i].down
		}
		want[i] = l.items[i].rank
		if len(joined) > 0 {
			sum := 0.0
			for _, j := range joined {
				sum += l.items[j].rank
			}
			want[i] = sum / float64(len(joined))
		}
	}
	slices.SortStableFunc(row, func(a, b int) int { return cmp.Compare(want[a], want[b]) })
	l.number(row)
}

// crossings counts the pairs of lines between neighbouring rows that cross.
func (l *layers) crossings() int {
	n := 0
	for _, row := range l.rows {
		var ends [][2]float64
		for _, i := range row {
			for _, j := range l.items[i].down {
				ends = append(ends, [2]float64{l.items[i].rank, l.items[j].rank})
			}
		}
		for a := range ends {
			for b := range a {
				if (ends[a][0]-ends[b][0])*(ends[a][1]-ends[b][1]) < 0 {
					n++
				}
			}
		}
	}
	return n
}

// place gives every item its place across, and every row its height.
func (l *layers) place() {
	for _, row := range l.rows {
		x := 0.0
		for _, i := range row {
			l.items[i].x = x + l.items[i].w/2
			x += l.items[i].w + gapAcross
		}
	}
	for sweep := range 24 {
		for k := range l.rows {
			row := l.rows[k]
			if sweep%2 == 1 {
				row = l.rows[len(l.rows)-1-k]
			}
			l.settle(row, sweep%2 == 0, sweep > 15)
		}
	}
	left, right := math.Inf(1), math.Inf(-1)
	for _, x := range l.items {
		left, right = min(left, x.x-x.w/2), max(right, x.x+x.w/2)
	}
	for i := range l.items {
		l.items[i].x = math.Round(l.items[i].x - left)
	}
	l.width = math.Ceil(right - left)
	y := 0.0
	for _, row := range l.rows {
		high := 0.0
		for _, i := range row {
			high = max(high, l.items[i].h)
		}
		l.tops, l.highs = append(l.tops, y), append(l.highs, high)
		y += high + l.gap
	}
}

// settle moves the items of a row as near as they can come to what they are joined to, without
// changing their order or touching: the least squares under the gaps, by pooling neighbours that
// would meet.
func (l *layers) settle(row []int, down, both bool) {
	type pool struct {
		sum, weight float64
		n           int
	}
	var pools []pool
	offsets := make([]float64, len(row))
	for k, i := range row {
		if k > 0 {
			offsets[k] = offsets[k-1] + (l.items[row[k-1]].w+l.items[i].w)/2 + gapAcross
		}
		x := l.items[i]
		joined := x.up
		if !down {
			joined = x.down
		}
		if both || len(joined) == 0 {
			joined = slices.Concat(x.up, x.down)
		}
		want, weight := x.x, 0.1
		if len(joined) > 0 {
			want = 0
			for _, j := range joined {
				want += l.items[j].x
			}
			want, weight = want/float64(len(joined)), float64(len(joined))
		}
		if x.node < 0 {
			weight *= 3 // a line that passes is rather straight than a box in the middle
		}
		pools = append(pools, pool{(want - offsets[k]) * weight, weight, 1})
		for len(pools) > 1 {
			a, b := pools[len(pools)-2], pools[len(pools)-1]
			if a.sum/a.weight <= b.sum/b.weight {
				break
			}
			pools = append(pools[:len(pools)-2], pool{a.sum + b.sum, a.weight + b.weight, a.n + b.n})
		}
	}
	k := 0
	for _, p := range pools {
		for range p.n {
			l.items[row[k]].x = p.sum/p.weight + offsets[k]
			k++
		}
	}
}
