package view

import "adal/pipeline/run"

// Section is one part of a report. A section that is a table needs nothing but its function
// here: without a Page of its own the page shows the sheet as it is.
type Section struct {
	Name  string
	Page  string // anchor under which the page has a shape of its own for it
	File  *Table // for programs: a CSV file; nil where JSON has it, or nothing
	Sheet *Table // for people: a sheet of the workbook; nil where there is nothing to show
	// Not says why a section has no part in "page", "workbook" or "file".
	Not map[string]string
}

// Sections gives the parts of the report in the order of the workbook.
func (v *Report) Sections() []Section { return v.sections() }

func (b builder) sections() []Section {
	var all []Section
	switch b.run.Job {
	case run.Duties:
		all = []Section{b.dutiesSection(), b.dutyRowsSection(), b.trainingSection(), b.risksSection(), b.cartogramSection()}
	case run.Protect:
		all = []Section{b.findingsSection(), b.bothEvidenceSection(), b.dutiesSection()}
	case run.Concentration:
		all = []Section{
			b.findingsSection(), b.casesSection(), b.evidenceSection(), b.scoresSection(), b.goneSection(),
			b.concentrationSection(), b.groupsSection(), b.edgesSection(), b.kpiSection(), b.mixSection(), b.lawfulSection(), b.yearFlagsSection(), b.reconciliationSection(), b.contractsSection(), b.listsSection(),
		}
	default:
		all = []Section{b.findingsSection(), b.casesSection(), b.evidenceSection(), b.scoresSection(), b.goneSection()}
		if b.run.Job == run.Scan {
			all = append(all, b.positionsSection())
		}
	}
	if b.run.Job != run.Duties && len(b.run.Findings) > 0 {
		all = append(all, b.decisionsSection())
	}
	return append(all, b.unfairSection(), b.coverageSection(), b.qualitySection(), b.rejectsSection(), b.rulesSection(), b.filesSection())
}

// Section gives the section of a name, an empty one where the report has none.
func (v *Report) Section(name string) Section {
	for _, s := range v.Sections() {
		if s.Name == name {
			return s
		}
	}
	return Section{Name: name}
}
