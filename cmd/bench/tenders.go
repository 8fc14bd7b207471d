package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"math"
	"math/rand/v2"
	"strings"
	"time"
)

// The members of a compiled release that the bench writes, as the Open Contracting Data
// Standard 1.1 names them.
type (
	release struct {
		OCID    string    `json:"ocid"`
		ID      string    `json:"id"`
		Date    string    `json:"date"`
		Tag     []string  `json:"tag"`
		Buyer   *party    `json:"buyer,omitempty"`
		Parties []party   `json:"parties"`
		Tender  tender    `json:"tender"`
		Bids    *bids     `json:"bids,omitempty"`
		Awards  []award   `json:"awards,omitempty"`
		Deals   []deal    `json:"contracts,omitempty"`
		Plan    *planning `json:"planning,omitempty"`
	}
	planning struct {
		Rationale string `json:"rationale"`
		Budget    value  `json:"budget"`
	}
	party struct {
		ID      string   `json:"id,omitempty"`
		Name    string   `json:"name,omitempty"`
		Roles   []string `json:"roles,omitempty"`
		Address *address `json:"address,omitempty"`
	}
	address struct {
		Street   string `json:"streetAddress"`
		Locality string `json:"locality"`
		Country  string `json:"countryName"`
	}
	tender struct {
		ID          string `json:"id"`
		Title       string `json:"title"`
		Description string `json:"description"`
		Status      string `json:"status,omitempty"`
		Method      string `json:"procurementMethod,omitempty"`
		Details     string `json:"procurementMethodDetails,omitempty"`
		Tenderers   *int   `json:"numberOfTenderers,omitempty"`
		Entity      *party `json:"procuringEntity,omitempty"`
		Period      *span  `json:"tenderPeriod,omitempty"`
		Items       []item `json:"items"`
	}
	span struct {
		Start string `json:"startDate,omitempty"`
		End   string `json:"endDate,omitempty"`
	}
	item struct {
		ID             string         `json:"id"`
		Description    string         `json:"description,omitempty"`
		Quantity       int            `json:"quantity,omitempty"`
		Classification classification `json:"classification"`
	}
	classification struct {
		Scheme string `json:"scheme"`
		ID     string `json:"id"`
	}
	bids struct {
		Details []bid `json:"details"`
	}
	bid struct {
		ID        string  `json:"id"`
		Date      string  `json:"date,omitempty"`
		Status    string  `json:"status"`
		Tenderers []party `json:"tenderers,omitempty"`
		Value     *value  `json:"value,omitempty"`
	}
	value struct {
		Amount   json.Number `json:"amount,omitempty"`
		Currency string      `json:"currency,omitempty"`
	}
	award struct {
		ID        string  `json:"id"`
		Status    string  `json:"status,omitempty"`
		Date      string  `json:"date"`
		Value     *value  `json:"value,omitempty"`
		Suppliers []party `json:"suppliers,omitempty"`
		Items     []item  `json:"items,omitempty"`
	}
	deal struct {
		ID     string `json:"id"`
		Award  string `json:"awardID"`
		Status string `json:"status"`
		Signed string `json:"dateSigned"`
	}
)

// market draws tenders. Of a hundred firms one enters often and never wins, one sells
// everything, one is disqualified often; of twenty buyers one disqualifies often.
type market struct {
	rng           *rand.Rand
	buyers, firms int
}

// tenders writes n compiled releases as JSON lines, the same bytes for the same seed: most
// like a country's register, some with what a register has of oddities: equal bids, one bid,
// joint bids, bids after the end, another currency, cancelled ones, several awards, parties without an
// id, bids without tenderers, no dates, amounts no computer holds. Nobody in it exists.
func tenders(w io.Writer, n int, seed uint64) error {
	m := market{rand.New(rand.NewPCG(seed, 17)), max(5, n/200), max(40, n/30)}
	b := bufio.NewWriterSize(w, 1<<20)
	out := json.NewEncoder(b)
	out.SetEscapeHTML(false)
	for i := range n {
		if err := out.Encode(m.release(i)); err != nil {
			return fmt.Errorf("write a release: %w", err)
		}
	}
	return b.Flush()
}

