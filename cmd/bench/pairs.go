package main

import (
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"adal/pipeline/warehouse"
)

// peerRules are the rules whose findings every peer must find too.
var peerRules = []string{"P10-2a", "P12-4a", "P12-4b", "P52a"}

// findingColumns is the common form of a finding: whom it is about first, then what is said.
var findingColumns = []string{"rule", "kind", "subject_id", "other_id", "via_id", "slice", "tie", "amount", "contracts"}

// about is who a finding is about; there is one of each in a run.
type about struct{ rule, subject, other, via, slice string }

// said is what a finding says: kind, tie, amount in tenge with two decimals, contracts.
type said struct{ kind, tie, amount, contracts string }

type pairs map[about]said

// readPairs reads findings in the common form, in any order of rows and with the columns named
// in the first row.
func readPairs(r io.Reader) (pairs, error) {
	rows := csv.NewReader(r)
	header, err := rows.Read()
	if err != nil {
		return nil, fmt.Errorf("header: %w", err)
	}
	place := map[string]int{}
	for _, name := range findingColumns {
		place[name] = slices.Index(header, name)
		if place[name] < 0 {
			return nil, fmt.Errorf("no column %s in %s", name, strings.Join(header, ", "))
		}
	}
	found := pairs{}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return found, nil
		}
		if err != nil {
			return nil, err
		}
		at := about{row[place["rule"]], row[place["subject_id"]], row[place["other_id"]], row[place["via_id"]], row[place["slice"]]}
		if _, twice := found[at]; twice {
			return nil, fmt.Errorf("two findings about %v", at)
		}
		found[at] = said{row[place["kind"]], row[place["tie"]], row[place["amount"]], row[place["contracts"]]}
	}
}

func readPairsFile(path string) (found pairs, err error) {
	f, err := os.Open(path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	found, err = readPairs(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", filepath.Base(path), err)
	}
	return found, nil
}

// samePairs says as an error where the findings of a peer differ from ours: how many, and the
// first of them. There is no list of differences that are allowed: none is known.
func samePairs(ours, peer pairs) error {
	var lines []string
	for at, what := range ours {
		switch other, found := peer[at]; {
		case !found:
			lines = append(lines, fmt.Sprintf("%v: adal alone, %v", at, what))
		case other != what:
			lines = append(lines, fmt.Sprintf("%v: adal %v, peer %v", at, what, other))
		}
	}
	for at, what := range peer {
		if _, found := ours[at]; !found {
			lines = append(lines, fmt.Sprintf("%v: peer alone, %v", at, what))
		}
	}
	if len(lines) == 0 {
		return nil
	}
	slices.Sort(lines)
	return fmt.Errorf("%d of %d findings differ:\n%s", len(lines), len(ours), strings.Join(lines[:min(len(lines), 20)], "\n"))
}

// counted says how many findings there are of each rule.
func (p pairs) counted() string {
	n := map[string]int{}
	for at := range p {
		n[at.rule]++
	}
	var words []string
	for _, rule := range peerRules {
		words = append(words, fmt.Sprint(rule, " ", n[rule]))
	}
	return strings.Join(words, ", ")
}

// ourPairs are the findings of the rules in finished runs.
func ourPairs(ctx context.Context, work string, runs ...string) (found pairs, err error) {
	db, err := warehouse.Open(ctx, warehouse.Options{Memory: "1GB", Temp: filepath.Join(work, "spill"), Folders: []string{work}})
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	type row struct{ Rule, Kind, SubjectID, OtherID, ViaID, Slice, Tie, Amount, Contracts string }
	found = pairs{}
	for _, run := range runs {
		query := `SELECT rule, kind, subject_id, coalesce(other_id, '') AS other_id, coalesce(via_id, '') AS via_id, coalesce(slice, '') AS slice,
			coalesce(tie, '') AS tie, coalesce(CAST(amount AS VARCHAR), '') AS amount, coalesce(CAST(contracts AS VARCHAR), '') AS contracts
			FROM read_parquet(` + warehouse.Quote(filepath.Join(run, "findings.parquet")) + `)
			WHERE rule IN ('` + strings.Join(peerRules, "', '") + `') ORDER BY rank`
		err := warehouse.Each(ctx, db, query, nil, func(r row) error {
			found[about{r.Rule, r.SubjectID, r.OtherID, r.ViaID, r.Slice}] = said{r.Kind, r.Tie, r.Amount, r.Contracts}
			return nil
		})
		if err != nil {
			return nil, fmt.Errorf("findings of %s: %w", filepath.Base(run), err)
		}
	}
	return found, nil
}
