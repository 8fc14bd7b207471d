// Package run holds what a finished run is: its findings, coverage, notes and
// measures as plain values, and the directory they are kept in. Everything a
// report needs is here, so a report never asks the database; and everything is
// free of language, so one run can be rendered in three.
package run

// Job names the kinds of run.
type Job string

// The jobs of the program.
const (
	Scan          Job = "scan"          // the quarterly scan for conflicts of interest
	Concentration Job = "concentration" // the annual report on procurement
	Flags         Job = "flags"         // red flags of tenders and their bids
	Protect       Job = "protect"       // the closed job: what became of those who reported
	Duties        Job = "duties"        // what the Standard obliges somebody to do by a day
)

// Terms reports whether a job is about duties with a term rather than about findings alone.
func (j Job) Terms() bool { return j == Duties || j == Protect }

// Run is one finished run as values. Identifiers are full: whoever writes it for
// people masks them. Nothing in it depends on the clock, the machine or the path.
type Run struct {
	Job      Job    `json:"job"`
	Period   string `json:"period"` // 2026Q3 or 2025
	From     string `json:"from"`   // first day of the window, 2026-07-01
	AsOf     string `json:"as_of"`  // its last day, 2026-09-30
	Customer string `json:"customer,omitempty"`
	Currency string `json:"currency,omitempty"` // code of the one all amounts are in where it is not tenge

	Outside *Outside `json:"outside,omitempty"` // that the period lies outside the data; nil where it does not

	Files    []File     `json:"-"`
	Rules    []Rule     `json:"-"` // every rule of the job, in catalogue order
	Findings []Finding  `json:"-"` // in rank order
	Cases    []Case     `json:"-"` // the findings as matters to check, by the rank of their first
	Coverage []Coverage `json:"-"` // one a rule, in catalogue order
	Rejects  []Reject   `json:"-"`
	Quality  []Note     `json:"-"`
	Weights  []Weight   `json:"-"` // what the score is made of, with the settings in force

	Positions []Position `json:"-"` // P12-7a, scan only

	Unfair []Unfair `json:"-"` // entries of the register of unfair participants about suppliers the run shows

	Gone    []Gone    `json:"-"` // findings of the run before that are found no more; --previous only
	Earlier []Earlier `json:"-"` // findings that were gone before that

	// The job of duties.
	Duties   []Duty     `json:"-"` // in the order of the contract
	Training []Training `json:"-"`
	Risks    []Risk     `json:"-"`
	Yearly   []Measured `json:"-"` // P4a and P36a: figures the text sets no term for
	Ahead    []Day      `json:"-"` // from the as-of day until thirty working days after it

	// The annual report.
	Slices         []Slice          `json:"-"`
	Groups         []GroupMember    `json:"-"`
	Edges          []GroupEdge      `json:"-"`
	KPIs           []KPI            `json:"-"`
	Reconciliation []Reconciliation `json:"-"`
	Holdings       []Holding        `json:"-"` // who holds what in the slices worth drawing
	Mix            []Mix            `json:"-"` // by which ways was bought, each year looked at
	Categories     []Category       `json:"-"` // those the contracts themselves name
	NamedByLaw     []LawfulCategory `json:"-"`
	Lawful         []Lawful         `json:"-"` // concentration fixed by law
	Unknown        []UnknownMethod  `json:"-"`
	Contracts      []Contract       `json:"-"` // the ledger: what stands behind every figure of the year
	Flags          []Flag           `json:"-"` // red flags of the year's suppliers and customers, where bids are given
	FlagRules      []FlagRule       `json:"-"` // the rules these came of; none where no bids are given
}

// File is one input file as it was read.
type File struct {
	No         int    `json:"no"`
	Table      string `json:"table"`
	Path       string `json:"path"` // relative to the data directory, with forward slashes
	Format     string `json:"format"`
	SHA256     string `json:"sha256"`
	Bytes      int64  `json:"bytes"`
	Rows       int64  `json:"rows"`
	Normalised int64  `json:"normalised"`
	Rejected   int64  `json:"rejected"`
	LeftOut    int64  `json:"left_out"` // exact repetitions of another row
	Unknown    string `json:"unknown,omitempty"`
}

