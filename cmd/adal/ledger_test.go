package main

import (
	"cmp"
	"encoding/json"
	"fmt"
	"html"
	"math/big"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"adal/pipeline/run"
	"adal/reports/words"
)

// openedBy is what a number of the page says it opens; html/ledger.go says what each means.
type openedBy struct {
	Title    []int    `json:"t"`
	Whole    int      `json:"of"`
	All      int64    `json:"n"`
	State    string   `json:"in"`
	Customer int      `json:"c"`
	Kind     string   `json:"k"`
	Slice    string   `json:"v"`
	Subject  string   `json:"j"`
	Supplier int      `json:"s"`
	Group    int      `json:"g"`
	But      []int    `json:"x"`
	Classes  []string `json:"m"`
	Method   int      `json:"u"`
	Ground   int      `json:"r"`
	Lawful   string   `json:"l"`
	Bids     bool     `json:"b"`
	Rows     []int    `json:"i"`
}

// pageLedger is the list of contracts a page carries, and beside it contracts.csv, which has
// the same contracts in the same order with the ids the page leaves out.
type pageLedger struct {
	Kept, All  int64
	Texts      []string
	Customers  []string
	Suppliers  [][2]string
	Marks      map[int][2]string
	Groups     [][]int
	Categories []string
	Methods    [][2]string
	Subjects   [][2]string
	Grounds    [][2]string
	Lots       [][3]int64
	States     []string
	Rows       struct {
		Customer, Supplier, Category, Subject, Unit, Method, Ground, Lots, State []int
		Row                                                                      []int64
		Value                                                                    []json.RawMessage
		Stated                                                                   map[int]json.RawMessage
	}
	Numbers []openedBy

	csv []map[string]string
}

var ledgerElement = regexp.MustCompile(`(?s)<script type="application/json" id="ledger">(.*?)</script>`)

func readLedger(t *testing.T, dir string) (page string, l *pageLedger) {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(dir, "report.html"))
	if err != nil {
		t.Fatal(err)
	}
	found := ledgerElement.FindAllSubmatch(b, -1)
	if len(found) != 1 {
		t.Fatalf("the page holds %d ledgers", len(found))
	}
	l = &pageLedger{csv: table(t, filepath.Join(dir, "contracts.csv"))}
	if err := json.Unmarshal(found[0][1], l); err != nil {
		t.Fatal(err)
	}
	if int64(len(l.csv)) != l.Kept {
		t.Fatalf("the page keeps %d contracts, contracts.csv %d", l.Kept, len(l.csv))
	}
	return string(b), l
}

// id gives the id of a thing the page knows by a number, as contracts.csv has it.
func (l *pageLedger) id(column string, numbers []int, number int) string {
	if i := slices.Index(numbers, number); i >= 0 && number > 0 {
		return l.csv[i][column]
	}
	return ""
}

func cents(b json.RawMessage) *big.Int {
	n, ok := new(big.Int).SetString(strings.Trim(string(b), `"`), 10)
	if !ok { // null
		return new(big.Int)
	}
	return n
}

// total is a list of contracts added up.
type total struct {
	contracts, suppliers int64
	amount               *big.Int // hundredths
	lots                 [3]int64
}

func (t total) String() string {
	return fmt.Sprintf("%d contracts of %d suppliers, %s", t.contracts, t.suppliers, t.decimal())
}

func (t total) decimal() string {
	return new(big.Rat).SetFrac(t.amount, big.NewInt(100)).FloatString(2)
}

func ratio(a, b *big.Int) float64 {
	v, _ := new(big.Rat).SetFrac(a, b).Float64()
	return v
}

