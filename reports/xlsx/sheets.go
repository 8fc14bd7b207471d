package xlsx

import (
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"adal/pipeline/run"
	"adal/reports/words"
)

func (b *book) write() error {
	sheets := []func() error{b.summary, b.findings, b.evidence, b.scores, b.gone}
	switch b.run.Job {
	case run.Concentration:
		sheets = append(sheets, b.concentration, b.groups, b.edges, b.kpi, b.lawful, b.reconciliation, b.contracts)
	case run.Scan:
		sheets = append(sheets, b.positions)
	case run.Protect:
		sheets = []func() error{b.summary, b.findings, b.evidence, b.duties}
	case run.Duties:
		sheets = []func() error{b.summary, b.duties, b.training, b.risks}
	}
	for _, s := range append(sheets, b.unfair, b.coverage, b.quality, b.rejects, b.catalogue, b.files) {
		if err := s(); err != nil {
			return err
		}
	}
	return nil
}

// summary is the first sheet: what was run, how to read it, the key numbers.
func (b *book) summary() error {
	sw, err := b.begin(b.t("sheet_summary"), false, 128)
	if err != nil {
		return err
	}
	if err := sw.SetColWidth(1, 1, 44); err != nil {
		return err
	}
	if err := sw.SetColWidth(2, 2, 84); err != nil {
		return err
	}
	row := 0
	put := func(style int, values ...any) {
		row++
		cells := make([]any, len(values))
		lines := 1
		for i, v := range values {
			id := style
			if i > 0 {
				id = b.styles[wrapped]
			}
			if s, ok := v.(string); ok && style != b.title {
				lines = max(lines, linesOf(s, []float64{41, 81}[i]))
			}
			cells[i] = excelize.Cell{StyleID: id, Value: b.value(text, v)}
		}
		if err == nil {
			h := height(lines)
			if style == b.title {
				h = 28
			}
			err = sw.SetRow("A"+strconv.Itoa(row), cells, excelize.RowOpts{Height: h})
		}
	}
	gap := func() { row++ }
	r := b.run
	put(b.title, b.t(string(r.Job)+"_title"))
	put(b.label, b.t("period"), words.Period(b.lang, r.Period)+": "+words.Span(b.lang, r.From, r.AsOf))
	if r.Customer != "" {
		put(b.label, b.t("customer"), b.mask.Text(r.Customer))
	}
	rows := int64(0)
	for _, f := range r.Files {
		rows += f.Rows
	}
	put(b.label, b.t("files"), words.Count(b.lang, int64(len(r.Files)))+"; "+b.t("rows_read")+": "+words.Count(b.lang, rows))
	gap()
	put(b.label, b.t("how_title"))
	keys := []string{"how_sign", "how_score", "how_silence"}
	if r.Job == run.Duties || r.Job == run.Protect {
		keys = []string{"how_duties", "how_duties_known"}
	}
	if b.mask.Full() {
		keys = append(keys, "how_full")
	} else {
		keys = append(keys, "how_masked")
	}
	if len(r.Contracts) > 0 {
		keys = append(keys, "how_contracts")
	}
	for _, k := range keys {
		put(b.label, "", b.t(k))
	}
	if note := b.ledgerCut(); note != "" {
		put(b.label, "", b.t("sheet_contracts")+": "+note)
	}
	if note := b.unfairNote(); note != "" {
		put(b.label, "", note)
	}
	if len(r.Gone) > 0 {
		put(b.label, "", b.t("sheet_gone")+": "+b.t("gone_note"))
	}
	if note := words.CurrencyNote(b.lang, r.Currency); note != "" {
		put(b.label, "", note)
	}
	gap()
	put(b.label, b.t("key_numbers"))
	counts := map[string]int64{}
	for i := range r.Findings {
		counts[r.Findings[i].Kind]++
	}
	if r.Job == run.Duties || r.Job == run.Protect {
		for i := range r.Duties {
			counts[r.Duties[i].State]++
		}
		for _, s := range run.DutyStates {
			put(b.styles[wrapped], words.DutyStates.In(b.lang, s), counts[s])
		}
	} else {
		put(b.styles[wrapped], b.t("violations"), counts["violation"])
		put(b.styles[wrapped], b.t("leads"), counts["lead"])
	}
	put(b.styles[wrapped], b.t("rejected_rows"), int64(len(r.Rejects)))
	skipped := int64(0)
	for _, c := range r.Coverage {
		if c.Status == "skipped" {
			skipped++
		}
	}
	put(b.styles[wrapped], b.t("skipped_rules"), skipped)
	gap()
	put(b.label, b.t("found"))
	byRule := map[string]int64{}
	for i := range r.Findings {
		byRule[r.Findings[i].Rule]++
	}
	for _, x := range r.Rules {
		if n := byRule[x.ID]; n > 0 {
			put(b.styles[wrapped], x.ID+" · "+x.Title.In(b.lang), n)
		}
	}
	if err != nil {
		return err
	}
	return sw.Flush()
}

