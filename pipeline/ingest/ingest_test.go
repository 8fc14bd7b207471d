package ingest_test

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"errors"
	"fmt"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/charmap"

	"adal/pipeline/fault"
	"adal/pipeline/ingest"
	"adal/pipeline/ingest/header"
	"adal/pipeline/kz"
	"adal/pipeline/normalise"
	"adal/pipeline/tables"
	"adal/pipeline/warehouse"
)

// Invented people are born in 18xx, invented firms registered in month 12 of year 49.
var (
	boss    = id("50011510000") // the first four digits of a person are read; the day is 1850-01-15
	clerk   = id("70030520001")
	zero    = id("05020310000") // begins with a zero, which spreadsheets lose
	firm    = id("49124000001")
	other   = id("49124000002")
	buyer   = id("49124000003")
	ownerOf = id("61070710001")
	other2  = id("62080820001")
)

// id adds the check digit to eleven digits; where they can have none, the last one moves.
func id(eleven string) string {
	for n := range 100 {
		base := fmt.Sprintf("%s%02d", eleven[:9], n)
		if n == 0 {
			base = eleven
		}
		for d := range 10 {
			if s := base + fmt.Sprint(d); kz.IsID(s) {
				return s
			}
		}
	}
	panic(eleven)
}

type dir map[string][]byte

func (d dir) write(t testing.TB) string {
	t.Helper()
	root := t.TempDir()
	for name, b := range d {
		p := filepath.Join(root, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(p, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return root
}

// world is a data directory that was read and typed.
type world struct {
	t  testing.TB
	in *ingest.Input
	db *warehouse.DB
}

func try(t testing.TB, d dir, o ingest.Options) (*world, error) {
	t.Helper()
	root, work := d.write(t), t.TempDir()
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "1GB", Threads: 1, Temp: filepath.Join(work, "spill"), Folders: []string{root, work}})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = db.Close() })
	in, err := ingest.Read(t.Context(), db, root, work, o)
	w := &world{t: t, in: in, db: db}
	if err != nil {
		return w, err
	}
	if err := normalise.Tables(t.Context(), db, in); err != nil {
		t.Fatal(err)
	}
	if err := normalise.Count(t.Context(), db, in); err != nil {
		t.Fatal(err)
	}
	w.adds()
	return w, nil
}

// adds holds every file to its rows: each was normalised, rejected or left out.
func (w *world) adds() {
	w.t.Helper()
	for _, f := range w.in.Files {
		var got int64
		if err := w.db.One(w.t.Context(), "SELECT count(*) FROM "+f.File.Table+" WHERE src >> 32 = "+fmt.Sprint(f.File.No), nil, &got); err != nil {
			w.t.Fatal(err)
		}
		if got != f.File.Normalised || f.File.Rows != f.File.Normalised+f.File.Rejected+f.File.LeftOut {
			w.t.Errorf("%s: rows %d are not normalised %d (in the table %d) + rejected %d + left out %d",
				f.Place(), f.File.Rows, f.File.Normalised, got, f.File.Rejected, f.File.LeftOut)
		}
	}
}

func read(t testing.TB, d dir, o ...ingest.Options) *world {
	t.Helper()
	var options ingest.Options
	if len(o) > 0 {
		options = o[0]
	}
	w, err := try(t, d, options)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// rows gives columns of a table joined by |, in the order of the source.
func (w *world) rows(table string, columns ...string) []string {
	w.t.Helper()
	var out []string
	texts := make([]string, len(columns))
	for i, c := range columns {
		texts[i] = "coalesce(CAST(" + warehouse.Ident(c) + " AS VARCHAR), '')"
	}
	q := "SELECT " + strings.Join(texts, " || '|' || ") + " FROM " + table + " ORDER BY src"
	if err := w.db.Each(w.t.Context(), q, nil, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		out = append(out, s)
		return err
	}); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// rejected gives the rejects as file:row column reason.
func (w *world) rejected() []string {
	w.t.Helper()
	var out []string
	q := "SELECT f.path || ':' || (r.src & 4294967295) || ' ' || r.col || ' ' || split_part(r.reason, ':', 1) FROM reject AS r JOIN source_file AS f ON f.no = r.src >> 32 ORDER BY r.src, r.col"
	if err := w.db.Each(w.t.Context(), q, nil, func(scan func(...any) error) error {
		var s string
		err := scan(&s)
		out = append(out, s)
		return err
	}); err != nil {
		w.t.Fatal(err)
	}
	return out
}

// notes gives the notes of reading as code:row.
func (w *world) notes() []string {
	var out []string
	for _, n := range w.in.Notes {
		out = append(out, fmt.Sprintf("%s:%d", n.Note, n.Row))
	}
	slices.Sort(out)
	return out
}

func same(t testing.TB, what string, got, want []string) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s:\n got %s\nwant %s", what, strings.Join(got, "\n     "), strings.Join(want, "\n     "))
	}
}

