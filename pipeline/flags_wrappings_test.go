package pipeline

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/job"
)

// wrapped is two releases as portals hand them out, by file name.
func wrapped(a, b string) map[string]string {
	record := func(ocid, r string) string { return `{"ocid":"` + ocid + `","compiledRelease":` + r + "}" }
	bare := strings.Replace(a, `"ocid":"o1",`, "", 1)
	return map[string]string{
		"lines.jsonl":              a + "\n" + b + "\n",
		"mark.jsonl":               "\ufeff" + a + "\r\n" + b + "\r\n",
		"package.json":             `{"uri":"u","version":"1.1","publisher":{"name":"p"},"releases":[` + a + "," + b + "]}",
		"records.json":             `{"uri":"u","records":[` + record("o1", a) + "," + record("o2", b) + "]}",
		"record_lines.jsonl":       record("o1", a) + "\n" + record("o2", b) + "\n",
		"package_lines.jsonl":      `{"uri":"u","releases":[` + a + "]}\n" + `{"uri":"u","anything":1,"releases":[` + b + "]}\n",
		"record_packages.jsonl":    `{"uri":"u","records":[` + record("o1", a) + "]}\n" + `{"records":[` + record("o2", b) + "]}\n",
		"own_records.jsonl":        a[:len(a)-1] + `,"records":[{"n":1}],"releases":[]}` + "\n" + b + "\n",
		"array.json":               "[" + a + "," + b + "]",
		"packages.json":            `[{"uri":"u","releases":[` + a + `]},{"uri":"v","records":[` + record("o2", b) + "]}]",
		"linked.json":              `{"records":[{"ocid":"o1","releases":[{"url":"https://example/1","date":"2025-01-01"}],"compiledRelease":` + bare + "}," + record("o2", b) + "]}",
		"linked_lines.jsonl":       `{"ocid":"o1","releases":[{"url":"https://example/1"}],"compiledRelease":` + bare + "}\n" + record("o2", b) + "\n",
		"several_of_a_record.json": `{"records":[{"ocid":"o1","releases":[` + bare + "," + bare + "]}," + record("o2", b) + "]}",
	}
}

// Releases are read whatever they are wrapped in: records and packages, in a text or one a line, with
// a byte order mark too; of a record the compiled release. With the engine and without.
func TestFlagsOfWrappings(t *testing.T) {
	lines := strings.Split(strings.TrimSpace(edge), "\n")
	a, b := strings.Replace(lines[0], `"east"`, `"o1"`, 1), strings.Replace(lines[1], `"west"`, `"o2"`, 1)
	only := func(o *job.Options) { o.Only = cardinal }
	flags := func(files map[string]string, how ...func(*job.Options)) (all []string) {
		for _, f := range flagRun(t, files, append(how, only)...).Findings {
			all = append(all, fmt.Sprint(f.Rule, f.SubjectKind, f.SubjectID, f.Detail["value"]))
		}
		slices.Sort(all)
		return all
	}
	all := wrapped(a, b)
	want := flags(map[string]string{"lines.jsonl": all["lines.jsonl"]})
	if len(want) < 6 {
		t.Fatalf("%v: it tests nothing", want)
	}
	for _, name := range slices.Sorted(maps.Keys(all)) {
		files := map[string]string{name: all[name]}
		if got := flags(files); !slices.Equal(got, want) {
			t.Errorf("%s: %v, not %v", name, got, want)
		}
		if got := flags(files, withoutEngine); !slices.Equal(got, want) {
			t.Errorf("%s without the engine: %v, not %v", name, got, want)
		}
	}
}

// What stands there as a link alone, or as a history, is no process without anything, but a row that
// is told as rejected.
func TestLinkedReleasesAreRejected(t *testing.T) {
	whole := strings.Split(edge, "\n")[0]
	for name, text := range map[string]string{
		"r.json":  `{"records":[{"ocid":"o1","releases":[{"url":"https://example/1","date":"2025-01-01T00:00:00Z"}]},{"ocid":"east","releases":[` + whole + `]}]}`,
		"r.jsonl": `{"ocid":"o1","releases":[{"url":"https://example/1"}]}` + "\n" + `{"releases":[]}` + "\n" + whole + "\n",
		"v.json":  `{"records":[{"ocid":"https://example/1","versionedRelease":{"tender":{}}},{"ocid":"east","releases":[` + whole + `]}]}`,
		"v.jsonl": `{"ocid":"https://example/1","versionedRelease":{"tender":{}}}` + "\n" + whole + "\n",
	} {
		for _, how := range [][]func(*job.Options){{}, {withoutEngine}} {
			r := flagRun(t, map[string]string{name: text}, append(how, func(o *job.Options) { o.Only = []string{"R018"} })...)
			if len(r.Rejects) != 1 || r.Rejects[0].Reason != "no_release" || r.Rejects[0].Value != "https://example/1" || len(r.Findings) != 1 {
				t.Errorf("%s: %+v, %d findings", name, r.Rejects, len(r.Findings))
			}
		}
	}
	if !json.Valid([]byte(whole)) {
		t.Fatal("no release")
	}
}
