package main

// usual is what each stage takes of a job, in thousandths of its time, as measured on made-up data
// on two cores: of the scan and the annual report with 100,000 employees and 5.8 million rows, of
// the others with 3,000 employees. It decides nothing but what is told of the time left.
var usual = map[string]map[string]float64{
	"scan": {
		"reading files": 196, "typing tables": 133, "people": 127, "contracts": 27, "decisions": 41, "kin": 24, "superiors": 19, "suppliers": 14, "receipts": 20,
		"rules": 69, "ranking": 34, "coverage": 48, "notes": 39, "tables": 28, "reports": 179,
	},
	"concentration": {
		"reading files": 146, "typing tables": 68, "people": 69, "contracts": 17, "purchases": 23, "kin": 11, "groups": 12, "indices": 18, "suppliers": 4, "rules": 14,
		"ranking": 15, "tables of the year": 31, "ledger": 24, "tenders": 213, "coverage": 6, "notes": 26, "tables": 37, "reports": 264,
	},
	"duties": {
		"reading files": 65, "typing tables": 95, "people": 44, "kin": 11, "superiors": 2, "rules": 114, "ranking": 25, "coverage": 20, "notes": 12, "tables": 147, "reports": 465,
	},
	"flags": {
		"reading files": 120, "typing tables": 120, "people": 61, "contracts": 8, "tenders": 96, "kin": 53, "rules": 184, "ranking": 58, "coverage": 7, "notes": 42, "tables": 15, "reports": 236,
	},
}
