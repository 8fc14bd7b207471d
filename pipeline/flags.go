package pipeline

import (
	"cmp"
	"context"
	"database/sql/driver"
	"errors"
	"fmt"
	"path/filepath"
	"slices"
	"strconv"
	"time"

	"adal/pipeline/fault"
	"adal/pipeline/flags"
	"adal/pipeline/ingest"
	"adal/pipeline/ingest/tender"
	"adal/pipeline/link"
	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/warehouse"
)

// Flags computes the red flags of tenders: from OCDS releases where the data hold some, else
// from the tables of bids and contracts. Without a period every tender of the data is looked
// at. Errors a user can act on are fault.Fault; data without a single tender is one.
func Flags(ctx context.Context, o Options, s *run.Staging) (*run.Run, error) {
	j, err := begin(ctx, o, s, run.Flags, "")
	if err != nil {
		return nil, err
	}
	defer j.close()
	return j.perform(ctx, s, []step{
		{"people", j.people},
		{"contracts", j.contracts},
		{"tenders", j.tenders},
		{"kin", j.bidders},
		{"rules", j.flagRules},
		{"ranking", j.rankFindings},
		{"coverage", j.cover},
		{"notes", j.flagNotes},
	})
}

// tenders fills the tables of processes, bids and awards, and says which bids are compared.
func (j *job) tenders(ctx context.Context) error {
	if err := j.exec(ctx, "flags/tables"); err != nil {
		return err
	}
	if len(j.in.Releases) == 0 {
		if err := j.exec(ctx, "flags/from_tables"); err != nil {
			return err
		}
	} else if err := j.releases(ctx); err != nil {
		return err
	}
	var n int64
	var first, last *time.Time
	err := j.db.One(ctx, "SELECT count(*), CAST(min(coalesce(closes, opens, awarded)) AS DATE), CAST(max(coalesce(closes, opens, awarded)) AS DATE) FROM process", nil, &n, &first, &last)
	if err != nil {
		return err
	}
	if n == 0 {
		return fault.Data("no_tenders", "folder", j.Data)
	}
	if j.Period.Name == "" { // the whole of the data
		if first != nil {
			j.Period = Period{Name: strconv.Itoa(first.Year()), From: *first, To: *last}
			if last.Year() != first.Year() {
				j.Period.Name += "-" + strconv.Itoa(last.Year())
			}
		}
		j.result.Period = cmp.Or(j.Period.Name, "-")
		j.result.From, j.result.AsOf = j.Period.From.Format(time.DateOnly), j.Period.To.Format(time.DateOnly)
		j.given["window_from"], j.given["as_of"], j.given["year"] = j.Period.From, j.Period.To, int64(0)
	}
	if err := j.exec(ctx, "flags/words", "flags/offers", "link/rule_words"); err != nil {
		return err
	}
	return j.deals(ctx)
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
func (j *job) releases(ctx context.Context) error {
	files := j.in.Releases
	number := func(i int) int64 { return int64(len(j.in.Files) + i + 1) }
	batches := make(chan []flags.Release, 4)
	loaded := make(chan error, 1)
	go func() { loaded <- flags.Load(ctx, j.db, batches) }()
	err := ingest.ReadReleases(ctx, files, func(i int, batch []ingest.Release) error {
		out := make([]flags.Release, len(batch))
		for k, r := range batch {
			out[k] = flags.Release{Src: number(i)<<32 | r.Row, Process: r.Process}
			for _, odd := range r.Odd {
				n := oddities[odd.Code]
				n.Table, n.File, n.Row, n.Detail = "processes", files[i].Place(), r.Row, odd.Text
				j.in.Notes = append(j.in.Notes, n)
			}
		}
		select {
		case batches <- out:
			return nil
		case <-ctx.Done():
			return ctx.Err()
		}
	}, func(i int, row int64, text, reason string) error {
		j.result.Rejects = append(j.result.Rejects, run.Reject{Table: "processes", File: files[i].Place(), Row: row, Value: text, Reason: reason})
		return nil
	})
	close(batches)
	if err := errors.Join(err, <-loaded); err != nil {
		return err
	}
	err = j.db.Append(ctx, "source_file", func(add func(...driver.Value) error) error {
		for i := range files {
			if err := add(number(i), "processes", files[i].Place()); err != nil {
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
		j.result.Files = append(j.result.Files, f)
		j.released = append(j.released, f)
	}
	if err := j.exec(ctx, "flags/evidence"); err != nil {
		return err
	}
	if err := writeTable(ctx, j.db, "processes", j.folder); err != nil {
		return err
	}
	for table, kept := range map[string]string{"bid": "process_bids", "award": "process_awards"} {
		if err := j.db.WriteParquet(ctx, "SELECT * FROM "+table+" ORDER BY process, no", filepath.Join(j.folder, kept+".parquet"), nil); err != nil {
			return fmt.Errorf("table %s: %w", kept, err)
		}
	}
	return nil
}

// bidders says who stands behind those who bid, and who of them are kin.
func (j *job) bidders(ctx context.Context) error {
	if err := j.exec(ctx, "flags/people", "link/kin", "link/contact"); err != nil {
		return err
	}
	if err := link.Ownership(ctx, j.db, j.Period.From, j.Period.To); err != nil {
		return err
	}
	return link.BidderGroups(ctx, j.db, j.params())
}

// flagNotes gathers what is odd about the data. What the notes on people read of superiors
// is filled by the scan alone.
func (j *job) flagNotes(ctx context.Context) error {
	if err := j.exec(ctx, "link/superior_tables"); err != nil {
		return err
	}
	return j.notes(ctx)
}

// flagRules runs the rules, those asked for alone where some are named.
func (j *job) flagRules(ctx context.Context) (err error) {
	if len(j.Only) > 0 {
		for _, id := range j.Only {
			if !slices.ContainsFunc(j.rules, func(r rules.Rule) bool { return r.ID == id }) {
				return fault.Usage("no_rule", "rule", id)
			}
		}
		unwanted := func(id string) bool { return !slices.Contains(j.Only, id) }
		j.rules = slices.DeleteFunc(j.rules, func(r rules.Rule) bool { return unwanted(r.ID) })
		j.result.Rules = slices.DeleteFunc(j.result.Rules, func(r run.Rule) bool { return unwanted(r.ID) })
	}
	has := func(table string) bool {
		return j.in.Has(table) || table == "bids" && len(j.released) > 0
	}
	j.result.Coverage, err = rules.Run(ctx, j.db, j.rules, has, warehouse.Params{"as_of": j.Period.To})
	return err
}
