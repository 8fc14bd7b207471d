package oracle

import (
	"math/rand/v2"
	"slices"
	"strings"
)

// WriteRough writes the data as a spreadsheet and people would have: numbers that stand for
// ids, codes and years as decimals or with an exact exponent, the zeros before an IIN or BIN
// lost, a root of 0 where there is none, and cells of optional columns that say nothing that
// can be read. What the data means is the same, so whatever Write leads to, this must too.
// The same seed gives the same files.
func WriteRough(dir string, d Data, seed uint64) error {
	return write(dir, d, rough{rand.New(rand.NewPCG(seed, 2025))}.cell)
}

type rough struct{ *rand.Rand }

var (
	codes   = strings.Fields("contract_id root_id year method_id planned_method_id status_id announcement_id about_id unit_id position_id manager_position_id")
	numbers = strings.Fields("iin relative_iin manager_iin supplier_id holder_id customer_bin organisation_bin company_bin company_id head_office_bin")
	// unread are cells of optional columns that are not what the column asks for.
	unread = map[string][]string{
		"manager_iin":         {"123456789012", "ИИН неизвестен", "0", "000000000000"},
		"head_office_bin":     {"головная", "1"},
		"trustee_id":          {"банк", "11"},
		"service_class":       {"класс 7"},
		"influence":           {"погода"},
		"commercial":          {"может быть"},
		"quasi_state":         {"наверное"},
		"deleted":             {"возможно"},
		"year":                {"не указан в договоре"},
		"subject_kind":        {"иное благо"},
		"oked":                {"?"},
		"patronymic":          {"-"},
		"manager_position_id": nil,
	}
)

// cell is another way to write a cell that means the same.
func (r rough) cell(_, column, value string) string {
	if column == "root_id" && (value == "" || value == "0") {
		return []string{"", "0", "0.0", "0,0", "0.00"}[r.IntN(5)]
	}
	if words := unread[column]; value == "" && len(words) > 0 && r.IntN(5) == 0 {
		return words[r.IntN(len(words))]
	}
	if value == "" || strings.Trim(value, "0123456789") != "" {
		return value
	}
	switch {
	case column == "about_id" && len(value) == 12, slices.Contains(numbers, column):
		switch r.IntN(8) {
		case 0:
			return value + ".0"
		case 1:
			if short := strings.TrimLeft(value, "0"); len(short) >= 9 {
				return short
			}
		}
	case slices.Contains(codes, column):
		switch r.IntN(6) {
		case 0:
			return value + ".0"
		case 1:
			return value + ",00"
		case 2:
			return exponent(value)
		}
	}
	return value
}

// exponent writes a whole number as a spreadsheet shows a long one, with every digit kept.
func exponent(whole string) string {
	if len(whole) < 2 || whole[0] == '0' {
		return whole
	}
	power := "E+0" + string(rune('0'+len(whole)-1))
	if len(whole) > 10 {
		return whole
	}
	return whole[:1] + "." + whole[1:] + power
}
