package pipeline

import (
	"adal/pipeline/job"
	"testing"
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
