package oracle

import (
	"cmp"
	"math/big"
	"slices"
	"strings"
)

// Contract is a chain of versions put together. Its supplier, customer, method, category
// and unit are the current row's.
type Contract struct {
	Current  ContractRow
	Rows     []ContractRow
	SignedOn Day
	Year     int
	Value    *big.Rat
}

// Means says whether an id names this contract: the id of any row of its chain does.
func (c Contract) Means(id string) bool {
	return id != "" && slices.ContainsFunc(c.Rows, func(r ContractRow) bool { return r.ID == id })
}

// AnnouncedAs says whether an announcement is this contract's: any row of the chain may name it.
func (c Contract) AnnouncedAs(id string) bool {
	return id != "" && slices.ContainsFunc(c.Rows, func(r ContractRow) bool { return r.Announcement == id })
}

var statusClass = map[string]string{
	"330": "excluded", "430": "excluded", "461": "excluded",
	"340": "terminated", "350": "terminated", "462": "terminated", "463": "terminated",
	"450": "superseded", "455": "superseded",
}

func standsAside(r ContractRow) bool { return r.Deleted || statusClass[r.StatusID] == "excluded" }

// compareContractIDs orders ids: numbers by value, before texts.
func compareContractIDs(a, b string) int {
	number := func(s string) *big.Int {
		if s == "" || strings.Trim(s, "0123456789") != "" {
			return nil
		}
		n, _ := new(big.Int).SetString(s, 10)
		return n
	}
	x, y := number(a), number(b)
	switch {
	case x != nil && y != nil:
		return cmp.Or(x.Cmp(y), cmp.Compare(a, b))
	case x != nil:
		return -1
	case y != nil:
		return 1
	}
	return cmp.Compare(a, b)
}

// rootOf follows roots from an id until one names itself, no other root, or no row at all.
// In a circle it is the lowest id of the circle.
func rootOf(id string, roots map[string]string) string {
	var path []string
	for {
		if i := slices.Index(path, id); i >= 0 {
			return slices.MinFunc(path[i:], compareContractIDs)
		}
		path = append(path, id)
		next, known := roots[id]
		if !known || next == id {
			return id
		}
		id = next
	}
}

func ownRoot(r ContractRow) string {
	if r.Root == "" || r.Root == "0" {
		return r.ID
	}
	return r.Root
}

// Chains are the contracts of the data, by root, those that are left out too: their Value is nil.
func (d Data) Chains() []Contract {
	roots := map[string]string{}
	for _, r := range d.Contracts {
		if _, seen := roots[r.ID]; !seen || ownRoot(r) != r.ID {
			roots[r.ID] = ownRoot(r)
		}
	}
	chains := map[string][]ContractRow{}
	var order []string
	for _, r := range d.Contracts {
		root := rootOf(ownRoot(r), roots)
		if _, seen := chains[root]; !seen {
			order = append(order, root)
		}
		chains[root] = append(chains[root], r)
	}
	var all []Contract
	for _, root := range order {
		all = append(all, putTogether(chains[root]))
	}
	return all
}

func putTogether(rows []ContractRow) Contract {
	c := Contract{Rows: rows}
	found := false
	for _, r := range rows {
		if standsAside(r) {
			continue
		}
		if !found || r.SignedOn < c.SignedOn {
			c.SignedOn = r.SignedOn
		}
		later := cmp.Or(cmp.Compare(r.SignedOn, c.Current.SignedOn), compareContractIDs(r.ID, c.Current.ID))
		if !found || later >= 0 { // of equals the last read
			c.Current = r
		}
		found = true
	}
	if !found {
		return c
	}
	c.Year = c.Current.Year
	if c.Year == 0 {
		c.Year = c.SignedOn.Year()
	}
	value := c.Current.Amount
	if statusClass[c.Current.StatusID] == "terminated" {
		value = c.Current.Paid
	}
	if value != nil && value.Sign() > 0 && isTenge(c.Current.Currency) {
		c.Value = value
	}
	return c
}

func isTenge(currency string) bool {
	switch strings.ToLower(currency) {
	case "", "kzt", "398", "тенге":
		return true
	}
	return false
}

// decidable are the contracts a decision may be about: those that count, and those that are
// left out for their value alone, with no Value.
func (d Data) decidable() []Contract {
	return slices.DeleteFunc(d.Chains(), func(c Contract) bool { return c.Value == nil && c.Current.ID == "" })
}

// Counted are the contracts that are not left out.
func (d Data) Counted() []Contract {
	return slices.DeleteFunc(d.Chains(), func(c Contract) bool { return c.Value == nil })
}