// Text is one text in the three languages of the program.
type Text struct {
	RU string `json:"ru"`
	KK string `json:"kk"`
	EN string `json:"en"`
}

// In gives the text in lang ("ru", "kk", "en"), Russian where lang is none of them.
func (t Text) In(lang string) string {
	switch lang {
	case "kk":
		return t.KK
	case "en":
		return t.EN
	}
	return t.RU
}

// Rule is a rule of the catalogue as the reader of a report needs it.
type Rule struct {
	ID          string      `json:"id"`
	Kind        string      `json:"kind"` // violation, lead, measure or duty
	Paragraph   string      `json:"paragraph"`
	Title       Text        `json:"title"`
	Why         Text        `json:"why"`           // why it is a risk
	Summary     Text        `json:"summary"`       // template of a finding's sentence
	Exceptions  Text        `json:"exceptions"`    // what is not flagged
	Clears      Text        `json:"clears"`        // what would clear a finding
	Innocent    Text        `json:"innocent"`      // innocent explanations
	Basis       Text        `json:"basis"`         // legal basis
	Assumptions Text        `json:"assumptions"`   // what a lawyer has yet to confirm, blank where nothing
	Link        Text        `json:"link,omitzero"` // what the other side is to the subject in the service, blank where kinship or a company says it
	From        Text        `json:"from,omitzero"` // how the subject comes to the other side where nothing lies between: a gift from it, an account there
	Inputs      []string    `json:"inputs"`
	Optional    []string    `json:"optional"`
	Parameters  []Parameter `json:"parameters"`
	Digest      string      `json:"digest"`
	Opens       string      `json:"opens,omitempty"`      // which list of contracts a finding's numbers open in the annual page; blank is the rows it rests on
	Marks       []string    `json:"marks,omitempty"`      // parameters from which the tables mark a share: noticeable, high, very high
	ClearedBy   []string    `json:"cleared_by,omitempty"` // tables in which a row about subject and other mends a finding
	Meet        string      `json:"meet,omitempty"`       // where the two people of a finding meet: in the unit, or in the organisation of its detail
	LooksBack   string      `json:"looks_back,omitempty"` // parameter of how many months before the as-of day it looks at
	OfSlices    bool        `json:"of_slices,omitempty"`  // its findings are of slices worth drawing
	Severity    float64     `json:"severity"`             // 0 to 1, the first part of the score
}

// Parameter is a named threshold of a rule with the value in force.
type Parameter struct {
	Name    string `json:"name"`
	Type    string `json:"type"` // number, integer or text
	Value   string `json:"value"`
	Default string `json:"default"`
	Shared  bool   `json:"shared"` // one value for every rule that has it
	Meaning Text   `json:"meaning"`
}

// Finding is one sign to be checked. Blank is "" for text, nil for numbers.
type Finding struct {
	Rank        int               `json:"rank"`
	ID          string            `json:"finding_id"`
	Rule        string            `json:"rule"`
	Kind        string            `json:"kind"` // violation or lead
	Paragraph   string            `json:"paragraph"`
	SubjectKind string            `json:"subject_kind"`
	SubjectID   string            `json:"subject_id"`
	SubjectName string            `json:"subject_name"`
	Position    string            `json:"position"`
	Unit        string            `json:"unit"`
	OtherKind   string            `json:"other_kind"`
	OtherID     string            `json:"other_id"`
	OtherName   string            `json:"other_name"`
	Tie         string            `json:"tie"`
	ViaID       string            `json:"via_id"`
	ViaName     string            `json:"via_name"`
	From        string            `json:"date_from"`
	To          string            `json:"date_to"`
	Begun       string            `json:"-"`      // last day on which a part of it began, blank where the rows of Evidence say it
	Amount      string            `json:"amount"` // two decimals, tenge but for Run.Currency
	Contracts   *int64            `json:"contracts"`
	Share       *float64          `json:"share"` // a fraction
	Slice       string            `json:"slice"`
	Score       float64           `json:"score"` // 0 to 100, at most four decimals, the sum of Parts
	Confidence  string            `json:"confidence"`
	Status      string            `json:"status"`
	Disclosed   string            `json:"disclosed"`
	Detail      map[string]string `json:"detail,omitempty"` // what the rule's sentence needs beside the columns
	Parts       []Part            `json:"score_parts"`
	Evidence    []Evidence        `json:"evidence"`
	Favour      []Evidence        `json:"in_favour,omitempty"` // rows that speak for the person; no score and no comparison reads them
	Disposition *Disposition      `json:"disposition,omitempty"`
}

