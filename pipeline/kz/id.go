package kz

// IsID reports whether s is twelve digits with the check digit of an IIN or BIN:
// weights 1..11 over the first eleven, modulo 11; where that gives 10, weights
// 3..11,1,2; where that gives 10 again the number was never issued. One digit alone,
// zeros too, is no number.
func IsID[S string | []byte](s S) bool {
	if len(s) != 12 {
		return false
	}
	several := false
	for i := range len(s) {
		if s[i] < '0' || s[i] > '9' {
			return false
		}
		several = several || s[i] != s[0]
	}
	want := checkDigit(s[:11])
	return several && want < 10 && int(s[11]-'0') == want
}

// IsIIN reports whether s is a valid number of a person: IsID with a fifth digit 0-3,
// the tens of a day of birth.
func IsIIN(s string) bool { return IsID(s) && s[4] <= '3' }

// IsBIN reports whether s is a valid number of an organisation: IsID with a fifth
// digit 4 (resident), 5 (non-resident) or 6 (joint entrepreneur).
func IsBIN(s string) bool { return IsID(s) && s[4] >= '4' && s[4] <= '6' }

func checkDigit[S string | []byte](first S) int {
	sum := func(shift int) int {
		t := 0
		for i := range len(first) {
			t += ((i+shift)%11 + 1) * int(first[i]-'0')
		}
		return t % 11
	}
	if d := sum(0); d != 10 {
		return d
	}
	return sum(2)
}
