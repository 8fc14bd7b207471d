// Package path lays out how the subject of a finding reaches the other side: from a
// person over a relative and a company to the contracts. It promises one line of steps
// that reads from left to right, made of the finding and its source rows only.
package path

import (
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
	"adal/reports/words"
)

// Step is one box and the word on the arrow that leads to it.
type Step struct {
	Link  string // blank for the first box
	Kind  string // person, company, contracts, group, customer, unit, position
	Title string
	Note  string
	ID    string // full number of a supplier or a group, for what else is known of it; never printed
}

// Of gives the steps of a finding of a rule, the subject first; currency is that of the run.
func Of(lang, currency string, rule run.Rule, f *run.Finding, m *mask.Masker) []Step {
	steps := []Step{{
		Kind: boxKind(f.SubjectKind), Title: title(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m), Note: subjectNote(lang, f, m),
		ID: supplier(f.SubjectKind, f.SubjectID),
	}}
	if f.OtherKind == "" && f.OtherID == "" {
		return steps
	}
	other := Step{
		Kind: boxKind(f.OtherKind), Title: title(lang, f.OtherKind, f.OtherName, f.OtherID, m),
		Note: idNote(lang, f.OtherKind, f.OtherName, f.OtherID, m), ID: supplier(f.OtherKind, f.OtherID),
	}
	if f.SubjectKind != "person" && (f.ViaID != "" || f.ViaName != "") {
		before := behind(lang, currency, f, m)
		if before[len(before)-1].Kind == "company" {
			steps[0].Link = words.ThingKinds.In(lang, f.SubjectKind)
		} else {
			steps[0].Link = words.Detail(lang, currency, "how", or(f.Detail["how"], "stake_unstated"), m)
		}
		steps = append(before, steps...)
	}
	if link := rule.From.In(lang); link != "" {
		other.Link = link
		return append(append(steps, relative(lang, f, m)...), append([]Step{other}, money(lang, currency, f)...)...)
	}
	switch {
	case f.SubjectKind != "person":
		other.Link = m.Text(words.SliceOf(lang, f))
		if f.Share != nil {
			other.Link = strings.TrimSuffix(words.Share(lang, *f.Share)+", "+other.Link, ", ")
		}
		return append(steps, other)
	case f.OtherKind == "person":
		return append(steps, twoPeople(lang, rule, f, other, m)...)
	}
	return toFirm(lang, currency, f, steps, other, m)
}

// twoPeople leads to the relative of a pair and to where the two meet.
func twoPeople(lang string, rule run.Rule, f *run.Finding, other Step, m *mask.Masker) []Step {
	other.Link = words.Tie(lang, f)
	switch link := rule.Link.In(lang); {
	case rule.Meet == "organisation" && f.Detail["organisation"] != "":
		if at := m.Text(f.Detail["organisation"]); at != "" {
			return []Step{other, {Link: link, Kind: "company", Title: at, Note: m.Text(f.Detail["body"])}}
		}
	case rule.Meet == "unit" && f.Unit != "":
		if at := m.Text(f.Unit); at != "" {
			return []Step{other, {Link: link, Kind: "unit", Title: at}}
		}
	default:
		other.Note = or(link, other.Note)
	}
	return []Step{other}
}

// toFirm leads from a person, through a relative where one stands between, to a firm and to the
// contracts the person decided of.
func toFirm(lang, currency string, f *run.Finding, steps []Step, other Step, m *mask.Masker) []Step {
	holder := f.SubjectID
	if between := relative(lang, f, m); between != nil {
		holder = f.ViaID
		steps = append(steps, between...)
	}
	hops := holdings(lang, holder, f.OtherID, f.Evidence, m)
	switch {
	case f.Detail["contact"] != "":
		other.Link = words.UI.In(lang, "shared_contact") + ": " + words.Detail(lang, currency, "contact", f.Detail["contact"], m)
		if behind := m.Text(f.Detail["behind"]); behind != "" {
			steps = append(steps, Step{Link: words.Detail(lang, currency, "how", or(f.Detail["how"], "stake_unstated"), m), Kind: "company", Title: behind})
		}
	case len(hops) > 0:
		steps = append(steps, hops[:len(hops)-1]...)
		other.Link = hops[len(hops)-1].Link
	case holder == f.OtherID:
		other.Link = words.HolderRoles.In(lang, "own_business")
	case f.Detail["how"] != "":
		other.Link = words.Detail(lang, currency, "how", f.Detail["how"], m)
	default:
		other.Link = words.UI.In(lang, "tied_to")
	}
	steps = append(steps, other)
	if contracts := money(lang, currency, f); contracts != nil {
		steps = append(steps, contracts...)
		if roles := decisions(lang, f); roles != "" {
			steps = append(steps, Step{Link: words.UI.In(lang, "decision"), Kind: "person", Title: steps[0].Title, Note: roles})
		}
	}
	return steps
}

// relative is the box of who stands between the subject and the other side, none where nobody does.
func relative(lang string, f *run.Finding, m *mask.Masker) []Step {
	if f.ViaID == "" && f.ViaName == "" {
		return nil
	}
	return []Step{{
		Link: words.Tie(lang, f), Kind: "person", Title: words.Named(lang, "person", f.ViaName, f.ViaID, m),
		Note: idNote(lang, "person", f.ViaName, f.ViaID, m),
	}}
}

// money is the box of the contracts a finding concerns, none where it concerns none.
func money(lang, currency string, f *run.Finding) []Step {
	if f.Contracts == nil || *f.Contracts == 0 {
		return nil
	}
	s := Step{Link: words.UI.In(lang, "contracts_count") + " " + words.Count(lang, *f.Contracts), Kind: "contracts"}
	if f.Amount != "" {
		s.Title = words.Money(lang, currency, f.Amount)
	} else {
		s.Title = words.UI.In(lang, "amount_unstated")
	}
	return []Step{s}
}

