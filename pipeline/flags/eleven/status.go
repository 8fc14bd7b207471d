package eleven

import "strings"

// What became of a bid that was submitted.
const (
	valid        = "valid"
	disqualified = "disqualified"
)

// statuses are the words of publishers for bids that were submitted, as queries/flags/tables.sql
// maps them; a test holds the two lists together.
var statuses = map[string]string{
	"valid": valid, "qualified": valid, "accepted": valid, "admitted": valid, "winner": valid, "won": valid,
	"допущен": valid, "допущена": valid, "победитель": valid, "жіберілді": valid, "жеңімпаз": valid,
	"disqualified": disqualified, "unqualified": disqualified, "not-qualified": disqualified, "not qualified": disqualified,
	"не допущен": disqualified, "не допущена": disqualified, "отклонен": disqualified, "отклонена": disqualified, "отклонён": disqualified,
	"жіберілмеді": disqualified,
}

// longestStatus is as many bytes as a word can have that is one of statuses in small letters: a
// letter has at most three times as many in capitals.
const longestStatus = 96

// statusOf gives what a status means, "" where it says of no submitted bid: in capitals or
// small, runs of blanks as one.
func statusOf(word string) string {
	if s, ok := statuses[word]; ok || word == "" {
		return s
	}
	if strings.Contains(word, "  ") {
		var b strings.Builder
		for i := range len(word) {
			if word[i] != ' ' || i == 0 || word[i-1] != ' ' {
				b.WriteByte(word[i])
			}
		}
		word = b.String()
	}
	if len(word) > longestStatus {
		return ""
	}
	return statuses[strings.ToLower(word)]
}
