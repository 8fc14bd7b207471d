package words

import (
	"adal/pipeline/run"
	"adal/texts"
)

// Outside warns that the period of a run lies outside the data, blank where it does not.
func Outside(lang string, r *run.Run) string {
	if r.Outside == nil {
		return ""
	}
	table := InputTables.In(lang, r.Outside.Table)
	return texts.In(lang, "outside."+r.Outside.Side, "period", Period(lang, r.Period), "from", Date(lang, r.From), "to", Date(lang, r.AsOf),
		"day", Date(lang, r.Outside.Day), "table", table)
}
