package view_test

import (
	"maps"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/cases"
	"adal/pipeline/run"
	"adal/reports/internal/sample"
	"adal/reports/view"
)

// Every case of a report has a drawing whose lines join boxes that are there, each line and box
// once, each with rows the case lists, and a line whose rows are none only where the finding
// alone says it.
func TestDrawings(t *testing.T) {
	for _, r := range []*run.Run{sample.Scan(), sample.Annual(), long()} {
		page := view.Of(r, "ru", false).Page()
		if page.Cases == nil || len(page.Cases.List) != len(r.Cases) {
			t.Fatalf("%s: the page does not list the %d cases", r.Job, len(r.Cases))
		}
		drawn := 0
		for _, c := range page.Cases.List {
			if c.Drawing == nil {
				continue
			}
			drawn++
			boxes, rows := map[string]bool{}, 0
			for _, n := range c.Drawing.Nodes {
				if boxes[n.Key] || n.Name == "" {
					t.Errorf("%s: the box %q stands twice or has no name", c.Title, n.Name)
				}
				boxes[n.Key] = true
			}
			lines := map[[3]string]bool{}
			for _, e := range c.Drawing.Edges {
				if !boxes[e.From] || !boxes[e.To] {
					t.Errorf("%s: the line %q leads nowhere", c.Title, e.Label)
				}
				if e.Label == "" && !strings.HasPrefix(e.From, "group:") { // a group says in its box what it sold
					t.Errorf("%s: a %s line says nothing", c.Title, e.Kind)
				}
				if k := [3]string{e.Kind, min(e.From, e.To), max(e.From, e.To)}; lines[k] && e.Kind != "role" {
					t.Errorf("%s: the line %q is drawn twice", c.Title, e.Label)
				} else {
					lines[k] = true
				}
				rows += len(e.Refs)
			}
			if rows == 0 {
				t.Errorf("%s: no line names a row", c.Title)
			}
			joined := map[string]bool{c.Drawing.Root: true}
			for range c.Drawing.Edges {
				for _, e := range c.Drawing.Edges {
					if joined[e.From] || joined[e.To] {
						joined[e.From], joined[e.To] = true, true
					}
				}
			}
			if len(joined) < len(boxes) {
				t.Errorf("%s: %d boxes of %d hang on the first", c.Title, len(joined), len(boxes))
			}
		}
		if drawn == 0 {
			t.Errorf("%s: nothing is drawn", r.Job)
		}
	}
}

// long is a run with a chain of five superiors, one of them kin by way of two others.
func long() *run.Run {
	r := sample.Scan()
	post := func(what, iin, name, position string, row int64) run.Evidence {
		return run.Evidence{What: what, Table: "roster", File: "roster.csv", Row: row, Cells: map[string]string{"iin": iin, "last_name": name, "first_name": "Қонысбек-Әбдіманап",
			"patronymic": "Нұрсұлтан-Ибрагимұлы", "position": position, "unit": "Управление", "date_from": "2020-01-01"}}
	}
	f := r.Findings[0]
	f.Rule, f.Kind, f.Detail = "P10-2b", "lead", map[string]string{"depth": "5"}
	f.Evidence = []run.Evidence{post("post", sample.Subordinate, "Жапырақова-Үлбосынова", "Главный эксперт по вопросам межведомственного взаимодействия", 2)}
	for i, iin := range []string{sample.Wife, sample.Husband, sample.Decider, sample.Colleague} {
		f.Evidence = append(f.Evidence, post("chain_post", iin, "Начальников-Төлегенов", "Руководитель управления методологии и цифровой трансформации", int64(3+i)))
	}
	f.Evidence = append(f.Evidence, post("superior_post", sample.Superior, "Асанов", "Руководитель аппарата", 9),
		run.Evidence{What: "kin_link", Table: "family_links", File: "family_links.csv", Row: 5, Cells: map[string]string{"iin": sample.Subordinate, "relation": "husband", "relative_iin": sample.Entrepreneur, "relative_last_name": "Жапырақов", "date_from": "2001-06-16"}},
		run.Evidence{What: "kin_link", Table: "family_links", File: "family_links.csv", Row: 6, Cells: map[string]string{"iin": sample.Entrepreneur, "relation": "father", "relative_iin": sample.Superior, "relative_last_name": "Асанов"}})
	for i := range f.Evidence {
		f.Evidence[i].Step = i + 1
	}
	r.Findings = []run.Finding{f}
	r.Cases = cases.Of(r, cases.Concerns{})
	return r
}

// The line of command is drawn from the top to the bottom, step by step, and apart from the kin.
func TestChainIsDrawn(t *testing.T) {
	c := view.Of(long(), "ru", false).Page().Cases.List[0]
	steps, kin := 0, 0
	at := c.Drawing.Root
	for range 10 {
		for _, e := range c.Drawing.Edges {
			if e.Kind == "command" && e.From == at {
				steps, at = steps+1, e.To
				if len(e.Refs) != 2 {
					t.Errorf("a step of command rests on rows %v, want the posts of both", e.Refs)
				}
				break
			}
		}
	}
	for _, e := range c.Drawing.Edges {
		if e.Kind == "kin" {
			kin++
		}
	}
	if steps != 5 || at != c.Drawing.Sink || kin != 2 {
		t.Errorf("%d steps down, to the subordinate: %v; %d lines of kin; want 5, true, 2", steps, at == c.Drawing.Sink, kin)
	}
	if !strings.Contains(c.Drawing.Desc, "подчинение") {
		t.Errorf("whoever does not see the drawing is told %q", c.Drawing.Desc)
	}
}

