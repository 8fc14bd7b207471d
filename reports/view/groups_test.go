package view_test

import (
	"slices"
	"testing"

	"adal/pipeline/run"
	"adal/reports/view"
)

// Groups that have the same stand by their number, though the shares of their members, added one
// to the other, differ in the last bit: 0.1 + 0.2 is more than 0.3, and 0.7 + 0.1 less than 0.8.
func TestEqualGroupsStandByTheirNumber(t *testing.T) {
	r := &run.Run{Job: run.Concentration, Period: "2025"}
	member := func(group, supplier, amount string, share float64) {
		r.Groups = append(r.Groups, run.GroupMember{GroupID: group, Kind: "certain", SupplierID: supplier, Name: supplier, Amount: amount, Contracts: 1, Share: share})
	}
	member("00000000000000b1", "491240000001", "100.00", 0.1)
	member("00000000000000b1", "491240000002", "200.00", 0.2)
	member("00000000000000a1", "491240000003", "300.00", 0.3)
	member("00000000000000c1", "491240000004", "300.01", 0.3)
	var got []string
	for _, g := range view.Of(r, "ru", false).Page().Annual.Groups {
		got = append(got, g.Anchor)
	}
	if want := []string{"g-00000000000000c1", "g-00000000000000a1", "g-00000000000000b1"}; !slices.Equal(got, want) {
		t.Errorf("%v, want %v", got, want)
	}
}
