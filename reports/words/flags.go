package words

import (
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/texts"
)

// FlagRoles and FlagParts word who a flag concerns in the annual report, and how.
var (
	FlagRoles = Table{"flag_role"}
	FlagParts = Table{"flag_part"}
)

// FlagsOfYear says how many flags of how many tenders concern how many of the year.
func FlagsOfYear(lang string, flags, tenders, concerned int) string {
	return texts.In(lang, "ui.year_flags_lede", "flags", Count(lang, int64(flags)), "tenders", Count(lang, int64(tenders)), "concerned", Count(lang, int64(concerned)))
}

// FlagValue writes the value of a flag or what it is held to: whole numbers as they are,
// others with four decimals.
func FlagValue(lang, value string) string {
	f, err := strconv.ParseFloat(value, 64)
	switch {
	case err != nil:
		return value
	case !strings.ContainsAny(value, ".e"):
		return Count(lang, int64(f))
	}
	return Decimal(lang, f, 4)
}

// marked gives in how many flagged tenders a tenderer stands, where that is what a finding
// says: the mark of the tenderer, which the interchange with Cardinal wants beside the flags of
// the tenders. Its value is no measure, so the sentence of the rule says nothing of it.
func marked(f *run.Finding) (string, bool) {
	n := f.Detail["processes"]
	return n, f.SubjectKind == "tenderer" && len(f.Detail) == 2 && n != "" && f.Detail["value"] != ""
}
