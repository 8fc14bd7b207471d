package pipeline

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"time"

	"adal/pipeline/fault"
	"adal/pipeline/flags"
	"adal/pipeline/ingest"
	"adal/pipeline/ingest/tender"
	"adal/pipeline/job"
	"adal/pipeline/link"
	"adal/pipeline/normalise"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
)

// redFlags is the steps of the job of red flags.
type redFlags struct {
	quarterly
	// aside says that they are computed beside the annual report: what it made of the same data
	// stands there, and what it takes nothing of is not made.
	aside bool
}

// tenders fills the tables of processes, bids and awards, and says which bids are compared.
func (x redFlags) tenders(ctx context.Context) error {
	if err := x.Exec(ctx, "flags/tables"); err != nil {
		return err
	}
	if x.Period.Name == "" { // the whole of the data
		x.Given["year"] = int64(0)
	}
	if len(x.In.Releases) == 0 {
		if err := x.Exec(ctx, "flags/from_tables"); err != nil {
			return err
		}
	} else if err := x.releases(ctx); err != nil {
		return err
	}
	type span struct {
		Processes   int64
		First, Last *time.Time
	}
	all, err := warehouse.Only[span](ctx, x.DB, "SELECT count(*) AS processes, CAST(min(coalesce(closes, opens, awarded)) AS DATE) AS first, CAST(max(coalesce(closes, opens, awarded)) AS DATE) AS last FROM process", nil)
	if err != nil {
		return err
	}
	some, err := x.anyTender(ctx, all.Processes)
	switch {
	case err != nil:
		return err
	case !some:
		return fault.Data("no_tenders", "folder", x.Data)
	}
	x.window(all.First, all.Last)
	if err := x.Exec(ctx, "flags/words", "flags/offers", "link/rule_words"); err != nil {
		return err
	}
	if len(x.In.Releases) == 0 {
		if err := x.Exec(ctx, "flags/parties_of_tables"); err != nil {
			return err
		}
	}
	if !x.asks(dealTables) {
		return nil
	}
	return x.deals(ctx)
}

// window is, where no period was asked for, the whole of the data: from their first to their last
// day, nil where none is known.
func (x redFlags) window(first, last *time.Time) {
	if x.Period.Name != "" {
		return
	}
	if first != nil {
		x.Period = job.Period{Name: strconv.Itoa(first.Year()), From: *first, To: *last}
		if last.Year() != first.Year() {
			x.Period.Name += "-" + strconv.Itoa(last.Year())
		}
	}
	x.Result.Period = cmp.Or(x.Period.Name, "-")
	x.Result.From, x.Result.AsOf = x.Period.From.Format(time.DateOnly), x.Period.To.Format(time.DateOnly)
	x.Given["window_from"], x.Given["as_of"], x.Given["year"] = x.Period.From, x.Period.To, int64(0)
}

// anyTender reports whether the data hold a tender: a process, or a bid or a contract of an
// announcement of another year than the one asked for, of which no process is made.
func (x redFlags) anyTender(ctx context.Context, processes int64) (bool, error) {
	if processes > 0 || len(x.In.Releases) > 0 {
		return processes > 0, nil
	}
	other, err := warehouse.Only[struct{ Some bool }](ctx, x.DB, "SELECT EXISTS (FROM bids) OR EXISTS (FROM contract WHERE announcement_id IS NOT NULL) AS some", nil)
	return other.Some, err
}

// dealTables are the tables of what was bought, which the flags of bids alone do not ask for.
var dealTables = regexp.MustCompile(`\b(deal|amended|purchase_limit|tender_fact)\b`)

// asks reports whether a rule that is computed reads one of the tables.
func (x redFlags) asks(tables *regexp.Regexp) bool {
	return slices.ContainsFunc(x.Rules, func(r rules.Rule) bool {
		return (len(x.Only) == 0 || slices.Contains(x.Only, r.ID)) && tables.MatchString(r.SQL)
	})
}

// oddities are the notes on what a release says in another form than the standard's.
var oddities = map[string]run.Note{
	tender.AmountNoNumber:    {Note: "amount_no_number"},
	tender.PartyNoText:       {Note: "party_id_no_text"},
	tender.OCIDNoText:        {Note: "ocid_no_text"},
	tender.TenderersNotWhole: {Note: "number_of_tenderers"},
}