func (b *book) findings() error {
	columns := []column{
		{b.t("rank"), 7, integer}, {b.column("finding_id"), 14, text}, {b.t("score"), 8, points}, {b.t("kind"), 20, text}, {b.t("rule"), 11, text},
		{b.t("summary"), 70, wrapped}, {b.t("sheet_evidence"), 17, linked}, {b.t("subject"), 30, wrapped}, {b.t("subject") + ", " + b.t("id"), 17, text},
		{b.t("position"), 28, wrapped}, {b.t("unit"), 26, wrapped}, {b.t("tie"), 24, wrapped}, {b.t("via"), 28, wrapped},
		{b.t("via") + ", " + b.t("id"), 17, text}, {b.t("other"), 30, wrapped}, {b.t("other") + ", " + b.t("id"), 17, text},
		{b.column("date_from"), 12, date}, {b.column("date_to"), 12, date}, {b.column("amount"), 18, money}, {b.t("contracts"), 13, integer},
		{b.t("share"), 9, share}, {b.t("slice"), 24, wrapped}, {b.t("confidence"), 24, wrapped}, {b.t("status"), 18, text},
		{b.t("disclosed"), 24, wrapped}, {b.t("paragraph_heading"), 24, text}, {b.t("basis"), 50, wrapped},
	}
	first := map[int]int{} // row of a finding -> row of its first evidence
	next := 2
	for i := range b.run.Findings {
		if n := len(b.run.Findings[i].Evidence); n > 0 {
			first[i+2] = next
			next += n
		}
	}
	m, lang := b.mask, b.lang
	return b.table(b.t("sheet_findings"), b.listed(columns, 44), 2, func(yield func([]any) bool) {
		for i := range b.run.Findings {
			f := &b.run.Findings[i]
			r := b.rules[f.Rule]
			jump := ""
			if len(f.Evidence) > 0 {
				jump = b.t("to_evidence") + ": " + strconv.Itoa(len(f.Evidence))
			}
			via := ""
			if f.ViaID != "" || f.ViaName != "" {
				via = words.Named(lang, "person", f.ViaName, f.ViaID, m)
			}
			disclosed := ""
			if f.SubjectKind == "person" {
				disclosed = words.Disclosed.In(lang, f.Disclosed)
			}
			if !yield(b.withListed([]any{
				int64(f.Rank), f.ID, f.Score, words.Kinds.In(lang, f.Kind), f.Rule, words.Summary(lang, b.run.Currency, r, f, m), jump,
				words.Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m), words.MaskID(f.SubjectKind, f.SubjectID, m), m.Text(f.Position), m.Text(f.Unit),
				words.Ties.In(lang, f.Tie), via, m.ID(f.ViaID), words.Named(lang, f.OtherKind, f.OtherName, f.OtherID, m), words.MaskID(f.OtherKind, f.OtherID, m),
				f.From, f.To, f.Amount, f.Contracts, f.Share, m.Text(words.SliceName(lang, f.Slice)), words.Confidence.In(lang, f.Confidence),
				words.Statuses.In(lang, f.Status), disclosed, words.Paragraph(lang, f.Paragraph), r.Basis.In(lang),
			}, b.entries(b.register.In(f)))) {
				return
			}
		}
	}, func(row int) string {
		if to, ok := first[row]; ok && to <= maxRows {
			return place(b.t("sheet_evidence"), to)
		}
		return ""
	})
}