// refused wants one fault that says all of these, and a next step.
func refused(t testing.TB, d dir, o ingest.Options, says ...string) {
	t.Helper()
	_, err := try(t, d, o)
	if err == nil {
		t.Fatal("was read")
	}
	f, ok := errors.AsType[*fault.Fault](err)
	if !ok {
		t.Fatalf("not said to the user: %v", err)
	}
	if strings.Contains(f.Message("en"), "\n") || f.Hint("en") == "" {
		t.Errorf("not one line with a next step: %q hint %q", f.Message("en"), f.Hint("en"))
	}
	for _, s := range says {
		if !strings.Contains(f.Message("en")+" "+f.Hint("en"), s) {
			t.Errorf("%q (%s) does not say %q", f.Message("en"), f.Hint("en"), s)
		}
	}
}

const rosterHeader = "iin,last_name,first_name,unit,position,date_from"

func roster(ids ...string) string {
	var b strings.Builder
	b.WriteString(rosterHeader + "\n")
	for _, i := range ids {
		b.WriteString(i + ",Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n")
	}
	return b.String()
}

func gz(b []byte) []byte {
	var out bytes.Buffer
	z := gzip.NewWriter(&out)
	_, _ = z.Write(b)
	_ = z.Close()
	return out.Bytes()
}

func zipped(files map[string][]byte) []byte {
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	for _, name := range slices.Sorted(maps.Keys(files)) {
		w, _ := z.Create(name)
		_, _ = w.Write(files[name])
	}
	_ = z.Close()
	return out.Bytes()
}

func wide(s string, bom, big bool) []byte {
	var out []byte
	put := func(u uint16) {
		if big {
			out = append(out, byte(u>>8), byte(u))
		} else {
			out = append(out, byte(u), byte(u>>8))
		}
	}
	if bom {
		put(0xfeff)
	}
	for _, u := range utf16.Encode([]rune(s)) {
		put(u)
	}
	return out
}

func cp1251(s string) []byte {
	b, err := charmap.Windows1251.NewEncoder().Bytes([]byte(s))
	if err != nil {
		panic(err)
	}
	return b
}

