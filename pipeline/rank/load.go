package rank

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"encoding/json"
	"fmt"
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

// Load reads what the rules left in the table finding, with names and evidence.
// disclosures says whether anything tells of notices: without it nobody is known to have told,
// but where a rule's own register says so.
// given are the window of the job; the catalogue says what makes the id of a finding.
func Load(ctx context.Context, db *warehouse.DB, catalogue []rules.Rule, given warehouse.Params, disclosures bool) ([]Found, error) {
	identity := map[string][]string{}
	err := db.Append(ctx, "either_notice", func(add func(...driver.Value) error) error {
		for _, r := range catalogue {
			identity[r.ID] = r.Identity
			if r.EitherNotice {
				if err := add(r.ID); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load findings: %w", err)
	}
	var found []Found
	var sources [][]int64
	err = db.Each(ctx, queries.Get("rank/findings"), given, func(scan func(...any) error) error {
		var f Found
		var detail, own string
		var what, src []any
		var contracts sql.NullInt64
		var share sql.NullFloat64
		err := scan(&f.Rule, &f.Kind, &f.SubjectKind, &f.SubjectID, &f.SubjectName, &f.Position, &f.Unit, &f.Influence,
			&f.OtherKind, &f.OtherID, &f.OtherName, &f.Tie, &f.ViaID, &f.ViaName, &f.From, &f.To, &f.Amount, &contracts, &share,
			&f.Slice, &f.Confidence, &detail, &what, &src, &f.Disclosed, &own, &f.Weight)
		if err != nil {
			return err
		}
		if contracts.Valid {
			f.Contracts = &contracts.Int64
		}
		if share.Valid {
			f.Share = &share.Float64
		}
		if err := json.Unmarshal([]byte(detail), &f.Detail); err != nil {
			return fmt.Errorf("finding %s of %s: detail: %w", f.Rule, f.SubjectID, err)
		}
		switch {
		case own != "":
			f.Disclosed = own
		case !disclosures:
			f.Disclosed = "unknown"
		}
		f.Status = "new"
		f.ID = ID(&f.Finding, identity[f.Rule])
		var steps []int64
		for i := range what {
			e := run.Evidence{What: what[i].(string)}
			s := src[i].(int64)
			if k := slices.Index(steps, s); k >= 0 && f.Evidence[k].What == e.What {
				continue
			}
			e.Step = len(f.Evidence) + 1
			f.Evidence = append(f.Evidence, e)
			steps = append(steps, s)
		}
		found = append(found, f)
		sources = append(sources, steps)
		return nil
	})
	if err != nil {
		return nil, fmt.Errorf("load findings: %w", err)
	}
	return found, fillEvidence(ctx, db, found, sources)
}

// fillEvidence reads the source row of every step of evidence.
func fillEvidence(ctx context.Context, db *warehouse.DB, found []Found, sources [][]int64) error {
	wanted := map[int64]bool{}
	for _, steps := range sources {
		for _, s := range steps {
			wanted[s] = true
		}
	}
	rows, err := SourceRows(ctx, db, wanted)
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

// SourceRows reads normalised rows by their source ids, as evidence without its part.
func SourceRows(ctx context.Context, db *warehouse.DB, wanted map[int64]bool) (map[int64]run.Evidence, error) {
	if err := db.Exec(ctx, "CREATE OR REPLACE TABLE wanted_row (src BIGINT NOT NULL)", nil); err != nil {
		return nil, err
	}
	ids := make([]int64, 0, len(wanted))
	for s := range wanted {
		ids = append(ids, s)
	}
	slices.Sort(ids)
	err := db.Append(ctx, "wanted_row", func(add func(...driver.Value) error) error {
		for _, s := range ids {
			if err := add(s); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	rows := make(map[int64]run.Evidence, len(wanted))
	asked := map[string]bool{}
	err = db.Each(ctx, "SELECT DISTINCT f.table_name FROM source_file AS f SEMI JOIN wanted_row AS w ON w.src >> 32 = f.no", nil, func(scan func(...any) error) error {
		var name string
		err := scan(&name)
		asked[name] = true
		return err
	})
	if err != nil {
		return nil, fmt.Errorf("source rows: %w", err)
	}
	for _, t := range tables.All {
		if !asked[t.Name] {
			continue
		}
		cols := []string{"t.src", "t.src & 4294967295", "f.path"}
		for _, c := range t.Columns {
			cols = append(cols, "CAST(t."+warehouse.Ident(c.Name)+" AS VARCHAR)")
		}
		query := "SELECT " + strings.Join(cols, ", ") + " FROM " + t.Name + " AS t JOIN source_file AS f ON f.no = t.src >> 32 SEMI JOIN wanted_row AS w ON w.src = t.src"
		cells := make([]sql.NullString, len(t.Columns))
		err := db.Each(ctx, query, nil, func(scan func(...any) error) error {
			e := run.Evidence{Table: t.Name, Cells: map[string]string{}}
			var src int64
			into := []any{&src, &e.Row, &e.File}
			for i := range cells {
				into = append(into, &cells[i])
			}
			if err := scan(into...); err != nil {
				return err
			}
			for i, c := range t.Columns {
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
		if err != nil {
			return nil, fmt.Errorf("source rows of %s: %w", t.Name, err)
		}
	}
	return rows, nil
}
