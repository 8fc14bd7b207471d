package run

import (
	"bufio"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// Difference is one thing about a run that is not as its manifest says.
type Difference struct {
	// What is a code. Of the run's own files: missing, extra, altered, not_a_file,
	// sums_missing, sums_disagree, unreadable. Of a run made again: not_reproduced,
	// no_longer_made, newly_made.
	What   string  `json:"what"`
	Path   string  `json:"path"` // of a file of the run
	Was    string  `json:"was,omitempty"`
	Is     string  `json:"is,omitempty"`
	Err    error   `json:"-"`              // why it is unreadable, to be said in any language
	Rows   string  `json:"rows,omitempty"` // "73 → 72" where the number changed
	Rules  []Moved `json:"rules,omitempty"`
	Causes []Cause `json:"causes,omitempty"`
}

// Moved is a rule whose findings are not the same.
type Moved struct {
	Rule     string  `json:"rule"`
	Findings int     `json:"findings"` // that appeared, vanished or read otherwise
	Causes   []Cause `json:"causes"`
}

// Cause is something that decides a run and is not what it was.
type Cause struct {
	// Kind is input_changed, input_missing, input_added, parameter, rule, rule_added,
	// rule_removed, program, previous, or manifest: it does not say what the run was made of.
	Kind string `json:"kind"`
	Name string `json:"name"`
	Was  string `json:"was,omitempty"`
	Is   string `json:"is,omitempty"`

	table string // of an input
	rule  string // of a rule or its parameter
}

// Check compares the files of a run with its manifest and its SHA256SUMS, both ways: what
// was altered, what is missing, what nobody put there. Sealed files are compared as they
// stand, and with unseal by what is inside too. It is an error only where dir is no run.
func Check(dir string, unseal Unseal) (Manifest, []Difference, error) {
	m, err := ReadManifest(dir)
	if err != nil {
		return m, nil, err
	}
	var found []Difference
	add := func(d Difference) { found = append(found, d) }

	sums, err := readSums(filepath.Join(dir, SumsFile))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		add(Difference{What: "missing", Path: SumsFile})
	case err != nil:
		add(Difference{What: "unreadable", Path: SumsFile, Is: err.Error(), Err: err})
	}
	expected := map[string]Output{ManifestFile: {}, SumsFile: {}}
	for _, o := range m.Outputs {
		expected[o.File()] = o
	}
	there := map[string]bool{}
	err = filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		name, err := filepath.Rel(dir, path)
		if err != nil || name == "." {
			return err
		}
		name = filepath.ToSlash(name)
		if d.IsDir() {
			if !holdsAny(expected, name+"/") {
				add(Difference{What: "extra", Path: name + "/"})
				return fs.SkipDir
			}
			return nil
		}
		if name == SignatureFile && d.Type().IsRegular() {
			return nil // it vouches for the sums; whose it is, the caller says
		}
		there[name] = true
		o, known := expected[name]
		switch {
		case !d.Type().IsRegular():
			add(Difference{What: "not_a_file", Path: name})
			return nil
		case !known:
			add(Difference{What: "extra", Path: name})
			return nil
		case name == SumsFile:
			return nil
		}
		if d := compareFile(path, name, o, sums, unseal); d.What != "" {
			add(d)
		}
		return nil
	})
	if err != nil {
		return m, nil, fmt.Errorf("list the run's files: %w", err)
	}
	for name := range expected {
		if !there[name] && name != SumsFile {
			add(Difference{What: "missing", Path: name, Was: expected[name].SHA256})
		}
	}
	for name, sum := range sums {
		if _, known := expected[name]; !known && !there[name] {
			add(Difference{What: "missing", Path: name, Was: sum})
		}
	}
	slices.SortFunc(found, func(a, b Difference) int { return strings.Compare(a.Path+a.What, b.Path+b.What) })
	return m, found, nil
}

