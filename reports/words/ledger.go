package words

// Method words how a contract was made: as the list of methods names the id, else as the
// data do.
func Method(lang, id, name string) string {
	if Methods.Has(id) {
		return Methods.In(lang, id)
	}
	return or(name, id)
}