func (b *book) evidence() error {
	columns := []column{
		{b.t("finding_id"), 14, linked}, {b.t("rank"), 7, integer}, {b.t("rule"), 11, text}, {b.t("step"), 7, integer}, {b.t("what"), 28, wrapped},
		{b.t("fact"), 90, wrapped}, {b.t("table"), 28, wrapped}, {b.t("file"), 26, text}, {b.column("row"), 10, integer},
	}
	var back []int // row of the sheet -> row of its finding, from row 2
	for i := range b.run.Findings {
		for range b.run.Findings[i].Evidence {
			back = append(back, i+2)
		}
	}
	return b.table(b.t("sheet_evidence"), columns, 1, func(yield func([]any) bool) {
		for i := range b.run.Findings {
			f := &b.run.Findings[i]
			for _, e := range f.Evidence {
				if !yield([]any{
					f.ID, int64(f.Rank), f.Rule, int64(e.Step), words.Roles.In(b.lang, e.What), words.Fact(b.lang, b.run.Currency, e, b.mask),
					words.InputTables.In(b.lang, e.Table), b.mask.Text(e.File), e.Row,
				}) {
					return
				}
			}
		}
	}, func(row int) string { return place(b.t("sheet_findings"), back[row-2]) })
}

func (b *book) scores() error {
	columns := []column{
		{b.t("finding_id"), 14, text}, {b.t("rank"), 7, integer}, {b.t("part"), 32, text}, {b.t("points"), 9, points}, {b.t("most"), 9, points},
		{b.t("reason_given"), 50, wrapped},
	}
	return b.table(b.t("sheet_score"), columns, 1, func(yield func([]any) bool) {
		for i := range b.run.Findings {
			f := &b.run.Findings[i]
			for _, p := range f.Parts {
				if !yield([]any{f.ID, int64(f.Rank), words.Parts.In(b.lang, p.Name), p.Points, p.Max, words.PartFact(b.lang, b.run.Currency, p, b.mask)}) {
					return
				}
			}
		}
	}, nil)
}

func (b *book) coverage() error {
	columns := []column{
		{b.t("rule"), 11, text}, {b.t("summary"), 44, wrapped}, {b.t("status"), 18, text}, {b.t("reason"), 44, wrapped}, {b.t("what"), 14, text},
		{b.t("population"), 12, integer}, {b.t("checked"), 14, integer}, {b.t("share"), 9, share}, {b.t("found"), 10, integer}, {b.t("gaps"), 70, wrapped},
	}
	return b.table(b.t("sheet_coverage"), columns, 1, func(yield func([]any) bool) {
		for _, c := range b.run.Coverage {
			var gaps []string
			for _, g := range c.Gaps {
				gaps = append(gaps, words.Reasons.WithArgument(b.lang, g.Reason, words.InputTables)+": "+words.Count(b.lang, g.Count))
			}
			var part *float64
			if c.Population > 0 && c.Status != "skipped" {
				v := float64(c.Checked) / float64(c.Population)
				part = &v
			}
			if !yield([]any{
				c.Rule, b.rules[c.Rule].Title.In(b.lang), words.RuleStatuses.In(b.lang, c.Status),
				words.Reasons.WithArgument(b.lang, c.Reason, words.InputTables), words.Of.In(b.lang, c.Of), c.Population, c.Checked, part,
				c.Findings, strings.Join(gaps, "\n"),
			}) {
				return
			}
		}
	}, nil)
}

func (b *book) quality() error {
	columns := []column{
		{b.t("note"), 48, wrapped}, {b.t("table"), 28, wrapped}, {b.t("file"), 26, text}, {b.column("row"), 10, integer}, {b.t("id"), 18, text}, {b.t("detail"), 60, wrapped},
	}
	return b.table(b.t("sheet_quality"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Quality {
			var row any
			if x.Row > 0 {
				row = x.Row
			}
			if !yield([]any{
				words.Notes.WithArgument(b.lang, x.Note, words.InputTables), words.InputTables.In(b.lang, x.Table), b.mask.Text(x.File), row,
				b.mask.ID(x.ID), words.NoteDetail(b.lang, x, b.mask),
			}) {
				return
			}
		}
	}, nil)
}

func (b *book) rejects() error {
	columns := []column{
		{b.t("reason"), 44, wrapped}, {b.t("table"), 28, wrapped}, {b.t("file"), 26, text}, {b.column("row"), 10, integer}, {b.t("column"), 26, text}, {b.t("value"), 40, wrapped},
	}
	return b.table(b.t("sheet_rejects"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Rejects {
			if !yield([]any{
				words.RejectReasons.WithArgument(b.lang, x.Reason, words.InputTables), words.InputTables.In(b.lang, x.Table), b.mask.Text(x.File), x.Row,
				words.Columns.In(b.lang, x.Column), b.mask.Raw(x.Column, x.Value),
			}) {
				return
			}
		}
	}, nil)
}

