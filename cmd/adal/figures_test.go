package main

import (
	"bytes"
	"encoding/json"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// TestFigures: every figure a person reads on the page, in the workbook, in the memo and on paper is the figure
// of the CSV and JSON files beside it, in every language, of both jobs; and a figure nobody holds
// against a file fails as well, so that none is left out. That the test can fail is tried on it: a
// figure of each kind is changed, and must be noticed.
func TestFigures(t *testing.T) {
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) {
			run := filepath.Join(t.TempDir(), "run")
			do(t, append(slices.Clone(args), "--data", ministry, "--out", run)...)
			for _, lang := range []string{"ru", "kk", "en"} {
				dir := run
				if lang != "ru" {
					dir = filepath.Join(t.TempDir(), lang)
					if err := os.CopyFS(dir, os.DirFS(run)); err != nil {
						t.Fatal(err)
					}
					do(t, "report", dir, "--lang", lang)
				}
				readAll(t, dir, run, ministry, lang, lang == "ru")
			}
		})
	}
}

// TestFiguresOfMany reads the same of generated sets, the scan's with more findings than a page holds
// as they are, so that the packed ones are read too.
func TestFiguresOfMany(t *testing.T) {
	for job, args := range jobs {
		t.Run(job, func(t *testing.T) {
			data, employees := filepath.Join(t.TempDir(), "data"), "3600"
			if job == "annual" {
				employees = "900"
			}
			do(t, "generate", "--out", data, "--employees", employees, "--seed", "5")
			run := filepath.Join(t.TempDir(), "run")
			do(t, append(slices.Clone(args), "--data", data, "--out", run)...)
			readAll(t, run, run, data, "ru", false)
		})
	}
}