// compareFile gives what is wrong with a file that stands in the manifest, What blank for
// nothing.
func compareFile(path, name string, o Output, sums map[string]string, unseal Unseal) Difference {
	sum, err := Digest(path)
	if err != nil {
		return Difference{What: "unreadable", Path: name, Is: err.Error(), Err: err}
	}
	onlySums := name == ManifestFile || o.Sealed // SHA256SUMS is the only one to tell
	switch {
	case !onlySums && sum != o.SHA256:
		return Difference{What: "altered", Path: name, Was: o.SHA256, Is: sum}
	case sums != nil && sums[name] == "":
		return Difference{What: "sums_missing", Path: name, Is: sum}
	case sums != nil && sums[name] != sum && onlySums:
		return Difference{What: "altered", Path: name, Was: sums[name], Is: sum}
	case sums != nil && sums[name] != sum:
		return Difference{What: "sums_disagree", Path: name, Was: sums[name], Is: sum}
	}
	if o.Sealed && unseal != nil {
		inside, err := digestSealed(path, unseal)
		switch {
		case err != nil:
			return Difference{What: "unreadable", Path: name, Is: err.Error(), Err: err}
		case inside != o.SHA256:
			return Difference{What: "altered", Path: name, Was: o.SHA256, Is: inside}
		}
	}
	return Difference{}
}

func holdsAny(files map[string]Output, folder string) bool {
	for name := range files {
		if strings.HasPrefix(name, folder) {
			return true
		}
	}
	return false
}

func readSums(path string) (map[string]string, error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }()
	sums := map[string]string{}
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		sum, name, ok := strings.Cut(lines.Text(), "  ")
		if !ok || len(sum) != 64 {
			return sums, fmt.Errorf("line %q is not a digest and a name", lines.Text())
		}
		sums[name] = sum
	}
	return sums, lines.Err()
}

func digestSealed(path string, unseal Unseal) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", err
	}
	defer func() { _ = f.Close() }()
	plain, err := unseal(f)
	if err != nil {
		return "", err
	}
	h := sha256.New()
	if _, err := io.Copy(h, plain); err != nil {
		return "", err
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}