// Every encoding, delimiter, quote and packing gives the same rows.
func TestTexts(t *testing.T) {
	plain := roster(boss, clerk)
	header := "ИИН;Фамилия;Имя;Подразделение;Должность;Дата назначения\r\n"
	russian := header + boss + ";Облаков;Кирилл;Отдел;Эксперт;01.01.2020\r\n" + clerk + ";Облаков;Кирилл;Отдел;Эксперт;01.01.2020\r\n"
	quoted := strings.NewReplacer(";", "'|'", "\r\n", "'\n'").Replace("'" + russian)
	quoted = strings.TrimSuffix(quoted, "'")
	kazakh := []byte("\xc8\xc8\xcd;\xd4\xc8\xce;\xcf\xee\xe4\xf0\xe0\xe7\xe4\xe5\xeb\xe5\xed\xe8\xe5;\xc4\xee\xeb\xe6\xed\xee\xf1\xf2\xfc;\xc4\xe0\xf2\xe0 \xed\xe0\xe7\xed\xe0\xf7\xe5\xed\xe8\xff\n" +
		boss + ";\xce\xe1\xeb\xe0\xea\xee\xe2 \xca\xe8\xf0\xe8\xeb\xeb;\xce\xf2\xe4\xe5\xeb;\xdd\xea\xf1\xef\xe5\xf0\xf2;01.01.2020\n" +
		clerk + ";\xce\xe1\xeb\xe0\xea\xee\xe2 \xca\xe8\xf0\xe8\xeb\xeb \x9d\xa2;\xce\xf2\xe4\xe5\xeb;\xdd\xea\xf1\xef\xe5\xf0\xf2;01.01.2020\n")
	for name, b := range map[string][]byte{
		"roster.csv":               []byte(plain),
		"roster-bom.csv":           []byte("\ufeff" + plain),
		"roster-crlf.csv":          []byte(strings.ReplaceAll(plain, "\n", "\r\n")),
		"roster-mac.csv":           []byte(strings.ReplaceAll(plain, "\n", "\r")),
		"roster-tab.tsv":           []byte(strings.ReplaceAll(plain, ",", "\t")),
		"roster-bar.txt":           []byte(strings.ReplaceAll(plain, ",", "|")),
		"roster-le.csv":            wide(plain, true, false),
		"roster-be.csv":            wide(plain, true, true),
		"roster-nobom.csv":         wide(russian, false, false),
		"roster-nobom-be.csv":      wide(russian, false, true),
		"Кадры utf8.csv":           []byte(russian),
		"Кадры 1251.csv":           cp1251(russian),
		"Кадры апостроф.csv":       []byte(quoted),
		"Кадры kz1048.csv":         kazakh,
		"roster.csv.gz":            gz([]byte(plain)),
		"Кадры.csv.gz":             gz(cp1251(russian)),
		"архив.zip":                zipped(dir{"папка/кадры.csv": cp1251(russian)}),
		"двойной.zip":              zipped(dir{"кадры.csv.gz": gz([]byte(plain))}),
		"roster/анкета.csv":        []byte(plain),
		"roster.json":              []byte(asJSON(plain, "[", ",", "]")),
		"roster.jsonl":             []byte(asJSON(plain, "", "\n", "\n")),
		"roster-items.json":        []byte(asJSON(plain, `{"total":2,"items":[`, ",", `],"next_page":""}`)),
		"roster-lines.json.gz":     gz([]byte(asJSON(plain, "", "\n", ""))),
		"roster-pretty.json":       []byte(strings.ReplaceAll(asJSON(plain, "[\n", ",\n", "\n]"), `","`, "\",\n\t\"")),
		"roster-utf16.json":        wide(asJSON(plain, "[", ",", "]"), true, false),
		"кадры-неизвестно.parquet": parquetOf(t, plain),
	} {
		t.Run(name, func(t *testing.T) {
			w := read(t, dir{name: b})
			got := w.rows("roster", "iin", "last_name", "unit", "date_from")
			same(t, "rows", got, []string{boss + "|Облаков|Отдел|2020-01-01", clerk + "|Облаков|Отдел|2020-01-01"})
			if strings.Contains(name, "kz1048") {
				same(t, "Kazakh letters", w.rows("roster", "patronymic"), []string{"", "құ"})
			}
		})
	}
}

func asJSON(csv, before, between, after string) string {
	lines := strings.Split(strings.TrimSpace(csv), "\n")
	names := strings.Split(lines[0], ",")
	var records []string
	for _, l := range lines[1:] {
		var pairs []string
		for i, c := range strings.Split(l, ",") {
			pairs = append(pairs, fmt.Sprintf("%q:%q", names[i], c))
		}
		records = append(records, "{"+strings.Join(pairs, ",")+"}")
	}
	return before + strings.Join(records, between) + after
}

func parquetOf(t testing.TB, csv string) []byte {
	t.Helper()
	work := t.TempDir()
	from, to := filepath.Join(work, "x.csv"), filepath.Join(work, "x.parquet")
	if err := os.WriteFile(from, []byte(csv), 0o600); err != nil {
		t.Fatal(err)
	}
	db, err := warehouse.Open(t.Context(), warehouse.Options{Memory: "1GB", Temp: work, Folders: []string{work}})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = db.Close() }()
	if err := db.WriteParquet(t.Context(), "SELECT * FROM read_csv("+warehouse.Quote(from)+")", to, nil); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(to)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// What is typed while it is read and what is cut row by row give the same, and rows are counted as
