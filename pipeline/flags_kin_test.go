package pipeline

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"adal/pipeline/job"
)

// kinOfBidders is two pairs of bidders whose heads are tied in several ways at once: once married
// and children of one parent, by both parents, and adopted. Each is head and owner of the firm twice over.
var kinOfBidders = map[string][]string{
	"releases.jsonl": {`{"ocid":"T","tender":{"id":"T"},"bids":{"details":[{"status":"valid","date":"2025-03-05T10:00:00+05:00","tenderers":[{"id":"#one"}]},{"status":"valid","date":"2025-03-05T11:00:00+05:00","tenderers":[{"id":"#two"}]},{"status":"valid","date":"2025-03-07T10:00:00+05:00","tenderers":[{"id":"#three"}]},{"status":"valid","date":"2025-03-07T10:00:00+05:00","tenderers":[{"id":"#four"}]}]}}`},
	"supplier_people.csv": {"supplier_id,holder_id,role,share_pct,date_from,date_to,source",
		"#one,@a,founder,60,,,x", "#one,@a,head,,2024-01-01,,x", "#one,@a,head,,2020-01-01,,x", "#one,@a,shareholder,70,,,x",
		"#two,@b,founder,90,2021-01-01,,x", "#two,@b,founder,90,2019-01-01,,x", "#two,@b,founder,80,,,x",
		"#three,@c,head,,,,x", "#three,@c,shareholder,100,,,x", "#four,@d,shareholder,100,,,x", "#four,@d,head,,,,x"},
	"family_links.csv": {"iin,relation,relative_iin,date_from,date_to,source",
		"@a,mother,@m,,,x", "@b,mother,@m,,,x", "@a,father,@f,,,x", "@b,father,@f,,,x", "@a,adoptive_parent,@f,2000-01-01,,x", "@b,adoptive_parent,@m,2001-01-01,,x",
		"@a,brother,@b,,,x", "@a,wife,@b,2010-01-01,,x", "@c,sister,@d,,,x", "@c,son,@d,,,x", "@c,adopted_child,@d,2002-01-01,,x"},
}

// Of several ties between the people of two bidders the one named is the first of the order of the
// contract, and of the rows that prove it the same, whatever the order of rows and on any number of
// threads.
func TestKinOfBiddersIsNamedInOrder(t *testing.T) {
	number := numbered()
	number("@a @b @c @d @m @f #one #two #three #four")
	want := map[string]string{}
	for seed := range uint64(12) {
		rng := rand.New(rand.NewPCG(seed, 7))
		files := map[string]string{}
		for name, lines := range kinOfBidders {
			rows := slices.Clone(lines)
			if len(rows) > 1 && seed > 0 {
				rng.Shuffle(len(rows)-1, func(i, j int) { rows[i+1], rows[j+1] = rows[j+1], rows[i+1] })
			}
			files[name] = number(strings.Join(rows, "\n") + "\n")
		}
		r := flagRun(t, files, func(o *job.Options) { o.Only, o.Threads = []string{"R033"}, 1+int(seed)%2 })
		if len(r.Findings) != 1 {
			t.Fatalf("%d findings", len(r.Findings))
		}
		f := r.Findings[0]
		lines := map[string][]string{}
		for name, text := range files {
			lines[name] = strings.Split(text, "\n")
		}
		got := map[string]string{"names": fmt.Sprintf("%s %s %s, %s to %s, %s pairs", f.OtherID, f.Tie, f.ViaID, f.From, f.To, f.Detail["value"])}
		for i, e := range f.Evidence {
			if e.Table != "processes" {
				got[fmt.Sprint("row ", i)] = lines[e.File][e.Row-1]
			}
		}
		if seed == 0 {
			want = got
			for _, says := range []string{"one spouse @b, 2025-03-05 to 2025-03-07, 2 pairs", "head,,2020-01-01", "founder,90,2019-01-01", "wife"} {
				if all := strings.Join(slices.Collect(maps.Values(got)), "\n"); !strings.Contains(all, number(strings.Replace(says, "one", "#one", 1))) {
					t.Errorf("%s\nsays nothing of %q", all, says)
				}
			}
		}
		if !maps.Equal(want, got) {
			t.Errorf("rows in order %d:\n%v\nnot\n%v", seed, got, want)
		}
	}
}