// behind gives the way from a person of the ministry to the supplier or group a finding is
// about: over a relative, where there is one, and the member they stand behind.
func behind(lang, currency string, f *run.Finding, m *mask.Masker) []Step {
	steps := []Step{{Kind: "person", Title: words.Named(lang, "person", f.ViaName, f.ViaID, m), Note: or(m.Text(f.Position), idNote(lang, "person", f.ViaName, f.ViaID, m))}}
	how := words.UI.In(lang, "tied_to")
	if f.Detail["how"] != "" {
		how = words.Detail(lang, currency, "how", f.Detail["how"], m)
	}
	if f.Tie != "self" && f.Tie != "" {
		steps = append(steps, Step{
			Link: words.Tie(lang, f), Kind: "person", Title: words.Named(lang, "person", f.Detail["relative"], "", m),
		})
	}
	if member := f.Detail["member"]; member != "" && (f.SubjectKind == "group" || member != f.SubjectName) {
		steps = append(steps, Step{Link: how, Kind: "company", Title: m.Text(member)})
	}
	return steps
}

// Line writes the steps on one line of text.
func Line(steps []Step) string {
	var b strings.Builder
	for _, s := range steps {
		if s.Link != "" {
			b.WriteString(" —[" + s.Link + "]→ ")
		}
		b.WriteString(s.Title)
		if s.Note != "" {
			b.WriteString(" (" + s.Note + ")")
		}
	}
	return b.String()
}

// supplier gives the number of a side that is a supplier or a group, blank for any other.
func supplier(kind, id string) string {
	if kind == "supplier" || kind == "group" {
		return id
	}
	return ""
}

func boxKind(kind string) string {
	switch kind {
	case "supplier":
		return "company"
	case "":
		return "company"
	}
	return kind
}

func subjectNote(lang string, f *run.Finding, m *mask.Masker) string {
	if f.Position != "" && f.SubjectKind == "person" {
		return m.Text(f.Position)
	}
	return idNote(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m)
}

// title is what a box is called; a group by its largest member, its box says that it is a group.
func title(lang, kind, name, id string, m *mask.Masker) string {
	if kind == "group" && name != "" {
		return m.Text(name)
	}
	return words.Named(lang, kind, name, id, m)
}

// idNote is the number under a name, nothing where the number is the name already.
func idNote(lang, kind, name, id string, m *mask.Masker) string {
	if name == "" || id == "" {
		return ""
	}
	if kind == "bank" || kind == "body" {
		return "" // known by its name alone
	}
	if kind == "group" && len(id) == 16 {
		return words.UI.In(lang, "and_related") // its digest tells a reader nothing
	}
	if kind == "group" || kind == "unit" || kind == "position" {
		return words.MaskID(kind, id, m)
	}
	return words.IDWithScheme(lang, id, m)
}

// holdings finds the shortest way from a holder to a company through the rows of
// supplier_people in the evidence, the last box being the company itself.
func holdings(lang, holder, company string, evidence []run.Evidence, m *mask.Masker) []Step {
	type edge struct {
		to    string
		label []string
	}
	from := map[string][]*edge{}
	names := map[string]string{}
	for _, e := range evidence {
		switch e.Table {
		case "suppliers":
			names[e.Cells["supplier_id"]] = e.Cells["name"]
		case "contracts":
			if n := e.Cells["supplier"]; n != "" {
				names[e.Cells["supplier_id"]] = n
			}
		case "supplier_people":
			h, s := e.Cells["holder_id"], e.Cells["supplier_id"]
			if n := e.Cells["holder_name"]; n != "" && names[h] == "" {
				names[h] = n
			}
			label := words.HolderRoles.In(lang, e.Cells["role"])
			if p := e.Cells["share_pct"]; p != "" {
				label += " " + words.Percent(lang, p)
			}
			i := slices.IndexFunc(from[h], func(x *edge) bool { return x.to == s })
			if i < 0 {
				from[h] = append(from[h], &edge{to: s, label: []string{label}})
			} else if !slices.Contains(from[h][i].label, label) {
				from[h][i].label = append(from[h][i].label, label)
			}
		}
	}
	type place struct {
		id    string
		steps []Step
	}
	seen := map[string]bool{holder: true}
	queue := []place{{id: holder}}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		for _, e := range from[p.id] {
			if seen[e.to] {
				continue
			}
			seen[e.to] = true
			step := Step{
				Link: strings.Join(e.label, ", "), Kind: "company", Title: words.Named(lang, "company", names[e.to], e.to, m),
				Note: idNote(lang, "company", names[e.to], e.to, m), ID: e.to,
			}
			steps := append(slices.Clone(p.steps), step)
			if e.to == company {
				return steps
			}
			queue = append(queue, place{e.to, steps})
		}
	}
	return nil
}

// decisions words what the subject decided, where a decision is part of the proof.
func decisions(lang string, f *run.Finding) string {
	var roles []string
	for _, e := range f.Evidence {
		if e.Table != "decisions" || e.Cells["iin"] != f.SubjectID {
			continue
		}
		if s := words.DecisionRoles.In(lang, e.Cells["role"]); !slices.Contains(roles, s) {
			roles = append(roles, s)
		}
	}
	return strings.Join(roles, ", ")
}

func or(choices ...string) string {
	for _, s := range choices {
		if s != "" {
			return s
		}
	}
	return ""
}
