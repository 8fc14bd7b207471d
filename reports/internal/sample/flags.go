package sample

import "adal/pipeline/run"

// flagged adds red flags of the year: one that names two, one of a tender, one about a customer.
func flagged(r *run.Run) {
	ran := func(rule run.Rule) run.FlagRule { return run.FlagRule{Rule: rule, Status: "ran"} }
	r.FlagRules = []run.FlagRule{ran(rule("R018", "lead", "52")), ran(rule("R038", "lead", "52")), ran(rule("R046", "lead", "52")),
		{Rule: rule("R043", "lead", "52"), Status: "skipped", Reason: "no_table:roster"}}
	flag := func(id, rule, kind, subject, value, threshold string, tenders []string, concerns ...run.Concerned) {
		r.Flags = append(r.Flags, run.Flag{
			Finding: run.Finding{Rank: len(r.Flags) + 1, ID: id, Rule: rule, Kind: "lead", Paragraph: "52", SubjectKind: kind, SubjectID: subject, Confidence: "confirmed", Status: "new", Detail: map[string]string{"value": value}},
			Tenders: tenders, Value: value, Threshold: threshold, Concerns: concerns,
		})
	}
	buyer := run.Concerned{ID: Ministry, Name: "Министерство", Role: "customer", Part: "tender"}
	flag("046000000001", "R046", "process", "T-1", "1", "", []string{"T-1"}, run.Concerned{ID: Entrepreneur, Name: "+ИП Серікова", Role: "supplier", Part: "named"},
		run.Concerned{ID: Alpha, Name: "ТОО «Альфа Снаб»", Role: "supplier", Part: "tender"}, buyer)
	flag("018000000002", "R018", "process", "T-2", "1", "", []string{"T-2"}, run.Concerned{ID: Alpha, Name: "ТОО «Альфа Снаб»", Role: "supplier", Part: "tender"}, buyer)
	buyer.Part = "subject"
	flag("038000000003", "R038", "buyer", Ministry, "0.333333333333", "0.25", []string{"T-1", "T-3"}, buyer)
	r.Flags[0].Lots = []string{"2"}
}
