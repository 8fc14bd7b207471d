package ingest_test

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// Files with bytes flipped, cells swapped, columns dropped and pieces cut are read or refused:
// no panic, no hang, and every row accounted for. Two thousand in the long form.
func TestMutants(t *testing.T) {
	n := 120
	if os.Getenv("ADAL_TORTURE") != "" {
		n = 2000
	}
	var lines strings.Builder
	lines.WriteString(strings.ReplaceAll(rosterHeader, ",", ";") + "\n")
	for i := range 40 {
		lines.WriteString(id(fmt.Sprintf("5001151%04d", i)) + ";Облаков;Кирилл;Отдел;Эксперт;2020-01-01\n")
	}
	book := workbook(t, func(f *excelize.File) { fill(t, f, "Sheet1", rosterCells(boss, clerk, zero, ownerOf)...) })
	whole := map[string][]byte{
		"roster.csv": []byte(lines.String()), "кадры.txt": cp1251("Отчёт\n\n" + lines.String() + "Итого;40;;;;\n"),
		"Анкета.csv":   []byte("ИИН;ФИО;Супруг(а);Отец;Дети 1\n" + boss + ";Облаков Кирилл;Облакова Анна " + clerk + ";нет;—\n"),
		"roster.jsonl": []byte(`{"iin":"1","last_name":"a","first_name":"b","unit":"c","position":"d","date_from":"e"}` + "\n" + `{"iin":"2"}` + "\n"),
		"записи.json":  []byte(`{"total":1,"items":[{"id":1,"supplier_biin":"2","contract_sum_wnds":1e3,"customer_bin":"3"}],"next_page":""}`),
		"выпуски.json": []byte(`{"releases":[` + release("o", "2026-01-01", `"buyer":{"id":"1"},"awards":[{"id":"a","suppliers":[{"id":"2"}]}],"contracts":[{"id":"c","awardID":"a"}]`) + `]}`),
		"кадры.xlsx":   book,
	}
	names := make([]string, 0, len(whole))
	for name := range whole {
		names = append(names, name)
	}
	slices.Sort(names)
	for seed := range n {
		r := rand.New(rand.NewPCG(uint64(seed), 12))
		name := names[seed%len(names)]
		b := bytes.Clone(whole[name])
		packed := strings.HasSuffix(name, ".xlsx")
		var parts map[string][]byte
		if packed && r.IntN(4) > 0 { // inside the archive, or nothing but the archive would be tested
			parts = unzipped(t, b)
			b = parts["xl/worksheets/sheet1.xml"]
		}
		for range 1 + r.IntN(4) {
			b = mutate(r, b)
		}
		if parts != nil {
			parts["xl/worksheets/sheet1.xml"] = b
			b = zipped(parts)
		}
		t.Run(fmt.Sprintf("%s %d", name, seed), func(t *testing.T) { fuzzed(t, name, b) })
	}
}

// mutate changes one thing about a file.
func mutate(r *rand.Rand, b []byte) []byte {
	if len(b) < 4 {
		return b
	}
	i, j := r.IntN(len(b)), r.IntN(len(b))
	switch r.IntN(7) {
	case 0: // a bit
		b[i] ^= 1 << r.IntN(8)
	case 1: // a byte that means something
		b[i] = ";,\"'\n\r\t\x00{}[]<>|"[r.IntN(15)]
	case 2: // a piece is lost
		k := min(len(b), i+r.IntN(40))
		b = append(b[:i:i], b[k:]...)
	case 3: // the end is lost
		b = b[:max(i, len(b)/2)]
	case 4: // a piece stands twice
		k := min(len(b), i+r.IntN(200))
		b = append(b[:k:k], append(bytes.Clone(b[i:k]), b[k:]...)...)
	case 5: // two lines change places
		rows := bytes.SplitAfter(b, []byte("\n"))
		x, y := r.IntN(len(rows)), r.IntN(len(rows))
		rows[x], rows[y] = rows[y], rows[x]
		b = bytes.Join(rows, nil)
	case 6: // two bytes change places
		b[i], b[j] = b[j], b[i]
	}
	return b
}
