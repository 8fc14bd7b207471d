package run

// Slice is a row of concentration.csv. Nil is blank.
type Slice struct {
	CustomerBIN string   `json:"customer_bin"`
	Customer    string   `json:"customer"`
	Year        int      `json:"year"`
	Kind        string   `json:"slice_kind"`
	Slice       string   `json:"slice"`
	Identity    string   `json:"identity"` // supplier or group
	Suppliers   int64    `json:"suppliers"`
	Contracts   int64    `json:"contracts"`
	Amount      string   `json:"amount"`
	CR1         float64  `json:"cr1"`
	CR3         float64  `json:"cr3"`
	CR4         float64  `json:"cr4"`
	HHI         float64  `json:"hhi"`
	HHINorm     *float64 `json:"hhi_norm"`
	HHIMin      float64  `json:"hhi_min"`
	HHIExcess   *float64 `json:"hhi_excess"`
	Effective   float64  `json:"effective_number"`
	Gini        float64  `json:"gini"`
	TopID       string   `json:"top_id"`
	TopName     string   `json:"top_name"`
	TopAmount   string   `json:"top_amount"`
	TopShare    float64  `json:"top_share"`
	Evaluated   bool     `json:"evaluated"`
	Note        string   `json:"note"` // codes joined by ";"
}

// GroupMember is a row of groups.csv.
type GroupMember struct {
	GroupID    string  `json:"group_id"`
	Kind       string  `json:"kind"` // certain or suspected
	SupplierID string  `json:"supplier_id"`
	Name       string  `json:"name"`
	Amount     string  `json:"amount"`
	Contracts  int64   `json:"contracts"`
	Share      float64 `json:"share"`
}

// GroupEdge is a row of group_edges.csv: why two members belong together.
type GroupEdge struct {
	GroupID string            `json:"group_id"`
	FromID  string            `json:"from_id"`
	ToID    string            `json:"to_id"`
	Type    string            `json:"type"` // same_controller, controls, branch, related_controllers, shared_address ...
	ViaID   string            `json:"via_id"`
	Cells   map[string]string `json:"cells"` // what the fact's sentence needs
	Table   string            `json:"table"`
	File    string            `json:"file"`
	Row     int64             `json:"row"`
}

// KPI is a row of kpi.csv. Values of shares are fractions, Change is in percentage
// points for shares and in the measure's own unit else.
type KPI struct {
	CustomerBIN string   `json:"customer_bin"`
	Year        int      `json:"year" sql:"-"`
	Measure     string   `json:"measure"`
	Value       *float64 `json:"value"`
	Previous    *float64 `json:"previous"`
	Change      *float64 `json:"change"`
}

// Reconciliation is a row of reconciliation.csv.
type Reconciliation struct {
	Step      string `json:"step"`
	Reason    string `json:"reason"`
	Rows      int64  `json:"rows"`
	Contracts int64  `json:"contracts"`
	Amount    string `json:"amount"`
}

// Holding is what one supplier or group holds in one slice, for tables and curves.
type Holding struct {
	CustomerBIN string  `json:"customer_bin"`
	Kind        string  `json:"slice_kind"`
	Slice       string  `json:"slice"`
	Identity    string  `json:"identity"`
	ID          string  `json:"id"`
	Name        string  `json:"name"`
	Amount      string  `json:"amount"`
	Contracts   int64   `json:"contracts"`
	Share       float64 `json:"share"`
	GroupID     string  `json:"group_id"`
}

// Mix is a row of method_mix.csv: what was bought in a year by one class of method. A blank
// customer is all of them together.
type Mix struct {
	CustomerBIN string  `json:"customer_bin"`
	Year        int     `json:"year"`
	MethodClass string  `json:"method_class"`
	Contracts   int64   `json:"contracts"`
	Amount      string  `json:"amount"`
	Share       float64 `json:"share"`
}

// LawfulCategory is what of a category of four digits was bought from suppliers the law itself
// names. A blank customer is all of them together.
type LawfulCategory struct {
	CustomerBIN string `json:"customer_bin"`
	Code        string `json:"code"`
	Amount      string `json:"amount"`
}

// Category is what the contracts of the year call a category of theirs.
type Category struct {
	Code string `json:"code"`
	Name string `json:"name"`
}

// Lawful is a concentration fixed by law: a supplier under a ground that names it.
type Lawful struct {
	CustomerBIN string `json:"customer_bin"`
	SupplierID  string `json:"supplier_id"`
	Name        string `json:"name"`
	Ground      string `json:"ground"`
	Contracts   int64  `json:"contracts"`
	Amount      string `json:"amount"`
}

// UnknownMethod is a procurement method that the list of methods does not know.
type UnknownMethod struct {
	MethodID  string `json:"method_id"`
	Method    string `json:"method"`
	Contracts int64  `json:"contracts"`
	Amount    string `json:"amount"`
}

// Contract is a row of contracts.csv: a contract that counts in the year of the annual
// report, or that stays out of it and why. Figures of the year are sums of Value over rows
// without LeftOut; those of the year before, over rows of it left out as other_year; lines
// of the reconciliation about contracts left out, of Amount.
type Contract struct {
	ID          string `json:"contract_id"` // of the row that speaks for the contract
	Root        string `json:"root_id"`
	Number      string `json:"number,omitempty"`
	SignedOn    string `json:"signed_on,omitempty"`
	Year        int    `json:"year"` // 0 where it is not known
	CustomerBIN string `json:"customer_bin"`
	Customer    string `json:"customer,omitempty"`
	SupplierID  string `json:"supplier_id"`
	Supplier    string `json:"supplier,omitempty"`
	GroupID     string `json:"group_id,omitempty"` // certain group of a contract that counts in the year
	Value       string `json:"value,omitempty"`    // what it counts with, blank where it counts in no year
	Amount      string `json:"amount,omitempty"`   // what its row states, blank where no row is left
	Currency    string `json:"currency,omitempty"` // of Amount, where it is foreign
	SubjectKind string `json:"subject_kind,omitempty"`
	Category    string `json:"category,omitempty"` // its leading six digits; four or two of a shorter code
	Unit        string `json:"unit,omitempty"`
	MethodClass string `json:"method_class,omitempty"`
	MethodID    string `json:"method_id,omitempty"`
	Method      string `json:"method,omitempty"`
	Ground      string `json:"ground,omitempty"`
	Lawful      string `json:"lawful,omitempty"` // ground under which the law itself names the supplier

	// What is known of the bids under its announcement, which other contracts may share.
	Announcement string `json:"announcement_id,omitempty"`
	Lots         int64  `json:"lots,omitempty"`
	Bids         int64  `json:"bids,omitempty"`
	SingleBids   int64  `json:"single_bids,omitempty"` // lots with one bidder

	LeftOut string `json:"left_out,omitempty"` // code of Reconciliation.Reason; blank where it counts
	File    string `json:"file"`
	Row     int64  `json:"row"`
}

// Before reports whether the contract counts in the year before year, the one of the report.
func (c *Contract) Before(year int) bool { return c.LeftOut == "other_year" && c.Year == year-1 }

// AllContracts gives how many contracts the rows of an annual report make, counted and
// left out: more than there are in Contracts where that list was cut.
func (r *Run) AllContracts() int64 {
	for _, l := range r.Reconciliation {
		if l.Step == "read" {
			return l.Contracts
		}
	}
	return 0
}
