package mask

// Settled reports whether an id is shown the same whatever texts the run holds beside it: nothing
// in it can be a number of a person the run knows. ids tells the values of the run's id columns;
// of its texts a number is known only where its check digit is right.
func Settled(id string, ids func(number string) bool) bool {
	return len(numbers(id, func(number string) bool { return isIIN(number) || ids(number) })) == 0
}
