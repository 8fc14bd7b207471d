package rules

import (
	"context"
	"fmt"
	"strings"

	"adal/pipeline/run"
	"adal/pipeline/warehouse"
	"adal/queries"
)

// Cover fills in whom the rules could see, rows being theirs in the same order: how many
// things a rule is about, how many of them it could check with nothing missing, for how
// many something is missing, by what, and what is missing beside them. Every query uses
// the rule's own parameters, so coverage follows what was set. Of a rule that did not run
// only the number of things is known.
func Cover(ctx context.Context, db *warehouse.DB, rules []Rule, rows []run.Coverage, given warehouse.Params) error {
	for i, r := range rules {
		params, err := r.Params(given)
		if err != nil {
			return err
		}
		ran := rows[i].Status == "ran"
		err = warehouse.Each(ctx, db, r.coverage(ran), params, func(c counted) error {
			switch {
			case c.Reason == "":
				rows[i].Population = c.N
				if ran {
					rows[i].Checked = c.Checked
				}
			case c.N > 0:
				rows[i].Gaps = append(rows[i].Gaps, run.Gap{Reason: c.Reason, Count: c.N})
			}
			return nil
		})
		if err != nil {
			return fmt.Errorf("coverage of %s: %w", r.ID, err)
		}
	}
	return nil
}

// counted is a line of coverage: things a rule is about where Reason is blank, else those it
// could not check and why.
type counted struct {
	Reason     string
	N, Checked int64
}

// coverage is the query behind one row of coverage: what it is about and what it could
// check first, then the gaps in the order of the header.
func (r Rule) coverage(ran bool) string {
	population := strings.TrimSpace(queries.Get("coverage/population/" + r.Population))
	if !ran {
		return "SELECT '' AS reason, count(DISTINCT id) AS n, CAST(0 AS BIGINT) AS checked FROM (\n" + population + "\n)"
	}
	gap := func(name string) string { return "(\n" + strings.TrimSpace(queries.Get("coverage/gap/"+name)) + "\n)" }
	with := []string{"population AS (SELECT DISTINCT id FROM (\n" + population + "\n))"}
	seen := "SELECT 0 AS ord, '' AS reason, count(*) AS n, count(*) FILTER (WHERE NOT missing) AS checked\n" +
		"FROM (SELECT p.id, false"
	var joins, lines []string
	for k, name := range r.Gaps {
		g := fmt.Sprintf("gap%d", k)
		with = append(with, g+" AS (SELECT DISTINCT id FROM "+gap(name)+" SEMI JOIN population USING (id))")
		seen += " OR " + g + ".id IS NOT NULL"
		joins = append(joins, "\nLEFT JOIN "+g+" ON "+g+".id = p.id")
		lines = append(lines, fmt.Sprintf("SELECT %d, '%s', count(*), 0 FROM %s", k+1, name, g))
	}
	for k, name := range r.Beside {
		lines = append(lines, fmt.Sprintf("SELECT %d, '%s', count(DISTINCT id), 0 FROM %s", len(r.Gaps)+k+1, name, gap(name)))
	}
	seen += " AS missing FROM population AS p" + strings.Join(joins, "") + ")"
	return "WITH " + strings.Join(with, ",\n") + "\nSELECT reason, n, checked FROM (\n" +
		strings.Join(append([]string{seen}, lines...), "\nUNION ALL\n") + "\n)\nORDER BY ord"
}
