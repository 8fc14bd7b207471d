package view

import (
	"slices"
	"strings"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Graph is a group as a drawing: its members, who stands between them, and a line for each tie.
// How many of them make a picture that can be read is the layout's to say.
type Graph struct {
	Label   string
	Above   []Node // who stands between members, in the order of the ties
	Members []Node
	Lines   []Line // from who controls to who is controlled, where one does
}

// Node is a box of a drawing. Lines name it by Key, which is the full number and is not printed.
type Node struct {
	Key        string
	Kind       string // member, person or company
	Name, Note string
}

// Line is a line of a drawing between two nodes.
type Line struct {
	From, To string // keys of nodes
	Kind     string // tie, weak (a shared address), kin
	Label    string // what the tie is: the role and the share of who controls, or the kind of tie
}

// graph draws a group; nil where there is nothing to draw.
func (b builder) graph(all []run.GroupMember, edges []run.GroupEdge, id string) *Graph {
	g := &Graph{Label: b.t("group_drawing")}
	isMember := map[string]bool{}
	for _, m := range all {
		if m.GroupID == id {
			isMember[m.SupplierID] = true
			g.Members = append(g.Members, Node{
				Key: m.SupplierID, Kind: "member", Name: words.Named(b.lang, "supplier", m.Name, m.SupplierID, b.mask), Note: b.memberNote(m),
			})
		}
	}
	if len(g.Members) < 2 || len(edges) == 0 {
		return nil
	}
	names, roles := b.holderNames(edges), b.holderRoles(edges)
	held := func(holder, company, kind string) Line {
		return Line{holder, company, kind, roles[[2]string{holder, company}]}
	}
	for _, e := range edges {
		kind := "tie"
		if strings.HasPrefix(e.Type, "shared") {
			kind = "weak"
		}
		via := words.SplitIDs(e.ViaID)
		for _, v := range via {
			if !isMember[v] && !slices.ContainsFunc(g.Above, func(n Node) bool { return n.Key == v }) {
				g.Above = append(g.Above, b.holderNode(v, names[v]))
			}
		}
		switch len(via) {
		case 0:
			l := held(e.FromID, e.ToID, kind)
			if e.Cells["holder_id"] == e.ToID || e.Cells["head_office_bin"] == e.ToID {
				l = held(e.ToID, e.FromID, kind)
			}
			l.Label = or(l.Label, words.EdgeTypes.In(b.lang, e.Type))
			g.Lines = append(g.Lines, l)
		case 1:
			g.Lines = append(g.Lines, held(via[0], e.FromID, kind), held(via[0], e.ToID, kind))
		default:
			g.Lines = append(g.Lines, held(via[0], e.FromID, kind), held(via[1], e.ToID, kind), Line{via[0], via[1], "kin", b.t("drawing_kin")})
		}
	}
	return g
}

// memberNote is the share of a member and what the register says of it.
func (b builder) memberNote(m run.GroupMember) string {
	note := ""
	if m.Contracts > 0 {
		note = words.Share(b.lang, m.Share)
	}
	if u := b.register.Telling(m.SupplierID); u != nil {
		note = strings.TrimPrefix(note+" · "+words.UnfairTerse(b.lang, b.run.AsOf, *u), " · ")
	}
	return note
}

// holderNode is the box of somebody who stands between members, by name where it is known.
func (b builder) holderNode(id, name string) Node {
	n := Node{Key: id, Kind: "company", Name: name, Note: words.IDWithScheme(b.lang, id, b.mask)}
	if len(id) == 12 && id[4] <= '3' {
		n.Kind = "person"
	}
	if name == "" {
		n.Name, n.Note = n.Note, ""
	}
	return n
}

// holderRoles gathers from the source rows what a holder is at a company, by both numbers: учредитель, 60 %.
func (b builder) holderRoles(edges []run.GroupEdge) map[[2]string]string {
	roles := map[[2]string][]string{}
	for _, e := range edges {
		if e.Table != "supplier_people" {
			continue
		}
		k := [2]string{e.Cells["holder_id"], e.Cells["supplier_id"]}
		role := words.HolderRoles.In(b.lang, e.Cells["role"])
		if share := e.Cells["share_pct"]; share != "" {
			role += ", " + words.Percent(b.lang, share)
		}
		if !slices.Contains(roles[k], role) {
			roles[k] = append(roles[k], role)
		}
	}
	told := map[[2]string]string{}
	for k, all := range roles {
		told[k] = b.mask.Text(strings.Join(all, "; "))
	}
	return told
}

// holderNames gathers the names of those who stand between members from the source rows.
func (b builder) holderNames(edges []run.GroupEdge) map[string]string {
	names := map[string]string{}
	for _, e := range edges {
		if n := e.Cells["holder_name"]; n != "" {
			names[e.Cells["holder_id"]] = b.mask.Text(n)
		}
		if n := e.Cells["via_name"]; n != "" && len(e.ViaID) == 12 {
			names[e.ViaID] = b.mask.Text(n)
		}
	}
	return names
}
