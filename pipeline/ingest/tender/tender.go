// package tender reads what red flags are computed from out of a release of the Open
// Contracting Data Standard 1.1: the process, its bids and its awards, each field in its
// place and of its type. A field that is missing or of another type counts as absent, as
// the standard allows; a text that is no JSON object is an error. It walks the text once and
// keeps nothing else of it, so that a year of a country's tenders is read at the speed of a disk.
package tender

import (
	"errors"
	"math"
	"strconv"
)

// Process is one contracting process as a compiled release tells it. A blank text is absent.
type Process struct {
	OCID      string // "" where the release has none that is a text
	TenderID  string
	Title     string
	Status    string // of the tender
	Method    string // procurementMethod: open, selective, limited, direct
	Details   string // procurementMethodDetails
	Opens     string // start of the tender period, as written
	Closes    string // its end
	Tenderers *int64 // numberOfTenderers, nil where it is not stated as a whole number
	Buyer     Party
	Entity    Party // the procuring entity
	Parties   []Party
	Bids      []Bid
	Awards    []Award
	Contracts []Contract
	// Wraps says that this is no release but a record or a package, which holds some.
	Wraps bool
	// HasBids and HasAwards say that the lists stand in the release, empty or not.
	HasBids, HasAwards bool
	// Odd lists what was passed over because it is not of its type, as code and text: an
	// amount that is no number a computer can hold, an id that is no text.
	Odd []Oddity
}

// The codes of oddities.
const (
	AmountNoNumber    = "amount"    // an amount a computer cannot hold, or a text
	PartyNoText       = "party_id"  // the id of an organisation is a number
	OCIDNoText        = "ocid"      // the id of the process is a number
	TenderersNotWhole = "tenderers" // the number of tenderers is not whole
)

// Oddity is one value that was passed over.
type Oddity struct{ Code, Text string }

// Party is an organisation. ID is what the release calls it; Scheme and Number are its
// identifier in a register.
// Email and Telephone are those of its contact point.
type Party struct{ ID, Name, Scheme, Number, Email, Telephone string }

// Bid is one bid of one or several tenderers together.
type Bid struct {
	ID, Date, Status, Currency, Lot string
	Amount                          *float64 // nil where none is stated
	Tenderers                       []Party  // as many as the release lists, ids may be blank
	Listed                          bool     // the list of tenderers stands there
}

// Award is one award.
type Award struct {
	ID, Status string
	Date       string
	Currency   string
	Amount     *float64 // nil where none is stated
	Suppliers  []Party
	Listed     bool     // the list of suppliers stands there
	Codes      []string // classification ids of its items
	Items      bool     // the list of items stands there
}

// Contract is one contract with its addenda. The standard states the value as it now is.
type Contract struct {
	ID, AwardID, Status, Signed, Currency string
	Amount                                *float64 // nil where none is stated
	Addenda                               []string // their dates, as written, blank where none is stated
}

var errNoObject = errors.New("not a JSON object")

// Reader reads releases one after the other and may be used by one goroutine.
type Reader struct {
	// Few says that what flags of bids are computed from is asked for and nothing else: no
	// contracts, no names and numbers of organisations, none of the parties beside those that bid,
	// buy or supply, of awards and bids no ids. It is all looked at, so that what is no JSON is told.
	Few bool

	scan
	p *Process

	parties []Party // of the list that is being read
	bids    []Bid   // of the release
	words   map[string]string
}

// Read reads one release. The text is not kept.
func (r *Reader) Read(text []byte) (Process, error) {
	p := Process{}
	r.scan, r.p = scan{text: text}, &p
	is, err := r.object(r.release)
	if err == nil && !is {
		err = errNoObject
	}
	if err == nil && (r.peek() != 0 || r.at < len(text)) {
		err = errors.New("something follows the object")
	}
	return p, err
}

// object calls field for every member of the object that comes next, with its name in
// quotes, as it is written; field takes the value. What comes next and is no object is
// passed over, and false is given.
func (r *Reader) object(field func(name []byte) error) (bool, error) {
	if r.peek() != '{' {
		return false, r.skip()
	}
	if err := r.open(); err != nil {
		return true, err
	}
	if r.take('}') {
		r.depth--
		return true, nil
	}
	for {
		name, err := r.name()
		if err != nil {
			return true, err
		}
		if err := field(name); err != nil {
			return true, err
		}
		if more, err := r.more('}'); !more {
			return true, err
		}
	}
}

// list calls item for every element of the list that comes next; what is no list is passed over.
func (r *Reader) list(item func() error) (bool, error) {
	if r.peek() != '[' {
		return false, r.skip()
	}
	if err := r.open(); err != nil {
		return true, err
	}
	if r.take(']') {
		r.depth--
		return true, nil
	}
	for {
		if err := item(); err != nil {
			return true, err
		}
		if more, err := r.more(']'); !more {
			return true, err
		}
	}
}