// Deciders compares what decided a run with what would decide it now: the program, the
// rules, the parameters, the inputs, the run before. made are the values of the run as
// it was made, nil where they cannot be read: a manifest whose parameters are not those
// was changed afterwards.
func Deciders(was, is Manifest, made *Run) []Cause {
	var causes []Cause
	add := func(c Cause) { causes = append(causes, c) }

	if was.Program.Version != is.Program.Version || was.Program.Name != is.Program.Name {
		add(Cause{Kind: "program", Name: is.Program.Name, Was: was.Program.Version, Is: is.Program.Version})
	}
	if was.Program.Go != is.Program.Go {
		add(Cause{Kind: "program", Name: "go", Was: was.Program.Go, Is: is.Program.Go})
	}
	modules := func(p Program) map[string]string {
		all := map[string]string{}
		for _, m := range p.Modules {
			path, rest, _ := strings.Cut(m, " ")
			all[path] = rest
		}
		return all
	}
	eachUnequal(modules(was.Program), modules(is.Program), func(name, a, b string) {
		add(Cause{Kind: "program", Name: name, Was: a, Is: b})
	})

	before, now := map[string]string{}, map[string]string{}
	for _, r := range slices.Concat(was.Rules, was.FlagRules) {
		before[r.ID] = r.Digest
	}
	for _, r := range slices.Concat(is.Rules, is.FlagRules) {
		now[r.ID] = r.Digest
	}
	eachUnequal(before, now, func(id, a, b string) {
		kind := "rule"
		switch {
		case a == "":
			kind = "rule_added"
		case b == "":
			kind = "rule_removed"
		}
		add(Cause{Kind: kind, Name: id, Was: a, Is: b, rule: id})
	})
	parameter := func(name, a, b string) {
		rule, _, _ := strings.Cut(name, ".")
		add(Cause{Kind: "parameter", Name: name, Was: a, Is: b, rule: rule})
	}
	eachUnequal(was.Parameters, is.Parameters, parameter)
	if made != nil {
		own := func(period, from, asOf string, files []File) map[string]string {
			all := map[string]string{"period": period, "from": from, "as_of": asOf}
			for _, f := range files {
				all["inputs "+f.Path] = f.SHA256
			}
			return all
		}
		eachUnequal(own(made.Period, made.From, made.AsOf, made.Files), own(was.Period, was.From, was.AsOf, was.Inputs), func(name, a, b string) {
			add(Cause{Kind: "manifest", Name: name, Was: a, Is: b})
		})
		of := map[string]string{}
		rules := made.allRules()
		for _, r := range rules {
			for _, p := range r.Parameters {
				of[r.ID+"."+p.Name] = p.Value
			}
		}
		eachUnequal(of, pick(was.Parameters, of), parameter)
		digests := map[string]string{}
		for _, r := range rules {
			digests[r.ID] = r.Digest
		}
		eachUnequal(digests, pick(before, digests), func(id, a, b string) {
			add(Cause{Kind: "rule", Name: id, Was: a, Is: b, rule: id})
		})
	}

	files := func(m Manifest) (digests, tables map[string]string) {
		digests, tables = map[string]string{}, map[string]string{}
		for _, f := range m.Inputs {
			digests[f.Path], tables[f.Path] = f.SHA256, f.Table
		}
		return digests, tables
	}
	oldFiles, oldTables := files(was)
	newFiles, newTables := files(is)
	eachUnequal(oldFiles, newFiles, func(path, a, b string) {
		kind := "input_changed"
		switch {
		case a == "":
			kind = "input_added"
		case b == "":
			kind = "input_missing"
		}
		add(Cause{Kind: kind, Name: path, Was: a, Is: b, table: cmp.Or(oldTables[path], newTables[path])})
	})
	values := func(p *Previous) string {
		if p == nil {
			return ""
		}
		return p.Values
	}
	if values(was.Previous) != values(is.Previous) {
		add(Cause{Kind: "previous", Name: "--previous", Was: values(was.Previous), Is: values(is.Previous)})
	}
	return causes
}

// Inputs compares the input files a manifest records with those in a data directory.
func Inputs(m Manifest, data string) []Cause {
	var causes []Cause
	for _, f := range m.Inputs {
		sum, err := Digest(filepath.Join(data, filepath.FromSlash(f.Path)))
		switch {
		case err != nil:
			causes = append(causes, Cause{Kind: "input_missing", Name: f.Path, Was: f.SHA256, table: f.Table})
		case sum != f.SHA256:
			causes = append(causes, Cause{Kind: "input_changed", Name: f.Path, Was: f.SHA256, Is: sum, table: f.Table})
		}
	}
	return causes
}

func pick(from, keys map[string]string) map[string]string {
	all := map[string]string{}
	for k := range keys {
		all[k] = from[k]
	}
	return all
}

func eachUnequal(a, b map[string]string, f func(name, a, b string)) {
	var names []string
	for n, v := range a {
		if b[n] != v {
			names = append(names, n)
		}
	}
	for n, v := range b {
		if _, both := a[n]; !both && v != "" {
			names = append(names, n)
		}
	}
	slices.Sort(names)
	for _, n := range names {
		f(n, a[n], b[n])
	}
}