// one says yes once in so many times.
func (m market) one(of int) bool { return m.rng.IntN(of) == 0 }

// stamp is a moment as a register writes it; all in one zone, for Cardinal compares times as texts.
func stamp(t time.Time) string { return t.Format("2006-01-02T15:04:05") + "+05:00" }

func (m market) firm(f int) party {
	if m.one(300) {
		return party{Name: fmt.Sprintf("Firm %d", f)} // without an id
	}
	return party{ID: fmt.Sprintf("S-%06d", f), Name: fmt.Sprintf("Firm %d", f)}
}

func (m market) release(i int) release {
	buyer := m.rng.IntN(m.buyers)
	opens := time.Date(2025, 1, 1, 9, 0, 0, 0, time.UTC).AddDate(0, 0, m.rng.IntN(330))
	closes := opens.AddDate(0, 0, 15+m.rng.IntN(25)).Add(9 * time.Hour)
	if m.one(9) {
		closes = opens.AddDate(0, 0, 3+m.rng.IntN(12))
	}
	who := m.bidders()
	many := len(who)
	where := &address{"12 Example Street", "Astana", "Kazakhstan"}
	customer := party{ID: fmt.Sprintf("B-%05d", buyer), Name: fmt.Sprintf("Ministry department %d", buyer), Roles: []string{"buyer", "procuringEntity"}, Address: where}
	r := release{OCID: fmt.Sprintf("ocds-bench-%07d", i+1), ID: fmt.Sprint(i + 1), Date: stamp(closes), Tag: []string{"compiled"}, Parties: []party{customer},
		Plan: &planning{strings.Repeat("What is needed and why. ", 3), value{"100000", "KZT"}}}
	for _, f := range who {
		p := m.firm(f)
		p.Roles, p.Address = []string{"tenderer"}, where
		r.Parties = append(r.Parties, p)
	}
	if !m.one(50) {
		r.Buyer = &party{ID: customer.ID, Name: customer.Name}
	}
	r.Tender = tender{ID: fmt.Sprint("T-", i+1), Title: fmt.Sprintf("Purchase %d", i+1), Description: strings.Repeat("Description of the purchase. ", 1+m.rng.IntN(12)),
		Status: "complete", Method: []string{"open", "open", "open", "selective", "limited", "direct"}[m.rng.IntN(6)], Details: fmt.Sprint("way ", m.rng.IntN(6)), Tenderers: &many,
		Entity: &party{ID: fmt.Sprintf("E-%05d", buyer/2)}, Period: &span{stamp(opens), stamp(closes)}, Items: m.items(who[0], 1+m.rng.IntN(4))}
	switch m.rng.IntN(40) {
	case 0:
		r.Tender.Status = "cancelled"
	case 1:
		r.Tender.Period = nil
	case 2:
		r.Tender.Period.End = ""
	case 3:
		r.Tender.Method, r.Tender.Details, r.Tender.Tenderers = "", "", nil
	case 4:
		r.Tender.Entity = nil
	}
	winner := m.bid(&r, who, buyer%20 == 7, closes)
	m.award(&r, who, winner, closes)
	return r
}

// bidders draws who enters: two tenders in nine have one firm alone.
func (m market) bidders() []int {
	n := 2 + m.rng.IntN(4)
	if m.rng.IntN(9) < 2 {
		n = 1
	}
	var who []int
	for taken := map[int]bool{}; len(who) < n; {
		f := m.rng.IntN(m.firms)
		if m.one(12) { // those that never win come often
			f = f / 100 * 100
		}
		if !taken[f] {
			taken[f] = true
			who = append(who, f)
		}
	}
	return who
}

// items are of the two or three divisions a firm deals in, of all of them for a firm of everything.
func (m market) items(firm, n int) []item {
	var all []item
	for k := range n {
		division := (firm*7 + m.rng.IntN(3)*11) % 90
		if firm%100 == 1 {
			division = m.rng.IntN(90)
		}
		all = append(all, item{fmt.Sprint(k + 1), "An item of the purchase", 1 + m.rng.IntN(100), classification{"ENSTRU", fmt.Sprintf("%02d%04d", 10+division, m.rng.IntN(30)*10)}})
	}
	return all
}

