package main

// usual is what each stage takes of a job, in thousandths of its time, as measured on made-up data
// on two cores: of the scan and the annual report with 100,000 employees and 5.8 million rows, of
// the others with 3,000 employees. It decides nothing but what is told of the time left.
var usual = map[string]map[string]float64{
	"scan": {
		"reading files": 110, "typing tables": 90, "people": 75, "contracts": 38, "decisions": 40, "kin": 25, "superiors": 16, "suppliers": 25, "receipts": 18,
		"rules": 110, "ranking": 85, "coverage": 60, "notes": 38, "tables": 15, "reports": 255,
	},
	"concentration": {
		"reading files": 87, "typing tables": 47, "people": 47, "contracts": 15, "purchases": 17, "kin": 9, "groups": 10, "indices": 8, "suppliers": 3, "rules": 7,
		"ranking": 17, "tables of the year": 26, "ledger": 15, "tenders": 331, "coverage": 8, "notes": 36, "tables": 35, "reports": 282,
	},
	"duties": {
		"reading files": 65, "typing tables": 95, "people": 44, "kin": 11, "superiors": 2, "rules": 114, "ranking": 25, "coverage": 20, "notes": 12, "tables": 147, "reports": 465,
	},
	"flags": {
		"reading files": 120, "typing tables": 120, "people": 61, "contracts": 8, "tenders": 96, "kin": 53, "rules": 184, "ranking": 58, "coverage": 7, "notes": 42, "tables": 15, "reports": 236,
	},
}
