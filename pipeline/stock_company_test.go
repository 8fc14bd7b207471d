package pipeline

import (
	"strings"
	"testing"
)

// "Ақ", white, begins the names of many firms. Only АҚ in capitals, before a name in quotes or one
// that is not all in capitals, says that a firm is a joint-stock company: of the others nobody
// knows whether they are commercial, and heading one is a lead and no violation.
func TestWhiteIsNoStockCompany(t *testing.T) {
	roster := "iin,last_name,first_name,unit,position,service_class,date_from\n"
	suppliers, people := "supplier_id,name\n", "supplier_id,holder_id,role\n"
	want := map[string]string{}
	for i, c := range []struct{ name, kind string }{
		{`АҚ «Бұлт»`, "violation"}, {`АҚ "БҰЛТ"`, "violation"}, {`АҚ Бұлт`, "violation"}, {`«АҚ Бұлт»`, "violation"}, {`Акционерлік қоғам «Бұлт»`, "violation"},
		{`акционерное общество «Ақ бұлт»`, "violation"}, {`ЖШС «Ақ Бұлт»`, "violation"},
		{`«Ақ Бұлт»`, "lead"}, {`Ақ Бұлт`, "lead"}, {`ақ бұлт`, "lead"}, {`АҚ БҰЛТ`, "lead"}, {`«АҚ БҰЛТ»`, "lead"}, {`"Ақ" дүкені`, "lead"},
	} {
		p, s := person(i+1), firm(i+1)
		roster += p + ",Облаков,Кирилл,Отдел,Эксперт,corps_b,2010-01-01\n"
		suppliers += s + `,"` + strings.ReplaceAll(c.name, `"`, `""`) + "\"\n"
		people += s + "," + p + ",head\n"
		want[p] = c.name + ": " + c.kind
	}
	r := scan(t, folder(t, map[string]string{"roster.csv": roster, "suppliers.csv": suppliers, "supplier_people.csv": people}))
	for _, f := range ruled(r, "P10-8b") {
		name, kind, _ := strings.Cut(want[f.SubjectID], ": ")
		if f.Kind != kind {
			t.Errorf("%s: %s, want %s", name, f.Kind, kind)
		}
		delete(want, f.SubjectID)
	}
	for _, w := range want {
		t.Errorf("nothing found of %s", w)
	}
}