// a spreadsheet shows them.
func TestFastIsSlow(t *testing.T) {
	body := roster(boss, "bad", clerk) + zero + ",\"Обла\"\"ков\",\"Кирилл\nМладший\",Отдел,Эксперт,2020-01-01\n" + other + ",a,b,c,d,2020-01-01\n"
	fast := read(t, dir{"roster.csv": []byte(body)})
	slow := read(t, dir{"roster.csv": []byte(body + "\n" + boss + ",x,y,нет,w,2020-01-01\n")}) // a blank line and a word for nothing
	columns := []string{"iin", "last_name", "first_name", "date_from"}
	f, s := fast.rows("roster", columns...), slow.rows("roster", columns...)
	same(t, "rows", s[:len(f)], f)
	same(t, "fast rejects", fast.rejected(), []string{"roster.csv:3 iin bad_iin", "roster.csv:6 iin is_a_bin"})
	same(t, "slow rejects", slow.rejected(), fast.rejected())
	if fast.in.Files[0].Plain == 0 || slow.in.Files[0].Plain != 0 {
		t.Error("rows of the one were not typed while they were read, or those of the other were")
	}
}

// A row that does not fit is rejected alone, whatever its quotes swallow.
func TestBrokenRows(t *testing.T) {
	body := rosterHeader + "\n" +
		boss + ",Облаков,Кирилл,Отдел,Эксперт\n" + // 2: too few
		boss + ",Облаков,Кирилл,Отдел,Эксперт,2020-01-01,,\n" + // 3: blank cells beyond
		clerk + ",Облаков,Кирилл,Отдел,Эксперт,2020-01-01,x\n" + // 4: too many
		clerk + ",\"Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n" + // 5: a stray quote
		clerk + ",Обл\"аков,Кирилл,Отдел,Эксперт,2020-01-01\n" + // 6: a quote inside is text
		",,,,,\n" + // 7: nothing
		zero + ",Облаков,Кирилл,Отдел,\"Эксперт\nстарший\",2020-01-01\n" // 8
	w := read(t, dir{"roster.csv": []byte(body)})
	same(t, "rows", w.rows("roster", "iin", "last_name"), []string{boss + "|Облаков", clerk + `|Обл"аков`, zero + "|Облаков"})
	same(t, "rejects", w.rejected(), []string{"roster.csv:2  broken_row", "roster.csv:4  broken_row", "roster.csv:5  broken_row"})
}

// Many stray quotes take linear time.
func TestManyStrayQuotes(t *testing.T) {
	var b strings.Builder
	b.WriteString(rosterHeader + "\n")
	for range 50_000 {
		b.WriteString(boss + ",\"Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n")
	}
	w, err := try(t, dir{"roster.csv": []byte(b.String())}, ingest.Options{})
	if err != nil {
		t.Fatal(err)
	}
	if f := w.in.Files[0].File; f.Rows != 50_000 || f.Rejected != 50_000 {
		t.Errorf("rows %d, rejected %d", f.Rows, f.Rejected)
	}
}

func TestHeaders(t *testing.T) {
	for name, c := range map[string]struct{ header, row string }{
		"Russian":            {"ИИН,Фамилия,Имя,Структурное подразделение,Должность,Дата приема", boss + ",Облаков,Кирилл,Отдел,Эксперт,01.01.2020"},
		"Kazakh":             {"ЖСН,Тегі,Аты,Бөлімше,Лауазымы,Тағайындалған күні", boss + ",Облаков,Кирилл,Отдел,Эксперт,01.01.2020"},
		"one cell":           {"ИИН работника,\"Фамилия, имя, отчество\",Отдел,Занимаемая должность,Дата назначения", boss + ",Облаков Кирилл,Отдел,Эксперт,01.01.2020"},
		"case and marks":     {" иин ,ФАМИЛИЯ,имя*,ПОДРАЗДЕЛЕНИЕ:,Должность (полностью),дата_назначения", boss + ",Облаков,Кирилл,Отдел,Эксперт,01.01.2020"},
		"Latin in Cyrillic":  {"ИИH,Фaмилия,Имя,Пoдрaзделение,Должнocть,Дата назначения", boss + ",Облаков,Кирилл,Отдел,Эксперт,01.01.2020"},
		"a span in one cell": {"ИИН,ФИО,Подразделение,Должность,Период работы", boss + ",Облаков Кирилл,Отдел,Эксперт,с 01.01.2020 по н.в."},
	} {
		t.Run(name, func(t *testing.T) {
			w := read(t, dir{"выгрузка.csv": []byte(c.header + "\n" + c.row + "\n")})
			same(t, "rows", w.rows("roster", "iin", "last_name", "first_name", "unit", "position", "date_from", "date_to"),
				[]string{boss + "|Облаков|Кирилл|Отдел|Эксперт|2020-01-01|"})
		})
	}
}

