package run

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"
)

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

// Deciders compares what decided a run with what would decide it now: the program, the
// rules, the parameters, the inputs, the run before. made are the values of the run as
// it was made, nil where they cannot be read: a manifest whose parameters are not those
// was changed afterwards.
func Deciders(was, is Manifest, made *Run) []Cause {
	recorded := func(r ManifestRule) (id, digest string) { return r.ID, r.Digest }
	before, now := digestsOf(slices.Concat(was.Rules, was.FlagRules), recorded), digestsOf(slices.Concat(is.Rules, is.FlagRules), recorded)
	causes := slices.Concat(ofProgram(was.Program, is.Program),
		unequal("rule", before, now, "rule_added", "rule_removed"),
		unequalParameters(was.Parameters, is.Parameters))
	if made != nil {
		causes = append(causes, ofManifest(was, made, before)...)
	}
	causes = append(causes, ofInputs(was, is)...)
	values := func(p *Previous) string {
		if p == nil {
			return ""
		}
		return p.Values
	}
	if values(was.Previous) != values(is.Previous) {
		causes = append(causes, Cause{Kind: "previous", Name: "--previous", Was: values(was.Previous), Is: values(is.Previous)})
	}
	return causes
}

// ofProgram compares the program, its language and its modules.
func ofProgram(was, is Program) []Cause {
	var causes []Cause
	if was.Version != is.Version || was.Name != is.Name {
		causes = append(causes, Cause{Kind: "program", Name: is.Name, Was: was.Version, Is: is.Version})
	}
	if was.Go != is.Go {
		causes = append(causes, Cause{Kind: "program", Name: "go", Was: was.Go, Is: is.Go})
	}
	modules := func(p Program) map[string]string {
		all := map[string]string{}
		for _, m := range p.Modules {
			path, rest, _ := strings.Cut(m, " ")
			all[path] = rest
		}
		return all
	}
	return append(causes, unequal("program", modules(was), modules(is), "program", "program")...)
}

// ofManifest compares what a manifest says with the values of the run as it was made.
func ofManifest(was Manifest, made *Run, before map[string]string) []Cause {
	own := func(period, from, asOf string, files []File) map[string]string {
		all := map[string]string{"period": period, "from": from, "as_of": asOf}
		for _, f := range files {
			all["inputs "+f.Path] = f.SHA256
		}
		return all
	}
	parameters, rules := map[string]string{}, made.allRules()
	for _, r := range rules {
		for _, p := range r.Parameters {
			parameters[r.ID+"."+p.Name] = p.Value
		}
	}
	digests := digestsOf(rules, func(r Rule) (id, digest string) { return r.ID, r.Digest })
	return slices.Concat(
		unequal("manifest", own(made.Period, made.From, made.AsOf, made.Files), own(was.Period, was.From, was.AsOf, was.Inputs), "manifest", "manifest"),
		unequalParameters(parameters, pick(was.Parameters, parameters)),
		unequal("rule", digests, pick(before, digests), "rule", "rule"))
}

// ofInputs compares the input files two manifests record.
func ofInputs(was, is Manifest) []Cause {
	files := func(m Manifest) (digests, tables map[string]string) {
		digests, tables = map[string]string{}, map[string]string{}
		for _, f := range m.Inputs {
			digests[f.Path], tables[f.Path] = f.SHA256, f.Table
		}
		return digests, tables
	}
	oldFiles, oldTables := files(was)
	newFiles, newTables := files(is)
	causes := unequal("input_changed", oldFiles, newFiles, "input_added", "input_missing")
	for i := range causes {
		causes[i].table = cmp.Or(oldTables[causes[i].Name], newTables[causes[i].Name])
	}
	return causes
}

func digestsOf[R any](rules []R, of func(R) (id, digest string)) map[string]string {
	digests := map[string]string{}
	for _, r := range rules {
		id, digest := of(r)
		digests[id] = digest
	}
	return digests
}

// unequal gives a cause for every name whose values differ, of a kind of its own where only one
// side has it.
func unequal(kind string, was, is map[string]string, added, removed string) []Cause {
	var causes []Cause
	eachUnequal(was, is, func(name, a, b string) {
		c := Cause{Kind: kind, Name: name, Was: a, Is: b}
		switch {
		case a == "":
			c.Kind = added
		case b == "":
			c.Kind = removed
		}
		if kind == "rule" {
			c.rule = name
		}
		causes = append(causes, c)
	})
	return causes
}

func unequalParameters(was, is map[string]string) []Cause {
	causes := unequal("parameter", was, is, "parameter", "parameter")
	for i := range causes {
		causes[i].rule, _, _ = strings.Cut(causes[i].Name, ".")
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

func kinds(causes []Cause, of ...string) []Cause {
	var some []Cause
	for _, c := range causes {
		if slices.Contains(of, c.Kind) {
			some = append(some, c)
		}
	}
	return some
}
