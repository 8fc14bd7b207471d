package words

// TripBases says why somebody travels.
var TripBases = Table{"trip_basis"}

// register words a row of a register the scan reads; nothing of any other table.
func (r row) register(table, currency string) []string {
	person := r.person("iin", "")
	dated := func(key, column string) string { return r.with(key, "date", r.date(column)) }
	undated := func(column string) string { return or(r.date(column), phrases.In(r.lang, "undated")) }
	switch table {
	case "gifts":
		return []string{
			phrase(r.lang, "gifts", "person", person, "date", undated("received_on"), "kind", Details.In(r.lang, "received."+r.cells["kind"])),
			r.with("gifts.giver", "giver", r.person("giver_id", r.text("giver_name"))),
			r.with("gifts.value", "amount", Money(r.lang, currency, r.cells["value"])),
			dated("gifts.handed", "handed_on"), dated("gifts.bought_out", "bought_out_on"), dated("gifts.paid", "paid_on"), r.text("act"),
		}
	case "trips":
		basis := phrases.In(r.lang, "trips.no_basis")
		if b := r.cells["basis"]; b != "" {
			basis = phrase(r.lang, "trips.basis", "basis", TripBases.In(r.lang, b))
		}
		return []string{
			phrase(r.lang, "trips", "person", person), Span(r.lang, r.cells["date_from"], r.cells["date_to"]), basis,
			r.with("trips.payer", "payer", r.person("payer_id", r.text("payer_name"))), dated("trips.consent", "consent_on"),
		}
	case "foreign_accounts":
		return []string{
			phrase(r.lang, "foreign_accounts", "person", person, "bank", r.text("bank"), "country", r.text("country")),
			dated("foreign_accounts.detected", "detected_on"), dated("foreign_accounts.closed", "closed_on"), r.with("source", "source", r.text("source")),
		}
	case "mandates":
		return []string{
			phrase(r.lang, "mandates", "person", person, "kind", Details.In(r.lang, "mandate."+r.cells["kind"]), "body", r.text("body")),
			Span(r.lang, r.cells["date_from"], r.cells["date_to"]),
		}
	case "control_groups":
		return []string{
			phrase(r.lang, "control_groups", "person", r.person("member_iin", ""), "group", r.text("group_id"), "date", undated("approved_on")),
			r.with("control_groups.unit", "unit", r.text("unit_id")), r.with("control_groups.announcement", "id", r.text("announcement_id")),
			dated("control_groups.notified", "notified_on"),
		}
	case "candidates":
		contacts := ""
		if yesNo(r.lang, r.cells["contacts"]) != phrases.In(r.lang, "yes") {
			contacts = phrases.In(r.lang, "candidates.no_contacts")
		}
		return []string{
			phrase(r.lang, "candidates", "person", person, "contest", r.text("contest_id"), "position", r.text("position_id"), "date", undated("announced_on")),
			contacts,
		}
	case "notices":
		return []string{
			phrase(r.lang, "notices", "person", person, "id", r.text("notice_id"), "about", or(r.about(), "—")),
			dated("notices.manager", "manager_notified_on"), dated("notices.unit", "unit_notified_on"),
		}
	}
	return nil
}
