package rank

import (
	"cmp"
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"maps"
	"math"
	"slices"
	"strings"

	"adal/pipeline/rules"
	"adal/pipeline/run"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Found is a finding as it comes from the engine, before it is scored.
type Found struct {
	run.Finding
	Influence int     // marks of the subject's post, of the more influential one where two hold posts
	Weight    float64 // how heavy the tie to the other is, 0 to 1
}

// Shown is how many contracts of a finding of the annual report its evidence lists, the largest
// first: as many as a person can look through.
const Shown = 200

// Load reads what the rules left in the table finding, with names and evidence.
// disclosures says whether anything tells of notices: without it nobody is known to have told,
// but where a rule's own register says so.
// given are the window of the job; the catalogue says what makes the id of a finding.
func Load(ctx context.Context, db *warehouse.DB, catalogue []rules.Rule, given warehouse.Params, disclosures bool) ([]Found, error) {
	found, err := LoadCells(ctx, db, catalogue, given, disclosures)
	if err != nil {
		return nil, err
	}
	return found, favour(ctx, db, found)
}

// LoadCells reads what Load does, but of the rows behind a finding the cells of some columns
// alone, of all where none is named, and none of the rows that speak for people.
func LoadCells(ctx context.Context, db *warehouse.DB, catalogue []rules.Rule, given warehouse.Params, disclosures bool, columns ...string) ([]Found, error) {
	identity := map[string][]string{}
	type rule struct{ Rule string }
	err := warehouse.Insert(ctx, db, "either_notice", func(add func(rule) error) error {
		for _, r := range catalogue {
			identity[r.ID] = r.Identity
			if r.EitherNotice {
				if err := add(rule{r.ID}); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load findings: %w", err)
	}
	var read []placed
	params := maps.Clone(given)
	params["most_contracts"] = int64(math.MaxInt32)
	if slices.ContainsFunc(catalogue, func(r rules.Rule) bool { return r.Job == run.Concentration }) {
		params["most_contracts"] = int64(Shown)
	}
	err = warehouse.Each(ctx, db, queries.Get("rank/findings"), params, func(r row) error {
		f, err := r.found(disclosures)
		if err != nil {
			return err
		}
		f.ID = ID(&f.Finding, identity[f.Rule])
		var steps []int64
		for i, what := range r.What {
			s := r.Src[i]
			if k := slices.Index(steps, s); k >= 0 && f.Evidence[k].What == what {
				continue
			}
			f.Evidence = append(f.Evidence, run.Evidence{Step: len(f.Evidence) + 1, What: what})
			steps = append(steps, s)
		}
		read = append(read, placed{r.No, &f, steps})
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load findings: %w", err)
	}
	slices.SortFunc(read, func(a, b placed) int { return cmp.Compare(a.no, b.no) })
	found, sources := make([]Found, len(read)), make([][]int64, len(read))
	for i, x := range read {
		found[i], sources[i] = *x.found, x.sources
	}
	return found, fillEvidence(ctx, db, found, sources, columns)
}

// placed is a finding with its number and the rows it rests on.
type placed struct {
	no      int64
	found   *Found
	sources []int64
}

// row is a finding as rank/findings gives it.
type row struct {
	No                                 int64
	Rule, Kind                         string
	SubjectKind, SubjectID             string
	SubjectName, Position, Unit        string
	Influence                          int64
	OtherKind, OtherID, OtherName, Tie string
	ViaID, ViaName                     string
	DateFrom, DateTo, Begun, Amount    string
	Contracts                          *int64
	Share                              *float64
	Slice, SliceName                   string // the name of a unit that buys, where it has one beside its code
	Confidence, Detail                 string
	What                               []string
	Src                                []int64
	Disclosed                          string
	Own                                string // what the rule's own register says of a notice, blank where it says nothing
	Weight                             float64
}

func (r row) found(disclosures bool) (Found, error) {
	f := Found{Influence: int(r.Influence), Weight: r.Weight, Finding: run.Finding{
		Rule: r.Rule, Kind: r.Kind, SubjectKind: r.SubjectKind, SubjectID: r.SubjectID, SubjectName: r.SubjectName, Position: r.Position, Unit: r.Unit,
		OtherKind: r.OtherKind, OtherID: r.OtherID, OtherName: r.OtherName, Tie: r.Tie, ViaID: r.ViaID, ViaName: r.ViaName, From: r.DateFrom, To: r.DateTo, Begun: r.Begun,
		Amount: r.Amount, Contracts: r.Contracts, Share: r.Share, Slice: r.Slice, Confidence: r.Confidence, Disclosed: r.Disclosed, Status: "new"}}
	if err := json.Unmarshal([]byte(r.Detail), &f.Detail); err != nil {
		return f, fmt.Errorf("finding %s of %s: detail: %w", r.Rule, r.SubjectID, err)
	}
	if r.SliceName != "" && r.Slice != "unit="+r.SliceName {
		f.Detail["slice_name"] = r.SliceName
	}
	switch {
	case r.Own != "":
		f.Disclosed = r.Own
	case !disclosures:
		f.Disclosed = "unknown"
	}
	return f, nil
}

// fillEvidence reads the source row of every step of evidence, of some columns alone where they are named.
func fillEvidence(ctx context.Context, db *warehouse.DB, found []Found, sources [][]int64, columns []string) error {
	wanted := map[int64]bool{}
	for _, steps := range sources {
		for _, s := range steps {
			wanted[s] = true
		}
	}
	rows, err := SourceRows(ctx, db, wanted, columns...)
	if err != nil {
		return err
	}
	for i := range found {
		for k := range found[i].Evidence {
			r, ok := rows[sources[i][k]]
			if !ok {
				return fmt.Errorf("finding %s: evidence step %d has no source row", found[i].ID, k+1)
			}
			e := &found[i].Evidence[k]
			e.Table, e.File, e.Row, e.Cells = r.Table, r.File, r.Row, r.Cells
		}
	}
	return nil
}

// SourceRows reads normalised rows by their source ids, as evidence without its part. Where
// columns are named their cells alone are read.
func SourceRows(ctx context.Context, db *warehouse.DB, wanted map[int64]bool, only ...string) (map[int64]run.Evidence, error) {
	if err := db.Exec(ctx, "CREATE OR REPLACE TABLE wanted_row (src BIGINT NOT NULL)", nil); err != nil {
		return nil, err
	}
	ids := make([]int64, 0, len(wanted))
	for s := range wanted {
		ids = append(ids, s)
	}
	slices.Sort(ids)
	type wantedRow struct{ Src int64 }
	err := warehouse.Insert(ctx, db, "wanted_row", func(add func(wantedRow) error) error {
		for _, s := range ids {
			if err := add(wantedRow{s}); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	type file struct {
		No   int64
		Name string `sql:"table_name"`
		Path string
	}
	asked, paths := map[string]bool{}, map[int64]string{}
	err = warehouse.Each(ctx, db, "SELECT no, table_name, path FROM source_file", nil, func(f file) error {
		if k, _ := slices.BinarySearch(ids, f.No<<warehouse.FileBits); k < len(ids) && ids[k]>>warehouse.FileBits == f.No {
			asked[f.Name], paths[f.No] = true, f.Path
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("source rows: %w", err)
	}
	rows := make(map[int64]run.Evidence, len(wanted))
	for _, t := range tables.All {
		if !asked[t.Name] {
			continue
		}
		if err := rowsOf(ctx, db, t, paths, only, rows); err != nil {
			return nil, fmt.Errorf("source rows of %s: %w", t.Name, err)
		}
	}
	return rows, nil
}

// rowsOf reads the wanted rows of one table, cell by cell under the columns it asks for itself.
// Where their files lie is looked up here: a join more, and the engine makes a table of all rows
// to look a few up in.
func rowsOf(ctx context.Context, db *warehouse.DB, t tables.Table, paths map[int64]string, only []string, rows map[int64]run.Evidence) error {
	cols, asked := []string{"t.src"}, []tables.Column(nil)
	for _, c := range t.Columns {
		if len(only) == 0 || slices.Contains(only, c.Name) {
			cols = append(cols, "CAST(t."+warehouse.Ident(c.Name)+" AS VARCHAR)")
			asked = append(asked, c)
		}
	}
	query := "SELECT " + strings.Join(cols, ", ") + " FROM " + t.Name + " AS t SEMI JOIN wanted_row AS w ON w.src = t.src"
	cells := make([]sql.NullString, len(asked))
	return db.Each(ctx, query, nil, func(scan func(...any) error) error {
		e := run.Evidence{Table: t.Name, Cells: map[string]string{}}
		var src int64
		into := []any{&src}
		for i := range cells {
			into = append(into, &cells[i])
		}
		if err := scan(into...); err != nil {
			return err
		}
		path, known := paths[src>>warehouse.FileBits]
		if !known {
			return nil
		}
		e.File, e.Row = path, src&(1<<warehouse.FileBits-1)
		for i, c := range asked {
			if !cells[i].Valid {
				continue
			}
			v := cells[i].String
			if c.Type == tables.Percent && strings.Contains(v, ".") {
				v = strings.TrimRight(strings.TrimRight(v, "0"), ".")
			}
			e.Cells[c.Name] = v
		}
		rows[src] = e
		return nil
	})
}
