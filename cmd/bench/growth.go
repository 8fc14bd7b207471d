package main

import (
	"cmp"
	"context"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"text/tabwriter"

	"gonum.org/v1/gonum/stat"
	"gonum.org/v1/plot"
	"gonum.org/v1/plot/plotter"
	"gonum.org/v1/plot/plotutil"
	"gonum.org/v1/plot/vg"
)

// curve is how the least CPU time of a stage grows with the data.
type curve struct {
	name     string
	rows     []float64
	seconds  []float64
	exponent float64
}

// measurable is the time from which a stage is part of the fit: below it start-up and the
// clock's ticks are most of what is measured.
const measurable = 0.05

// lastDoublings is over how many doublings up to the largest data set the exponent is taken: below
// them what does not hang on the data (planning, start-up) makes growth look slower than it is.
const lastDoublings = 3

// fit sets the exponent b of seconds = a rows^b: the slope of the logarithms by least squares
// over the last doublings. NaN where fewer than two sizes took long enough to be measured.
func (c *curve) fit() {
	var x, y []float64
	least := slices.Max(c.rows) / math.Exp2(lastDoublings+0.5)
	for i, s := range c.seconds {
		if s >= measurable && c.rows[i] >= least {
			x, y = append(x, math.Log(c.rows[i])), append(y, math.Log(s))
		}
	}
	c.exponent = math.NaN()
	if len(x) > 1 {
		_, c.exponent = stat.LinearRegression(x, y, nil, false)
	}
}

// grow runs both jobs and the floor over data sets that double, and prints of each stage its
// CPU time at each size and its exponent.
func (r races) grow(ctx context.Context) error {
	var curves []curve
	add := func(name string, rows int, c contestant) {
		k := 0
		for k < len(curves) && curves[k].name != name {
			k++
		}
		if k == len(curves) {
			curves = append(curves, curve{name: name})
		}
		curves[k].rows = append(curves[k].rows, float64(rows))
		curves[k].seconds = append(curves[k].seconds, c.cpu()[0].Seconds())
	}
	for _, times := range r.growths {
		s := size{name: strconv.Itoa(times) + "x", generate: []string{"--employees", strconv.Itoa(times * r.base)}}
		data, err := r.data(ctx, s)
		if err != nil {
			return err
		}
		rows, err := countRows(data)
		if err != nil {
			return err
		}
		base, own := contestant{name: "floor"}, make([]contestant, len(jobs))
		for i, j := range jobs {
			own[i].name = "adal " + j.name
		}
		for range r.times {
			if err := r.floor(ctx, &base, data); err != nil {
				return err
			}
			for i, j := range jobs {
				if err := r.job(ctx, &own[i], r.program, j, data, filepath.Join(r.work, "run")); err != nil {
					return err
				}
			}
		}
		add("floor", rows, base)
		for i, j := range jobs {
			add(j.name, rows, own[i])
			for _, c := range own[i].byStage() {
				add(j.name+": "+c.name, rows, c)
			}
		}
		if err := os.RemoveAll(data); err != nil {
			return err
		}
	}
	for i := range curves {
		curves[i].fit()
	}
	if err := r.printGrowth(curves); err != nil {
		return err
	}
	return draw(curves, r.plot)
}

func (r races) printGrowth(curves []curve) error {
	w := tabwriter.NewWriter(r.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(w, "\nCPU s, least\t")
	for _, times := range r.growths {
		fmt.Fprintf(w, "%dx\t", times)
	}
	fmt.Fprintln(w, "exponent\t")
	for _, c := range curves {
		fmt.Fprintf(w, "%s\t", c.name)
		for _, s := range c.seconds {
			fmt.Fprintf(w, "%.2f\t", s)
		}
		if math.IsNaN(c.exponent) {
			fmt.Fprintln(w, "\t")
		} else {
			fmt.Fprintf(w, "%.2f\t\n", c.exponent)
		}
	}
	return w.Flush()
}

// drawn is how many curves a plot holds that can still be told apart.
const drawn = 14

// draw plots time over rows, both by logarithms, for the curves that have an exponent, those alone that
// take most on the largest data; the table has them all.
func draw(curves []curve, path string) error {
	curves = slices.SortedStableFunc(slices.Values(curves), func(a, b curve) int {
		return cmp.Compare(b.seconds[len(b.seconds)-1], a.seconds[len(a.seconds)-1])
	})
	curves = curves[:min(drawn, len(curves))]
	p := plot.New()
	p.X.Min = slices.Min(curves[0].rows) / 10 // room for the legend
	p.X.Label.Text, p.Y.Label.Text = "rows", "CPU time, s"
	p.X.Scale, p.Y.Scale = plot.LogScale{}, plot.LogScale{}
	p.X.Tick.Marker, p.Y.Tick.Marker = plot.LogTicks{Prec: -1}, plot.LogTicks{Prec: -1}
	p.Legend.Top, p.Legend.Left = true, true
	p.Legend.TextStyle.Font.Size = vg.Points(7)
	var lines []any // a name and its points, in turn
	for _, c := range curves {
		if math.IsNaN(c.exponent) {
			continue
		}
		var points plotter.XYs
		for i, s := range c.seconds {
			if s >= measurable {
				points = append(points, plotter.XY{X: c.rows[i], Y: s})
			}
		}
		lines = append(lines, fmt.Sprintf("%s, n^%.2f", c.name, c.exponent), points)
	}
	if lines == nil {
		return nil
	}
	if err := plotutil.AddLinePoints(p, lines...); err != nil {
		return fmt.Errorf("plot: %w", err)
	}
	if err := p.Save(680, 570, path); err != nil {
		return fmt.Errorf("plot: %w", err)
	}
	return nil
}