func (b *book) positions() error {
	columns := []column{
		{b.t("position"), 36, wrapped}, {b.t("unit"), 30, wrapped}, {b.t("holders"), 36, wrapped}, {b.t("influence"), 36, wrapped},
		{b.t("marks"), 10, integer}, {b.t("decisions"), 11, integer}, {b.t("decided_amount"), 20, money}, {b.t("found"), 10, integer},
	}
	return b.table(b.t("sheet_positions"), columns, 1, func(yield func([]any) bool) {
		for _, x := range b.run.Positions {
			name := b.mask.Text(x.Position)
			if name == "" {
				name = b.mask.Text(x.PositionID)
			}
			if !yield([]any{
				name, b.mask.Text(x.Unit), b.mask.Text(x.Holders), words.Influence.List(b.lang, x.Influence), x.Marks, x.Decisions, x.Amount, x.Findings,
			}) {
				return
			}
		}
	}, nil)
}

func (b *book) catalogue() error {
	columns := []column{
		{b.t("rule"), 11, text}, {b.t("summary"), 44, wrapped}, {b.t("kind"), 20, text}, {b.t("paragraph_heading"), 26, text}, {b.t("parameters"), 50, wrapped},
		{b.t("why"), 60, wrapped}, {b.t("exceptions"), 60, wrapped}, {b.t("clears"), 50, wrapped}, {b.t("innocent"), 50, wrapped}, {b.t("basis"), 60, wrapped},
	}
	return b.table(b.t("sheet_rules"), columns, 1, func(yield func([]any) bool) {
		for _, r := range b.run.Rules {
			var parameters []string
			for _, p := range r.Parameters {
				s := p.Name + " = " + words.Parameter(b.lang, p)
				if p.Value != p.Default {
					s += " (" + b.t("changed") + ", " + b.t("default") + ": " + p.Default + ")"
				}
				parameters = append(parameters, s)
			}
			if !yield([]any{
				r.ID, r.Title.In(b.lang), words.Kinds.In(b.lang, r.Kind), words.Paragraph(b.lang, r.Paragraph), strings.Join(parameters, "\n"),
				r.Why.In(b.lang), r.Exceptions.In(b.lang), r.Clears.In(b.lang), r.Innocent.In(b.lang), r.Basis.In(b.lang),
			}) {
				return
			}
		}
	}, nil)
}

func (b *book) files() error {
	columns := []column{
		{b.t("file"), 40, wrapped}, {b.t("table"), 34, wrapped}, {b.t("format"), 10, text}, {b.t("rows"), 11, integer}, {b.t("used"), 13, integer},
		{b.t("rejected"), 12, integer}, {b.t("repeated"), 12, integer}, {b.t("unknown_columns"), 30, wrapped}, {"SHA-256", 68, text},
	}
	return b.table(b.t("sheet_files"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Files {
			if !yield([]any{
				b.mask.Text(x.Path), words.InputTables.In(b.lang, x.Table), x.Format, x.Rows, x.Normalised, x.Rejected, x.LeftOut, b.mask.Text(x.Unknown), x.SHA256,
			}) {
				return
			}
		}
	}, nil)
}

