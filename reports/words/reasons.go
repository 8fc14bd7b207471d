package words

// Reasons words why a rule was skipped, why somebody could not be checked, why a slice
// was not evaluated and why a contract was left out.
var Reasons = Table{"reason"}

// RejectReasons words why a row was left out.
var RejectReasons = Table{"reject"}

// Notes words remarks about the data.
var Notes = Table{"note"}

// StepReason words why rows of a step of the reconciliation stand where they stand.
func StepReason(lang, step, reason string) string {
	if step == "rejected" {
		return RejectReasons.WithArgument(lang, reason, InputTables)
	}
	return Reasons.WithArgument(lang, reason, InputTables)
}
