package rules

import (
	"regexp"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/pipeline/tables"
)

// sound is a rule file without a fault.
const sound = `-- id: P1-1a
-- kind: lead
-- job: scan
-- severity: 0.5
-- paragraph: 1(1)
-- inputs: roster, family_links
-- optional: suppliers
-- after: P0-1a
-- population: in_office
-- gaps: no_unit
-- identity: subject, other
-- of: people
-- param.days: integer | 30
-- param.least: number | 0.05 | shared
SELECT '$text' AS a, $days AS b, $least AS c, $as_of AS d -- $comment
`

func TestParse(t *testing.T) {
	r, err := Parse("P1-1a_sound", sound)
	if err != nil {
		t.Fatal(err)
	}
	days := run.Parameter{Name: "days", Type: "integer", Value: "30", Default: "30"}
	least := run.Parameter{Name: "least", Type: "number", Value: "0.05", Default: "0.05", Shared: true}
	if !slices.Equal(r.Parameters, []run.Parameter{days, least}) {
		t.Errorf("parameters %+v", r.Parameters)
	}
	if r.ID != "P1-1a" || r.Job != run.Scan || r.Severity != 0.5 ||
		!slices.Equal(r.Inputs, []string{"roster", "family_links"}) || !slices.Equal(r.Optional, []string{"suppliers"}) ||
		!slices.Equal(r.After, []string{"P0-1a"}) || !strings.HasPrefix(r.SQL, "SELECT") || len(r.Digest) != 64 {
		t.Errorf("read as %+v", r)
	}
}

// Each fault is reported, and those of one file together.
func TestParseFaults(t *testing.T) {
	cases := []struct {
		name     string
		from, to string // what of the sound file is replaced by what
		want     string
	}{
		{"unknown key", "-- of: people", "-- of: people\n-- colour: red", "unknown header key colour"},
		{"missing key", "-- of: people\n", "", "header has no of"},
		{"empty key", "-- of: people", "-- of: ", "header has no of"},
		{"a text among it", "-- severity: 0.5", "-- severity: 0.5\n-- title.ru: т", "unknown header key title.ru"},
		{"declared and not used", "$days", "1", "parameter days is declared and not used"},
		{"used in a text only", "$least AS c", "'$least' AS c", "parameter least is declared and not used"},
		{"used and not declared", "$as_of", "$as_off", "the query uses $as_off, which the header does not declare"},
		{"given to another job", "$as_of", "$year", "the query uses $year, which the header does not declare"},
		{"wrong file name", "-- id: P1-1a", "-- id: P1-1b", "the file is not named after the id P1-1b"},
		{"parameter with a reason", "| 30\n", "| 30 | days of grace\n", `parameter days is not "type | default"`},
		{"parameter of no type", "integer | 30", "date | 30", `type "date" is not integer, number, optional number or text`},
		{"default of another type", "integer | 30", "integer | 30.5", `"30.5" is not a whole number`},
		{"negative default", "number | 0.05", "number | -0.05", `"-0.05" is not a number from 0 up`},
		{"severity", "severity: 0.5", "severity: 1.5", "severity is not a number from 0 to 1"},
		{"kind", "kind: lead", "kind: hunch", `kind "hunch"`},
		{"job", "job: scan", "job: sweep", `job "sweep"`},
		{"key twice", "-- of: people", "-- of: people\n-- of: slices", "header key of stands twice"},
		{"no key", "-- of: people", "-- of: people\n-- a remark", `"-- a remark" is not "-- key: value"`},
		{"a meeting nowhere", "-- of: people", "-- of: people\n-- meet: bar", "meet \"bar\" is not"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			text := strings.Replace(sound, c.from, c.to, 1)
			if text == sound {
				t.Fatal("the case changes nothing")
			}
			_, err := Parse("P1-1a_sound", text)
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Fatalf("got %v, want %q", err, c.want)
			}
			for line := range strings.Lines(err.Error()) {
				if !strings.HasPrefix(line, "P1-1a_sound: ") {
					t.Errorf("%q does not begin with the file", line)
				}
			}
		})
	}
	t.Run("together", func(t *testing.T) {
		text, want := sound, []string{}
		for _, c := range cases[:9] {
			if c.name != "empty key" && c.name != "given to another job" {
				text = strings.Replace(text, c.from, c.to, 1)
				want = append(want, c.want)
			}
		}
		_, err := Parse("P1-1a_sound", text)
		for _, w := range want {
			if err == nil || !strings.Contains(err.Error(), w) {
				t.Errorf("got %v, want %q among it", err, w)
			}
		}
	})
}

