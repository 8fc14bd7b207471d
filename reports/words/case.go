package words

// CaseKinds says what a case is about.
var CaseKinds = Table{"case_kind"}

// CaseStatuses says where a case stands.
var CaseStatuses = Table{"case_status"}

// DatedRelation reports whether the days of a family link of a relation mean anything.
func DatedRelation(relation string) bool { return datedRelations[relation] }
