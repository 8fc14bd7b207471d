package header

import (
	"regexp"
	"strings"

	"adal/pipeline/ingest/source"
)

// partOf says what of a cell goes into a column where several share it.
func partOf(column string) part {
	switch {
	case strings.HasSuffix(column, "last_name"):
		return lastName
	case strings.HasSuffix(column, "first_name"):
		return firstName
	case strings.HasSuffix(column, "patronymic"):
		return patronymic
	case column == "date_from":
		return firstDay
	case column == "date_to":
		return lastDay
	case strings.HasSuffix(column, "_bin"), strings.HasSuffix(column, "_id"), strings.HasSuffix(column, "iin"):
		return numberIn
	}
	return textBeside
}

// family tells which parts share one cell.
func family(p part) int {
	switch p {
	case lastName, firstName, patronymic:
		return 1
	case numberIn, textBeside, idOnly:
		return 2
	case firstDay, lastDay:
		return 3
	}
	return 0
}

// of gives a part of a cell.
func (p part) of(s string) string {
	s = strings.Trim(s, source.Blanks)
	switch p {
	case lastName, firstName, patronymic:
		return nameParts(s)[p-lastName]
	case numberIn:
		number, _ := splitNumber(s)
		if number == "" {
			return s // shown as it is among the rejects
		}
		return number
	case idOnly:
		number, _ := splitNumber(s)
		return number
	case textBeside:
		_, text := splitNumber(s)
		return text
	case firstDay, lastDay:
		days := dayInText.FindAllString(s, -1)
		if p == firstDay && len(days) > 0 {
			return days[0]
		}
		if p == lastDay && len(days) > 1 {
			return days[1]
		}
		if p == firstDay && len(days) == 0 {
			return s
		}
		return ""
	default:
		return s
	}
}

var dayInText = regexp.MustCompile(`[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}|[0-9]{4}-[0-9]{2}-[0-9]{2}`)

// nameParts takes a person's name in one cell apart: family name, first name, and the
// rest, which in Kazakh and Azeri names may be two words.
func nameParts(s string) [3]string {
	s = strings.Map(func(r rune) rune {
		if strings.ContainsRune(source.Blanks, r) || r == ',' {
			return ' '
		}
		return r
	}, s)
	words := strings.Fields(s)
	if len(words) == 2 && strings.Count(words[1], ".") > 1 { // Облаков К.Л.
		initials := strings.SplitAfter(words[1], ".")
		words = append(words[:1], initials[0], strings.Join(initials[1:], ""))
	}
	var parts [3]string
	for i, w := range words {
		if i < 2 {
			parts[i] = w
		} else {
			parts[2] = strings.TrimSpace(parts[2] + " " + w)
		}
	}
	return parts
}

var (
	twelveDigits = regexp.MustCompile(`(?:^|[^0-9])([0-9]{12})(?:[^0-9]|$)`)
	fewerDigits  = regexp.MustCompile(`^(?:БИН|ИИН|БСН|ЖСН)?[:\s]*([0-9]{9,11})(?:[^0-9]|$)`)
	schemeID     = regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_.-]*:\S+$`)
	numberLabel  = regexp.MustCompile(`(?i)(^|[\s(,;])(БИН|ИИН|БСН|ЖСН|BIN|IIN|БИН/ИИН|ИИН/БИН|ЖСН/БСН|БСН/ЖСН)\s*:?\s*($|[\s),;])`)
)

// splitNumber takes the IIN or BIN out of a text that may hold a name beside it.
func splitNumber(s string) (number, text string) {
	if schemeID.MatchString(s) {
		return s, ""
	}
	at := twelveDigits.FindStringSubmatchIndex(s)
	if at == nil {
		at = fewerDigits.FindStringSubmatchIndex(s)
	}
	if at == nil {
		return "", s
	}
	number = s[at[2]:at[3]]
	text = s[:at[2]] + " " + s[at[3]:]
	text = numberLabel.ReplaceAllString(text, " ")
	text = strings.ReplaceAll(strings.ReplaceAll(text, "( )", " "), "()", " ")
	text = strings.Join(strings.Fields(text), " ")
	return number, strings.Trim(text, " ,;:-–—/|\\")
}
