package view

import (
	"cmp"
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
	"adal/texts"
)

// Timeline is what is dated in a case on one axis of time. Days are 2026-09-30; where they stand
// on the axis is the layout's to say.
type Timeline struct {
	Title, Desc string
	AsOf        string // last day of the window
	AsOfText    string
	Lanes       []Lane
	Overlaps    []Overlap // the times that make the findings
	Undated     string    // what a lane without a day says
}

// Lane is one matter over time: a time it lasted, or days on which it happened.
type Lane struct {
	Kind   string // post, tie, role, decision, contract, other, favour, finding
	Label  string
	When   string // its dates in words, and what of them is unknown
	Refs   []int
	Spans  []TimeSpan
	Days   []string
	Undone int // of its rows how many have no day
}

// TimeSpan is a time; a blank end is not known, and drawn open.
type TimeSpan struct{ From, To string }

// maxShaded is the most times of findings a timeline shades.
const maxShaded = 3

// Overlap is the time of a finding.
type Overlap struct {
	TimeSpan
	Rules []string
}

// laneOrder is that of the lanes.
var laneOrder = []string{"post", "tie", "role", "other", "decision", "contract", "favour", "finding"}

// timeline gives the times of a case; nil where nothing has a day.
func (b builder) timeline(findings []*run.Finding, rows *rowSet) *Timeline {
	t := &Timeline{AsOf: b.run.AsOf, AsOfText: strings.ReplaceAll(b.t("as_of"), "{date}", words.Date(b.lang, b.run.AsOf))}
	s := &sketch{b: b, names: map[string]string{}, rows: rows, sells: map[string][]run.Evidence{}}
	s.learn(findings)
	s.sellersOf(rows)
	lanes := map[string]int{}
	for _, r := range rows.rows {
		l := b.lane(s, r)
		if l.Kind == "" {
			continue
		}
		l.Refs = []int{r.No}
		key := l.Kind + "\x1f" + l.Label
		i, known := lanes[key]
		if !known || l.Kind != "decision" && l.Kind != "contract" && l.Kind != "favour" {
			lanes[key] = len(t.Lanes)
			t.Lanes = append(t.Lanes, l)
			continue
		}
		x := &t.Lanes[i]
		x.Refs, x.Days, x.Spans, x.Undone = append(x.Refs, l.Refs...), append(x.Days, l.Days...), append(x.Spans, l.Spans...), x.Undone+l.Undone
	}
	dated := false
	for i := range t.Lanes {
		b.sayWhen(&t.Lanes[i])
		dated = dated || len(t.Lanes[i].Days)+len(t.Lanes[i].Spans) > 0
	}
	t.overlaps(b, findings)
	if !dated {
		return nil
	}
	slices.SortStableFunc(t.Lanes, func(x, y Lane) int {
		return cmp.Compare(slices.Index(laneOrder, x.Kind), slices.Index(laneOrder, y.Kind))
	})
	t.Title = b.t("case_timeline")
	var lines []string
	for _, l := range t.Lanes {
		lines = append(lines, l.Label+": "+l.When)
	}
	t.Desc = strings.Join(lines, ". ") + "."
	return t
}

// sellersOf gathers who sold in a case, and who of them sold most often.
func (s *sketch) sellersOf(rows *rowSet) {
	var ids []string
	for _, r := range rows.rows {
		if id := r.Cells["supplier_id"]; r.Table == "contracts" {
			if s.sells[id] == nil {
				ids = append(ids, id)
			}
			s.sells[id] = append(s.sells[id], r.Evidence)
		}
	}
	slices.SortStableFunc(ids, func(x, y string) int { return len(s.sells[y]) - len(s.sells[x]) })
	s.large = map[string]bool{}
	for _, id := range ids[:min(maxSellers, len(ids))] {
		s.large[id] = true
	}
}

