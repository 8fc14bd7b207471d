package mask

import "strings"

// Told masks what is said of files that nobody could read: the names of files and of columns,
// which are the cells of a first row where there is no header. A line with the number of a
// person in it shows of every day the year alone, for one of them may be a day of birth.
func Told(s string, full bool) string {
	if full {
		return s
	}
	m := FromIDs(nil, false)
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		hidden := m.hide(line)
		if hidden != line {
			hidden = dates.ReplaceAllStringFunc(hidden, Year)
		}
		lines[i] = hidden
	}
	return strings.Join(lines, "\n")
}
