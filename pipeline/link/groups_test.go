package link

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"adal/pipeline/money"
)

// sellers are parties a, b, c ... of whom those named sell for as much as they are named.
func sellers(n int, selling string) *Parties {
	p := &Parties{Amounts: make([]money.Amount, n), Contracts: make([]int64, n)}
	for i := range n {
		p.IDs = append(p.IDs, string(rune('a'+i)))
	}
	for _, s := range selling {
		p.Amounts[s-'a'] = p.Amounts[s-'a'].Plus(money.Tiyn(100))
		p.Contracts[s-'a']++
	}
	return p
}

func told(p *Parties, groups []Group) string {
	var all []string
	for _, g := range groups {
		var members, edges []string
		for _, m := range g.Members {
			members = append(members, p.IDs[m])
		}
		for _, e := range g.Edges {
			edges = append(edges, p.IDs[e.From]+p.IDs[e.To])
		}
		all = append(all, fmt.Sprintf("%s %s after %s by %s", g.Kind, strings.Join(members, ""), p.IDs[g.Largest], strings.Join(edges, ",")))
	}
	return strings.Join(all, "; ")
}

func joined(pairs ...string) []Edge {
	var edges []Edge
	for _, x := range pairs {
		edges = append(edges, Edge{From: int32(x[0] - 'a'), To: int32(x[1] - 'a'), Src: 1})
	}
	return edges
}

func TestGrouped(t *testing.T) {
	for _, c := range []struct {
		name, selling     string
		certain, contacts []Edge
		want              string
	}{
		{"two sellers", "ab", joined("ab"), nil, "certain ab after a by ab"},
		{"one seller is no group", "aa", joined("ab"), nil, ""},
		{"a holding that sells nothing connects", "bccd", joined("ab", "ac"), nil, "certain abc after c by ab,ac"},
		{"the lowest of equals is the largest", "dcb", joined("dc", "cb"), nil, "certain bcd after b by dc,cb"},
		{"a contact only suspects", "ab", nil, joined("ab"), "suspected ab after a by ab"},
		{"a contact inside a group adds nothing", "ab", joined("ab"), joined("ab"), "certain ab after a by ab"},
		{"a contact that adds a member", "abc", joined("ab"), joined("bc"), "certain ab after a by ab; suspected abc after a by ab,bc"},
		{"a contact that makes a second seller", "ac", joined("ab"), joined("bc"), "suspected abc after a by ab,bc"},
		{"two groups", "abcd", joined("cd", "ab"), nil, "certain ab after a by ab; certain cd after c by cd"},
	} {
		t.Run(c.name, func(t *testing.T) {
			p := sellers(5, c.selling)
			if got := told(p, Grouped(p, c.certain, c.contacts)); got != c.want {
				t.Errorf("got  %s\nwant %s", got, c.want)
			}
		})
	}
}

func TestControllerEdges(t *testing.T) {
	a, b, c := controlled{0, false, 10}, controlled{1, false, 11}, controlled{2, false, 12}
	unlisted := controlled{1, true, 0} // a person's own business that stands in no register
	for _, x := range []struct {
		name string
		own  int32
		list []controlled
		want string
	}{
		{"one company", -1, []controlled{a}, ""},
		{"two companies", -1, []controlled{a, b}, "01:11 10:10"},
		{"three companies", -1, []controlled{a, b, c}, "01:11 02:12 10:10"},
		{"an unlisted business among them", -1, []controlled{a, unlisted, c}, "10:10 02:12"},
		{"an unlisted business first", -1, []controlled{{0, true, 0}, b, c}, "01:11 02:12"},
		{"a company above", 2, []controlled{a, b}, "20:10 21:11"},
		{"a company above itself", 0, []controlled{a}, ""},
	} {
		t.Run(x.name, func(t *testing.T) {
			var got []string
			for _, e := range controllerEdges("x", x.own, x.list) {
				got = append(got, fmt.Sprintf("%d%d:%d", e.From, e.To, e.Src))
				if e.Src == 0 {
					t.Error("an edge without a source row")
				}
			}
			if strings.Join(got, " ") != x.want {
				t.Errorf("got %s, want %s", strings.Join(got, " "), x.want)
			}
		})
	}
}

func TestGroupIDKeepsItsMember(t *testing.T) {
	p := sellers(4, "abcd")
	one, two := Grouped(p, joined("ab"), nil), Grouped(p, joined("ac", "cd"), nil)
	if one[0].ID != two[0].ID || len(one[0].ID) != 16 {
		t.Errorf("%s and %s", one[0].ID, two[0].ID)
	}
	if s := Grouped(p, nil, joined("ab")); s[0].ID == one[0].ID {
		t.Error("a suspected group has the id of a certain one")
	}
}

// The order of the edges changes no group, and members are those who can be reached.
func TestGroupedInAnyOrder(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		const n = 12
		p := sellers(n, "")
		for i := range n {
			p.Contracts[i] = int64(rapid.IntRange(0, 1).Draw(t, "contracts"))
			p.Amounts[i] = money.Tiyn(uint64(p.Contracts[i]) * uint64(rapid.IntRange(1, 3).Draw(t, "amount")))
		}
		number := rapid.Int32Range(0, n-1)
		var edges []Edge
		for range rapid.IntRange(0, 14).Draw(t, "edges") {
			if a, b := number.Draw(t, "from"), number.Draw(t, "to"); a != b {
				edges = append(edges, Edge{From: a, To: b})
			}
		}
		members := func(groups []Group) string {
			var all []string
			for _, g := range groups {
				all = append(all, fmt.Sprint(g.ID, g.Kind, g.Members, g.Largest))
			}
			return strings.Join(all, "\n")
		}
		split := rapid.IntRange(0, len(edges)).Draw(t, "certain")
		certain, contacts := edges[:split], edges[split:]
		groups := Grouped(p, certain, contacts)
		again := Grouped(p, rapid.Permutation(certain).Draw(t, "certain in order"), rapid.Permutation(contacts).Draw(t, "contacts in order"))
		if members(groups) != members(again) {
			t.Fatalf("got\n%s\nwas\n%s", members(again), members(groups))
		}
		for _, g := range groups {
			reached := []int32{g.Members[0]}
			for i := 0; i < len(reached); i++ {
				for _, e := range edges[:map[string]int{"certain": split, "suspected": len(edges)}[g.Kind]] {
					for _, step := range [][2]int32{{e.From, e.To}, {e.To, e.From}} {
						if step[0] == reached[i] && !slices.Contains(reached, step[1]) {
							reached = append(reached, step[1])
						}
					}
				}
			}
			slices.Sort(reached)
			if !slices.Equal(reached, g.Members) {
				t.Fatalf("members %v, reached %v", g.Members, reached)
			}
			selling := 0
			for _, m := range g.Members {
				selling += int(p.Contracts[m])
			}
			if selling < 2 {
				t.Fatalf("group of %v has %d sellers", g.Members, selling)
			}
		}
	})
}