// lane says which lane a row belongs to; a row that is of no time has none.
func (b builder) lane(s *sketch, r caseRow) Lane { //nolint:funlen // a line for each table a row may be of
	c, lang, m := r.Cells, b.lang, b.mask
	who := func(id, name string) string {
		if id != "" && s.names[id] != "" {
			return s.names[id]
		}
		return words.Named(lang, "person", name, id, m)
	}
	firm := func(id string) string {
		return or(s.names["co:"+id], s.names[id], words.IDWithScheme(lang, id, m))
	}
	lasting := func(kind, label string) Lane {
		return Lane{Kind: kind, Label: label, Spans: []TimeSpan{{c["date_from"], c["date_to"]}}}
	}
	on := func(kind, label, day string) Lane {
		l := Lane{Kind: kind, Label: label, Days: []string{day}}
		if day == "" {
			l.Days, l.Undone = nil, 1
		}
		return l
	}
	switch r.Table {
	case "roster":
		return lasting("post", who(c["iin"], "")+": "+or(m.Text(c["position"]), m.Text(c["position_id"])))
	case "family_links":
		label := who(c["iin"], "") + ": " + words.Relations.In(lang, c["relation"]) + " — " + who(c["relative_iin"], strings.Join(strings.Fields(c["relative_last_name"]+" "+c["relative_first_name"]+" "+c["relative_patronymic"]), " "))
		if words.DatedRelation(c["relation"]) {
			return lasting("tie", label)
		}
		return Lane{Kind: "tie", Label: label, When: b.t("time_by_birth")}
	case "supplier_people":
		label := words.HolderRoles.In(lang, c["role"])
		if p := c["share_pct"]; p != "" {
			label += " " + words.Percent(lang, p)
		}
		return lasting("role", who(c["holder_id"], c["holder_name"])+": "+label+", "+firm(c["supplier_id"]))
	case "suppliers":
		if isPerson(c["supplier_id"]) && !ofContact(r.Evidence) {
			return Lane{Kind: "role", Label: firm(c["supplier_id"]) + ": " + b.t("time_registered"), Spans: []TimeSpan{{c["registered_on"], c["closed_on"]}}}
		}
	case "governing_bodies":
		return lasting("role", who(c["iin"], c["name"])+": "+m.Text(c["body"])+", "+or(m.Text(c["organisation"]), firm(c["organisation_bin"])))
	case "outside_work":
		kind := "role"
		if r.Favour {
			kind = "favour"
		}
		return lasting(kind, words.Activities.In(lang, c["activity"])+", "+firm(c["organisation_bin"]))
	case "mandates":
		return lasting("role", words.Details.In(lang, "mandate."+c["kind"])+", "+m.Text(c["body"]))
	case "foreign_accounts":
		return Lane{Kind: "other", Label: b.t("line_account") + ", " + m.Text(c["bank"]), Spans: []TimeSpan{{c["detected_on"], c["closed_on"]}}}
	case "trips":
		return lasting("other", b.t("line_trip")+": "+who(c["iin"], ""))
	case "gifts":
		return on("other", words.Details.In(lang, "received."+c["kind"])+": "+who(c["iin"], ""), c["received_on"])
	case "control_groups":
		return on("other", b.t("line_member")+": "+m.Text(c["group_id"]), c["approved_on"])
	case "candidates":
		return on("other", b.say("line_candidate", "position", m.Text(c["position_id"]))+": "+who(c["iin"], ""), c["announced_on"])
	case "decisions":
		return on("decision", words.DecisionRoles.In(lang, c["role"])+": "+who(c["iin"], ""), c["date"])
	case "contracts":
		if len(s.sells) > maxSellers+1 && !s.large[c["supplier_id"]] {
			return on("contract", b.t("time_more_contracts"), c["signed_on"])
		}
		return on("contract", b.t("time_contracts")+": "+firm(c["supplier_id"]), c["signed_on"])
	case "trust_agreements":
		return lasting("favour", words.Roles.In(lang, r.What)+": "+firm(c["company_bin"]))
	case "declared_interests":
		return on("favour", words.Roles.In(lang, r.What), c["declared_on"])
	case "recusals":
		return on("favour", words.Roles.In(lang, r.What), c["date"])
	case "disclosures":
		return on("favour", words.Roles.In(lang, r.What), c["notified_on"])
	case "notices":
		return on("favour", words.Roles.In(lang, r.What), or(c["manager_notified_on"], c["unit_notified_on"]))
	case "unfair_suppliers":
		return lasting("other", b.t("unfair")+": "+firm(c["supplier_id"]))
	}
	return Lane{}
}

