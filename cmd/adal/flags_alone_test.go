package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"adal/fixtures/invent"
	"adal/pipeline/run"
)

// theEleven are the rules of Cardinal, as --rules takes them.
const theEleven = "R003,R018,R024,R025,R028,R030,R035,R036,R038,R048,R058"

// said runs a command and gives its exit status with what it said, its folder left out.
func said(t *testing.T, folder string, args ...string) (int, string) {
	t.Helper()
	var out, errs bytes.Buffer
	code := execute(t.Context(), args, nil, &out, &errs)
	return code, strings.ReplaceAll(out.String()+errs.String(), folder, "RUN")
}

// Of releases indicators.json alone is written without the engine: the run keeps nothing else, says
// the same on the terminal and in the manifest, and has the bytes it has beside other files.
func TestIndicatorsAlone(t *testing.T) {
	t.Parallel()
	data, dir := t.TempDir(), t.TempDir()
	var lines bytes.Buffer
	if err := invent.Tenders(&lines, 700, 5); err != nil {
		t.Fatal(err)
	}
	lines.WriteString("{\"ocid\":\"broken\",\n{\"ocid\":\"a <b> & c\",\"tender\":{\"procurementMethod\":\"open\",\"numberOfTenderers\":1}}\n")
	for name, text := range map[string][]byte{"tenders.jsonl": lines.Bytes(), "note.json": []byte(`{"a":1}`), "adal.yaml": []byte("set:\n  R003.threshold: \"20\"\n")} {
		if err := os.WriteFile(filepath.Join(data, name), text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for name, more := range map[string][]string{"all": nil, "year": {"--year", "2025", "--ids", "full", "--lang", "en"}, "outside": {"--year", "2019"}, "few": {"--rules", "R018,R024", "--set", "R018.procurement_methods=open"}} {
		alone, with := filepath.Join(dir, name), filepath.Join(dir, name+"-with")
		args := append([]string{"flags", "--data", data, "--rules", theEleven}, more...)
		code, text := said(t, alone, append(args, "--out", alone, "--format", "indicators")...)
		wantCode, wantText := said(t, with, append(args, "--out", with, "--format", "indicators,json")...)
		if code != exitDone || code != wantCode || text != wantText {
			t.Fatalf("%s: status %d and\n%s\nwant %d and\n%s", name, code, text, wantCode, wantText)
		}
		if files, _ := filepath.Glob(filepath.Join(alone, "*")); len(files) != 3 { // with the manifest and the sums
			t.Fatalf("%s: the run has %v", name, files)
		}
		got, want := read(t, alone, "indicators.json"), read(t, with, "indicators.json")
		if !bytes.Equal(got, want) || len(got) < 10 && name != "outside" {
			t.Errorf("%s: indicators differ:\n%.300s\n%.300s", name, got, want)
		}
		m, whole := manifestOf(t, alone), manifestOf(t, with)
		m.Outputs, whole.Outputs = nil, nil
		if !reflect.DeepEqual(m, whole) {
			t.Errorf("%s: the manifest is not the same:\n%+v\n%+v", name, m, whole)
		}
		must(t, "verify", alone, "--data", data)
	}
	run := filepath.Join(dir, "all")
	for _, args := range [][]string{{"report", run}, {"explain", run, "x"}, {"diff", run, run}, {"flags", "--data", data, "--out", filepath.Join(dir, "next"), "--previous", run}} {
		if code, text := said(t, run, append(args, "--lang", "en")...); code != exitFailed || !strings.Contains(text, "the tables of the run were not kept") || !strings.Contains(text, "--format indicators,json") {
			t.Errorf("%v: %d, %s", args, code, text)
		}
	}
	if err := os.WriteFile(filepath.Join(data, "tenders.jsonl"), lines.Bytes()[lines.Len()/2:], 0o600); err != nil {
		t.Fatal(err)
	}
	if code, text := said(t, run, "verify", run, "--data", data, "--lang", "en"); code != exitDifference || !strings.Contains(text, "indicators.json") || strings.Contains(text, ".parquet") {
		t.Errorf("verify of other lines: %d, %s", code, text)
	}
}

// What cannot be served without the engine goes the way it went, and says the same.
func TestIndicatorsWithEngine(t *testing.T) {
	t.Parallel()
	person := "050201100108" // an invented one, as a sole entrepreneur bids
	single := func(ocid, id string) string {
		return `{"ocid":"` + ocid + `","tender":{"procurementMethod":"open","numberOfTenderers":1,"status":"complete"},"bids":{"details":[{"status":"valid","value":{"amount":9,"currency":"KZT"},"tenderers":[{"id":"` + id + `"}]},{"status":"disqualified","tenderers":[{"id":"B"}]}]},"awards":[{"status":"active","suppliers":[{"id":"` + id + `"}]}]}` + "\n"
	}
	for name, c := range map[string]struct {
		files map[string]string
		args  []string
		code  int
		has   string // of indicators.json
	}{
		"a number of a person is masked beside others": {map[string]string{"a.jsonl": single("a", person)}, nil, exitDone, `"********0108":`},
		"a table beside the releases":                  {map[string]string{"a.jsonl": single("a", "A"), "units.csv": "unit_id,unit\n1,О\n"}, nil, exitDone, `"A":`},
		"a rule of ours":                               {map[string]string{"a.jsonl": single("a", "A")}, []string{"--rules", "R018,R040"}, exitDone, `"R018":`},
		"days that are no plain number":                {map[string]string{"a.jsonl": single("a", "A")}, []string{"--set", "R003.procurement_method_details=x=y"}, exitDone, `"A":`},
		"too many broken lines":                        {map[string]string{"a.jsonl": single("a", "A") + "{\n[]\n"}, nil, exitFailed, ""},
		"no tender":                                    {map[string]string{"a.jsonl": "{\"tag\":[\"compiled\"],\"tender\":{},\"awards\":[]}\n"}, []string{"--max-rejects", "100%"}, exitFailed, ""},
		"a rule that is none":                          {map[string]string{"a.jsonl": single("a", "A")}, []string{"--rules", "R018,R999"}, exitUsage, ""},
		"a parameter that is none":                     {map[string]string{"a.jsonl": single("a", "A")}, []string{"--set", "R018.x=1"}, exitUsage, ""},
		"no file":                                      {nil, nil, exitFailed, ""},
		"an archive that is none":                      {map[string]string{"a.jsonl.gz": "\x1f\x8bnothing"}, nil, exitFailed, ""},
	} {
		t.Run(name, func(t *testing.T) {
			data, dir := t.TempDir(), t.TempDir()
			for name, text := range c.files {
				if err := os.WriteFile(filepath.Join(data, name), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			alone, with := filepath.Join(dir, "alone"), filepath.Join(dir, "with")
			args := append([]string{"flags", "--data", data, "--rules", theEleven}, c.args...)
			code, text := said(t, alone, append(args, "--out", alone, "--format", "indicators")...)
			wantCode, wantText := said(t, with, append(args, "--out", with, "--format", "indicators,json")...)
			if code != c.code || code != wantCode || text != wantText {
				t.Fatalf("status %d and\n%s\nwant %d and\n%s", code, text, wantCode, wantText)
			}
			if code != exitDone {
				if _, err := os.Stat(alone); err == nil {
					t.Error("there is a run")
				}
				return
			}
			got, want := read(t, alone, "indicators.json"), read(t, with, "indicators.json")
			if !bytes.Equal(got, want) || !strings.Contains(string(got), c.has) {
				t.Errorf("indicators are %s, want %s with %s", got, want, c.has)
			}
			if m := manifestOf(t, alone); !m.Keeps() {
				t.Error("the run keeps nothing")
			}
			must(t, "report", alone)
			must(t, "verify", alone, "--data", data)
		})
	}
}

func read(t *testing.T, dir, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, name))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func manifestOf(t *testing.T, dir string) run.Manifest {
	t.Helper()
	var m run.Manifest
	if err := json.Unmarshal(read(t, dir, "manifest.json"), &m); err != nil {
		t.Fatal(err)
	}
	return m
}
