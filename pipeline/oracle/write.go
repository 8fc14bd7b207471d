package oracle

import (
	"encoding/csv"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

// Write puts the data into dir as canonical CSV, one file per table, rows in their order,
// so that Load gives the same data back. A table without rows is a header; only
// declared_interests is then left out, for rules that need it must not run.
func Write(dir string, d Data) error {
	return write(dir, d, func(_, _, value string) string { return value })
}

// write puts every cell into its file as spelt says.
func write(dir string, d Data, spelt func(table, column, value string) string) error {
	if err := os.MkdirAll(dir, 0o777); err != nil {
		return fmt.Errorf("writing a world: %w", err)
	}
	type table struct {
		name, header string
		rows         [][]string
	}
	tables := []table{
		{name: "roster", header: "iin last_name first_name patronymic birth_date unit_id unit position_id position category service_class manager_iin manager_position_id kind influence date_from date_to"},
		{name: "family_links", header: "iin relation relative_iin date_from date_to source"},
		{name: "suppliers", header: "supplier_id name kind legal_form commercial quasi_state registered_on closed_on address phone email bank_account head_office_bin"},
		{name: "supplier_people", header: "supplier_id holder_id holder_name role share_pct date_from date_to source"},
		{name: "contracts", header: "contract_id root_id customer_bin customer supplier_id supplier number signed_on year amount amount_net paid currency method_id method planned_method_id ground subject_kind category unit_id unit announcement_id type status_id deleted"},
		{name: "bids", header: "announcement_id lot_id supplier_id amount status"},
		{name: "decisions", header: "contract_id announcement_id iin role date"},
		{name: "recusals", header: "iin about_id date note"},
		{name: "governing_bodies", header: "organisation_bin organisation body iin name date_from date_to"},
		{name: "trust_agreements", header: "iin company_bin trustee_id date_from date_to"},
		{name: "outside_work", header: "iin organisation_bin activity date_from date_to"},
		{name: "declared_interests", header: "iin company_id role share_pct declared_on"},
	}
	add := func(name string, values ...string) {
		for i := range tables {
			if tables[i].name == name {
				tables[i].rows = append(tables[i].rows, values)
			}
		}
	}
	for _, p := range d.Roster {
		add("roster", p.IIN, p.LastName, p.FirstName, "", "", p.UnitID, p.Unit, p.PositionID, p.Position, p.Category, p.ServiceClass,
			p.ManagerIIN, p.ManagerPositionID, p.Kind, p.Influence, p.From.String(), p.To.String())
	}
	for _, f := range d.Family {
		add("family_links", f.IIN, f.Relation, f.Relative, f.From.String(), f.To.String(), "form")
	}
	for _, s := range d.Suppliers {
		add("suppliers", s.ID, s.Name, s.Kind, s.LegalForm, s.Commercial, s.QuasiState, s.RegisteredOn.String(), s.ClosedOn.String(),
			s.Address, s.Phone, s.Email, s.BankAccount, s.HeadOffice)
	}
	for _, p := range d.People {
		add("supplier_people", p.Supplier, p.Holder, "Кто", p.Role, decimal(p.Share), p.From.String(), p.To.String(), "register")
	}
	for _, c := range d.Contracts {
		year, deleted := "", ""
		if c.Year != 0 {
			year = strconv.Itoa(c.Year)
		}
		if c.Deleted {
			deleted = "true"
		}
		add("contracts", c.ID, c.Root, c.Customer, c.CustomerName, c.Supplier, c.SupplierName, "N"+c.ID, c.SignedOn.String(), year,
			decimal(c.Amount), decimal(c.AmountNet), decimal(c.Paid), c.Currency, c.MethodID, c.Method, c.PlannedMethodID, c.Ground,
			c.SubjectKind, c.Category, c.UnitID, c.Unit, c.Announcement, c.Type, c.StatusID, deleted)
	}
	for _, x := range d.Bids {
		add("bids", x.Announcement, "", x.Supplier, "", "")
	}
	for _, x := range d.Decisions {
		add("decisions", x.Contract, x.Announcement, x.IIN, x.Role, x.Day.String())
	}
	for _, x := range d.Recusals {
		add("recusals", x.IIN, x.About, x.Day.String(), "")
	}
	for _, x := range d.Bodies {
		add("governing_bodies", x.Organisation, "АО", x.Body, x.IIN, "", x.From.String(), x.To.String())
	}
	for _, x := range d.Trusts {
		add("trust_agreements", x.IIN, x.Company, "", x.From.String(), x.To.String())
	}
	for _, x := range d.Work {
		add("outside_work", x.IIN, x.Organisation, x.Activity, x.From.String(), x.To.String())
	}
	for _, x := range d.Declared {
		add("declared_interests", x.IIN, x.Company, x.Role, "", x.On.String())
	}
	for _, t := range tables {
		if t.name == "declared_interests" && len(t.rows) == 0 {
			continue
		}
		columns := strings.Fields(t.header)
		for _, row := range t.rows {
			for i := range row {
				row[i] = spelt(t.name, columns[i], row[i])
			}
		}
		if err := writeTable(filepath.Join(dir, t.name+".csv"), append([][]string{columns}, t.rows...)); err != nil {
			return fmt.Errorf("writing a world: %w", err)
		}
	}
	return nil
}

func writeTable(path string, lines [][]string) error {
	f, err := os.Create(path)
	if err != nil {
		return err
	}
	if err := csv.NewWriter(f).WriteAll(lines); err != nil {
		_ = f.Close()
		return err
	}
	return f.Close()
}

// decimal is a value of at most two decimals, blank where unknown.
func decimal(x *big.Rat) string {
	switch {
	case x == nil:
		return ""
	case x.IsInt():
		return x.Num().String()
	}
	return x.FloatString(2)
}