// Disposition is what a person decided about a finding, as the dispositions table says it.
type Disposition struct {
	Status  string `json:"status"`
	Reason  string `json:"reason"`
	By      string `json:"by"`
	On      string `json:"on"`
	Expires string `json:"expires"`
	Expired bool   `json:"expired" sql:"-"`
	Later   string `json:"later,omitempty" sql:"-"` // day after On on which something of the finding began
}

// Part is one addend of a score: Points of at most Max.
type Part struct {
	Name   string  `json:"name"` // severity, closeness, evidence, influence, money, share, recency, duration, undisclosed
	Points float64 `json:"points"`
	Max    float64 `json:"max"`
	Fact   string  `json:"fact"` // what the points were given for: a code or a figure
}

// Evidence is one step of proof: a row of a source file and its part in the finding.
type Evidence struct {
	Step  int               `json:"step"`
	What  string            `json:"what"`  // role of the row: post, superior_post, kin_link, stake, contract ...
	Table string            `json:"table"` // canonical table
	File  string            `json:"file"`  // path in the data directory
	Row   int64             `json:"row"`   // as a spreadsheet counts: the header of a plain file is row 1
	Cells map[string]string `json:"cells"` // the columns of the normalised row that are not blank
}

// Coverage says of one rule whether it ran and whom it could see. Counts are people,
// in the annual report suppliers, slices or contracts as Unit says.
type Coverage struct {
	Rule       string `json:"rule"`
	Status     string `json:"status"` // ran or skipped
	Reason     string `json:"reason"` // code of why it was skipped, with its argument after a colon: no_table:disclosures
	Of         string `json:"of"`     // people, suppliers, contracts, slices
	Population int64  `json:"population"`
	Checked    int64  `json:"checked"`
	Findings   int64  `json:"findings"`
	Gaps       []Gap  `json:"gaps"`
}

// Gap is a number of people a rule could not check fully, and why.
type Gap struct {
	Reason string `json:"reason"` // code: no_superior, no_family_links, parents_unknown, founders_not_loaded ...
	Count  int64  `json:"count"`
}

// Reject is one row left out because a value of it cannot be used.
type Reject struct {
	Table  string `json:"table"`
	File   string `json:"file"`
	Row    int64  `json:"row"`
	Column string `json:"column"`
	Value  string `json:"value"`
	Reason string `json:"reason"` // code
}

// Note is one remark about the data: nothing was left out, something is odd.
type Note struct {
	Note   string `json:"note"` // code
	Table  string `json:"table"`
	File   string `json:"file"`
	Row    int64  `json:"row"` // 0 where the note is not about one row
	ID     string `json:"id"`
	Detail string `json:"detail"`
}

// Weight is one part of the score and the most it can give.
type Weight struct {
	Name    string  `json:"name"`
	Max     float64 `json:"max"`
	Default float64 `json:"default"`
}

// Position is a line of P12-7a: a post with marks of influence.
type Position struct {
	PositionID string `json:"position_id"`
	Position   string `json:"position"`
	Unit       string `json:"unit"`
	Holders    string `json:"holders"` // names, joined by "; "
	Influence  string `json:"influence"`
	Marks      int64  `json:"marks"`
	Decisions  int64  `json:"decisions"`
	Amount     string `json:"amount"` // of the contracts decided
	Findings   int64  `json:"findings"`
}