// releases reads the OCDS files of the data into the tables. Each gets the number after the
// last file of a canonical table, so that evidence leads to its rows like to all others.
func (x redFlags) releases(ctx context.Context) error {
	files := x.In.Releases
	number := func(i int) int64 { return int64(len(x.In.Files) + i + 1) }
	loading := flags.Load(ctx, x.DB, x.asks(dealTables))
	notes, rejects := len(x.In.Notes), len(x.Result.Rejects)
	err := ingest.ReadReleases(ctx, files, ingest.Taken{
		Each: func(i int, batch []ingest.Release) error {
			return loading.Add(ctx, x.taken(batch, number(i), files[i].Place()))
		},
		Broken: func(i int, row int64, text, reason string) error {
			x.broken(files[i], row, text, reason)
			return nil
		},
		Anew: func() error {
			if err := loading.End(); err != nil {
				return err
			}
			x.In.Notes, x.Result.Rejects = x.In.Notes[:notes], x.Result.Rejects[:rejects]
			err := flags.Clear(ctx, x.DB)
			loading = flags.Load(ctx, x.DB, x.asks(dealTables))
			return err
		},
	})
	if err := errors.Join(err, loading.End()); err != nil {
		return err
	}
	if err := x.tooManyRejects(files); err != nil {
		return err
	}
	if err := x.named(ctx, files, number); err != nil {
		return err
	}
	if err := x.Exec(ctx, "flags/evidence", "flags/parties_of_releases"); err != nil {
		return err
	}
	if err := job.WriteTable(ctx, x.DB, "processes", x.Folder); err != nil {
		return err
	}
	// They stand in the order they were loaded in, by process and number.
	for table, kept := range map[string]string{"bid": "process_bids", "award": "process_awards"} {
		if err := x.DB.WriteParquet(ctx, "SELECT * FROM "+table, filepath.Join(x.Folder, kept+".parquet"), nil); err != nil {
			return fmt.Errorf("table %s: %w", kept, err)
		}
	}
	return nil
}

// broken keeps a row that is no release.
func (x redFlags) broken(f ingest.Releases, row int64, text, reason string) {
	x.Result.Rejects = append(x.Result.Rejects, run.Reject{Table: "processes", File: f.Place(), Row: row, Value: text, Reason: reason})
}

// taken numbers the releases of a file, and notes what is odd about them.
func (x redFlags) taken(batch []ingest.Release, number int64, place string) []flags.Release {
	out := make([]flags.Release, len(batch))
	for k := range batch {
		r := &batch[k]
		out[k] = flags.Release{Src: number<<warehouse.FileBits | r.Row, Process: r.Process}
		for _, odd := range r.Odd {
			n := oddities[odd.Code]
			n.Table, n.File, n.Row, n.Detail = "processes", place, r.Row, odd.Text
			x.In.Notes = append(x.In.Notes, n)
		}
		for _, text := range flags.Unreadable(r.Process) {
			x.In.Notes = append(x.In.Notes, run.Note{Note: "date_unreadable", Table: "processes", File: place, Row: r.Row, Detail: text})
		}
	}
	return out
}

