package tables

import (
	"slices"
	"strings"
	"testing"
)

// face is the fixed face of the input as it is promised to those who make the files: * must
// stand in the file.
const face = `
roster: iin* last_name* first_name* patronymic birth_date unit_id unit* position_id position* category service_class manager_iin manager_position_id manager_name kind influence date_from* date_to
family_links: iin* relation* relative_iin relative_last_name relative_first_name relative_patronymic relative_birth_date date_from date_to source
suppliers: supplier_id* name* kind legal_form commercial quasi_state registered_on closed_on address phone email bank_account oked head_office_bin
supplier_people: supplier_id* holder_id* holder_name role* share_pct date_from date_to source
contracts: contract_id* root_id customer_bin* customer supplier_id* supplier number signed_on* year amount* amount_net paid currency method_id method planned_method_id ground subject_kind category description unit_id unit announcement_id type status_id deleted url
units: unit_id* unit* parent_unit_id bin
decisions: contract_id announcement_id iin* role* date
recusals: iin* about_id* date* note
disclosures: iin* about_id* notified_on* note
governing_bodies: organisation_bin* organisation body* iin* name date_from date_to
trust_agreements: iin* company_bin* trustee_id date_from* date_to
declared_interests: iin* company_id* role share_pct declared_on
outside_work: iin* organisation_bin* activity* date_from date_to
bids: announcement_id* lot_id supplier_id* amount status bid_id
dispositions: finding_id* status* reason by on expires
`

func TestFace(t *testing.T) {
	for line := range strings.Lines(strings.TrimSpace(face)) {
		name, list, _ := strings.Cut(strings.TrimSpace(line), ": ")
		table, known := ByName(name)
		if !known {
			t.Errorf("no table %s", name)
			continue
		}
		var columns []string
		for _, c := range table.Columns {
			s := c.Name
			if c.Required {
				s += "*"
			}
			columns = append(columns, s)
		}
		if want := strings.Fields(list); !slices.Equal(columns, want) {
			t.Errorf("%s: columns\n%v, want\n%v", name, columns, want)
		}
	}
}
