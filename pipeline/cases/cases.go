// Package cases gathers findings into cases: what one person checks as one matter. It is plain
// values in, plain values out, and the order of the findings changes nothing but their own order.
//
// Findings are of one case when they are
//   - about one person and one firm, whoever of the family stands between;
//   - about one pair of people, in whichever order a rule names them;
//   - about one slice of what one buyer bought. A finding about a shorter category code whose
//     contracts are exactly those of a finding about a longer code of the same buyer belongs to
//     the longer one: the narrower names the case;
//   - about one tender, in the job of red flags.
//
// Any other finding is a case with those of the same two sides and the same slice. The id of a
// case is a digest of exactly this, as that of a finding is, so the same matter keeps its id from
// run to run. A contract counts once in a case, however many of its findings rest on it.
package cases

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"adal/pipeline/money"
	"adal/pipeline/run"
)

// Contract is what a contract counts with.
type Contract struct {
	Supplier string
	Value    money.Amount
}

// Concerns is which contracts findings are about: of a finding by its id the keys of its
// contracts, each once, and what they are.
type Concerns struct {
	Of        map[string][]int64
	Contracts map[int64]Contract
}

// key is what identifies a case.
type key struct {
	kind  string
	sides [4]string // kinds and numbers of its two sides
	slice string
}

// id gives the digest of a key.
func (k key) id() string {
	parts := append([]string{"case", k.kind}, k.sides[:]...)
	if k.slice != "" {
		parts = append(parts, k.slice)
	}
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x1f")))
	return hex.EncodeToString(sum[:8])
}

// keyOf says which case a finding belongs to by itself.
func keyOf(f *run.Finding) key {
	person := f.SubjectKind == "person"
	switch buyer, slice := bought(f); {
	case person && f.OtherKind == "person":
		return key{kind: "pair", sides: [4]string{"person", min(f.SubjectID, f.OtherID), "person", max(f.SubjectID, f.OtherID)}}
	case person:
		return key{kind: "firm", sides: [4]string{f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID}}
	case buyer != "":
		return key{kind: "slice", sides: [4]string{"customer", buyer}, slice: slice}
	case f.SubjectKind == "process":
		return key{kind: "process", sides: [4]string{f.SubjectKind, f.SubjectID}}
	}
	return key{kind: "other", sides: [4]string{f.SubjectKind, f.SubjectID, f.OtherKind, f.OtherID}, slice: f.Slice}
}

// bought gives the buyer and the slice of a finding about purchases, "" of any other.
func bought(f *run.Finding) (buyer, slice string) {
	switch "customer" {
	case f.SubjectKind:
		buyer = f.SubjectID
	case f.OtherKind:
		buyer = f.OtherID
	}
	if strings.HasPrefix(f.OtherKind, "category") {
		return buyer, f.OtherKind + "=" + f.OtherID
	}
	return buyer, cmp.Or(f.Slice, "all")
}

// code gives the category code of a slice, "" of another slice.
func code(slice string) string {
	kind, value, _ := strings.Cut(slice, "=")
	if !strings.HasPrefix(kind, "category") {
		return ""
	}
	return value
}

// Of gathers the findings of r, in rank order; its Gone tell which cases were there before.
func Of(r *run.Run, about Concerns) []run.Case {
	narrower := narrow(r.Findings, about)
	place := map[key]int{}
	var all []run.Case
	var own []map[key]bool // the keys of the findings of each, before a narrower code took them
	var inside [][]*run.Finding
	for i := range r.Findings {
		f := &r.Findings[i]
		k := keyOf(f)
		to := k
		if n, ok := narrower[f.ID]; ok {
			to.slice = n
		}
		at, known := place[to]
		if !known {
			at = len(all)
			place[to] = at
			all = append(all, begin(f, to))
			own = append(own, map[key]bool{to: true})
			inside = append(inside, nil)
		}
		own[at][k] = true
		inside[at] = append(inside[at], f)
	}
	before := map[key]bool{}
	for i := range r.Gone {
		before[keyOf(&r.Gone[i].Finding)] = true
	}
	for i := range all {
		known := false
		for k := range own[i] {
			known = known || before[k]
		}
		fill(&all[i], inside[i], known)
		count(&all[i], inside[i], about)
	}
	return all
}

// narrow gives, of findings about a category code, the slice of the longest code with a finding
// about exactly the same contracts of the same buyer. Others are not in it.
func narrow(findings []run.Finding, about Concerns) map[string]string {
	type set struct{ buyer, contracts string }
	longest := map[set]string{}
	sets := map[string]set{}
	for i := range findings {
		f := &findings[i]
		buyer, slice := bought(f)
		if buyer == "" || code(slice) == "" || len(about.Of[f.ID]) == 0 {
			continue
		}
		s := set{buyer, digest(about.Of[f.ID])}
		sets[f.ID] = s
		if was := code(longest[s]); len(code(slice)) > len(was) {
			longest[s] = slice
		}
	}
	narrower := map[string]string{}
	for id, s := range sets {
		narrower[id] = longest[s]
	}
	return narrower
}

