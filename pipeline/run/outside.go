package run

// Outside says that a period lies outside the data: nothing of it could have been found,
// whatever there was.
type Outside struct {
	Side string `json:"side"` // before: the data end before the period begins; after: they begin after its end; gap: they have nothing dated inside it
	// Day is the last dated day before the period, of after the first one behind it; Table has it.
	Day   string `json:"day"`
	Table string `json:"table"`
}
