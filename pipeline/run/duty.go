package run

// Duty is what the Standard obliges a person or an office to do, with its term and how it
// stands on the as-of day. Dates are 2026-09-30, blank where there is none.
type Duty struct {
	Rank        int        `json:"rank"`
	ID          string     `json:"duty_id"`
	Rule        string     `json:"rule"`
	Paragraph   string     `json:"paragraph"`
	SubjectKind string     `json:"subject_kind"` // person or office
	SubjectID   string     `json:"subject_id"`   // IIN, code of an office, or an executor as the plan names them
	SubjectName string     `json:"subject_name"` // of a person
	Unit        string     `json:"unit"`         // of the person on the as-of day, or the last they had
	Position    string     `json:"position"`
	About       string     `json:"about"`                 // parts are joined by ;
	AboutNames  []string   `json:"about_names,omitempty"` // of the people among the parts, blank of others
	StartsOn    string     `json:"starts_on"`
	Term        string     `json:"term"` // +3wd, +7d, +3m, -1m, quarter, half, year, none, to
	DueOn       string     `json:"due_on"`
	DueBy       string     `json:"due_by"` // DueOn, or the next working day
	DoneOn      string     `json:"done_on"`
	State       string     `json:"state"` // done, late, overdue, open, unknown
	Days        *int64     `json:"days"`  // after due_by, or left until it
	Notes       []string   `json:"notes,omitempty"`
	Alarm       string     `json:"alarm,omitempty"` // three working days before due_by
	Soon        bool       `json:"soon,omitempty"`  // open and due within thirty working days
	Evidence    []Evidence `json:"evidence"`
}

// Day is a calendar day ahead of the as-of day.
type Day struct {
	Date string `json:"date"`
	Off  bool   `json:"off,omitempty"` // not worked
}

// DutyStates are the states in the order duties are listed in.
var DutyStates = []string{"overdue", "unknown", "open", "late", "done"}

// Training is P31-2: of a unit's staff how many took part and passed in a half-year.
type Training struct {
	Half     string  `json:"half"` // 2026H1
	Kind     string  `json:"kind"`
	Unit     string  `json:"unit"`
	Staff    int64   `json:"staff"`
	Attended int64   `json:"attended"`
	Tested   int64   `json:"tested"`
	Passed   int64   `json:"passed"`
	Share    float64 `json:"share" sql:"-"` // passed of the staff
}

// Risk is a risk of the newest version of a map, in the order of its score.
type Risk struct {
	Map        string     `json:"map"` // legislation or organisation
	Version    string     `json:"map_version"`
	Date       string     `json:"map_date"`
	ID         string     `json:"risk_id"`
	Risk       string     `json:"risk"`
	Process    string     `json:"process"`
	Unit       string     `json:"unit"`
	Likelihood int64      `json:"likelihood"` // 1 to 5
	Impact     int64      `json:"impact"`     // 1 to 5
	Score      int64      `json:"score"`
	Zone       string     `json:"zone"` // low, medium, high, very_high
	Proposed   *int64     `json:"proposed_likelihood" sql:"-"`
	Posts      []RiskPost `json:"posts" sql:"-"`
	Plan       int64      `json:"plan_items"`
	Overdue    int64      `json:"overdue_items"`
}

// RiskPost is a post exposed to a risk: its title and unit, and never who holds it.
type RiskPost struct {
	ID       string `json:"position_id"`
	Position string `json:"position"`
	Unit     string `json:"unit"`
}

// Measured is a figure of a year or a page, for which the text sets no term: the score of the
// yearly assessment with its change, and the days since a page was brought up to date.
type Measured struct {
	Rule   string   `json:"rule" sql:"-"` // P4a or P36a
	About  string   `json:"about"`
	Value  float64  `json:"value"`
	Change *float64 `json:"change"`
	Source string   `json:"source"`
}