var (
	placeholder = regexp.MustCompile(`\{[a-z_]+\}`)
	verdict     = regexp.MustCompile(`(?i)guilty|fraud|corrupt(ed)? (person|official|employee)|виновен|виновна|мошенни|коррупционер|кінәлі`)
)

// What the parser cannot know: names of other rules and tables, and that the three
// languages say one thing.
func TestCatalogue(t *testing.T) {
	all, err := Catalogue()
	if err != nil {
		t.Fatal(err)
	}
	byID := map[string]Rule{}
	for _, r := range all {
		byID[r.ID] = r
	}
	if len(byID) != len(all) {
		t.Errorf("%d rules have %d ids", len(all), len(byID))
	}
	shared := map[string]run.Parameter{} // job and name
	for _, r := range all {
		t.Run(r.ID, func(t *testing.T) {
			for _, name := range slices.Concat(r.Inputs, r.Optional) {
				if _, ok := tables.ByName(name); !ok {
					t.Errorf("reads a table %q, which nobody gives", name)
				}
			}
			for _, id := range r.After {
				if o, ok := byID[id]; !ok || o.Job != r.Job {
					t.Errorf("waits for %q, which is no rule of the job", id)
				}
			}
			// A rule of the Standard is called after its paragraph; a red flag after the guide's number.
			if n, _, _ := strings.Cut(r.ID, "-"); r.Job != run.Flags && !strings.HasPrefix(r.ID, "P"+strings.FieldsFunc(r.Paragraph, func(c rune) bool { return c < '0' || c > '9' })[0]) {
				t.Errorf("%s stands in paragraph %s", n, r.Paragraph)
			}
			in := func(s string) []string {
				found := placeholder.FindAllString(s, -1)
				slices.Sort(found)
				return slices.Compact(found)
			}
			for _, other := range []string{r.Summary.KK, r.Summary.EN} {
				if !slices.Equal(in(r.Summary.RU), in(other)) {
					t.Errorf("the sentences say different things: %v, %v", in(r.Summary.RU), in(other))
				}
			}
			for _, text := range []run.Text{r.Title, r.Why, r.Summary, r.Exceptions, r.Clears, r.Innocent} {
				for _, s := range []string{text.RU, text.KK, text.EN} {
					if word := verdict.FindString(s); word != "" {
						t.Errorf("%q is a verdict: %s", word, s)
					}
				}
			}
			// A duty that was done requires nothing: of one that was not the state says so.
			if r.Kind != "measure" && r.Kind != "duty" {
				for s, words := range map[string]string{r.Summary.RU: "ребует проверки", r.Summary.KK: "ексеруді қажет етеді", r.Summary.EN: "equires checking"} {
					if !strings.Contains(s, words) {
						t.Errorf("the sentence does not say that it requires checking: %s", s)
					}
				}
			}
			for _, p := range r.Parameters {
				key := string(r.Job) + " " + p.Name
				if before, ok := shared[key]; p.Shared && ok && (before.Default != p.Default || before.Type != p.Type) {
					t.Errorf("the shared parameter %s has two defaults, %s and %s", p.Name, before.Default, p.Default)
				}
				if p.Shared {
					shared[key] = p
				}
			}
		})
	}
	if !slices.IsSortedFunc(all, func(a, b Rule) int { return strings.Compare(sortKey(a.ID), sortKey(b.ID)) }) {
		t.Error("not sorted by id")
	}
}

// A parameter is set for its rule alone, a shared one for every rule that has it.
func TestSet(t *testing.T) {
	var two []Rule
	for _, id := range []string{"P1-1a", "P1-1b"} {
		r, err := Parse(id+"_sound", strings.Replace(sound, "P1-1a", id, 1))
		if err != nil {
			t.Fatal(err)
		}
		two = append(two, r)
	}
	values := func() (v []string) {
		for _, r := range two {
			for _, p := range r.Parameters {
				v = append(v, p.Value)
			}
		}
		return v
	}
	for _, step := range []struct {
		setting string
		want    []string
	}{
		{"P1-1b.days=7", []string{"30", "0.05", "7", "0.05"}},
		{"P1-1b.least=10%", []string{"30", "0.1", "7", "0.1"}},
		{"all.least= 0.2", []string{"30", "0.2", "7", "0.2"}},
	} {
		if err := Set(two, []string{step.setting}); err != nil {
			t.Errorf("%s: %v", step.setting, err)
		}
		if got := values(); !slices.Equal(got, step.want) {
			t.Errorf("%s: got %v, want %v", step.setting, got, step.want)
		}
	}
}