// open lists the contracts of a number and adds them up.
func (l *pageLedger) open(o openedBy) total {
	of := func(list [][2]string, n, k int) string {
		if n == 0 {
			return ""
		}
		return list[n-1][k]
	}
	r := &l.Rows
	sum := total{amount: new(big.Int)}
	suppliers, lots := map[int]bool{}, map[int]bool{}
	for i := range r.State {
		state := ""
		if r.State[i] > 0 {
			state = l.States[r.State[i]-1]
		}
		class, subject := of(l.Methods, r.Method[i], 0), of(l.Subjects, r.Subject[i], 0)
		category := ""
		if r.Category[i] > 0 {
			category = l.Categories[r.Category[i]-1]
		}
		in := true
		switch o.Kind {
		case "":
		case "unit":
			in = strconv.Itoa(r.Unit[i]) == o.Slice
		case "subject_kind":
			in = subject == o.Slice
		case "method_class":
			in = class == o.Slice
		default:
			in = strings.HasPrefix(category, o.Slice)
		}
		switch {
		case o.Rows != nil:
			in = slices.Contains(o.Rows, i)
		case state != o.State && (o.State != "other_year" || state != "before"),
			o.Customer > 0 && r.Customer[i] != o.Customer, o.Supplier > 0 && r.Supplier[i] != o.Supplier,
			o.Group > 0 && !slices.Contains(l.Groups[o.Group-1], r.Supplier[i]), slices.Contains(o.But, r.Supplier[i]),
			o.Subject != "" && subject != o.Subject, o.Classes != nil && !slices.Contains(o.Classes, class),
			o.Method > 0 && r.Method[i] != o.Method, o.Ground > 0 && r.Ground[i] != o.Ground,
			o.Lawful != "" && of(l.Grounds, r.Ground[i], 1) != o.Lawful, o.Bids && r.Lots[i] == 0:
			in = false
		}
		if !in {
			continue
		}
		value := r.Value[i]
		if stated, ok := r.Stated[i]; ok && o.State != "" && o.State != "before" {
			value = stated
		}
		sum.contracts++
		sum.amount.Add(sum.amount, cents(value))
		suppliers[r.Supplier[i]] = true
		if n := r.Lots[i]; n > 0 && !lots[n] {
			lots[n] = true
			for k, v := range l.Lots[n-1] {
				sum.lots[k] += v
			}
		}
	}
	sum.suppliers = int64(len(suppliers))
	return sum
}

// clickable is a number of the page as it stands there.
type clickable struct {
	openedBy
	as, text string
}

var clickableElement = regexp.MustCompile(`<data class="opens" value="(\d+)" data-as="(\w+)">([^<]*)</data>`)

func (l *pageLedger) clickables(part string) []clickable {
	var all []clickable
	for _, m := range clickableElement.FindAllStringSubmatch(part, -1) {
		n, _ := strconv.Atoi(m[1])
		all = append(all, clickable{l.Numbers[n-1], m[2], html.UnescapeString(m[3])})
	}
	return all
}

// text writes what the list of a number makes of it, as the page writes that kind of number.
func (l *pageLedger) text(t *testing.T, lang string, c clickable) string {
	sum := l.open(c.openedBy)
	whole := func() total {
		if c.Whole == 0 {
			t.Fatalf("%+v is a share of nothing", c)
		}
		return l.open(l.Numbers[c.Whole-1])
	}
	switch c.as {
	case "contracts":
		return words.Count(lang, sum.contracts)
	case "suppliers":
		return words.Count(lang, sum.suppliers)
	case "amount":
		if !strings.ContainsAny(c.text, "KZT₸") { // the indicator says its currency in its name
			return words.Decimal(lang, ratio(sum.amount, big.NewInt(100)), 2)
		}
		return words.Money(lang, "", sum.decimal())
	case "short": // its own currency stands in it
		return words.MoneyShort(lang, "", sum.decimal())
	case "share":
		return words.Share(lang, ratio(sum.amount, whole().amount))
	case "count_share":
		return words.Share(lang, float64(sum.contracts)/float64(whole().contracts))
	case "per_100":
		return words.Decimal(lang, 100*float64(sum.suppliers)/float64(sum.contracts), 2)
	case "bids":
		return words.Decimal(lang, float64(sum.lots[1])/float64(sum.lots[0]), 2)
	case "single":
		return words.Share(lang, float64(sum.lots[2])/float64(sum.lots[0]))
	}
	t.Fatalf("%+v is of no known kind", c)
	return ""
}

// partOf cuts out of a page what stands from one text to the next of another.
func partOf(t *testing.T, page, from, to string) string {
	t.Helper()
	_, rest, found := strings.Cut(page, from)
	part, _, closed := strings.Cut(rest, to)
	if !found || !closed {
		t.Fatalf("the page has no %s ... %s", from, to)
	}
	return part
}