// Every canonical column of the core tables has a Russian and a Kazakh name.
func TestEveryColumnHasNames(t *testing.T) {
	for _, name := range []string{"roster", "family_links", "suppliers", "supplier_people", "contracts"} {
		table, _ := tables.ByName(name)
		for _, c := range table.Columns {
			if header.Names(name, c.Name) < 2 && c.Name != "url" {
				t.Errorf("%s.%s has no names in Russian and Kazakh", name, c.Name)
			}
		}
	}
}

func TestMissingColumn(t *testing.T) {
	refused(t, dir{"roster.csv": []byte("ИИН,ФИО\n" + boss + ",Облаков Кирилл\n")}, ingest.Options{},
		`roster.csv has no column "unit"`, "columns found: ИИН, ФИО", "map them in adal.yaml, see adal help data")
	refused(t, dir{"roster.csv": nil}, ingest.Options{}, "roster.csv: the file is empty")
	refused(t, dir{"roster.csv": []byte("iin,iin,last_name,first_name,unit,position,date_from\n")}, ingest.Options{}, `the column "iin" stands twice`)
}

// Files that are no tables are listed, and nothing else is done with them; adal's own are
// not even listed.
func TestNotTables(t *testing.T) {
	w := read(t, dir{
		"roster.csv": []byte(roster(boss)), "README.md": []byte("# text\n"), "truth.csv": []byte("case,job,rule,expect\na,b,c,d\n"),
		"findings.csv": []byte("rank,finding_id,rule,kind,paragraph,subject_kind,subject_id,subject_name,status\n1,x,P,lead,1,person,2,3,new\n"),
		"x.pdf":        []byte("%PDF-1.7"), "notes.txt": []byte("просто, текст\nбез таблицы\n"), "empty.csv": nil, "config.json": []byte(`{"a":1}`),
		"adal.yaml": []byte("rates: {USD: 500}\n"), "access.yaml": []byte("grants: []\n"), "old/access.yaml": []byte("grants: []\n"),
	})
	if len(w.in.Files) != 1 {
		t.Errorf("read %d files", len(w.in.Files))
	}
	same(t, "ignored", w.in.Ignored, []string{"README.md", "config.json", "empty.csv", "findings.csv", "notes.txt", "old/access.yaml", "truth.csv", "x.pdf"})
}

// A file that claims to be data and cannot be read stops the job with what to do.
func TestUnreadable(t *testing.T) {
	book := workbook(t, func(f *excelize.File) { fill(t, f, "Sheet1", rosterCells(boss)...) })
	for name, c := range map[string]struct {
		file string
		b    []byte
		says []string
	}{
		"cut workbook":       {"кадры.xlsx", book[:len(book)/2], []string{"damaged workbook", "save it as .xlsx"}},
		"not a workbook":     {"кадры.xlsx", []byte("not a zip"), []string{"not a workbook"}},
		"password":           {"кадры.xlsx", ole("EncryptedPackage"), []string{"protected by a password"}},
		"old workbook":       {"кадры.xls", ole("Workbook"), []string{"old office", "save it as .xlsx"}},
		"web page":           {"кадры.xls", []byte("<html><table><tr><td>ИИН</td></tr></table></html>"), []string{"web page"}},
		"binary workbook":    {"кадры.xlsb", zipped(dir{"xl/workbook.bin": nil, "[Content_Types].xml": nil}), []string{".xlsb"}},
		"OpenDocument":       {"кадры.ods", zipped(dir{"content.xml": nil, "mimetype": nil}), []string{".ods"}},
		"cut gzip":           {"roster.csv.gz", gz([]byte(roster(boss)))[:20], []string{"gzip"}},
		"cut zip":            {"все.zip", zipped(dir{"roster.csv": []byte(roster(boss))})[:60], []string{"zip archive"}},
		"cut JSON":           {"roster.json", []byte(`[{"iin":"1","last_name":"x"},{"iin":`), []string{"cut JSON file", "record 2"}},
		"damaged JSON":       {"roster.json", []byte(`[{"iin":"1"},{"iin" "2"}]`), []string{"damaged JSON", "after record 1"}},
		"bare JSON":          {"roster.json", []byte(`[1, 2]`), []string{"no JSON object"}},
		"cut Parquet":        {"roster.parquet", parquetOf(t, roster(boss))[:100], []string{"Parquet"}},
		"binary under CSV":   {"roster.csv", bytes.Repeat([]byte{1, 2, 3, 0xff, 0xfe, 7, 8}, 100), []string{"not a text"}},
		"no records":         {"roster.json", []byte(`{"total":0,"items":[]}`), []string{"no records"}},
		"JSON without a key": {"roster.jsonl", []byte(`{"iin":"1","last_name":"x"}` + "\n"), []string{`no column "first_name"`, "columns found: iin, last_name"}},
		"archive in archive": {"все.zip", zipped(dir{"внутри.zip": zipped(dir{"roster.csv": []byte(roster(boss))})}), []string{"archive inside an archive"}},
		"one endless line":   {"roster.csv", bytes.Repeat([]byte("x"), 17<<20), []string{"not a table of rows"}},
	} {
		t.Run(name, func(t *testing.T) {
			refused(t, dir{c.file: c.b}, ingest.Options{}, append(c.says, strings.SplitN(c.file, "/", 2)[0])...)
		})
	}
}

