package eleven

import "slices"

// singleTenderer is R018, one tenderer in an open or selective tender, by the numberOfTenderers
// the release states (Cardinal, R018).
type singleTenderer struct {
	methods []string
	single  []string
}

func (x *singleTenderer) look(c *contest) {
	if c.Tenderers != nil && *c.Tenderers == 1 && c.Method != "" && slices.Contains(x.methods, c.Method) {
		x.single = append(x.single, c.OCID)
	}
}

func (x *singleTenderer) tell(found func(kind, id, value string)) error {
	for _, ocid := range x.single {
		found(OfProcess, ocid, "1")
	}
	return nil
}
