package view

import "encoding/json"

// book is what the page's script reads. Columns hold numbers of lists from 1, 0 for none.
type book struct {
	Kept int   `json:"kept"`
	All  int64 `json:"all"` // contracts there are, more than Kept where the list was cut

	Texts     []string    `json:"texts"`
	Customers []string    `json:"customers"`
	Suppliers [][2]string `json:"suppliers"` // name, number
	// Marks of suppliers in the register of unfair participants, with their state, by number from 1.
	Marks      map[int][2]string `json:"marks,omitempty"`
	Groups     [][]int           `json:"groups"` // suppliers
	Categories []string          `json:"categories"`
	Methods    [][2]string       `json:"methods"`  // class, words
	Subjects   [][2]string       `json:"subjects"` // kind, words
	Grounds    [][2]string       `json:"grounds"`  // words, ground under which the law names the supplier
	Lots       [][3]int64        `json:"lots"`     // of an announcement: lots, bids, lots with one bid
	States     []string          `json:"states"`   // before, or why a contract is left out
	Files      []string          `json:"files"`

	Rows    rows    `json:"rows"`
	Numbers []opens `json:"numbers"`
	Say     say     `json:"say"`
}

// rows are the columns of the ledger, in its order.
type rows struct {
	Number   []string          `json:"number"`
	ID       []string          `json:"id"`     // blank where the number holds it
	Signed   []*int64          `json:"signed"` // days since 1970
	Customer []int             `json:"customer"`
	Supplier []int             `json:"supplier"`
	Category []int             `json:"category"`
	Subject  []int             `json:"subject"`
	Unit     []int             `json:"unit"`
	Method   []int             `json:"method"`
	Ground   []int             `json:"ground"`
	Lots     []int             `json:"lots"`
	State    []int             `json:"state"` // 0 counts in the year
	File     []int             `json:"file"`
	Row      []int64           `json:"row"`
	Value    []json.RawMessage `json:"value"` // hundredths, as text where a script would round, null for none
	// Stated is what the rows say where that is not the value, by place in the columns.
	Stated map[int]json.RawMessage `json:"stated"`
	// Currency of what the row states, where it is foreign.
	Currency map[int]string `json:"currency"`
}

// opens says which contracts of the ledger a number is made of: all those that count in the
// year, narrowed by whatever is not blank.
type opens struct {
	Title    []int    `json:"t,omitempty"`
	Whole    int      `json:"of,omitempty"` // number of the whole it is a share of
	All      int64    `json:"n,omitempty"`  // how many contracts it is of, where that is known
	State    string   `json:"in,omitempty"` // before, or why they are left out
	Customer int      `json:"c,omitempty"`
	Kind     string   `json:"k,omitempty"` // kind of slice
	Slice    string   `json:"v,omitempty"` // its value, of a unit its number
	Subject  string   `json:"j,omitempty"`
	Supplier int      `json:"s,omitempty"`
	Group    int      `json:"g,omitempty"`
	But      []int    `json:"x,omitempty"` // suppliers they are not of
	Classes  []string `json:"m,omitempty"`
	Method   int      `json:"u,omitempty"`
	Ground   int      `json:"r,omitempty"`
	Lawful   string   `json:"l,omitempty"`
	Bids     bool     `json:"b,omitempty"` // under an announcement with bids
	Rows     []int    `json:"i,omitempty"` // these and no other, from 0
}

// say is the words and the forms of figures the script needs.
type say struct {
	Contracts  string `json:"contracts"`
	Suppliers  string `json:"suppliers"`
	Amount     string `json:"amount"`
	Share      string `json:"share"`
	CountShare string `json:"count_share"`
	Per100     string `json:"per_100"`
	PerLot     string `json:"bids"`
	Single     string `json:"single"`
	Part       string `json:"part"`  // {share} of {whole}
	Shown      string `json:"shown"` // {shown} of {all}
	Short      string `json:"short"` // of this number not all are kept
	Cut        string `json:"cut"`   // nor of the ledger
	Row        string `json:"row"`
	Money      string `json:"money"`   // {n} in the currency of the amounts
	Percent    string `json:"percent"` // {n} %
	Thousands  string `json:"thousands"`
	Point      string `json:"point"`
}
