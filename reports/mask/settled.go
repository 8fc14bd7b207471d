package mask

// Settled reports whether an id is shown the same whatever numbers of people a run holds: nothing
// in it can be one.
func Settled(id string) bool {
	return len(numbers(id, func(string) bool { return true })) == 0
}