// What is not known of a time is said and not drawn: an open end has no day, a time without any
// day is no bar, days of decisions that nobody wrote down are counted.
func TestUnknownTimes(t *testing.T) {
	r := sample.Scan()
	f := r.Findings[1]
	f.Evidence = []run.Evidence{
		{Step: 1, What: "post", Table: "roster", File: "roster.csv", Row: 2, Cells: map[string]string{"iin": sample.Decider, "position": "Эксперт", "date_from": "2020-01-01"}},
		{Step: 2, What: "role", Table: "supplier_people", File: "supplier_people.csv", Row: 3, Cells: map[string]string{"holder_id": sample.Decider, "role": "head", "supplier_id": sample.Decided}},
		{Step: 3, What: "stake", Table: "supplier_people", File: "supplier_people.csv", Row: 4, Cells: map[string]string{"holder_id": sample.Decider, "role": "founder", "supplier_id": sample.Decided, "date_to": "2026-01-05"}},
		{Step: 4, What: "decision", Table: "decisions", File: "decisions.csv", Row: 5, Cells: map[string]string{"iin": sample.Decider, "role": "approver"}},
	}
	r.Findings = []run.Finding{f}
	r.Cases = cases.Of(r, cases.Concerns{})
	lanes := view.Of(r, "ru", false).Page().Cases.List[0].Timeline.Lanes
	said := map[string]view.Lane{}
	for _, l := range lanes {
		for _, kind := range []string{"Эксперт", "руководитель", "учредитель", "утверждающее лицо"} {
			if strings.Contains(l.Label, kind) {
				said[kind] = l
			}
		}
	}
	for kind, want := range map[string]struct {
		when        string
		spans, days int
	}{
		"Эксперт": {"с 01.01.2020, конец не указан", 1, 0}, "руководитель": {"даты не указаны", 0, 0},
		"учредитель": {"по 05.01.2026, начало не указано", 1, 0}, "утверждающее лицо": {"без даты: 1", 0, 0},
	} {
		if l := said[kind]; l.When != want.when || len(l.Spans) != want.spans || len(l.Days) != want.days {
			t.Errorf("%s: %q with %d times and %d days drawn, want %q, %d, %d", kind, l.When, len(l.Spans), len(l.Days), want.when, want.spans, want.days)
		}
	}
}

// A case counts people and contracts once, on the page as in the file.
func TestCaseCounts(t *testing.T) {
	r := sample.Scan()
	v := view.Of(r, "ru", false)
	people := map[string]bool{}
	for _, f := range r.Findings {
		people[f.SubjectID] = true
	}
	p := v.Page().Cases
	if p.Count != int64(len(r.Cases)) || p.People != int64(len(people)) {
		t.Errorf("%d cases of %d people, want %d of %d", p.Count, p.People, len(r.Cases), len(people))
	}
	if rows := v.Section("cases").File.Count(); rows != p.Count {
		t.Errorf("cases.csv has %d rows, the page counts %d cases", rows, p.Count)
	}
}

// Everybody a case names has a part of the page with exactly the findings that name them, and no
// anchor tells a number.
func TestParties(t *testing.T) {
	for _, r := range []*run.Run{sample.Scan(), sample.Annual(), long()} {
		parts := map[string]view.Party{}
		for _, p := range view.Of(r, "ru", true).Page().Parties {
			if _, twice := parts[p.Number]; twice {
				t.Errorf("%s has two parts", p.Number)
			}
			parts[p.Number] = p
		}
		for number, p := range parts {
			id := number[strings.LastIndex(number, " ")+1:]
			var want, got []string
			for i := range r.Findings {
				f := &r.Findings[i]
				names := f.SubjectID == id || f.OtherID == id || f.ViaID == id || f.Detail["relative_iin"] == id
				for _, e := range f.Evidence {
					for column, value := range e.Cells {
						names = names || value == id && column != "manager_iin" // whose superior somebody is says nothing of them
					}
				}
				if names {
					want = append(want, f.ID)
				}
			}
			for _, f := range p.Findings {
				got = append(got, f.ID)
			}
			if slices.Sort(want); !slices.Equal(want, slices.Sorted(slices.Values(got))) {
				t.Errorf("%s, %s: findings %v, want %v", r.Job, p.Name, got, want)
			}
			if strings.Contains(p.Anchor, id) {
				t.Errorf("the anchor %s tells a number", p.Anchor)
			}
		}
		for _, c := range r.Cases {
			for _, who := range c.People {
				named := func(number string) bool { return strings.HasSuffix(number, who.ID) }
				if !slices.ContainsFunc(slices.Collect(maps.Keys(parts)), named) {
					t.Errorf("%s has no part", who.Name)
				}
			}
		}
	}
}
