package pipeline

import (
	"fmt"
	"testing"

	"adal/pipeline/job"
)

// Bidders of canonical tables: one group through a mother company and one by kin are found;
// who left the firm before, a shared telephone and different lots are no certain group.
func TestBiddersOfOneGroup(t *testing.T) {
	number := numbered()
	files := map[string]string{
		"bids.csv": "announcement_id,lot_id,supplier_id,amount\n" +
			"chain,1,#one,100\nchain,1,#two,110\nkin,1,#three,100\nkin,1,#four,110\nlots,1,#one,100\nlots,2,#two,110\n" +
			"left,1,#five,100\nleft,1,#six,110\nphone,1,#seven,100\nphone,1,#eight,110\n",
		"announcements.csv": "announcement_id,name,published_on,closed_on\nchain,А,2025-02-01,2025-03-01\nkin,А,2025-02-01,2025-03-01\n" +
			"lots,А,2025-02-01,2025-03-01\nleft,А,2025-02-01,2025-03-01\nphone,А,2025-02-01,2025-03-01\n",
		"supplier_people.csv": "supplier_id,holder_id,role,share_pct,date_from,date_to\n#one,#mother,founder,100,,\n#mother,@owner,founder,80,,\n" +
			"#two,@owner,head,,,\n#three,@wife,head,,,\n#four,@husband,head,,,\n#five,@leaver,head,,,2025-02-28\n#six,@leaver,head,,,\n",
		"suppliers.csv":    "supplier_id,name,phone\n#seven,А,+7 701 111 22 33\n#eight,Б,+7 701 111 22 33\n",
		"family_links.csv": "iin,relation,relative_iin,date_from\n@husband,жена,@wife,2010-01-01\n",
	}
	for _, name := range []string{"bids.csv", "announcements.csv", "supplier_people.csv", "suppliers.csv", "family_links.csv"} {
		files[name] = number(files[name])
	}
	var got []string
	for _, f := range flagRun(t, files, func(o *job.Options) { o.Only = []string{"R032", "R032b", "R032c", "R033"} }).Findings {
		got = append(got, f.Rule+" "+f.SubjectID+" "+f.Detail["people"])
	}
	same(t, []string{"R032b chain no", "R032b kin yes", "R033 kin ", "R032c phone no"}, got)
}

// Bidders of one lot are held together on the day of the bid of each, though they bid on different
// days: a tie on one of them counts, one of a day between or after does not.
func TestBiddersOfDifferentDays(t *testing.T) {
	number := numbered()
	bids := func(ocid, first, firstDay, second, secondDay string) string {
		bid := func(id, day string) string {
			return fmt.Sprintf(`{"status":"valid","date":"2025-03-%sT10:00:00+05:00","tenderers":[{"id":"%s"}]}`, day, id)
		}
		return fmt.Sprintf(`{"ocid":%q,"tender":{"id":"T"},"bids":{"details":[%s,%s,%s]}}`+"\n", ocid, bid(first, firstDay), bid("#third", "20"), bid(second, secondDay))
	}
	releases, want := "", []string(nil)
	for _, days := range [][2]string{{"05", "10"}, {"10", "05"}} {
		for _, pair := range []string{"owner", "mother", "kin", "phone"} {
			releases += bids(pair+days[0], "#"+pair+"_a", days[0], "#"+pair+"_b", days[1])
		}
		want = append(want, "R032 owner"+days[0], "R032b owner"+days[0], "R032b mother"+days[0], "R033 kin"+days[0], "R032b kin"+days[0], "R032c phone"+days[0])
		releases += bids("between"+days[0], "#between_a", days[0], "#between_b", days[1])
	}
	files := map[string]string{
		"releases.jsonl": number(releases),
		"supplier_people.csv": number("supplier_id,holder_id,role,share_pct,date_from,date_to\n#owner_a,@o,head,,,2025-03-05\n#owner_b,@o,founder,60,,\n" +
			"#mother_a,@p,head,,,\n#hold,@p,head,,,\n#mother_b,#hold,founder,100,2025-03-10,\n#kin_a,@x,head,,,2025-03-06\n#kin_b,@y,head,,,\n" +
			"#between_a,@z,head,,2025-03-06,2025-03-09\n#between_b,@z,head,,,\n"),
		"suppliers.csv":    number("supplier_id,name,phone\n#phone_a,А,+7 701 111 22 33\n#phone_b,Б,+7 701 111 22 33\n"),
		"family_links.csv": number("iin,relation,relative_iin\n@x,сын,@y\n"),
	}
	var got []string
	for _, f := range flagRun(t, files, func(o *job.Options) { o.Only = []string{"R032", "R032b", "R032c", "R033"} }).Findings {
		got = append(got, f.Rule+" "+f.SubjectID)
	}
	same(t, want, got)
}

// An organisation is known by the number that any release states of it: the first that names it may
// state none, and it may stand with the bid or among the parties alone.
func TestNumbersStatedAnywhere(t *testing.T) {
	number := numbered()
	tender := func(ocid, parties string, bidders ...string) string {
		bids := ""
		for _, b := range bidders {
			bids += `{"status":"valid","tenderers":[` + b + `]},`
		}
		return number(`{"ocid":"` + ocid + `","parties":[` + parties + `],"tender":{"tenderPeriod":{"endDate":"2025-03-31"}},"bids":{"details":[` + bids[:len(bids)-1] + `]}}` + "\n")
	}
	files := map[string]string{
		"r.jsonl": tender("bare", "", `{"id":"A"}`, `{"id":"B","name":"Firm"}`) +
			tender("later", `{"id":"A","identifier":{"scheme":"KZ-BIN","id":"#a"}}`, `{"id":"A"}`, `{"id":"C"}`) +
			tender("with_bid", `{"id":"B"}`, `{"id":"B","identifier":{"scheme":"KZ-BIN","id":"#b"}}`, `{"id":"C"}`),
		"supplier_people.csv": number("supplier_id,holder_id,role\n#a,@o,head\n#b,@o,head\n"),
	}
	found := flagRun(t, files, func(o *job.Options) { o.Only = []string{"R032"} }).Findings
	if len(found) != 1 || found[0].SubjectID != "bare" || found[0].Detail["bidders"] != "A; Firm (B)" {
		t.Errorf("%+v", found)
	}
}