// named gives the files of releases their numbers, so that evidence leads to them.
func (x redFlags) named(ctx context.Context, files []ingest.Releases, number func(i int) int64) error {
	err := warehouse.Insert(ctx, x.DB, "source_file", func(add func(normalise.SourceFile) error) error {
		for i := range files {
			if err := add(normalise.SourceFile{No: number(i), TableName: "processes", Path: files[i].Place()}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for i := range files {
		f := files[i].File
		f.No = int(number(i))
		x.Result.Files = append(x.Result.Files, f)
		x.Released = append(x.Released, f)
	}
	return nil
}

// tooManyRejects is the fault that more of the releases were rejected than --max-rejects lets
// pass, with an example of each reason, or nil.
func (x redFlags) tooManyRejects(files []ingest.Releases) error {
	var rows, rejected int64
	for _, f := range files {
		rows, rejected = rows+f.File.Rows, rejected+f.File.Rejected
	}
	if rejected == 0 || float64(rejected) <= x.MaxRejects*float64(rows) {
		return nil
	}
	var reasons fault.Lines
	for _, reason := range []string{ingest.NoRelease, ingest.NoOCID} {
		n, first := int64(0), run.Reject{}
		for _, r := range x.Result.Rejects {
			if r.Table != "processes" || r.Reason != reason {
				continue
			}
			if n++; n == 1 {
				first = r
			}
		}
		if n > 0 {
			reasons = append(reasons, fault.Say("reject_example", "table", first.Table, "column", first.Column, "reason", reason, "n", n, "file", first.File, "row", first.Row))
		}
	}
	return fault.Data("many_rejects", "tables", fault.Terms{fault.Say("over_limit", "table", "processes", "rejected", rejected, "rows", rows)}, "reasons", reasons)
}

// bidders says who stands behind those who bid, and who of them are kin.
func (x redFlags) bidders(ctx context.Context) error {
	if err := x.Exec(ctx, "flags/people", "flags/kin"); err != nil {
		return err
	}
	if !x.aside {
		if err := x.Exec(ctx, "link/contact", "flags/tie_target"); err != nil {
			return err
		}
		if err := link.Ownership(ctx, x.DB, x.Period.From, x.Period.To); err != nil {
			return err
		}
	}
	if err := x.Exec(ctx, "flags/bidders"); err != nil {
		return err
	}
	mostShared := int64(0)
	for _, r := range x.Rules {
		if n, err := r.Parameter(r.SharedByAtMost); err == nil {
			mostShared = n.(int64)
		}
	}
	return link.BidderGroups(ctx, x.DB, mostShared, x.Params())
}

// notes gathers what is odd about the data. What the notes on people read of superiors
// is filled by the scan alone; where there are releases and no table, there is no person,
// supplier or contract to note anything of.
func (x redFlags) notes(ctx context.Context) error {
	if len(x.In.Files) == 0 {
		return x.Notes(ctx)
	}
	if err := x.Exec(ctx, "link/superior_tables"); err != nil {
		return err
	}
	return x.quarterly.notes(ctx)
}

// choose leaves the rules asked for alone, where some are named. A name of none is a
// fault.Fault. It comes late: parameters all rules share are asked for before.
func (x redFlags) choose() error {
	if len(x.Only) == 0 {
		return nil
	}
	for _, id := range x.Only {
		if !slices.ContainsFunc(x.Rules, func(r rules.Rule) bool { return r.ID == id }) {
			var ids []string
			for _, r := range x.Rules {
				ids = append(ids, r.ID)
			}
			return fault.Meant(fault.Usage("no_rule", "rule", id), id, ids)
		}
	}
	unwanted := func(id string) bool { return !slices.Contains(x.Only, id) }
	x.Rules = slices.DeleteFunc(x.Rules, func(r rules.Rule) bool { return unwanted(r.ID) })
	x.Result.Rules = slices.DeleteFunc(x.Result.Rules, func(r run.Rule) bool { return unwanted(r.ID) })
	return nil
}

// bidTables are the tables made of bids.
var bidTables = regexp.MustCompile(`\b(offer|priced_offer|price_gaps?|runner_up|entrant|won|decided_process|bidder|bidder_pair|lot_day)\b`)

// asking gives the rules with those that read bids asking for them, so that it is told where there
// are none: of tables the number of tenderers is that of the bids too.
func (x redFlags) asking(tables bool) []rules.Rule {
	all := slices.Clone(x.Rules)
	for i := range all {
		r := &all[i]
		if !slices.Contains(r.Inputs, "bids") && (bidTables.MatchString(r.SQL) || tables && r.ID == "R018") {
			r.Inputs = append(slices.Clip(r.Inputs), "bids")
		}
	}
	return all
}

// rules runs the rules, those asked for alone where some are named.
func (x redFlags) rules(ctx context.Context) (err error) {
	if err := x.choose(); err != nil {
		return err
	}
	bids := "bids"
	if len(x.Released) > 0 {
		bids = "bid"
	}
	some, err := warehouse.Only[struct{ Some bool }](ctx, x.DB, "SELECT EXISTS (FROM "+bids+") AS some", nil)
	if err != nil {
		return err
	}
	has := func(table string) bool {
		if table == "bids" {
			return some.Some
		}
		return x.In.Has(table)
	}
	x.Result.Coverage, err = rules.Run(ctx, x.DB, x.asking(len(x.Released) == 0), has, warehouse.Params{"as_of": x.Period.To})
	return err
}