// sayWhen words the days of a lane, and what of them is not known.
func (b builder) sayWhen(l *Lane) {
	if l.When != "" {
		return
	}
	var parts []string
	spans := slices.Clone(l.Spans)
	l.Spans = nil
	for _, s := range spans {
		switch {
		case s.From == "" && s.To == "":
			parts = append(parts, b.t("time_unknown"))
			continue // nothing of it is known, so nothing is drawn
		case s.From == "":
			parts = append(parts, words.Span(b.lang, s.From, s.To)+", "+b.t("time_no_start"))
		case s.To == "" && l.Kind == "finding":
			parts = append(parts, words.Span(b.lang, s.From, s.To)+", "+b.t("time_goes_on"))
		case s.To == "":
			parts = append(parts, words.Span(b.lang, s.From, s.To)+", "+b.t("time_no_end"))
		default:
			parts = append(parts, words.Span(b.lang, s.From, s.To))
		}
		l.Spans = append(l.Spans, s)
	}
	slices.Sort(l.Days)
	if n := len(l.Days); n > 0 {
		days := words.Span(b.lang, l.Days[0], l.Days[n-1])
		if n > 1 {
			days = texts.Count(b.lang, "ui.time_days", int64(n), "count", words.Count(b.lang, int64(n))) + ", " + days
		}
		parts = append(parts, days)
	}
	if l.Undone > 0 {
		parts = append(parts, b.t("time_no_day")+": "+words.Count(b.lang, int64(l.Undone)))
	}
	if len(parts) > maxTimes {
		first, last := ends(l)
		parts = []string{texts.Count(b.lang, "ui.time_times", int64(len(parts)), "count", words.Count(b.lang, int64(len(parts)))) + ", " + words.Span(b.lang, first, last)}
	}
	l.When = strings.Join(parts, "; ")
}

// maxTimes is the most times of a lane that are told one by one.
const maxTimes = 3

// ends gives the first and the last day of the times of a lane.
func ends(l *Lane) (first, last string) {
	for i, s := range l.Spans {
		if i == 0 || s.From < first {
			first = s.From
		}
		if i == 0 || s.To == "" || last != "" && s.To > last {
			last = s.To
		}
	}
	return first, last
}

// overlaps gathers the times of the findings, findings of one time together.
func (t *Timeline) overlaps(b builder, findings []*run.Finding) {
	at := map[TimeSpan]int{}
	for _, f := range findings {
		s := TimeSpan{f.From, f.To}
		if s.From == "" && s.To == "" {
			continue
		}
		i, known := at[s]
		if !known {
			i = len(t.Overlaps)
			at[s] = i
			t.Overlaps = append(t.Overlaps, Overlap{TimeSpan: s})
		}
		if x := &t.Overlaps[i]; !slices.Contains(x.Rules, f.Rule) {
			x.Rules = append(x.Rules, f.Rule)
		}
	}
	lanes := map[string]int{}
	for _, o := range t.Overlaps {
		label := b.t("time_finding") + ": " + strings.Join(o.Rules, ", ")
		i, known := lanes[label]
		if !known {
			i = len(t.Lanes)
			lanes[label] = i
			t.Lanes = append(t.Lanes, Lane{Kind: "finding", Label: label})
		}
		t.Lanes[i].Spans = append(t.Lanes[i].Spans, o.TimeSpan)
	}
	for _, i := range lanes {
		b.sayWhen(&t.Lanes[i])
	}
	if len(t.Overlaps) > maxShaded {
		t.Overlaps = nil // many times shaded hide one another; their lane has them
	}
}