// text takes the text that comes next into where; what is no text is passed over.
func (r *Reader) text(where *string) (err error) {
	if r.peek() != '"' {
		return r.skip()
	}
	*where, err = r.string()
	return err
}

// most is how many words a reader knows again.
const most = 1000

// word takes a text of which there are few: a status, a currency.
func (r *Reader) word(where *string) error {
	if r.peek() != '"' {
		return r.skip()
	}
	from := r.at
	plain, err := r.quoted()
	if err != nil {
		return err
	}
	if plain {
		if known, ok := r.words[string(r.scan.text[from:r.at])]; ok {
			*where = known
			return nil
		}
	}
	to := r.at
	r.at = from
	if *where, err = r.string(); err == nil && plain && len(r.words) < most && len(*where) < 64 {
		if r.words == nil {
			r.words = map[string]string{}
		}
		r.words[string(r.scan.text[from:to])] = *where
	}
	return err
}

// id takes an id, which the standard wants to be a text; a number is passed over and told.
func (r *Reader) id(where *string, code string) error {
	if c := r.peek(); c == '-' || c-'0' < 10 {
		v, err := r.raw()
		if err == nil {
			r.odd(code, string(v))
		}
		return err
	}
	return r.text(where)
}

func (r *Reader) odd(code, text string) { r.p.Odd = append(r.p.Odd, Oddity{code, text}) }

func (r *Reader) release(name []byte) (err error) {
	p := r.p
	if r.Few && (string(name) == `"parties"` || string(name) == `"contracts"`) {
		return r.skip()
	}
	switch string(name) {
	case `"ocid"`:
		return r.id(&p.OCID, OCIDNoText)
	case `"buyer"`:
		return r.party(&p.Buyer)
	case `"tender"`:
		_, err = r.object(r.tender)
		return err
	case `"parties"`:
		_, err = r.organisations(&p.Parties)
		return err
	case `"bids"`:
		_, err = r.object(func(name []byte) error {
			if string(name) != `"details"` {
				return r.skip()
			}
			var err error
			r.bids = r.bids[:0]
			p.HasBids, err = r.list(r.bid)
			p.Bids = append(p.Bids, r.bids...)
			return err
		})
		return err
	case `"compiledRelease"`, `"versionedRelease"`, `"releases"`, `"records"`:
		p.Wraps = true
		return r.skip()
	case `"awards"`:
		p.HasAwards, err = r.list(r.award)
		return err
	case `"contracts"`:
		_, err = r.list(r.contract)
		return err
	}
	return r.skip()
}

func (r *Reader) tender(name []byte) error {
	p := r.p
	if r.Few && (string(name) == `"id"` || string(name) == `"title"`) {
		return r.skip()
	}
	switch string(name) {
	case `"id"`:
		return r.text(&p.TenderID)
	case `"title"`:
		return r.text(&p.Title)
	case `"status"`:
		return r.word(&p.Status)
	case `"procurementMethod"`:
		return r.word(&p.Method)
	case `"procurementMethodDetails"`:
		return r.word(&p.Details)
	case `"procuringEntity"`:
		return r.party(&p.Entity)
	case `"numberOfTenderers"`:
		if c := r.peek(); c != '-' && c-'0' >= 10 {
			return r.skip()
		}
		v, err := r.raw()
		if err != nil {
			return err
		}
		if n, bad := strconv.ParseInt(string(v), 10, 64); bad == nil {
			p.Tenderers = &n
		} else {
			r.odd(TenderersNotWhole, string(v))
		}
		return nil
	case `"tenderPeriod"`:
		_, err := r.object(func(name []byte) error {
			switch string(name) {
			case `"startDate"`:
				return r.text(&p.Opens)
			case `"endDate"`:
				return r.text(&p.Closes)
			}
			return r.skip()
		})
		return err
	}
	return r.skip()
}

func (r *Reader) party(into *Party) error {
	_, err := r.object(func(name []byte) error {
		if r.Few && string(name) != `"id"` {
			return r.skip()
		}
		switch string(name) {
		case `"id"`:
			return r.id(&into.ID, PartyNoText)
		case `"name"`:
			return r.text(&into.Name)
		case `"contactPoint"`:
			_, err := r.object(func(name []byte) error {
				switch string(name) {
				case `"email"`:
					return r.text(&into.Email)
				case `"telephone"`:
					return r.text(&into.Telephone)
				}
				return r.skip()
			})
			return err
		case `"identifier"`:
			_, err := r.object(func(name []byte) error {
				switch string(name) {
				case `"scheme"`:
					return r.text(&into.Scheme)
				case `"id"`:
					return r.text(&into.Number)
				}
				return r.skip()
			})
			return err
		}
		return r.skip()
	})
	return err
}