// Against compares a run with the same run made again, file by file, and says which of
// the causes bear on each: for a table its inputs, for the findings the rules whose
// findings moved and what these read.
func Against(was, again Manifest, made, remade *Run, causes []Cause) []Difference {
	moved := Moves(made, remade, causes)
	now := map[string]Output{}
	for _, o := range again.Outputs {
		now[o.Path] = o
	}
	var found []Difference
	for _, o := range was.Outputs {
		b, ok := now[o.Path]
		delete(now, o.Path)
		if ok && b.SHA256 == o.SHA256 {
			continue
		}
		d := Difference{What: "not_reproduced", Path: o.Path, Was: o.SHA256, Is: b.SHA256}
		if !ok {
			d.What = "no_longer_made"
		} else if o.Rows != nil && b.Rows != nil && *o.Rows != *b.Rows {
			d.Rows = fmt.Sprintf("%d → %d", *o.Rows, *b.Rows)
		}
		d.attribute(causes, moved)
		found = append(found, d)
	}
	for _, o := range again.Outputs {
		if _, left := now[o.Path]; left {
			d := Difference{What: "newly_made", Path: o.Path, Is: o.SHA256}
			d.attribute(causes, moved)
			found = append(found, d)
		}
	}
	return found
}

func (d *Difference) attribute(causes []Cause, moved []Moved) {
	table, isTable := strings.CutPrefix(d.Path, "tables/")
	table = strings.TrimSuffix(table, ".parquet")
	switch {
	case isTable && table == "source_file":
		d.Causes = kinds(causes, "input_added", "input_missing", "program")
	case isTable && table == "previous":
		d.Causes = kinds(causes, "previous")
	case isTable && table != "report":
		for _, c := range causes {
			if c.table == table || c.Kind == "program" || strings.HasPrefix(c.Name, "rate.") {
				d.Causes = append(d.Causes, c)
			}
		}
	case d.Path == "rejects.csv":
		d.Causes = kinds(causes, "input_changed", "input_added", "input_missing", "program")
	case strings.HasPrefix(d.Path, "findings.") || d.Path == "evidence.csv":
		d.Rules = moved
	}
	if len(d.Causes) == 0 && len(d.Rules) == 0 {
		d.Causes = causes
	}
}

func kinds(causes []Cause, of ...string) []Cause {
	var some []Cause
	for _, c := range causes {
		if slices.Contains(of, c.Kind) {
			some = append(some, c)
		}
	}
	return some
}

// Moves lists the rules whose findings are not the same in two runs, with the causes that
// bear on each: its digest, its parameters, the tables it reads. Where none of these
// changed all causes are given: names and posts come from tables no rule names.
func Moves(made, remade *Run, causes []Cause) []Moved {
	if made == nil || remade == nil {
		return nil
	}
	type text map[string]string
	byRule := func(r *Run) map[string]text {
		all := map[string]text{}
		for i := range r.Findings {
			f := r.Findings[i]
			f.Rank = 0 // a finding that only moves down the list did not change
			b, _ := json.Marshal(f)
			if all[f.Rule] == nil {
				all[f.Rule] = text{}
			}
			all[f.Rule][f.ID+f.ViaID] = string(b)
		}
		return all
	}
	was, is := byRule(made), byRule(remade)
	var rules []Rule
	for _, r := range append(slices.Clone(made.Rules), remade.Rules...) {
		if !slices.ContainsFunc(rules, func(x Rule) bool { return x.ID == r.ID }) {
			rules = append(rules, r)
		}
	}
	var moved []Moved
	for _, r := range rules {
		n := 0
		eachUnequal(was[r.ID], is[r.ID], func(string, string, string) { n++ })
		if n == 0 {
			continue
		}
		m := Moved{Rule: r.ID, Findings: n}
		for _, c := range causes {
			reads := slices.Contains(r.Inputs, c.table) || slices.Contains(r.Optional, c.table)
			if c.rule == r.ID || c.Kind == "program" || reads || strings.HasPrefix(c.Name, "score.") || strings.HasPrefix(c.Name, "rate.") ||
				c.Kind == "previous" || c.table == "dispositions" {
				m.Causes = append(m.Causes, c)
			}
		}
		if len(m.Causes) == 0 {
			m.Causes = causes
		}
		moved = append(moved, m)
	}
	return moved
}
