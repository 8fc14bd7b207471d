package view

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// contractBlocks is the order of the sheet of contracts: those that count in the year first, of one
// supplier together, within them of one customer, within them by category, so that a supplier, what it
// sold to a customer, and that of a category, are each one block that a number can lead to.
type contractBlocks struct {
	once  sync.Once
	order []int          // of a row of the sheet its place in the run
	first map[string]int // of a block its first row
}

// blocks gives the order of the sheet of contracts, worked out once.
func (b builder) blocks() *contractBlocks {
	x := b.ordered
	x.once.Do(func() {
		all := b.run.Contracts
		year, _ := strconv.Atoi(b.run.Period)
		counts := func(i int) bool { return all[i].LeftOut == "" && !all[i].Before(year) }
		x.order = make([]int, len(all))
		for i := range x.order {
			x.order[i] = i
		}
		slices.SortStableFunc(x.order, func(i, k int) int {
			if counts(i) != counts(k) {
				if counts(i) {
					return -1
				}
				return 1
			}
			p, q := &all[i], &all[k]
			return cmp.Or(strings.Compare(p.SupplierID, q.SupplierID), strings.Compare(p.CustomerBIN, q.CustomerBIN), strings.Compare(p.Category, q.Category))
		})
		x.first = map[string]int{}
		for row, i := range x.order {
			if !counts(i) {
				break
			}
			c := &all[i]
			category := strings.ReplaceAll(c.Category, ".", "")
			keys := []string{block(c.SupplierID, "", ""), block(c.SupplierID, c.CustomerBIN, "")}
			for _, n := range []int{2, 4, 6} {
				if len(category) >= n {
					keys = append(keys, block(c.SupplierID, c.CustomerBIN, category[:n]))
				}
			}
			for _, k := range keys {
				if _, known := x.first[k]; !known {
					x.first[k] = row
				}
			}
		}
	})
	return x
}

func block(supplier, customer, category string) string {
	return supplier + "\x00" + customer + "\x00" + category
}

// groupLinks leads what a member of a group sold to its contracts.
func (b builder) groupLinks() []CellLink {
	to := func(row int) (int, bool) {
		at, ok := b.blocks().first[block(b.run.Groups[row].SupplierID, "", "")]
		return at, ok
	}
	return b.toContracts(to, b.t("amount"), b.t("contracts"))
}

// sliceLinks leads what the largest supplier of a slice sold to its contracts, where these are a block
// of their own: of all a customer bought, or of a category.
func (b builder) sliceLinks() []CellLink {
	to := func(row int) (int, bool) {
		x := &b.run.Slices[row]
		category := ""
		switch {
		case x.CustomerBIN == "":
			return 0, false
		case strings.HasPrefix(x.Kind, "category"):
			category = x.Slice
		case x.Kind != "all":
			return 0, false
		}
		at, ok := b.blocks().first[block(x.TopID, x.CustomerBIN, category)]
		return at, ok
	}
	return b.toContracts(to, b.columnName("top_share"), b.columnName("top_amount"))
}

func (b builder) toContracts(to func(int) (int, bool), columns ...string) []CellLink {
	if len(b.run.Contracts) == 0 {
		return nil
	}
	var links []CellLink
	for _, c := range columns {
		links = append(links, CellLink{Column: c, Sheet: b.t("sheet_contracts"), To: to})
	}
	return links
}