// digest names a set of contracts.
func digest(contracts []int64) string {
	sorted := slices.Compact(slices.Sorted(slices.Values(contracts)))
	b := make([]byte, 0, 8*len(sorted))
	for _, c := range sorted {
		for shift := 56; shift >= 0; shift -= 8 {
			b = append(b, byte(c>>shift))
		}
	}
	sum := sha256.Sum256(b)
	return string(sum[:])
}

// begin makes a case of its first finding, the one of the highest rank.
func begin(f *run.Finding, k key) run.Case {
	c := run.Case{
		ID: k.id(), Kind: k.kind, SubjectKind: f.SubjectKind, SubjectID: f.SubjectID, SubjectName: f.SubjectName,
		OtherKind: f.OtherKind, OtherID: f.OtherID, OtherName: f.OtherName, Slice: k.slice,
	}
	switch k.kind {
	case "slice":
		if f.SubjectKind != "customer" {
			c.SubjectKind, c.SubjectID, c.SubjectName = f.OtherKind, f.OtherID, f.OtherName
		}
		c.OtherKind, c.OtherID, c.OtherName = "", "", ""
	case "process":
		c.OtherKind, c.OtherID, c.OtherName = "", "", ""
	}
	return c
}

// fill says what a case is by its findings. known is that it was there in the run before.
func fill(c *run.Case, findings []*run.Finding, known bool) {
	decided, fresh := true, !known
	c.Grave = "lead"
	for _, f := range findings {
		c.Findings = append(c.Findings, f.ID)
		if !slices.Contains(c.Rules, f.Rule) {
			c.Rules = append(c.Rules, f.Rule)
		}
		if f.Kind == "violation" {
			c.Grave = "violation"
		}
		c.Score = max(c.Score, f.Score)
		decided = decided && f.Decided()
		fresh = fresh && f.Status == "new"
		people(c, f)
	}
	switch {
	case decided:
		c.Status = "decided"
	case fresh:
		c.Status = "new"
	default:
		c.Status = "persisting"
	}
}

// people adds whom a finding names. Somebody a sign is about stays that, whoever else they are.
func people(c *run.Case, f *run.Finding) {
	add := func(id, name, role string) {
		if id == "" && name == "" {
			return
		}
		i := slices.IndexFunc(c.People, func(p run.CasePerson) bool { return p.ID == id && (id != "" || p.Name == name) })
		if i < 0 {
			c.People = append(c.People, run.CasePerson{ID: id, Name: name, Role: role})
			return
		}
		p := &c.People[i]
		p.Name = cmp.Or(p.Name, name)
		if role == "subject" {
			p.Role = role
		}
	}
	if f.SubjectKind == "person" {
		add(f.SubjectID, f.SubjectName, "subject")
		add(f.ViaID, f.ViaName, "relative")
		if f.OtherKind == "person" {
			add(f.OtherID, f.OtherName, "other")
		}
		return
	}
	via := "other"
	if serves(f, f.ViaID) {
		via = "subject"
	}
	add(f.ViaID, f.ViaName, via)
	add(f.Detail["relative_iin"], f.Detail["relative"], "relative")
}

// serves reports whether a finding rests on a post of somebody.
func serves(f *run.Finding, id string) bool {
	return id != "" && slices.ContainsFunc(f.Evidence, func(e run.Evidence) bool { return e.Table == "roster" && e.Cells["iin"] == id })
}

// count sums the contracts of a case, each once.
func count(c *run.Case, findings []*run.Finding, about Concerns) {
	seen := map[int64]bool{}
	var total money.Amount
	by := map[string]*money.Amount{}
	number := map[string]int64{}
	for _, f := range findings {
		for _, n := range about.Of[f.ID] {
			x, known := about.Contracts[n]
			if seen[n] || !known {
				continue
			}
			seen[n] = true
			total = total.Plus(x.Value)
			if by[x.Supplier] == nil {
				by[x.Supplier] = &money.Amount{}
			}
			*by[x.Supplier] = by[x.Supplier].Plus(x.Value)
			number[x.Supplier]++
		}
	}
	if len(seen) == 0 {
		return
	}
	c.Contracts, c.Amount = int64(len(seen)), total.String()
	var ids []string
	for id := range by {
		ids = append(ids, id)
	}
	slices.SortFunc(ids, func(a, b string) int { return cmp.Or(by[b].Compare(*by[a]), strings.Compare(a, b)) })
	for _, id := range ids {
		c.Bought = append(c.Bought, run.Bought{SupplierID: id, Contracts: number[id], Amount: by[id].String()})
	}
}