func ole(stream string) []byte {
	b := append([]byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"), make([]byte, 1024)...)
	for _, c := range []byte(stream) {
		b = append(b, c, 0)
	}
	return append(b, make([]byte, 1024)...)
}

// What would unpack beyond the limit is refused, by size and by growth.
func TestBombs(t *testing.T) {
	big := bytes.Repeat([]byte(boss+",Облаков,Кирилл,Отдел,Эксперт,2020-01-01\n"), 3000)
	small := ingest.Limits{Unpacked: 100 << 10, Ratio: 1000, Members: 3}
	body := append([]byte(rosterHeader+"\n"), big...)
	refused(t, dir{"roster.csv.gz": gz(body)}, ingest.Options{Limits: small}, "unpacks to more than", "unpack it by hand")
	refused(t, dir{"все.zip": zipped(dir{"roster.csv": body})}, ingest.Options{Limits: small}, "unpacks to more than")
	refused(t, dir{"все.zip": zipped(dir{"a.csv": nil, "b.csv": nil, "c.csv": nil, "d.csv": nil})}, ingest.Options{Limits: small}, "holds 4 files")
	book := workbook(t, func(f *excelize.File) {
		for i := range 3000 {
			fillRow(t, f, "Sheet1", i+1, boss, "Облаков", "Кирилл", "Отдел", "Эксперт", "2020-01-01")
		}
	})
	refused(t, dir{"roster.xlsx": book}, ingest.Options{Limits: small}, "unpacks to more than")
	zeros := gz(make([]byte, 80<<20))
	refused(t, dir{"roster.csv.gz": zeros}, ingest.Options{Limits: ingest.Limits{Unpacked: 8 << 30, Ratio: 500, Members: 10}}, "500 times its size")
}

// The marks in a cell of words are no delimiters, however many rows have as many of them,
// and however unlike the ends of the rows are.
func TestMarksInCells(t *testing.T) {
	text := "iin,last_name,first_name,unit,position,influence,date_from,date_to\n"
	var want []string
	for i, end := range []string{"", "2025-12-31", "", "", "2026-06-30", ""} {
		marks := "finance;control"
		if i == 0 {
			marks = ""
		}
		text += fmt.Sprintf("%s,Облаков,Кирилл,Отдел,Эксперт %d,%s,2020-01-0%d,%s\n", boss, i, marks, i+1, end)
		if marks != "" {
			marks = "control;finance"
		}
		want = append(want, fmt.Sprintf("Эксперт %d|%s|2020-01-0%d|%s", i, marks, i+1, end))
	}
	w := read(t, dir{"roster.csv": []byte(text)})
	same(t, "posts", w.rows("roster", "position", "influence", "date_from", "date_to"), want)
}

// sameSet compares without an order.
func sameSet(t testing.TB, what string, got, want []string) {
	t.Helper()
	same(t, what, slices.Sorted(slices.Values(got)), slices.Sorted(slices.Values(want)))
}
