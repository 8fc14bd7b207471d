package source

import (
	"regexp"
	"strconv"
	"strings"
	"time"
)

// Serial turns a day counted since 1900 (or 1904) into 2026-03-01. Day 60 of 1900 never
// was; smaller numbers are a day off in every spreadsheet, and here right.
func (w *Workbook) Serial(s string) (string, bool) {
	whole, _, _ := strings.Cut(s, ".")
	n, err := strconv.Atoi(whole)
	if err != nil || n < 1 || n > 2_958_465 || !serialForm.MatchString(s) {
		return s, false
	}
	if w.from.Year() == 1899 && n < 60 {
		n++
	}
	return w.from.AddDate(0, 0, n).Format(time.DateOnly), true
}

var serialForm = regexp.MustCompile(`^[0-9]{1,7}(\.[0-9]+)?$`)

var scientific = regexp.MustCompile(`^(-?)([0-9]+)(?:\.([0-9]+))?[eE]([+-]?[0-9]{1,3})$`)

// PlainNumber writes out a number in scientific notation, digit by digit: nothing is rounded
// and no float is made. It fails where the digits left of the point were cut away, of
// which least must be there.
func PlainNumber(s string, least int) (string, bool) {
	m := scientific.FindStringSubmatch(s)
	if m == nil {
		return s, false
	}
	e, err := strconv.Atoi(m[4])
	significant := strings.TrimLeft(m[2]+m[3], "0")
	if err != nil || e < -40 || e > 40 || len(significant) < min(least, len(m[2])+e) {
		return s, false
	}
	point := len(m[2]) + e
	all := m[2] + m[3]
	switch {
	case point <= 0:
		all = "0." + strings.Repeat("0", -point) + all
	case point >= len(all):
		all += strings.Repeat("0", point-len(all))
	default:
		all = all[:point] + "." + all[point:]
	}
	if strings.Contains(all, ".") {
		all = strings.TrimSuffix(strings.TrimRight(all, "0"), ".")
	}
	all = strings.TrimLeft(all, "0")
	if all == "" || all[0] == '.' {
		all = "0" + all
	}
	return m[1] + all, true
}

// ShownDigits rounds a number as spreadsheets show it, to fifteen digits: what stands
// behind them is the noise of binary fractions.
func ShownDigits(s string) string {
	if !strings.Contains(s, ".") || len(s) < 17 {
		return s
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return s
	}
	short, ok := PlainNumber(strconv.FormatFloat(f, 'e', 14, 64), 0)
	if !ok {
		return s
	}
	return short
}
