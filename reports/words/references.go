package words

// Bounds are the reference points of an indicator as numbers, those the sentence of Reference
// names: from which value on others call it good and bad, and what Kazakhstan had in the last
// year known. A zero is none. The European ones are the Single Market Scoreboard's.
type Bounds struct{ Good, Bad, Country float64 }

// bounds are by the name of the indicator.
var bounds = map[string]Bounds{
	"bids_per_lot":                {Country: 4.2},
	"suppliers":                   {Country: 10.23},
	"single_bid_share":            {Good: 0.10, Bad: 0.20},
	"single_source_direct_amount": {Good: 0.05, Bad: 0.10, Country: 0.235},
}

// ReferenceBounds gives the reference points of an indicator.
func ReferenceBounds(measure string) Bounds { return bounds[canonical(measure)] }
