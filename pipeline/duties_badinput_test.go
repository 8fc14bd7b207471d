package pipeline

import (
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// What is wrong in the registers is noted or rejected with its place and reason, counted, and
// never lost: the duty it belongs to is there all the same.
func TestBadRegisters(t *testing.T) {
	const (
		ann, bob, absent = "180610174875", "190315201884", "180610174984"
		roster           = "iin,last_name,first_name,unit,position,date_from\n" + ann + ",Облаков,Кирилл,Отдел,Эксперт,2015-01-01\n" + bob + ",Росина,Ая,Отдел,Эксперт,2015-01-01\n"
	)
	for _, c := range []struct {
		name, table, text string
		notes             []string // note table row detail
		rejects           []string // table row column
		duties            []string // rule about state
	}{
		{"a case closed before it began", "notices", "notice_id,iin,known_on,manager_notified_on,unit_notified_on,sent_to_unit_on,concluded_on,conclusion\nN1," + ann + ",2026-03-02,2026-03-02,2026-03-02,2026-03-03,2026-02-27,none\n",
			[]string{"closed_before_start notices 2 N1"}, nil, []string{"P14-3a N1 done", "P14-1a N1 done"}},
		{"a notice by somebody not in the roster", "notices", "notice_id,iin,known_on,manager_notified_on,unit_notified_on\nN1," + absent + ",2026-03-02,2026-03-02,2026-03-02\n",
			[]string{"not_in_roster notices 2 "}, nil, []string{"P14-2a N1 overdue", "P14-3a N1 overdue"}},
		{"a gift received by nobody known", "gifts", "gift_id,iin,kind,received_on\nG1," + absent + ",gift,2026-03-02\nG2," + ann + ",gift,2026-03-02\n",
			[]string{"gift_of_nobody gifts 2 G1"}, nil, []string{"P16-5a G2 overdue"}},
		{"two maps of one date", "risks", "map_version,map_date,map,risk_id,risk,likelihood,impact\n1,2026-03-02,legislation,R1,Риск,2,2\n2,2026-03-02,legislation,R2,Риск,3,3\n",
			[]string{"two_maps_one_day risks 2 legislation 2026-03-02: 1, 2"}, nil, nil},
		{"a likelihood of nine", "risks", "map_version,map_date,map,risk_id,risk,likelihood,impact\n1,2026-03-02,legislation,R1,Риск,9,2\n1,2026-03-02,legislation,R2,Риск,3,3\n",
			nil, []string{"risks 2 likelihood"}, nil},
		{"a score of 140", "attendance", "event_id,iin,score_pct\nE1," + ann + ",140\nE9," + ann + ",90\n",
			[]string{"blanked_value attendance 2 score_pct: 140", "unknown_event attendance 3 E9"}, nil, nil},
		{"a quarter without a run", "analyses", "kind,finished_on\nconflict,2026-02-02\n",
			nil, nil, []string{"P11a 2026Q1 done", "P11a 2026Q2 overdue", "P11a 2026Q3 open"}},
		{"a declaration for a year to come", "declarations", "iin,form,year,filed_on\n" + ann + ",270,2027,2026-03-02\n" + bob + ",270,2026,2026-03-02\n" + bob + ",270,2025,2026-03-02\n",
			[]string{"year_to_come declarations 2 2027", "year_to_come declarations 3 2026"}, nil, []string{"P23a 2025 overdue", "P23a 2025 done"}},
		{"a declaration of no form", "declarations", "iin,form,year,filed_on\n" + ann + ",271,2025,2026-03-02\n",
			nil, []string{"declarations 2 form"}, []string{"P23a 2025 overdue"}},
		{"an event twice", "events", "event_id,kind,held_on\nE1,culture,2026-03-02\nE1,culture,2026-04-02\nE1,culture,2026-03-02\n",
			[]string{"event_twice events 3 E1"}, nil, nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			dir := t.TempDir()
			for name, text := range map[string]string{"roster": roster, c.table: c.text} {
				if err := os.WriteFile(filepath.Join(dir, name+".csv"), []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
			}
			r, err := dutiesOf(t, dir, "2026-09-30")
			if err != nil {
				t.Fatal(err)
			}
			var notes, rejects, duties []string
			for _, n := range r.Quality {
				notes = append(notes, strings.Join([]string{n.Note, n.Table, strconv.FormatInt(n.Row, 10), n.Detail}, " "))
			}
			for _, x := range r.Rejects {
				rejects = append(rejects, strings.Join([]string{x.Table, strconv.FormatInt(x.Row, 10), x.Column}, " "))
			}
			for _, d := range r.Duties {
				duties = append(duties, d.Rule+" "+d.About+" "+d.State)
			}
			for _, pair := range []struct{ want, got []string }{{c.notes, notes}, {c.rejects, rejects}, {c.duties, duties}} {
				for _, w := range pair.want {
					if !slices.Contains(pair.got, w) {
						t.Errorf("no %q in %q", w, pair.got)
					}
				}
			}
			if len(rejects) != len(c.rejects) {
				t.Errorf("rejected: %q", rejects)
			}
			rows := int64(strings.Count(c.text, "\n") - 1)
			for _, f := range r.Files {
				if f.Table == c.table && (f.Rows != rows || f.Rejected != int64(len(c.rejects))) {
					t.Errorf("%d rows read, %d rejected, want %d and %d", f.Rows, f.Rejected, rows, len(c.rejects))
				}
			}
		})
	}
}
