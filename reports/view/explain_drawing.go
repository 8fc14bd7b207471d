package view

import (
	"slices"

	"adal/pipeline/run"
	"adal/reports/words"
)

// TextStep is a step of a drawing in text: a box, or the tie that leads to the next one.
type TextStep struct {
	Box  string
	Tie  string // between the box before and the one after; blank for a box
	Down bool   // the tie goes from the box above to the one below
}

// TextDrawing is a finding as a path from whom it is about to the other side, box by box, with the
// rows of each by their steps in the evidence; Beside are the ties that lie on no path.
type TextDrawing struct {
	Lines  []TextStep
	Beside []string
}

// textDrawing draws one finding the way its case is drawn; nil where there is no picture.
func (b builder) textDrawing(f *run.Finding) *TextDrawing {
	if b.run.Job == run.Flags {
		return nil
	}
	i := slices.IndexFunc(b.run.Cases, func(c run.Case) bool { return slices.Contains(c.Findings, f.ID) })
	if i < 0 {
		return nil
	}
	c := b.run.Cases[i]
	c.Findings, c.Bought = []string{f.ID}, boughtOf(f)
	if f.Slice != "" { // of a case with two slices over the same contracts its own
		c.Slice = f.Slice
	}
	d := b.drawing(&c, []*run.Finding{f}, stepped(f))
	if d == nil {
		return nil
	}
	t := d.inText()
	if more := len(t.Beside) - maxBeside; more > 0 {
		t.Beside = append(t.Beside[:maxBeside], b.say("letter_items", "n", words.Count(b.lang, int64(more))))
	}
	return t
}

// boughtOf gives the contracts of a finding by supplier, where one alone sold.
func boughtOf(f *run.Finding) []run.Bought {
	seller := ""
	for _, e := range f.Evidence {
		id := e.Cells["supplier_id"]
		if e.Table != "contracts" || id == seller {
			continue
		}
		if seller != "" {
			return nil
		}
		seller = id
	}
	if seller == "" || f.Contracts == nil {
		return nil
	}
	return []run.Bought{{SupplierID: seller, Contracts: *f.Contracts, Amount: f.Amount}}
}

// stepped is the rows of a finding under the numbers of its steps.
func stepped(f *run.Finding) *rowSet {
	s := &rowSet{at: map[sourceKey]int{}}
	for _, e := range f.Evidence {
		k := sourceKey{e.File, e.Row}
		if _, known := s.at[k]; known {
			continue
		}
		s.at[k] = len(s.rows)
		s.rows = append(s.rows, caseRow{Evidence: e, No: e.Step})
	}
	return s
}

// inText lays the drawing out: the shortest way from the box it begins with to the one it ends
// with, on to what was bought there; every other tie beside it.
func (d *Drawing) inText() *TextDrawing {
	box := map[string]DrawnNode{}
	for _, n := range d.Nodes {
		box[n.Key] = n
	}
	path := d.way()
	used := map[int]bool{}
	t := &TextDrawing{Lines: []TextStep{{Box: boxed(box[d.Root])}}}
	at := d.Root
	for _, i := range path {
		e := d.Edges[i]
		used[i] = true
		down := e.From == at
		if at = e.To; !down {
			at = e.From
		}
		t.Lines = append(t.Lines, TextStep{Tie: tied(e), Down: down}, TextStep{Box: boxed(box[at])})
	}
	for i, e := range d.Edges {
		if !used[i] {
			t.Beside = append(t.Beside, cut(box[e.From].Name, longestBox)+" — "+tied(e)+" → "+cut(box[e.To].Name, longestBox))
		}
	}
	return t
}

// way lists the edges of the shortest way from the root to the end of the picture, and on to a box
// of contracts where one hangs there.
func (d *Drawing) way() []int {
	passed := map[string]bool{}
	path := d.shortest(d.Root, passed, func(key string) bool { return key == d.Sink })
	if d.Sink == "" || path == nil && d.Root != d.Sink {
		return d.farthest()
	}
	at := d.Root
	passed[at] = true
	for _, i := range path {
		if at = d.Edges[i].To; passed[at] {
			at = d.Edges[i].From
		}
		passed[at] = true
	}
	bought := map[string]bool{}
	for _, n := range d.Nodes {
		bought[n.Key] = n.Kind == "contracts"
	}
	return append(path, d.shortest(at, passed, func(key string) bool { return bought[key] })...)
}

// farthest is the way to the last box found from the root, for a picture without an end.
func (d *Drawing) farthest() []int {
	return d.shortest(d.Root, map[string]bool{}, nil)
}

// shortest searches breadth first, past no box that was passed; nil where there is no way. Without
// an end it gives the way to the box found last.
func (d *Drawing) shortest(from string, passed map[string]bool, end func(string) bool) []int {
	type step struct {
		key  string
		edge int
		back int
	}
	seen := map[string]bool{from: true}
	queue := []step{{key: from, edge: -1, back: -1}}
	back := func(k int) (path []int) {
		for at := k; queue[at].edge >= 0; at = queue[at].back {
			path = append(path, queue[at].edge)
		}
		slices.Reverse(path)
		return path
	}
	for k := 0; k < len(queue); k++ {
		if k > 0 && end != nil && end(queue[k].key) {
			return back(k)
		}
		for i, e := range d.Edges {
			next := ""
			switch queue[k].key {
			case e.From:
				next = e.To
			case e.To:
				next = e.From
			}
			if next != "" && !seen[next] && !passed[next] {
				seen[next] = true
				queue = append(queue, step{next, i, k})
			}
		}
	}
	if end == nil {
		return back(len(queue) - 1)
	}
	return nil
}

// longestBox is how much of a name, a note or a tie a drawing in text has room for; a cell may
// hold megabytes. maxBeside is how many ties stand beside it.
const (
	longestBox = 240
	maxBeside  = 40
)

// cut gives the beginning of a text that is longer than most letters, with a mark where it ends.
func cut(s string, most int) string {
	n := 0
	for i := range s {
		if n++; n > most {
			return s[:i] + "…"
		}
	}
	return s
}

// boxed writes a box: its name, what is known of it, its rows.
func boxed(n DrawnNode) string {
	s := cut(n.Name, longestBox)
	for _, note := range n.Notes {
		if note != "" {
			s += "; " + cut(note, longestBox)
		}
	}
	if rows := Numbers(n.Refs); rows != "" {
		s += " " + rows
	}
	return s
}

// tied writes a tie: what it is, its rows.
func tied(e DrawnEdge) string {
	s := cut(e.Label, longestBox)
	if rows := Numbers(e.Refs); rows != "" {
		s += " " + rows
	}
	return s
}
