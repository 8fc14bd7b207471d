package view

import (
	"slices"

	"adal/pipeline/run"
	"adal/reports/words"
)

// Follows says that the run was set beside one before, which may have had nothing in common with it. It
// is said before the report is asked for anything. A run that still has something of the one before says
// so itself.
func (v *Report) Follows() { v.compared = true }

// followed reports whether a run shows that it was set beside one before.
func followed(r *run.Run) bool {
	return len(r.Gone)+len(r.Earlier) > 0 || slices.ContainsFunc(r.Findings, func(f run.Finding) bool { return f.Status == "persisting" })
}

// notCompared says that there was no run before; blank where there was one, and where nothing is
// marked by it.
func (b builder) notCompared() string {
	if b.compared || b.run.Job.Terms() {
		return ""
	}
	return b.t("not_compared")
}

// status words where a finding stands. Where there was no run before, all are new and it says nothing.
func (b builder) status(f *run.Finding) string {
	if f.Status == "new" && !b.compared {
		return ""
	}
	return words.Statuses.In(b.lang, f.Status)
}

// caseStatus words the status of a case, as status does that of a finding.
func (b builder) caseStatus(c *run.Case) string {
	if c.Status == "new" && !b.compared {
		return ""
	}
	return words.CaseStatuses.In(b.lang, c.Status)
}
