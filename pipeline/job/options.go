package job

import (
	"context"
	"strings"

	"adal/pipeline/cache"
	"adal/pipeline/ingest"
	"adal/pipeline/kz"
	"adal/pipeline/run"
)

// Options of a job, all of them of the user's choosing.
type Options struct {
	Data       string         // folder of the input tables
	Period     Period         // window of the job
	Settings   []string       // RULE.PARAM=VALUE
	Rates      []Rate         // tenge for one unit of a foreign currency
	Methods    []Method       // classes of procurement methods in place of the list's
	Closed     ingest.Closed  // what happens to the tables of the closed job
	Mapping    ingest.Mapping // what adal.yaml says of the files
	Memory     string         // cap on the engine's memory, "4GB"
	Compress   bool           // keep tables compressed in memory even where they fit
	Threads    int            // worker threads, 0 for one a core
	MaxRejects float64        // share of a table's rows that may be rejected, 0 to 1
	Only       []string       // of the rules of red flags those to compute; all where empty
	Alone      *Alone         // of red flags: set where nothing but indicators.json is asked for
	Calendar   *kz.Calendar   // of duties: working days; the program's own where nil
	Found      []Found        // of duties: what a scan found, nil where none is given
	Previous   *run.Run       // the run before, for what is new, persists or is gone; nil for none
	// Cache is where tables that an earlier run typed from the same files may be taken from, and
	// where they are kept; nil for none.
	Cache *cache.Cache
	// Progress is told the name of each stage as it begins; nil for nobody.
	Progress func(stage string)
	// Ahead is told, once the files are read, how many stages the job has in all, reading and
	// writing the reports among them, and of how many rows; nil for nobody.
	Ahead func(stages int, rows int64)
	// Read is told, while the files are read, how many bytes of how many are; nil for nobody.
	Read func(done, whole int64)
}

// Alone says that of red flags nothing but indicators.json is asked for, so that no table need be
// kept.
type Alone struct {
	// Settled reports of an id whether it is shown the same whatever texts the run holds: numbers
	// of people are masked beside others. ids tells which twelve digits are an id of the data. Nil
	// where numbers are shown in full.
	Settled func(id string, ids func(number string) bool) bool
}

// Found is how often a scan found a rule's sign in a unit.
type Found struct {
	Rule, Unit string
	Count      int
}

// Rate is what one unit of a foreign currency is in tenge.
type Rate struct {
	Currency string // as the contracts write it
	Tenge    string // a decimal number
}

// Method is the class of a way of buying, by its id on the procurement portal.
type Method struct {
	ID    string
	Class string // one of measure.MethodClasses
}

// Stage tells whoever waits that a stage begins.
func (o Options) Stage(name string) {
	if o.Progress != nil {
		o.Progress(name)
	}
}

// Rated lists the currencies there is a rate for.
func (o Options) Rated() map[string]bool {
	rated := map[string]bool{}
	for _, r := range o.Rates {
		rated[strings.ToUpper(r.Currency)] = true
	}
	return rated
}

// Do is a job of the pipeline: it leaves the tables it computed on in the staging folder and
// gives the rest as values.
type Do = func(context.Context, Options, *run.Staging) (*run.Run, error)