// Every number of the annual page that opens contracts is what they add up to, and what the
// tables of the run say, to the tiyn. With a narrowing left out of what a number opens, the
// customer, the slice, the class of method, the suppliers of the rest, it fails.
func TestEveryNumberOpensItsContracts(t *testing.T) {
	t.Parallel()
	t.Run("ministry", func(t *testing.T) {
		t.Parallel()
		everyNumberOpens(t, ministry)
	})
	t.Run("generated", func(t *testing.T) {
		t.Parallel()
		data := filepath.Join(t.TempDir(), "data")
		must(t, "generate", "--out", data, "--employees", "300", "--seed", "11")
		everyNumberOpens(t, data)
	})
}

func everyNumberOpens(t *testing.T, data string) {
	dir := filepath.Join(t.TempDir(), "run")
	must(t, "concentration", "--data", data, "--year", "2025", "--out", dir)
	r, err := run.Load(t.Context(), dir, nil)
	if err != nil {
		t.Fatal(err)
	}
	page, l := readLedger(t, dir)
	if l.All != l.Kept || l.All != r.AllContracts() {
		t.Errorf("the page keeps %d of %d contracts, there are %d", l.Kept, l.All, r.AllContracts())
	}
	all := l.clickables(page)
	for _, c := range all {
		if want := l.text(t, "ru", c); c.text != want {
			t.Errorf("%v: the page says %s, the contracts it opens %s", l.title(c), c.text, want)
		}
		if got := l.open(c.openedBy).contracts; c.All > 0 && c.All != got {
			t.Errorf("%v: of %d contracts, opens %d", l.title(c), c.All, got)
		}
		if len(c.Title) == 0 {
			t.Errorf("%+v has no title", c)
		}
	}
	seen := l.slicesAgree(t, dir, partOf(t, page, `<section id="concentration"`, "</section>"))
	for _, x := range r.Slices {
		if !seen[x.CustomerBIN+" "+x.Kind] {
			t.Errorf("no number of the slices of %s by %s was held against its row", x.CustomerBIN, x.Kind)
		}
	}
	// agree holds the numbers of a part of the page, in order, against exact figures.
	agree := func(where, part string, figures ...string) {
		t.Helper()
		var got []string
		for _, c := range l.clickables(part) {
			sum := l.open(c.openedBy)
			switch c.as {
			case "contracts":
				got = append(got, strconv.FormatInt(sum.contracts, 10))
			case "suppliers":
				got = append(got, strconv.FormatInt(sum.suppliers, 10))
			case "amount":
				got = append(got, sum.decimal())
			default:
				got = append(got, c.as)
			}
		}
		if !slices.Equal(got, figures) {
			t.Errorf("%s opens\n%v\nand says\n%v", where, got, figures)
		}
	}
	plain := func(n int64) string { return strconv.FormatInt(n, 10) }
	counted := r.Reconciliation[len(r.Reconciliation)-1]
	agree("key numbers", partOf(t, page, `<dl class="tiles">`, "</dl>"), plain(counted.Contracts), "share", "share")

	members := map[string][]run.GroupMember{}
	for _, g := range r.Groups {
		members[g.GroupID] = append(members[g.GroupID], g)
	}
	for id, list := range members {
		var figures []string
		contracts, sum := int64(0), new(big.Rat)
		for _, m := range list {
			if m.Contracts > 0 {
				figures = append(figures, plain(m.Contracts), m.Amount, "share")
			}
			v, _ := new(big.Rat).SetString(m.Amount)
			contracts, sum = contracts+m.Contracts, sum.Add(sum, v)
		}
		agree("group "+id, partOf(t, page, `id="g-`+id+`"`, "</details>"), append(figures, plain(contracts), sum.FloatString(2), "share")...)
	}

	// Whoever bought most this year comes first.
	bought := map[string]float64{}
	for _, k := range r.KPIs {
		if k.Measure == "amount" && k.Value != nil {
			bought[k.CustomerBIN] = *k.Value
		}
	}
	indicators := slices.Clone(r.KPIs)
	slices.SortStableFunc(indicators, func(a, b run.KPI) int { return cmp.Compare(bought[b.CustomerBIN], bought[a.CustomerBIN]) })
	var figures []string
	for _, k := range indicators {
		for _, v := range []*float64{k.Previous, k.Value} {
			switch {
			case v == nil:
			case k.Measure == "monitored_share": // which contracts were monitored the ledger does not say
			case k.Measure == "amount":
				figures = append(figures, strconv.FormatFloat(*v, 'f', 2, 64))
			case k.Measure == "contracts" || k.Measure == "suppliers":
				figures = append(figures, strconv.FormatFloat(*v, 'f', 0, 64))
			case k.Measure == "suppliers_per_100_contracts":
				figures = append(figures, "per_100")
			case k.Measure == "bids_per_lot":
				figures = append(figures, "bids")
			case k.Measure == "single_bid_share":
				figures = append(figures, "single")
			case strings.HasSuffix(k.Measure, "_count"):
				figures = append(figures, "count_share")
			default:
				figures = append(figures, "share")
			}
		}
	}
	agree("indicators", partOf(t, page, `<section id="kpi"`, "</section>"), figures...)

	figures = nil
	for _, x := range r.Lawful {
		figures = append(figures, plain(x.Contracts), x.Amount)
	}
	agree("fixed by law", partOf(t, page, `<section id="lawful"`, "</section>"), figures...)

	figures = nil
	for _, x := range r.Reconciliation {
		if x.Step == "counted" || x.Step == "left_out" && x.Contracts > 0 {
			figures = append(figures, plain(x.Contracts), x.Amount)
		}
	}
	for _, x := range r.Unknown {
		figures = append(figures, plain(x.Contracts), x.Amount)
	}
	agree("reconciliation", partOf(t, page, `<section id="reconciliation"`, "</section>"), figures...)

	for _, f := range r.Findings {
		agree("finding "+f.ID, partOf(t, page, `id="f-`+f.ID+`"`, "</details>"), plain(*f.Contracts), f.Amount)
	}
	if len(all) < 500 {
		t.Errorf("only %d numbers open anything", len(all))
	}
}

