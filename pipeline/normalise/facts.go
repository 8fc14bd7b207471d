package normalise

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"time"

	"adal/pipeline/kz"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// The lists of facts the queries join with, as rows of their tables.
type (
	wordValue      struct{ List, Word, Canonical string }
	contractStatus struct{ StatusID, Status, Class string }
	tradeMethod    struct{ MethodID, Method, Class string }
	legalForm      struct{ Form, Commercial string }
	calendarDay    struct {
		Day  time.Time
		Kind string
	}
)

// wordTables loads the lists of facts.
func wordTables(ctx context.Context, db *warehouse.DB) error {
	if err := load(ctx, db, "word_value", wordRows(), func(r []string) wordValue { return wordValue{r[0], r[1], r[2]} }); err != nil {
		return err
	}
	if err := load(ctx, db, "contract_status", kz.Table("contract_statuses"), func(r []string) contractStatus { return contractStatus{r[0], r[1], r[2]} }); err != nil {
		return err
	}
	if err := load(ctx, db, "trade_method", kz.Table("trade_methods"), func(r []string) tradeMethod { return tradeMethod{r[0], r[1], r[2]} }); err != nil {
		return err
	}
	for _, list := range []string{"legal_forms", "legal_form_names"} {
		if err := load(ctx, db, "legal_form", kz.Table(list), func(r []string) legalForm { return legalForm{r[0], r[2]} }); err != nil {
			return err
		}
	}
	return warehouse.Insert(ctx, db, "calendar_day", func(add func(calendarDay) error) error {
		for _, row := range kz.Table("calendar_kz") {
			day, err := time.Parse(time.DateOnly, row[0])
			if err != nil {
				return fmt.Errorf("facts calendar_kz: %w", err)
			}
			if err := add(calendarDay{day, row[1]}); err != nil {
				return err
			}
		}
		return nil
	})
}

// load fills a table with rows of a list of facts.
func load[T any](ctx context.Context, db *warehouse.DB, table string, rows [][]string, as func(row []string) T) error {
	return warehouse.Insert(ctx, db, table, func(add func(T) error) error {
		for _, r := range rows {
			if err := add(as(r)); err != nil {
				return err
			}
		}
		return nil
	})
}

// wordRows lists what a cell of each word column may say, with the canonical word.
func wordRows() [][]string {
	var rows [][]string
	for _, t := range tables.All {
		for _, c := range t.Columns {
			list := t.Name + "." + c.Name
			for _, word := range slices.Sorted(maps.Keys(c.Words)) {
				rows = append(rows, []string{list, word, c.Words[word]})
			}
			if c.Type == tables.Bool {
				for _, word := range tables.Yes {
					rows = append(rows, []string{list, word, "true"})
				}
				for _, word := range tables.No {
					rows = append(rows, []string{list, word, "false"})
				}
			}
		}
	}
	return rows
}
