package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// coverage reads whom the rules could see, and which did not run.
func (p *page) coverage() {
	for _, tr := range p.all(p.one(p.root, "table.coverage"), "tr") {
		id := strings.TrimPrefix(attr(tr, "id"), "c-")
		if id == "" {
			continue
		}
		c := p.where("coverage.csv", "rule", id)[0]
		td := p.all(tr, "td")
		p.are(td[0], "coverage: population", c["population"])
		share := ""
		if n := amountOf(c["population"]); n > 0 {
			share = percent(fmt.Sprint(amountOf(c["checked"]) / n))
		}
		p.are(td[1], "coverage: checked", c["checked"], share)
		p.are(td[2], "coverage: findings", c["findings"])
		var gaps []any
		for gap := range strings.SplitSeq(c["gap_codes"], ";") {
			if _, n, ok := strings.Cut(gap, "="); ok {
				gaps = append(gaps, n)
			}
		}
		var shown []any
		for _, b := range p.all(td[3], "b") {
			shown = append(shown, textOf(b))
			p.hold(b, "coverage: gap")
		}
		for i, b := range p.all(td[3], "b") {
			if len(gaps) != len(shown) {
				p.fault("coverage of %s: gaps %v, the files %v", id, shown, gaps)
				break
			}
			p.are(b, "coverage: gap", gaps[i])
		}
		p.among(p.one(tr, "th"), "coverage: reason", tokensOf(p.numbers(c["reason"])), p.words)
	}
	for _, tr := range p.all(p.one(p.root, "section#not-run"), "tr") {
		p.among(tr, "not run", p.words)
	}
}

// data reads posts, notes, rejected rows, files and the register of unfair participants.
func (p *page) data() {
	if section := p.one(p.root, "section#positions"); section != nil {
		trs := p.all(p.one(section, "tbody"), "tr")
		for i, tr := range trs {
			x := p.files["positions.csv"][i]
			td := p.all(tr, "td")
			for k, column := range []string{"marks", "decisions", "amount", "findings"} {
				want := x[column]
				if column == "amount" && amountOf(want) == 0 {
					want = ""
				}
				p.are(td[k+2], "posts: "+column, want)
			}
			p.among(p.one(tr, "th"), "posts: name", tokensOf(plain(x["position"]+" "+x["unit"])))
		}
		for _, more := range p.all(section, "p.dim") {
			p.are(more, "posts: more", len(p.files["positions.csv"])-len(trs))
		}
	}
	p.tallies("quality", p.files["quality.csv"], "note", "detail", "id")
	p.tallies("rejects", p.files["rejects.csv"], "reason", "value", "column")
	for i, tr := range p.all(p.one(p.one(p.root, "section#files"), "tbody"), "tr") {
		x, td := p.inputs[i], p.all(tr, "td")
		for k, n := range []int64{x.Rows, x.Normalised, x.Rejected, x.Left} {
			p.are(td[k+1], "files: rows", n)
		}
		p.says(td[5], "files: digest", x.SHA256)
		p.among(p.one(tr, "th"), "files: name", tokensOf(plain(x.Path)))
	}
	for _, tr := range p.all(p.one(p.root, "section#unfair"), "tr") {
		p.among(tr, "register", p.register())
	}
}

// tallies reads counts of rows by reason, a few of each by name.
func (p *page) tallies(id string, rows []map[string]string, by string, shown ...string) {
	of := map[string][]map[string]string{}
	for _, r := range rows {
		of[r[by]] = append(of[r[by]], r)
	}
	for _, d := range p.all(p.one(p.root, "section#"+id), "details.tally") {
		spans := p.all(p.one(d, "summary"), "span")
		list := of[textOf(spans[1])]
		p.are(spans[0], id+": rows", len(list))
		p.among(spans[1], id+": reason", p.words, tokensOf(plain(textOf(spans[1]))))
		examples := 0
		for _, li := range p.all(d, "li") {
			if attr(li, "class") == "dim" {
				p.are(li, id+": more", len(list)-examples)
				continue
			}
			if examples == len(list) {
				p.fault("%s: %q has more rows than the files", id, textOf(spans[1]))
				break
			}
			r := list[examples]
			examples++
			said := r["file"] + " " + r["row"]
			set := tokensOf(plain(said))
			for _, c := range shown {
				for _, x := range append(plain(r[c]), p.numbers(r[c])...) {
					set[x.String()] = true
				}
			}
			p.among(li, id+": row", set)
		}
	}
}

// rules reads the weights, the severities and the parameters of the rules.
func (p *page) rules() {
	section := p.one(p.root, "section#rules")
	words := p.words
	most := map[string]bool{} // the most a part gives, and the bands
	for name, v := range p.parameters {
		if part, ok := strings.CutPrefix(name, "score."); ok && part != "" {
			most[strconv.FormatFloat(amountOf(v), 'f', 1, 64)] = true
		}
	}
	if weights := p.one(section, "table.narrow"); weights != nil && len(most) > 0 {
		for _, td := range p.all(weights, "td.num") {
			p.among(td, "weights", most)
		}
	} else if weights != nil {
		// The manifest names the weights that were set; of the others the most a part gave bounds them.
		p.hold(weights, "drawing: weights in force, printed by adal rules")
	}
	for _, lede := range p.all(section, "p.lede") {
		p.among(lede, "bands", p.bandFigures(), words)
	}
	for _, d := range p.all(section, "details.rule") {
		id := strings.TrimPrefix(attr(d, "id"), "r-")
		for _, tr := range p.all(p.one(d, "table"), "tr") {
			for _, td := range p.all(tr, "td.num") {
				p.among(td, "parameters", p.settings(id))
			}
			p.among(tr, "parameters: meaning", p.settings(id), words)
		}
		for _, dd := range p.all(d, "dd") {
			p.among(dd, "rules: text", words, p.severity(id))
		}
		p.among(p.one(d, "p.dim"), "rules: paragraph", tokensOf(plain(p.paragraph(id))))
	}
}

// bandFigures is the scores from which bands begin, as they are shown.
func (k *facts) bandFigures() map[string]bool {
	high, middle := k.bands()
	return map[string]bool{strconv.FormatFloat(high, 'f', 1, 64): true, strconv.FormatFloat(middle, 'f', 1, 64): true}
}

// severity is how serious a rule is in per cent, as its file says.
func (k *facts) severity(rule string) map[string]bool {
	set := map[string]bool{}
	found, _ := filepath.Glob(filepath.Join("..", "..", "queries", "rules", rule+"_*.sql"))
	for _, path := range found {
		b, err := os.ReadFile(path)
		if err != nil {
			continue
		}
		for line := range strings.Lines(string(b)) {
			if v, ok := strings.CutPrefix(strings.TrimSpace(line), "-- severity: "); ok {
				set[strconv.FormatFloat(100*amountOf(v), 'f', 1, 64)] = true
			}
		}
	}
	return set
}

// paragraph is that of a rule, as its findings and its id say it.
func (k *facts) paragraph(rule string) string {
	for _, f := range k.files["findings.csv"] {
		if f["rule"] == rule {
			return f["paragraph"]
		}
	}
	return strings.NewReplacer("P", "", "-", " ", "a", "", "b", "", "c", "", "d", "", "e", "", "h", "").Replace(rule)
}