func (l *pageLedger) title(c clickable) string {
	var parts []string
	for _, n := range c.Title {
		parts = append(parts, l.Texts[n-1])
	}
	return strings.Join(parts, " · ") + " (" + c.as + ")"
}

// slicesAgree holds the numbers of the slice tables against concentration.csv: all of a
// slice, and what its largest supplier and group have. It gives the kinds it saw by customer.
func (l *pageLedger) slicesAgree(t *testing.T, dir, part string) map[string]bool {
	t.Helper()
	rows := map[string]map[string]string{}
	for _, x := range table(t, filepath.Join(dir, "concentration.csv")) {
		rows[strings.Join([]string{x["customer_bin"], x["slice_kind"], x["slice"], x["identity"]}, " ")] = x
	}
	seen := map[string]bool{}
	bySlice := strings.Join(regexp.MustCompile(`(?s)<table class="grid stack slices">.*?</table>`).FindAllString(part, -1), "")
	for _, line := range regexp.MustCompile(`(?s)<tr[^>]*><th scope="row">.*?</tr>`).FindAllString(bySlice, -1) {
		numbers := l.clickables(line)
		if len(numbers) != 5 {
			t.Fatalf("%d numbers open in %s", len(numbers), line)
		}
		o := numbers[0]
		kind, slice := o.Kind, o.Slice
		switch kind {
		case "":
			kind, slice = "all", "all"
		case "unit":
			n, _ := strconv.Atoi(slice)
			slice = l.id("unit", l.Rows.Unit, n)
		}
		bin := l.id("customer_bin", l.Rows.Customer, o.Customer)
		seen[bin+" "+kind] = true
		for i, identity := range []string{"supplier", "group"} {
			x := rows[strings.Join([]string{bin, kind, slice, identity}, " ")]
			sum := l.open(o.openedBy)
			if x == nil || x["contracts"] != strconv.FormatInt(sum.contracts, 10) || x["amount"] != sum.decimal() ||
				identity == "supplier" && x["suppliers"] != strconv.FormatInt(sum.suppliers, 10) {
				t.Errorf("%s opens %v; concentration.csv says %v", l.title(o), sum, x)
				continue
			}
			top := numbers[3+i]
			if opened := l.open(top.openedBy); opened.decimal() != x["top_amount"] {
				t.Errorf("%s opens %v; concentration.csv says %v", l.title(top), opened, x)
			}
			if id := l.id("supplier_id", l.Rows.Supplier, top.Supplier); top.Supplier > 0 && id != x["top_id"] {
				t.Errorf("%s opens %s; concentration.csv says %v", l.title(top), id, x)
			}
		}
	}
	return seen
}
