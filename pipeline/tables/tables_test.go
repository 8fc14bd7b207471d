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
notices: notice_id* iin* about_id known_on manager_notified_on unit_notified_on sent_to_unit_on unit_received_on concluded_on conclusion head_received_on measure_on measure resolvable transferred_on new_position_id criminal_signs referred_on
foreign_accounts: iin* bank* country* detected_on* source head_notified_on hr_notified_on person_notified_on closed_on measure_on
tax_requests: iin* sent_on* replied_on passed_on
consents: iin* kind* signed_on*
declarations: iin* form* year* filed_on* channel
publications: kind* about year published_on* url
assessments: year* score* source
legal_changes: change_id* title in_force_on*
hr_notices: iin* kind* about sent_on*
gifts: gift_id* iin* kind* received_on* aware_on giver_id giver_name value host_present in_service handed_on paid_on explained_on bought_out_on act
trips: trip_id* iin* date_from* date_to payer_id payer_name basis consent_on
events: event_id* kind* held_on*
attendance: event_id* iin* score_pct
mandates: iin* body* kind* date_from date_to
control_groups: group_id* member_iin* approved_on* unit_id announcement_id notified_on
candidates: contest_id* iin* position_id* announced_on* contacts channel
analyses: kind* date_from finished_on* reported_on act
risks: map_version* map_date* map* risk_id* risk* process unit_id position_ids likelihood* impact* rules
risk_plan: plan_id* risk_id* measure due_on executor completion approved_on done_on
structure_changes: change_id* changed_on* kind unit_id note
monitoring: contract_id* risk_group* involved*
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
