package reports

import (
	"encoding/csv"
	"io"
	"iter"
	"math"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/cell"
	"adal/reports/mask"
	"adal/reports/words"
)

// table is one CSV file: its header and its rows.
type table struct {
	name    string
	columns string // names of the contract, in its order, separated by blanks
	numeric string // those of them that hold plain numbers
	rows    iter.Seq[[]string]
}

func (t table) write(w io.Writer) error {
	header := strings.Fields(t.columns)
	isNumber := make([]bool, len(header))
	for i, c := range header {
		isNumber[i] = strings.Contains(" "+t.numeric+" ", " "+c+" ")
	}
	out := csv.NewWriter(w)
	if err := out.Write(header); err != nil {
		return err
	}
	for row := range t.rows {
		for i := range row {
			switch {
			case isNumber[i]:
				row[i] = cell.Number(row[i])
			case header[i] == "term": // +3wd: words of the contract, none of the data's
			default:
				row[i] = cell.Neutral(row[i])
			}
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// Columns of findings.csv, in the order of the contract.
const findingColumns = "rank finding_id rule kind paragraph subject_kind subject_id subject_name position unit other_kind other_id " +
	"other_name tie via_id via_name date_from date_to amount contracts share slice score confidence status disclosed summary"

func tables(r *run.Run, lang string, m *mask.Masker) []table {
	rules := map[string]run.Rule{}
	for _, x := range r.Rules {
		rules[x.ID] = x
	}
	all := []table{
		{"findings.csv", findingColumns, "rank amount contracts share score", func(yield func([]string) bool) {
			for i := range r.Findings {
				f := &r.Findings[i]
				if !yield([]string{
					strconv.Itoa(f.Rank), f.ID, f.Rule, f.Kind, f.Paragraph, f.SubjectKind, words.MaskID(f.SubjectKind, f.SubjectID, m), m.Text(f.SubjectName),
					m.Text(f.Position), m.Text(f.Unit), f.OtherKind, words.MaskID(f.OtherKind, f.OtherID, m), m.Text(f.OtherName), f.Tie, m.ID(f.ViaID),
					m.Text(f.ViaName), f.From, f.To, f.Amount, optionalInt(f.Contracts), optional(f.Share), m.Text(f.Slice),
					score(f.Score), f.Confidence, f.Status, f.Disclosed, words.Summary(lang, r.Currency, rules[f.Rule], f, m),
				}) {
					return
				}
			}
		}},
		{"evidence.csv", "finding_id step what table file row fact", "step row", func(yield func([]string) bool) {
			for i := range r.Findings {
				f := &r.Findings[i]
				for _, e := range f.Evidence {
					if !yield([]string{f.ID, strconv.Itoa(e.Step), e.What, e.Table, m.Text(e.File), integer(e.Row), words.Fact(lang, r.Currency, e, m)}) {
						return
					}
				}
			}
		}},
		{"coverage.csv", "rule status reason population findings checked gaps reason_code gap_codes", "population findings checked", func(yield func([]string) bool) {
			for _, c := range r.Coverage {
				var gaps, codes []string
				for _, g := range c.Gaps {
					gaps = append(gaps, words.Reasons.WithArgument(lang, g.Reason, words.InputTables)+": "+integer(g.Count))
					codes = append(codes, g.Reason+"="+integer(g.Count))
				}
				if !yield([]string{
					c.Rule, c.Status, words.Reasons.WithArgument(lang, c.Reason, words.InputTables), integer(c.Population), integer(c.Findings),
					integer(c.Checked), strings.Join(gaps, "; "), c.Reason, strings.Join(codes, ";"),
				}) {
					return
				}
			}
		}},
		{"rejects.csv", "table file row column value reason code", "row", func(yield func([]string) bool) {
			for _, x := range r.Rejects {
				if !yield([]string{x.Table, m.Text(x.File), integer(x.Row), x.Column, m.Raw(x.Column, x.Value), words.RejectReasons.WithArgument(lang, x.Reason, words.InputTables), x.Reason}) {
					return
				}
			}
		}},
		{"quality.csv", "note table file row id detail code", "row", func(yield func([]string) bool) {
			for _, x := range r.Quality {
				row := integer(x.Row)
				if x.Row == 0 {
					row = ""
				}
				if !yield([]string{words.Notes.WithArgument(lang, x.Note, words.InputTables), x.Table, m.Text(x.File), row, m.ID(x.ID), words.NoteDetail(lang, x, m), x.Note}) {
					return
				}
			}
		}},
	}
	switch r.Job {
	case run.Concentration:
		return append(all, annualTables(r, lang, m)...)
	case run.Flags:
		return all
	case run.Protect:
		duties := dutyTables(r, lang, m)
		return append([]table{all[0], duties[0], together(all[1], duties[1])}, all[2:]...)
	case run.Duties:
		return append(dutyTables(r, lang, m), all[2:]...)
	}
	return append(all, table{"positions.csv", "position_id position unit holders influence marks decisions amount findings", "marks decisions amount findings", func(yield func([]string) bool) {
		for _, x := range r.Positions {
			if !yield([]string{
				m.Text(x.PositionID), m.Text(x.Position), m.Text(x.Unit), m.Text(x.Holders), x.Influence, integer(x.Marks),
				integer(x.Decisions), x.Amount, integer(x.Findings),
			}) {
				return
			}
		}
	}})
}

func annualTables(r *run.Run, lang string, m *mask.Masker) []table {
	return []table{
		{"concentration.csv", "customer_bin customer year slice_kind slice identity suppliers contracts amount cr1 cr3 cr4 hhi hhi_norm hhi_min hhi_excess " +
			"effective_number gini top_id top_name top_amount top_share evaluated note",
			"year suppliers contracts amount cr1 cr3 cr4 hhi hhi_norm hhi_min hhi_excess effective_number gini top_amount top_share", func(yield func([]string) bool) {
				for _, x := range r.Slices {
					if !yield([]string{
						m.ID(x.CustomerBIN), m.Text(x.Customer), strconv.Itoa(x.Year), x.Kind, m.Text(x.Slice), x.Identity, integer(x.Suppliers),
						integer(x.Contracts), x.Amount, fraction(x.CR1), fraction(x.CR3), fraction(x.CR4), fraction(x.HHI), optional(x.HHINorm),
						fraction(x.HHIMin), optional(x.HHIExcess), fraction(x.Effective), fraction(x.Gini), m.ID(x.TopID), m.Text(x.TopName),
						x.TopAmount, fraction(x.TopShare), yesNo(x.Evaluated), words.Codes(lang, x.Note, m),
					}) {
						return
					}
				}
			}},
		{"groups.csv", "group_id kind supplier_id name amount contracts share", "amount contracts share", func(yield func([]string) bool) {
			for _, x := range r.Groups {
				if !yield([]string{x.GroupID, x.Kind, m.ID(x.SupplierID), m.Text(x.Name), x.Amount, integer(x.Contracts), fraction(x.Share)}) {
					return
				}
			}
		}},
		{"group_edges.csv", "group_id from_id to_id type via_id fact table file row", "row", func(yield func([]string) bool) {
			for _, x := range r.Edges {
				if !yield([]string{x.GroupID, m.ID(x.FromID), m.ID(x.ToID), x.Type, m.ID(x.ViaID), words.EdgeFact(lang, r.Currency, x, m), x.Table, m.Text(x.File), integer(x.Row)}) {
					return
				}
			}
		}},
		{"contracts.csv", "contract_id root_id number signed_on year customer_bin customer supplier_id supplier group_id value amount currency subject_kind category unit " +
			"method_class method_id method ground lawful announcement_id lots bids single_bids left_out reason file row",
			"year value amount lots bids single_bids row", func(yield func([]string) bool) {
				for _, x := range r.Contracts {
					if !yield([]string{
						m.Text(x.ID), m.Text(x.Root), m.Text(x.Number), x.SignedOn, known(int64(x.Year)), m.ID(x.CustomerBIN), m.Text(x.Customer), m.ID(x.SupplierID),
						m.Text(x.Supplier), x.GroupID, x.Value, x.Amount, m.Text(x.Currency), x.SubjectKind, m.Text(x.Category), m.Text(x.Unit), x.MethodClass,
						m.Text(x.MethodID), m.Text(x.Method), m.Text(x.Ground), x.Lawful, m.Text(x.Announcement), known(x.Lots), known(x.Bids), bidsOf(x.SingleBids, x.Lots),
						x.LeftOut, words.StepReason(lang, "left_out", x.LeftOut), m.Text(x.File), integer(x.Row),
					}) {
						return
					}
				}
			}},
		{"kpi.csv", "customer_bin year measure value previous change", "year value previous change", func(yield func([]string) bool) {
			for _, x := range r.KPIs {
				if !yield([]string{m.ID(x.CustomerBIN), strconv.Itoa(x.Year), x.Measure, optional(x.Value), optional(x.Previous), optional(x.Change)}) {
					return
				}
			}
		}},
		{"reconciliation.csv", "step reason rows contracts amount code", "rows contracts amount", func(yield func([]string) bool) {
			for _, x := range r.Reconciliation {
				if !yield([]string{x.Step, words.StepReason(lang, x.Step, x.Reason), integer(x.Rows), integer(x.Contracts), x.Amount, x.Reason}) {
					return
				}
			}
		}},
	}
}

func integer(n int64) string { return strconv.FormatInt(n, 10) }

// known is blank for a number that is not known.
func known(n int64) string {
	if n == 0 {
		return ""
	}
	return integer(n)
}

// bidsOf is blank where nothing is known of the lots.
func bidsOf(n, lots int64) string {
	if lots == 0 {
		return ""
	}
	return integer(n)
}

func optionalInt(n *int64) string {
	if n == nil {
		return ""
	}
	return integer(*n)
}

// score is written with the one decimal it has.
func score(v float64) string { return strconv.FormatFloat(v, 'f', 1, 64) }

func optional(v *float64) string {
	if v == nil {
		return ""
	}
	return fraction(*v)
}

// fraction writes a share, an index or an indicator with twelve significant digits, no
// trailing zeros and, for sizes that occur, no exponent.
func fraction(v float64) string {
	switch abs := math.Abs(v); {
	case v == 0:
		return "0"
	case abs < 1e-9 || abs >= 1e15 || math.IsNaN(abs):
		return strconv.FormatFloat(v, 'g', 12, 64)
	}
	mantissa := strconv.FormatFloat(v, 'e', 11, 64)
	exponent, _ := strconv.Atoi(mantissa[strings.IndexByte(mantissa, 'e')+1:])
	rounded, _ := strconv.ParseFloat(mantissa, 64)
	s := strconv.FormatFloat(rounded, 'f', max(0, 11-exponent), 64)
	if strings.Contains(s, ".") {
		s = strings.TrimRight(strings.TrimRight(s, "0"), ".")
	}
	return s
}

func yesNo(b bool) string {
	if b {
		return "yes"
	}
	return "no"
}