// bid writes the bids and gives the firm with the lowest valid one, -1 where there is none.
func (m market) bid(r *release, who []int, strict bool, closes time.Time) int {
	if m.one(60) {
		return -1
	}
	base := math.Round(1e5 * math.Exp(m.rng.Float64()*5))
	price := base
	winner, low := -1, math.Inf(1)
	r.Bids = &bids{}
	for k, f := range who {
		// each next bid is some percent dearer, now and then almost the same or far off
		switch m.rng.IntN(40) {
		case 0:
			price *= 1 + m.rng.Float64()/2000
		case 1:
			price *= 1.5
		case 2: // a tie
		default:
			price *= 1.06 + m.rng.Float64()/50
		}
		amount := math.Round(price*100) / 100
		if f%100 == 0 {
			amount = math.Round(base*200) / 100
		}
		b := bid{ID: fmt.Sprint(k + 1), Date: stamp(closes.AddDate(0, 0, -1-m.rng.IntN(3))), Status: "valid", Tenderers: []party{m.firm(f)},
			Value: &value{json.Number(fmt.Sprintf("%.2f", amount)), "KZT"}}
		m.odd(&b, closes)
		if f%100 == 2 && m.one(2) || strict && m.one(3) || m.one(25) {
			b.Status = "disqualified"
		}
		if b.Status == "valid" && amount < low {
			winner, low = f, amount
		}
		r.Bids.Details = append(r.Bids.Details, b)
	}
	m.rng.Shuffle(len(r.Bids.Details), func(i, j int) {
		d := r.Bids.Details
		d[i], d[j] = d[j], d[i]
	})
	return winner
}

// odd makes one bid in seven or so other than the rest.
func (m market) odd(b *bid, closes time.Time) {
	switch m.rng.IntN(120) {
	case 0, 1:
		b.Status = "withdrawn"
	case 2:
		b.Status = "invited"
	case 3, 4:
		b.Date = stamp(closes.Add(time.Hour))
	case 5:
		b.Date = ""
	case 6, 7, 8:
		b.Tenderers = append(b.Tenderers, m.firm(m.rng.IntN(m.firms)))
	case 9:
		b.Tenderers = nil
	case 10:
		b.Tenderers = append(b.Tenderers, b.Tenderers[0])
	case 11:
		b.Value.Currency = "USD"
	case 12:
		b.Value.Currency = ""
	case 13:
		b.Value = nil
	case 14:
		b.Value.Amount = "1e400"
	}
}

// award gives the tender to the winner, now and then to another, to several, or not at all.
func (m market) award(r *release, who []int, winner int, closes time.Time) {
	if winner < 0 || m.one(20) {
		winner = who[m.rng.IntN(len(who))]
	}
	when := closes.AddDate(0, 0, 10)
	a := award{ID: "A-" + r.ID, Status: "active", Date: stamp(when), Suppliers: []party{m.firm(winner)}, Items: m.items(winner, 1+m.rng.IntN(3)),
		Value: &value{"100000", "KZT"}}
	switch m.rng.IntN(40) {
	case 0:
		return
	case 1:
		a.Status = "pending"
	case 2:
		a.Status = "unsuccessful"
	case 3:
		a.Status = ""
	case 4:
		a.Suppliers = append(a.Suppliers, m.firm(who[0]))
	case 5:
		a.Suppliers = nil
	case 6:
		other := a
		other.ID, other.Suppliers = a.ID+"-2", []party{m.firm(who[len(who)-1])}
		r.Awards = append(r.Awards, other)
	case 7:
		other := a
		other.ID, other.Status = a.ID+"-0", "cancelled"
		r.Awards = append(r.Awards, other)
	}
	r.Awards = append(r.Awards, a)
	r.Deals = []deal{{"C-" + r.ID, a.ID, "active", stamp(when.AddDate(0, 0, 5))}}
}