func (b *book) concentration() error {
	columns := []column{
		{b.t("customer"), 34, wrapped}, {b.column("slice_kind"), 28, text}, {b.t("slice"), 30, wrapped}, {b.column("identity"), 18, text},
		{b.t("suppliers"), 12, integer}, {b.t("contracts"), 13, integer}, {b.t("amount"), 20, money}, {b.column("top_name"), 34, wrapped},
		{b.column("top_share"), 11, share}, {b.column("top_amount"), 20, money}, {b.column("cr3"), 11, share}, {b.column("cr4"), 11, share},
		{b.column("hhi"), 10, decimal}, {b.column("hhi_norm"), 12, decimal}, {b.column("hhi_min"), 12, decimal}, {b.column("hhi_excess"), 12, decimal},
		{b.column("effective_number"), 12, decimal}, {b.column("gini"), 10, decimal}, {b.column("evaluated"), 12, text}, {b.t("note"), 40, wrapped},
	}
	return b.table(b.t("sheet_concentration"), b.listed(columns, 44), 3, func(yield func([]any) bool) {
		for _, x := range b.run.Slices {
			customer := words.Ref(b.lang, x.Customer, x.CustomerBIN, b.mask)
			if x.CustomerBIN == "" { // all of them together
				customer = b.t("all_customers")
			}
			evaluated := b.t("few")
			if x.Evaluated {
				evaluated = words.YesNo(b.lang, "yes")
			}
			if !yield(b.withListed([]any{
				customer, words.SliceKinds.In(b.lang, x.Kind), b.mask.Text(words.Slice(b.lang, x.Kind, x.Slice)),
				words.Identities.In(b.lang, x.Identity), x.Suppliers, x.Contracts, x.Amount, words.Named(b.lang, "supplier", x.TopName, x.TopID, b.mask),
				x.TopShare, x.TopAmount, x.CR3, x.CR4, x.HHI, x.HHINorm, x.HHIMin, x.HHIExcess, x.Effective, x.Gini, evaluated, words.Codes(b.lang, x.Note, b.mask),
			}, b.holder(x.TopID))) {
				return
			}
		}
	}, nil)
}

func (b *book) groups() error {
	columns := []column{
		{b.t("group"), 18, text}, {b.t("kind"), 30, text}, {b.t("supplier"), 40, wrapped}, {b.t("id"), 18, text}, {b.t("amount"), 20, money},
		{b.t("contracts"), 13, integer}, {b.t("share"), 9, share},
	}
	return b.table(b.t("sheet_groups"), b.listed(columns, 44), 1, func(yield func([]any) bool) {
		for _, x := range b.run.Groups {
			if !yield(b.withListed([]any{
				x.GroupID, words.GroupKinds.In(b.lang, x.Kind), words.Named(b.lang, "supplier", x.Name, x.SupplierID, b.mask), b.mask.ID(x.SupplierID),
				x.Amount, x.Contracts, x.Share,
			}, b.entry(x.SupplierID))) {
				return
			}
		}
	}, nil)
}

func (b *book) edges() error {
	columns := []column{
		{b.t("group"), 18, text}, {b.column("from_id"), 18, text}, {b.column("to_id"), 18, text}, {b.t("tie"), 34, wrapped}, {b.column("via_id"), 18, text},
		{b.t("fact"), 80, wrapped}, {b.t("table"), 28, wrapped}, {b.t("file"), 26, text}, {b.column("row"), 10, integer},
	}
	return b.table(b.t("sheet_edges"), columns, 1, func(yield func([]any) bool) {
		for _, x := range b.run.Edges {
			if !yield([]any{
				x.GroupID, b.mask.ID(x.FromID), b.mask.ID(x.ToID), words.EdgeTypes.In(b.lang, x.Type), b.mask.ID(x.ViaID), words.EdgeFact(b.lang, b.run.Currency, x, b.mask),
				words.InputTables.In(b.lang, x.Table), b.mask.Text(x.File), x.Row,
			}) {
				return
			}
		}
	}, nil)
}

func (b *book) kpi() error {
	columns := []column{
		{b.column("customer_bin"), 18, text}, {b.column("year"), 8, text}, {b.t("measure"), 60, wrapped}, {b.t("this_year"), 18, number}, {b.t("previous_year"), 18, number}, {b.t("change"), 18, number},
	}
	return b.table(b.t("sheet_kpi"), columns, 1, func(yield func([]any) bool) {
		for _, x := range b.run.KPIs {
			unit, change := number, number
			switch {
			case words.IsShareMeasure(x.Measure):
				unit, change = share, pointsOfPercent
			case x.Measure == "contracts" || x.Measure == "suppliers":
				unit, change = integer, integer
			case x.Measure == "amount":
				unit, change = money, money
			}
			if !yield([]any{
				b.mask.ID(x.CustomerBIN), strconv.Itoa(x.Year), words.MeasureName(b.lang, b.run.Currency, x.Measure), typed{unit, x.Value}, typed{unit, x.Previous},
				typed{change, x.Change},
			}) {
				return
			}
		}
	}, nil)
}

