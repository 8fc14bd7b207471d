package run

// How a note on the data meets a finding. A note of any other code is about coverage or form
// and casts no doubt on what was found.
var (
	// ofRow are notes about a source row: a finding that rests on the row shares the doubt.
	ofRow = map[string]bool{
		"padded_id": true, "written_as_decimal": true, "birth_date_mismatch": true, "sex_mismatch": true, "blanked_value": true, "unknown_value": true,
		"reversed_dates": true, "former_spouse": true, "damaged_text": true, "unknown_status": true, "missing_signed_on": true, "several_suppliers": true,
		"own_superior": true, "id_twice": true, "closed_before_start": true, "value_from_award": true, "future_contract": true,
	}
	// ofNumber are notes about a person or company: a finding whose rows name the number shares it.
	ofNumber = map[string]bool{
		"over_100_percent": true, "closed_circle": true, "two_names": true, "two_records": true, "two_spouses": true, "parent_loop": true, "superior_loop": true,
	}
	// ofContract are notes about a contract, which they name in their detail.
	ofContract = map[string]bool{
		"two_suppliers": true, "two_customers": true, "two_numbers": true, "root_circle": true, "chain_rejected_row": true,
	}
)

// OfContract reports whether a note is about a contract, which its detail names.
func OfContract(n Note) bool { return ofContract[n.Note] }

type rowOf struct {
	table, file string
	row         int64
}

// Doubts finds the notes on the data that touch a finding.
type Doubts struct {
	notes     []Note
	rows      map[rowOf][]int
	numbers   map[string][]int
	contracts map[string][]int
	none      bool // no note can touch anything
}

// Doubts gathers the notes of the run that may touch a finding.
func (r *Run) Doubts() Doubts {
	d := Doubts{notes: r.Quality, rows: map[rowOf][]int{}, numbers: map[string][]int{}, contracts: map[string][]int{}, none: true}
	for i, n := range r.Quality {
		switch {
		case ofNumber[n.Note] && n.ID != "":
			d.numbers[n.ID] = append(d.numbers[n.ID], i)
		case ofContract[n.Note] && n.Detail != "":
			d.contracts[n.Detail] = append(d.contracts[n.Detail], i)
		case ofRow[n.Note] && n.Row > 0:
			at := rowOf{n.Table, n.File, n.Row}
			d.rows[at] = append(d.rows[at], i)
		default:
			continue
		}
		d.none = false
	}
	return d
}

// numberCells are the columns of a source row in which a number names whom the row is about.
var numberCells = []string{"iin", "relative_iin", "holder_id", "supplier_id", "member_iin", "giver_id", "payer_id", "company_id", "company_bin", "organisation_bin"}

// Of gives the notes that touch a finding: about its two sides and the one between them, then
// about its rows in their order, each once.
func (d Doubts) Of(f *Finding) []Note {
	if d.none {
		return nil
	}
	var all []Note
	seen := map[int]bool{}
	add := func(list []int) {
		for _, i := range list {
			if !seen[i] {
				seen[i] = true
				all = append(all, d.notes[i])
			}
		}
	}
	for _, id := range []string{f.SubjectID, f.OtherID, f.ViaID} {
		add(d.numbers[id])
	}
	for _, e := range f.Evidence {
		add(d.rows[rowOf{e.Table, e.File, e.Row}])
		for _, c := range numberCells {
			if id := e.Cells[c]; id != "" {
				add(d.numbers[id])
			}
		}
		if e.Table == "contracts" {
			add(d.contracts[e.Cells["contract_id"]])
			add(d.contracts[e.Cells["root_id"]])
		}
	}
	return all
}