// readAll reads page, workbook, memo and the report on paper of a folder, made from a run over data in a language.
func readAll(t *testing.T, dir, run, data, lang string, mutate bool) {
	t.Helper()
	k := known(t, dir, run, lang)
	for _, x := range k.inputs {
		if x.Table == "unfair_suppliers" {
			k.unfair = append(k.unfair, table(t, filepath.Join(data, x.Path))...)
		}
	}
	text, err := os.ReadFile(filepath.Join(dir, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	doc, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		t.Fatal(err)
	}
	p := k.readPage(doc)
	for _, fault := range p.faults[:min(len(p.faults), 25)] {
		t.Errorf("%s: page: %s", lang, fault)
	}
	if p.read < 2000 {
		t.Errorf("%s: page: %d figures read: nothing was tried", lang, p.read)
	}
	t.Logf("%s: page: %d figures read, %d faults", lang, p.read, len(p.faults))
	if mutate && len(p.faults) == 0 {
		k.mutatePage(t, doc, p)
	}
	k.readMemo(t, filepath.Join(dir, "memo.docx"), mutate)
	if k.job == "concentration" {
		k.readPaper(t, filepath.Join(dir, "report.docx"), mutate)
	}
	k.readBook(t, filepath.Join(dir, "report.xlsx"), mutate)
}

// facts is what the files of a run say, each figure under its name.
type facts struct {
	lang, job, period, from, asOf string
	files                         map[string][]map[string]string
	finding                       map[string]map[string]string // rows of findings.csv by id
	nested                        map[string]nested            // the same in findings.jsonl
	evidence                      map[string][]map[string]string
	tokens                        map[string]map[string]bool // figures of a finding, by id
	parameters                    map[string]string
	inputs                        []input
	unfair                        []map[string]string // rows of the register of unfair participants, which no file of a run repeats
	catalogue                     string              // every text of the language
	names                         *strings.Replacer
	groupNo                       map[string]int  // the number the page gives a group
	words, noted                  map[string]bool // the figures of these texts, and those of quality.csv
}

type nested struct {
	ID     string            `json:"finding_id"`
	Why    string            `json:"why_here"`
	Detail map[string]string `json:"detail"`
	Parts  []struct {
		Label, Fact string
		Points, Max float64
	} `json:"score_parts"`
}

type input struct {
	Path, Table, SHA256              string
	Rows, Normalised, Rejected, Left int64
}

func known(t *testing.T, dir, run, lang string) *facts {
	t.Helper()
	k := &facts{lang: lang, files: map[string][]map[string]string{}, finding: map[string]map[string]string{}, nested: map[string]nested{},
		evidence: map[string][]map[string]string{}, tokens: map[string]map[string]bool{}, catalogue: catalogue(t, lang)}
	tables, err := filepath.Glob(filepath.Join(dir, "*.csv"))
	if err != nil || len(tables) < 5 {
		t.Fatalf("tables of %s: %v %v", dir, tables, err)
	}
	for _, path := range tables {
		k.files[filepath.Base(path)] = table(t, path)
	}
	var m struct {
		Job, Period, From string
		AsOf              string `json:"as_of"`
		Parameters        map[string]string
		Inputs            []struct {
			Path, Table, SHA256        string
			Rows, Normalised, Rejected int64
			Left                       int64 `json:"left_out"`
		}
	}
	b, err := os.ReadFile(filepath.Join(run, "manifest.json"))
	if err == nil {
		err = json.Unmarshal(b, &m)
	}
	if err != nil {
		t.Fatal(err)
	}
	k.job, k.period, k.from, k.asOf, k.parameters = m.Job, m.Period, m.From, m.AsOf, m.Parameters
	for _, x := range m.Inputs {
		k.inputs = append(k.inputs, input(x))
	}
	lines, err := os.ReadFile(filepath.Join(dir, "findings.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	for line := range bytes.Lines(lines) {
		var n nested
		if err := json.Unmarshal(line, &n); err != nil {
			t.Fatal(err)
		}
		k.nested[n.ID] = n
	}
	k.names = namesOf(k.files)
	k.words, k.noted = tokensOf(k.numbers(k.catalogue)), map[string]bool{}
	for _, q := range k.files["quality.csv"] {
		for _, x := range append(k.numbers(q["note"]+" "+q["detail"]), plain(q["row"]+" "+q["id"])...) {
			k.noted[x.String()] = true
		}
	}
	for _, e := range k.files["evidence.csv"] {
		k.evidence[e["finding_id"]] = append(k.evidence[e["finding_id"]], e)
	}
	for _, f := range k.files["findings.csv"] {
		k.finding[f["finding_id"]] = f
		k.tokens[f["finding_id"]] = k.ofFinding(f)
	}
	return k
}

// catalogue is every text of a language, one after the other.
func catalogue(t *testing.T, lang string) string {
	t.Helper()
	po, err := os.ReadFile(filepath.Join("..", "..", "texts", lang+".po"))
	if err != nil {
		t.Fatal(err)
	}
	var all strings.Builder
	for line := range strings.Lines(string(po)) {
		line = strings.TrimSpace(line)
		i := strings.IndexByte(line, '"')
		if i < 0 {
			continue
		}
		if line[:i] != "" {
			all.WriteByte('\n')
		}
		if s, err := strconv.Unquote(line[i:]); err == nil {
			all.WriteString(s)
		}
	}
	return spaced(all.String())
}

// ofFinding is every figure the files give of a finding.
func (k *facts) ofFinding(f map[string]string) map[string]bool {
	set := map[string]bool{}
	add := func(text string) {
		for _, x := range k.numbers(text) {
			set[x.String()] = true
		}
	}
	n := k.nested[f["finding_id"]]
	add(f["summary"])
	add(n.Why)
	for _, part := range n.Parts {
		add(part.Fact)
	}
	for _, e := range k.evidence[f["finding_id"]] {
		add(e["fact"])
		set[e["row"]] = true
	}
	for _, c := range []string{"paragraph", "date_from", "date_to", "contracts", "slice", "position", "unit", "other_id"} {
		for _, x := range plain(f[c]) {
			set[x.String()] = true
		}
	}
	for _, v := range n.Detail {
		for _, x := range plain(v) {
			set[x.String()] = true
			if r, err := strconv.ParseFloat(v, 64); err == nil { // a share in per cent
				set[strconv.FormatFloat(100*r, 'f', 1, 64)] = true
			}
		}
	}
	if f["amount"] != "" {
		set[f["amount"]] = true
	}
	if v, err := strconv.ParseFloat(f["share"], 64); err == nil {
		set[strconv.FormatFloat(100*v, 'f', 1, 64)] = true
	}
	return set
}

// bands are the scores from which a finding is high, and middle, as README says.
func (k *facts) bands() (high, middle float64) {
	if k.job == "concentration" {
		return 60, 45
	}
	return 70, 50
}

var (
	// identity is what has digits and is no figure: masked numbers, BINs, digests, ids of rules.
	identity = regexp.MustCompile(`\*{4,}[0-9]{4}(/[0-9]+)?|\b[0-9a-f]{64}\b|\b[0-9a-f]{16}\b|\b[0-9]{12}\b|\b[PR][0-9][0-9A-Za-z-]*`)
	day      = map[bool]*regexp.Regexp{false: regexp.MustCompile(`\b([0-9]{2})\.([0-9]{2})\.([0-9]{4})\b`), true: regexp.MustCompile(`\b([0-9]{4})-([0-9]{2})-([0-9]{2})\b`)}
	grouped  = map[bool]*regexp.Regexp{
		false: regexp.MustCompile("[0-9]{1,3}(\u00a0[0-9]{3})+(,[0-9]+)?|[0-9]+(,[0-9]+)?"),
		true:  regexp.MustCompile(`[0-9]{1,3}(,[0-9]{3})+(\.[0-9]+)?|[0-9]+(\.[0-9]+)?`),
	}
	digits = regexp.MustCompile(`[0-9]`)
)