func (b *book) lawful() error {
	columns := []column{{b.t("customer"), 18, text}, {b.t("supplier"), 44, wrapped}, {b.t("ground"), 24, wrapped}, {b.t("contracts"), 13, integer}, {b.t("amount"), 20, money}}
	return b.table(b.t("sheet_lawful"), b.listed(columns, 44), 0, func(yield func([]any) bool) {
		for _, x := range b.run.Lawful {
			if !yield(b.withListed([]any{b.mask.ID(x.CustomerBIN), words.Ref(b.lang, x.Name, x.SupplierID, b.mask), b.mask.Text(x.Ground), x.Contracts, x.Amount}, b.entry(x.SupplierID))) {
				return
			}
		}
	}, nil)
}

func (b *book) reconciliation() error {
	columns := []column{{b.t("step_heading"), 34, wrapped}, {b.t("reason"), 54, wrapped}, {b.t("rows"), 12, integer}, {b.t("contracts"), 12, integer}, {b.t("amount"), 22, money}}
	return b.table(b.t("sheet_reconciliation"), columns, 0, func(yield func([]any) bool) {
		for _, x := range b.run.Reconciliation {
			if !yield([]any{words.Steps.In(b.lang, x.Step), words.StepReason(b.lang, x.Step, x.Reason), x.Rows, x.Contracts, x.Amount}) {
				return
			}
		}
	}, nil)
}

// contracts lists the contracts behind the numbers of the other sheets.
func (b *book) contracts() error {
	columns := []column{
		{b.t("contract"), 18, text}, {b.column("contract_id"), 14, text}, {b.t("signed_on"), 13, date}, {b.column("year"), 8, text}, {b.t("customer"), 40, text},
		{b.t("supplier"), 36, text}, {b.column("supplier_id"), 18, text}, {b.t("group"), 18, text}, {b.column("counted_value"), 20, money},
		{b.column("amount"), 20, money}, {b.column("currency"), 9, text}, {b.t("bought"), 12, text}, {b.column("category"), 12, text}, {b.t("unit"), 24, text},
		{b.column("method_class"), 36, text}, {b.t("method"), 44, text}, {b.t("ground"), 30, text}, {b.column("lawful"), 18, text}, {b.column("left_out"), 36, text},
		{b.t("file"), 26, text}, {b.column("row"), 10, integer},
	}
	lang, m := b.lang, b.mask
	return b.table(b.t("sheet_contracts"), b.listed(columns, 64), 1, func(yield func([]any) bool) {
		for i := range b.run.Contracts {
			x := &b.run.Contracts[i]
			var year any
			if x.Year > 0 {
				year = int64(x.Year)
			}
			if !yield(b.withListed([]any{
				m.Text(x.Number), m.Text(x.ID), x.SignedOn, year, words.Ref(lang, x.Customer, x.CustomerBIN, m), words.Named(lang, "supplier", x.Supplier, x.SupplierID, m),
				m.ID(x.SupplierID), x.GroupID, x.Value, x.Amount, m.Text(x.Currency), words.SubjectKinds.In(lang, x.SubjectKind), m.Text(x.Category), m.Text(x.Unit),
				words.MethodClasses.In(lang, x.MethodClass), words.Method(lang, m.Text(x.MethodID), m.Text(x.Method)), words.Ground(lang, m.Text(x.Ground)), x.Lawful,
				words.StepReason(lang, "left_out", x.LeftOut), m.Text(x.File), x.Row,
			}, b.entry(x.SupplierID))) {
				return
			}
		}
	}, nil)
}

// ledgerCut says that the contracts are not all, blank where they are.
func (b *book) ledgerCut() string {
	kept, all := int64(len(b.run.Contracts)), b.run.AllContracts()
	if kept == 0 || kept >= all {
		return ""
	}
	return strings.NewReplacer("{shown}", words.Count(b.lang, kept), "{all}", words.Count(b.lang, all)).Replace(b.t("ledger_rows"))
}

// tip says of a sheet of numbers how to filter the contracts behind them, and on the
// heading of which column; blank where there are none.
func (b *book) tip(sheet string) (column, how string) {
	if len(b.run.Contracts) == 0 {
		return "", ""
	}
	switch sheet {
	case b.t("sheet_concentration"):
		return b.t("contracts"), b.t("tip_slices")
	case b.t("sheet_groups"):
		return b.t("contracts"), b.t("tip_groups")
	case b.t("sheet_lawful"):
		return b.t("contracts"), b.t("tip_lawful")
	case b.t("sheet_reconciliation"):
		return b.t("contracts"), b.t("tip_steps")
	case b.t("sheet_kpi"):
		return b.t("this_year"), b.t("tip_kpi")
	}
	return "", ""
}
