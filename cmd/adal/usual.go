package main

// usual is what each stage takes of a job, in thousandths of its time, as measured on made-up data
// on two cores: of the scan and the annual report with 100,000 employees and 5.8 million rows, of
// the others with 3,000 employees. It decides nothing but what is told of the time left.
var usual = map[string]map[string]float64{
	"scan": {
		"reading files": 247, "typing tables": 40, "people": 123, "contracts": 21, "decisions": 40, "kin": 28, "superiors": 20, "suppliers": 15, "receipts": 21,
		"rules": 80, "ranking": 47, "coverage": 27, "notes": 45, "tables": 36, "reports": 211,
	},
	"concentration": {
		"reading files": 180, "typing tables": 32, "people": 94, "contracts": 18, "purchases": 25, "kin": 15, "groups": 15, "indices": 26, "suppliers": 25, "rules": 19,
		"ranking": 21, "tables of the year": 44, "ledger": 37, "tenders": 107, "coverage": 8, "notes": 32, "tables": 44, "reports": 259,
	},
	"duties": {
		"reading files": 65, "typing tables": 95, "people": 44, "kin": 11, "superiors": 2, "rules": 114, "ranking": 25, "coverage": 20, "notes": 12, "tables": 147, "reports": 465,
	},
	"flags": {
		"reading files": 120, "typing tables": 120, "people": 61, "contracts": 8, "tenders": 96, "kin": 53, "rules": 184, "ranking": 58, "coverage": 7, "notes": 42, "tables": 15, "reports": 236,
	},
}
