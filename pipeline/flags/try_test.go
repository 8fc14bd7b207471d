package flags

import (
	"bytes"
	"context"
	"encoding/json"
	"os"
	"strconv"
	"sync"
	"testing"
	"time"

	"adal/pipeline/ingest/tender"
	"adal/pipeline/warehouse"
	"adal/queries"
)

func TestTry(t *testing.T) {
	dir := t.TempDir()
	start := time.Now()
	lap := func(s string) { t.Logf("%-10s %v", s, time.Since(start)); start = time.Now() }
	ctx := context.Background()
	db, err := warehouse.Open(ctx, warehouse.Options{Memory: "4GB", Temp: dir, Folders: []string{dir}})
	if err != nil {
		t.Fatal(err)
	}
	lap("open")
	data, _ := os.ReadFile(os.Getenv("TRY"))
	lap("read")
	if err := db.Exec(ctx, queries.Get("flags/tables"), nil); err != nil {
		t.Fatal(err)
	}
	type chunk struct {
		text []byte
		out  chan []Release
		row  int64
	}
	jobs := make(chan chunk, 8)
	order := make(chan chan []Release, 8)
	go func() {
		row := int64(1)
		for len(data) > 0 {
			n := min(len(data), 1<<20)
			if n < len(data) {
				if k := bytes.IndexByte(data[n:], '\n'); k >= 0 {
					n += k + 1
				} else {
					n = len(data)
				}
			}
			c := chunk{data[:n], make(chan []Release, 1), row}
			row += int64(bytes.Count(data[:n], []byte("\n")))
			order <- c.out
			jobs <- c
			data = data[n:]
		}
		close(jobs)
		close(order)
	}()
	var wg sync.WaitGroup
	for range 2 {
		wg.Go(func() {
			var r tender.Reader
			for c := range jobs {
				var out []Release
				for line := range bytes.Lines(c.text) {
					p, err := r.Read(line)
					if err != nil {
						t.Error(err)
					}
					out = append(out, Release{File: 1, Row: c.row, Process: p})
					c.row++
				}
				c.out <- out
			}
		})
	}
	batches := make(chan []Release, 4)
	go func() {
		for o := range order {
			batches <- <-o
		}
		close(batches)
	}()
	if err := Load(ctx, db, batches); err != nil {
		t.Fatal(err)
	}
	lap("load")
	p := warehouse.Params{"currency": "", "exclude_methods": "", "no_price_comparison": ""}
	for _, q := range []string{"flags/words", "flags/offers"} {
		if err := db.Exec(ctx, queries.Get(q), p); err != nil {
			t.Fatal(q, err)
		}
	}
	if err := db.Exec(ctx, "CREATE MACRO step(part, source) AS {'what': part, 'src': CAST(source AS BIGINT)};\nCREATE MACRO steps(part, sources) AS list_transform(sources, lambda s: {'what': part, 'src': CAST(s AS BIGINT)})", nil); err != nil {
		t.Fatal(err)
	}
	lap("offers")
	var params map[string][][]string
	b, _ := os.ReadFile("/tmp/team/sql/params.json")
	json.Unmarshal(b, &params)
	res := map[string]map[string]map[string]float64{}
	group := map[string]string{"process": "OCID", "buyer": "Buyer", "procuring_entity": "ProcuringEntity", "tenderer": "Tenderer"}
	for code, ps := range params {
		pp := warehouse.Params{}
		for _, x := range ps {
			switch x[1] {
			case "integer":
				n, _ := strconv.ParseInt(x[2], 10, 64)
				pp[x[0]] = n
			case "optional number":
				pp[x[0]] = nil
			default:
				pp[x[0]] = x[2]
			}
		}
		q, _ := os.ReadFile("/tmp/team/sql/" + code + ".sql")
		err := db.Each(ctx, "SELECT subject_kind, subject_id, CAST(json_extract_string(detail, '$.value') AS DOUBLE) FROM ("+string(q)+")", pp, func(scan func(...any) error) error {
			var k, id string
			var v float64
			if err := scan(&k, &id, &v); err != nil {
				return err
			}
			g := group[k]
			if res[g] == nil {
				res[g] = map[string]map[string]float64{}
			}
			if res[g][id] == nil {
				res[g][id] = map[string]float64{}
			}
			res[g][id][code] = v
			return nil
		})
		if err != nil {
			t.Fatal(code, err)
		}
		lap(code)
	}
	out, _ := json.Marshal(res)
	os.WriteFile(os.Getenv("TRY")+".adal.json", out, 0o600)
	lap("json")
}
