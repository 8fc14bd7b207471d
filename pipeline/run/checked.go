package run

// Checked is what a look at the data tells before any job is done on it, as plain values. They
// are full: whoever shows them masks them.
type Checked struct {
	Currency string // code of the one all amounts are in where it is not tenge
	Files    []CheckedFile
	Skipped  []CheckedPart
	Faults   []error // files that cannot be used, each with what to do
	Tables   []CheckedTable
	Rules    []CheckedRule
	Reasons  []CheckedReason // the most frequent reasons of a reject
	Notes    []Note          // what is odd, one note a kind with its number in Row
	TooMany  []string        // tables with more rejects than allowed
	LeftOut  []string        // the notes that say why a row was left out
	// People and Contracts are what a scan and an annual report would be about: everybody of the
	// roster but technical workers, leavers too; and the contracts, each once.
	People, Contracts int64
	Asks              []Asked        // what to ask for, office by office
	Guesses           []Guess        // what columns no table was recognised by may be
	Blocked           map[Job]string // the table without which a job does not begin
}

// Asked is one thing to ask an office for: a table rules lack, something a table does not say,
// or rows that were rejected.
type Asked struct {
	Office        string // hr, buyers, registry, staff, own
	Code          string // table, rejected, or what the table does not say: family.none
	Table, Column string
	Columns       []string // that a table must have, where it is asked for
	Reason        string   // of rejected rows
	Rules         []string // that need it
	What          string   // what Count and Of count: people, contracts, suppliers, gifts, trips, rows; blank where nothing is lost yet
	Count, Of     int64
	Rows          []RowsOf // the first of All rows it is about
	All           int64
}

// RowsOf is rows of one file.
type RowsOf struct {
	File string
	Rows []int64
}

// AskedRow is one row something is asked for.
type AskedRow struct {
	Office, Code, Table, Column, File string
	Row                               int64
}

// Guess is a file with columns that may be those of a table under other names, and the entry of
// adal.yaml that would say so.
type Guess struct {
	Place, Table string
	Columns      []Match // Header blank where nothing is like the column, which the table cannot do without
	Entry        string
	Required     bool // without it the file is not used
}

// CheckedFile is a table of a file, and what it was taken for.
type CheckedFile struct {
	File
	Place, Part string // for people; sheet, archive member or list the rows come from
	Ignored     []string
	Left        int64 // rows left out by rule: totals, repeated headers, superseded releases
	Notes       []Note
	Source      Source
}

// Source is how a table of a file is written.
type Source struct {
	Format, Packed, Encoding, Delimiter, Quote, Sheet string
	HeaderRow                                         int64
	Entity                                            string // of the portal: Contract, Subject; or OCDS
	Mapped                                            bool   // adal.yaml says what the file is
	Columns                                           []Match
}

// Match is a canonical column and the column of the file it was found in.
type Match struct {
	Column, Header string
	Sure           bool
}

// CheckedPart is a file, or a part of one, that is no table.
type CheckedPart struct {
	Place   string
	Why     string   // code
	Like    string   // the table it is most like, where it is like one
	Missing []string // required columns of that table it does not have
}

// CheckedTable is how full a table is.
type CheckedTable struct {
	Name                       string
	Rows, Normalised, Rejected int64
	Columns                    []CheckedColumn
}

// CheckedColumn is how full a column is: Filled of the table's normalised rows.
type CheckedColumn struct {
	Name   string
	Filled int64
}

// CheckedRule says whether a rule has the tables it needs.
type CheckedRule struct {
	ID      string
	Job     Job
	Title   Text
	Missing []string
}

// CheckedReason is a reason rows were rejected for, with an example.
type CheckedReason struct {
	Table, Column, Reason string
	Rows                  int64
	File                  string
	Row                   int64
	Value                 string
}
