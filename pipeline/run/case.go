package run

import "cmp"

// Case is findings that are one matter: about one person and one firm, about one pair of people,
// about one slice of what one buyer bought, about one tender. Package cases says how they are
// gathered. Every finding of a run that has cases is in exactly one of them.
type Case struct {
	ID   string `json:"case_id"` // a digest of what identifies the case, so the same matter keeps its id
	Kind string `json:"kind"`    // firm, pair, slice, process or other

	// The two sides. Of a pair the one whom its gravest finding is about comes first; of a slice
	// there is the buyer alone; of a tender the tender.
	SubjectKind string `json:"subject_kind"`
	SubjectID   string `json:"subject_id"`
	SubjectName string `json:"subject_name,omitempty"`
	OtherKind   string `json:"other_kind,omitempty"`
	OtherID     string `json:"other_id,omitempty"`
	OtherName   string `json:"other_name,omitempty"`
	Slice       string `json:"slice,omitempty"` // the narrowest of its findings

	People   []CasePerson `json:"people,omitempty"`
	Findings []string     `json:"findings"` // their ids in rank order
	Rules    []string     `json:"rules"`    // each once, in the order of the findings
	Grave    string       `json:"grave"`    // violation where one of them is one, else lead
	Score    float64      `json:"score"`    // the highest
	Status   string       `json:"status"`   // new, persisting, or decided where every finding is

	// The contracts of its findings, each counted once however many findings rest on it. Amount is
	// blank where no contract is concerned.
	Contracts int64    `json:"contracts,omitempty"`
	Amount    string   `json:"amount,omitempty"`
	Bought    []Bought `json:"bought,omitempty"` // the same by supplier, the largest first
}

// CasePerson is somebody a finding of a case names.
type CasePerson struct {
	ID   string `json:"id,omitempty"` // blank of somebody known by name alone
	Name string `json:"name,omitempty"`
	Role string `json:"role"` // subject: a sign is about them; other: the other side; relative: who stands between
}

// Bought is what one supplier sold in a case.
type Bought struct {
	SupplierID string `json:"supplier_id"`
	Contracts  int64  `json:"contracts"`
	Amount     string `json:"amount"`
}

// InCases counts whom the signs of the run's cases are about, each once.
func (r *Run) InCases() int64 {
	all := map[string]bool{}
	for i := range r.Cases {
		for _, p := range r.Cases[i].People {
			if p.Role == "subject" {
				all[cmp.Or(p.ID, p.Name)] = true
			}
		}
	}
	return int64(len(all))
}

// Decided reports whether a person has decided on a finding and the decision still stands.
func (f *Finding) Decided() bool {
	if f.Disposition != nil {
		return !f.Disposition.Expired
	}
	return f.Status == "confirmed" || f.Status == "dismissed" || f.Status == "justified"
}
