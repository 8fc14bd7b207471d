package ingest

import (
	"regexp"
	"slices"

	"adal/pipeline/run"
)

// oneCurrency decides what money is in where no contract is in tenge: all of them in one
// foreign currency, known by its code of three letters, with no rate for it. Then the
// amounts are counted as they stand, and a note says in what; with a rate, or with two
// currencies, nothing is decided here.
func (r *reader) oneCurrency() {
	currency := ""
	for _, f := range r.in.Files {
		if f.File.Table != "contracts" {
			continue
		}
		if f.Source.Entity == "OCDS" && len(f.currencies) == 0 {
			continue // no amount in it says anything
		}
		if f.Source.Entity != "OCDS" || len(f.currencies) != 1 || currency != "" && f.currencies[0] != currency {
			return
		}
		currency = f.currencies[0]
	}
	if !currencyCode.MatchString(currency) || currency == "KZT" || r.o.Rates[currency] {
		return
	}
	r.in.Currency = currency
	for i := range r.in.Files {
		f := &r.in.Files[i]
		if f.File.Table == "contracts" {
			f.Columns = slices.DeleteFunc(f.Columns, func(c string) bool { return c == "currency" })
			f.Notes = append(f.Notes, noteOf("report_currency", f, currency))
			r.in.Notes = append(r.in.Notes, noteOf("report_currency", f, currency))
		}
	}
}

var currencyCode = regexp.MustCompile(`^[A-Z]{3}$`)

func noteOf(code string, f *Raw, detail string) run.Note {
	return run.Note{Note: code, Table: f.File.Table, File: f.Place(), Detail: detail}
}
