package html_test

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports/html"
	"adal/reports/internal/sample"
	"adal/reports/view"
)

var (
	headings = regexp.MustCompile(`<h([1-6])[ >]|role="heading" aria-level="([1-6])"`)
	unseen   = regexp.MustCompile(`(?s)<(style|script|template)[ >].*?</(?:style|script|template)>`)
	tables   = regexp.MustCompile(`(?s)<table.*?</table>`)
	anchors  = regexp.MustCompile(`href="#([^"]+)"`)
	labelled = regexp.MustCompile(`aria-labelledby="([^"]+)"`)
	sections = regexp.MustCompile(`<section[^>]*>`)
)

// Who hears a page or goes through it by keys finds headings without a step left out, tables with a caption
// and headings of their columns, sections with a name, and no link to nothing.
func TestOutline(t *testing.T) {
	for name, r := range map[string]*run.Run{"scan": sample.Scan(), "annual": sample.Annual(), "duties": duties()} {
		var out bytes.Buffer
		if err := html.Write(&out, view.Of(r, "ru", false)); err != nil {
			t.Fatal(err)
		}
		page := unseen.ReplaceAllString(out.String(), "")
		last := 0
		for _, m := range headings.FindAllStringSubmatchIndex(page, -1) {
			level, _ := strconv.Atoi(strings.TrimSpace(page[max(m[2], m[4]):max(m[3], m[5])]))
			if level > last+1 {
				t.Errorf("%s: a heading of level %d follows one of %d: %.120s", name, level, last, page[m[0]:])
			}
			last = level
		}
		for _, x := range tables.FindAllString(page, -1) {
			if !strings.Contains(x, "<caption") || !strings.Contains(x, `<th scope="col"`) {
				t.Errorf("%s: a table has no caption or no headings: %.120s", name, x)
			}
		}
		for _, x := range sections.FindAllString(page, -1) {
			if !strings.Contains(x, "aria-labelledby") {
				t.Errorf("%s: a section has no name: %s", name, x)
			}
		}
		for _, m := range append(anchors.FindAllStringSubmatch(page, -1), labelled.FindAllStringSubmatch(page, -1)...) {
			if !strings.Contains(page, ` id="`+m[1]+`"`) {
				t.Errorf("%s: nothing is called %s", name, m[1])
			}
		}
	}
}

// duties is a run with a duty in every state the page has a part for.
func duties() *run.Run {
	days := int64(3)
	r := &run.Run{Job: run.Duties, Period: "2026-09-30", From: "2026-01-01", AsOf: "2026-09-30", Rules: []run.Rule{{ID: "P14-2a", Kind: "duty", Paragraph: "14(2)"}}}
	for _, state := range run.DutyStates {
		r.Duties = append(r.Duties, run.Duty{ID: "d-" + state, Rule: "P14-2a", Paragraph: "14(2)", State: state, SubjectKind: "office", SubjectID: "personnel", DueOn: "2026-09-27", DueBy: "2026-09-27", Days: &days})
	}
	r.Training = []run.Training{{Half: "2026H1", Kind: "training", Unit: "Отдел кадров", Staff: 3}}
	r.Risks = []run.Risk{{Map: "organisation", ID: "R1", Risk: "риск", Likelihood: 2, Impact: 3, Score: 6, Zone: "medium"}}
	return r
}