// organisations adds the organisations of a list to others.
func (r *Reader) organisations(into *[]Party) (bool, error) {
	from := len(r.parties)
	is, err := r.list(func() error {
		r.parties = append(r.parties, Party{})
		return r.party(&r.parties[len(r.parties)-1]) // which holds no list of others
	})
	*into = append(*into, r.parties[from:]...)
	r.parties = r.parties[:from]
	return is, err
}

func (r *Reader) bid() error {
	b := Bid{}
	_, err := r.object(func(name []byte) (err error) {
		if r.Few && (string(name) == `"id"` || string(name) == `"relatedLot"` || string(name) == `"relatedLots"`) {
			return r.skip()
		}
		switch string(name) {
		case `"id"`:
			return r.text(&b.ID)
		case `"date"`:
			return r.text(&b.Date)
		case `"status"`:
			return r.word(&b.Status)
		case `"relatedLot"`:
			return r.text(&b.Lot)
		case `"relatedLots"`:
			_, err = r.list(func() error {
				if b.Lot == "" {
					return r.text(&b.Lot)
				}
				return r.skip()
			})
			return err
		case `"tenderers"`:
			b.Listed, err = r.organisations(&b.Tenderers)
			return err
		case `"value"`:
			return r.value(&b.Amount, &b.Currency)
		}
		return r.skip()
	})
	if err == nil {
		r.bids = append(r.bids, b)
	}
	return err
}

// value takes an amount with its currency.
func (r *Reader) value(amount **float64, currency *string) error {
	_, err := r.object(func(name []byte) error {
		switch string(name) {
		case `"currency"`:
			return r.word(currency)
		case `"amount"`:
			return r.amount(amount)
		}
		return r.skip()
	})
	return err
}

// amount takes a number; one beyond what a computer holds, or written as a text, is told.
func (r *Reader) amount(where **float64) error {
	v, err := r.raw()
	if err != nil {
		return err
	}
	switch c := v[0]; {
	case c == '-' || c-'0' < 10:
		f, bad := strconv.ParseFloat(string(v), 64)
		if bad != nil || math.IsInf(f, 0) {
			r.odd(AmountNoNumber, string(v))
			return nil //nolint:nilerr // an amount out of range is told and passed over
		}
		*where = &f
	case c == '"':
		r.odd(AmountNoNumber, string(v))
	}
	return nil
}

func (r *Reader) award() error {
	a := Award{}
	_, err := r.object(func(name []byte) (err error) {
		if r.Few && (string(name) == `"id"` || string(name) == `"value"`) {
			return r.skip()
		}
		switch string(name) {
		case `"id"`:
			return r.text(&a.ID)
		case `"status"`:
			return r.word(&a.Status)
		case `"date"`:
			return r.text(&a.Date)
		case `"value"`:
			return r.value(&a.Amount, &a.Currency)
		case `"suppliers"`:
			a.Listed, err = r.organisations(&a.Suppliers)
			return err
		case `"items"`:
			a.Items, err = r.list(func() error {
				_, err := r.object(func(name []byte) error {
					if string(name) != `"classification"` {
						return r.skip()
					}
					code := ""
					_, err := r.object(func(name []byte) error {
						if string(name) == `"id"` {
							return r.text(&code)
						}
						return r.skip()
					})
					if code != "" {
						a.Codes = append(a.Codes, code)
					}
					return err
				})
				return err
			})
			return err
		}
		return r.skip()
	})
	if err == nil {
		r.p.Awards = append(r.p.Awards, a)
	}
	return err
}

func (r *Reader) contract() error {
	c := Contract{}
	_, err := r.object(func(name []byte) (err error) {
		switch string(name) {
		case `"id"`:
			return r.text(&c.ID)
		case `"awardID"`:
			return r.text(&c.AwardID)
		case `"status"`:
			return r.text(&c.Status)
		case `"dateSigned"`:
			return r.text(&c.Signed)
		case `"value"`:
			return r.value(&c.Amount, &c.Currency)
		case `"amendments"`:
			_, err = r.list(func() error {
				date := ""
				_, err := r.object(func(name []byte) error {
					if string(name) == `"date"` {
						return r.text(&date)
					}
					return r.skip()
				})
				c.Addenda = append(c.Addenda, date)
				return err
			})
			return err
		}
		return r.skip()
	})
	if err == nil {
		r.p.Contracts = append(r.p.Contracts, c)
	}
	return err
}
