package main

import (
	"bytes"
	"flag"
	"fmt"
	"html"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"adal/fixtures/disguise"
	"adal/pipeline/tables"
)

var updateCheck = flag.Bool("update-check", false, "write the golden check pages again")

const ministryDir = "../../fixtures/ministry"

// disguised is the ministry as the files a unit really gets, made of the ministry as it stands.
func disguised(t testing.TB) string {
	t.Helper()
	dir := t.TempDir()
	if err := disguise.Write(ministryDir, dir); err != nil {
		t.Fatal(err)
	}
	return dir
}

func contents(t testing.TB, path string) string {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

// The same ministry in workbooks, Windows texts and portal pages gives the same findings,
// byte for byte, and the same annual report; and so does it under the adal.yaml that
// check suggests for it.
func TestDisguisedMinistry(t *testing.T) {
	t.Parallel()
	files := disguised(t)
	yaml := filepath.Join(t.TempDir(), "adal.yaml")
	if err := os.WriteFile(yaml, []byte(must(t, "check", "--data", files, "--suggest")), 0o600); err != nil {
		t.Fatal(err)
	}
	plain, other, mapped := scanOf(t, ministryDir), scanOf(t, files), scanOf(t, files, "--config", yaml)
	want := contents(t, filepath.Join(plain, "findings.csv"))
	if strings.Count(want, "\n") < 10 {
		t.Fatal("the ministry has no findings")
	}
	for name, run := range map[string]string{"files": other, "files under the suggested adal.yaml": mapped} {
		if got := contents(t, filepath.Join(run, "findings.csv")); got != want {
			t.Errorf("%s: other findings than the canonical tables give", name)
		}
		if rejects := contents(t, filepath.Join(run, "rejects.csv")); strings.Count(rejects, "\n") != 1 {
			t.Errorf("%s: rejects:\n%s", name, rejects)
		}
	}
	annual := func(data string) string {
		r := filepath.Join(t.TempDir(), "run")
		must(t, "concentration", "--data", data, "--year", "2025", "--out", r)
		return r
	}
	a, b := annual(ministryDir), annual(files)
	for _, name := range []string{"findings.csv", "concentration.csv", "groups.csv", "kpi.csv", "reconciliation.csv"} {
		if contents(t, filepath.Join(a, name)) != contents(t, filepath.Join(b, name)) {
			t.Errorf("%s differs", name)
		}
	}
}

var ofRules = regexp.MustCompile(`(?m)^  P[0-9].*\n|^  [^\n]+: ([0-9]+ rules of|правил [0-9]|ережелер [0-9])[^\n]*\n|( - [^-\n]*)?P[0-9]+[a-z0-9-]*(, P[0-9]+[a-z0-9-]*)*$`)

// The page says of every file what it was taken for, in three languages, and shows nobody's number.
func TestCheckPage(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	write := func(name, text string) {
		if err := os.WriteFile(filepath.Join(data, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	write("Кадры.csv", "ИИН;ФИО;Подразделение;Должность;Дата назначения\n"+
		"500115100007;Облаков Кирилл;Отдел;Эксперт;01.01.2020\n500115100008;Облаков Глеб;Отдел;Эксперт;01.01.2020\n700305200018;Ромашкина Жанна;Отдел;Эксперт;вчера\nИтого;2;;;\n")
	write("семья.csv", "iin,relation,relative_iin\n500115100007,сын,\n500115100007,кум,700305200018\n")
	write("похоже.csv", "ИИН,ФИО,Должность,Отчество\n500115100007,Облаков Кирилл,Эксперт,\n")
	write("письмо.pdf", "%PDF-1.4")
	var russian string
	for _, lang := range []string{"ru", "kk", "en"} {
		page := refusedCheck(t, "check", "--data", data, "--lang", lang)
		page = strings.ReplaceAll(page, data, "DIR")
		page = ofRules.ReplaceAllString(page, "") // the catalogue grows by itself
		if lang == "ru" {
			russian = page
		}
		if found := regexp.MustCompile(`\d{12}`).FindAllString(page, -1); len(found) > 0 {
			t.Errorf("%s: numbers in the page: %v", lang, found)
		}
		golden := filepath.Join("testdata", "pages", "check-"+lang+".txt")
		if *updateCheck {
			if err := os.WriteFile(golden, []byte(page), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if want := contents(t, golden); page != want {
			t.Errorf("%s differs from the page:\n%s", golden, page)
		}
	}
	for _, s := range []string{"Кадры.csv -> кадры (roster)", "разделитель ;", "строк 4: принято 1, отклонено 2, пропущено 1 (итоги 1)", "last_name <- ФИО", "похоже.csv: не похож ни на одну таблицу; ближе всего кадры (roster), не хватает столбцов: unit, date_from",
		"письмо.pdf: не файл с таблицей", "не проходит проверку ИИН", "«********0008»", "Запускать нельзя", "Кадровой службе", "Подразделению закупок", "Кадры.csv: строка 3"} {
		if !strings.Contains(russian, s) {
			t.Errorf("the page does not say %q", s)
		}
	}
	if rejects := refusedCheck(t, "check", "--data", data, "--rejects"); !strings.Contains(rejects, "roster,Кадры.csv,3,iin,********0008,не проходит проверку ИИН,bad_iin\n") || strings.Count(rejects, "\n") != 4 {
		t.Errorf("--rejects:\n%s", rejects)
	}
	if full := refusedCheck(t, "check", "--data", data, "--ids", "full"); !strings.Contains(full, "«500115100008»") {
		t.Error("--ids full does not show the number")
	}
}

// The page as a file, in three languages: nothing of the data is markup, nobody's number is
// in it, a file that cannot be read is named, and it replaces no file unasked. That it says
// what the terminal says is held in reports/check.
func TestCheckHTML(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	for name, text := range map[string]string{
		"roster-<script>alert(1)<-script>.csv": "iin,last_name,first_name,unit,position,date_from,<img src=x onerror=alert(2)>\n" +
			"700305200018,Ромашкина,Жанна,\"\"\" onmouseover=\"\"alert(3)\",Эксперт,<svg onload=alert(4)>,\n700305200019,Облаков,Глеб,Отдел,Эксперт,2020-01-01,\n",
		"500115100007.csv": "a,b\n1,2\n",
		"units.xlsx":       "это не книга",
	} {
		if err := os.WriteFile(filepath.Join(data, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	for _, lang := range []string{"ru", "kk", "en"} {
		code, text, _ := adal(t, "check", "--data", data, "--lang", lang)
		out := filepath.Join(t.TempDir(), "check.html")
		if code2, printed, errs := adal(t, "check", "--data", data, "--lang", lang, "--format", "html", "--out", out); code != 1 || code2 != 1 || printed != "" || !strings.Contains(errs, "units.xlsx: ") {
			t.Fatalf("exit %d and %d, printed %q, stderr %s", code, code2, printed, errs)
		}
		page := contents(t, out)
		shown := html.UnescapeString(regexp.MustCompile(`(?s)<style>.*?</style>|<[^>]*>`).ReplaceAllString(page, " "))
		for _, want := range []string{"units.xlsx: ", "<img src=x onerror=alert(2)>", "<svg onload=alert(4)>", "********0007.csv", "roster-<script>alert(1)<-script>.csv"} {
			if !strings.Contains(shown, want) {
				t.Errorf("%s: the page does not say %s", lang, want)
			}
		}
		if found := regexp.MustCompile(`\b\d{12}\b`).FindString(shown); found != "" {
			t.Errorf("%s: a number in the page: %s", lang, found)
		}
		harmless(t, page)
		if info, err := os.Stat(out); err != nil || info.Mode().Perm() != 0o600 {
			t.Errorf("%v %v", info.Mode(), err)
		}
		before := contents(t, out)
		if code, _, errs := adal(t, "check", "--data", data, "--format", "html", "--out", out); code != 1 || !strings.Contains(errs, "--force") || contents(t, out) != before {
			t.Errorf("exit %d, the file is replaced: %v\n%s", code, contents(t, out) != before, errs)
		}
		adal(t, "check", "--data", data, "--out", out, "--force", "--lang", lang)
		if contents(t, out) != text {
			t.Error("--force does not replace the page")
		}
		if left, _ := filepath.Glob(filepath.Join(filepath.Dir(out), ".*")); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	}
	printed := refusedCheck(t, "check", "--data", hostile, "--format", "html", "--lang", "en")
	if !strings.HasPrefix(printed, "<!doctype html>") || !strings.HasSuffix(printed, "</html>\n") || !strings.Contains(printed, "не дата ********0022") {
		t.Error("without --out the page is not printed whole")
	}
	harmless(t, printed)
	for _, args := range [][]string{{"--format", "xml"}, {"--format", "html", "--suggest"}, {"--rejects", "--suggest"}} {
		if code, _, errs := adal(t, append([]string{"check", "--data", data}, args...)...); code != exitUsage {
			t.Errorf("%v: exit %d\n%s", args, code, errs)
		}
	}
}

// harmless holds a page to asking nothing of anybody and running nothing.
func harmless(t *testing.T, page string) {
	t.Helper()
	if !strings.Contains(page, `content="default-src 'none'; style-src 'sha256-`) || strings.Contains(page, "script-src") {
		t.Error("the page lets more in than its style")
	}
	for _, bad := range []string{"<script", "<img", "<svg onload", `" onmouseover="`, "http:", "https:"} {
		if strings.Contains(page, bad) {
			t.Errorf("the page has %s", bad)
		}
	}
}

// A column under another name is guessed with the lines of adal.yaml that say so, and with these
// lines the file is read.
func TestCheckGuess(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	for name, text := range map[string]string{
		"roster.csv": "ИИН,ФИО,Должность,Дата назначения,Подразделение работы служащего\n700305200018,Ромашкина Жанна,Эксперт,01.01.2020,Отдел\n",
	} {
		if err := os.WriteFile(filepath.Join(data, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	page := refusedCheck(t, "check", "--data", data)
	_, rest, found := strings.Cut(page, "СТОЛБЦЫ, КОТОРЫЕ, ВОЗМОЖНО, НАЗЫВАЮТСЯ ИНАЧЕ")
	i := strings.Index(rest, "  - file: ")
	if !found || i < 0 || !strings.Contains(rest, "нужен столбец подразделение (unit); возможно, это «Подразделение работы служащего»") {
		t.Fatalf("no guess:\n%s", page)
	}
	lines, _, _ := strings.Cut(rest[i:], "\n\n")
	if err := os.WriteFile(filepath.Join(data, "adal.yaml"), []byte("files:\n"+lines+"\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	if page := must(t, "check", "--data", data); !strings.Contains(page, "Можно запускать, но не всё\n  квартальная проверка: правил ") || strings.Contains(page, "НАЗЫВАЮТСЯ ИНАЧЕ") {
		t.Errorf("with these lines:\n%s", page)
	}
}

// Every row something is asked for, by whom to ask, and no two prints at once.
func TestCheckAsked(t *testing.T) {
	t.Parallel()
	rows := must(t, "check", "--data", ministryDir, "--asked")
	page := must(t, "check", "--data", ministryDir)
	if !strings.HasPrefix(rows, "office,what,table,column,file,row,code\n") || !strings.Contains(rows, "Кадровой службе,\"отец и мать служащих, у которых они не названы\",family_links,,roster.csv,2,family.parents\n") {
		t.Errorf("--asked:\n%.600s", rows)
	}
	n := strings.Count(rows, ",family.none\n")
	if n < 61 || !strings.Contains(page, fmt.Sprintf("и ещё %d; все строки покажет adal check --asked", n-60)) {
		t.Errorf("%d rows of people without a family, and the page does not say how many it leaves out:\n%s", n, page)
	}
	if code, _, errs := adal(t, "check", "--data", ministryDir, "--asked", "--rejects"); code != exitUsage {
		t.Errorf("exit %d\n%s", code, errs)
	}
}

// A file that cannot be read does not hide the others: the page is printed, the file is
// named, and the exit status says it.
func TestCheckUnreadable(t *testing.T) {
	t.Parallel()
	data := t.TempDir()
	for name, text := range map[string]string{"roster.csv": "iin,last_name\n", "units.csv": "unit_id,unit\nU1,Отдел\n", "кадры.xlsx": "это не книга"} {
		if err := os.WriteFile(filepath.Join(data, name), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	code, out, errs := adal(t, "check", "--data", data)
	if code != 1 || !strings.Contains(out, "units.csv") {
		t.Errorf("exit %d, page:\n%s", code, out)
	}
	for _, s := range []string{`adal: ошибка: в roster.csv нет столбца "first_name"`, "adal: что делать: найдены столбцы: iin, last_name; сопоставьте их в adal.yaml, см. adal help data", "кадры.xlsx: не книга"} {
		if !strings.Contains(errs, s) {
			t.Errorf("stderr does not say %q:\n%s", s, errs)
		}
	}
}

// adal.yaml is strict: what it does not know is an error that says what it knows.
func TestConfigIsStrict(t *testing.T) {
	t.Parallel()
	for text, says := range map[string]string{
		"sets: {a: b}\n": "известные ключи: set, rates, methods, ignore, files",
		"files:\n- {file: x.csv, tabel: roster}\n":                  "tabel",
		"files:\n- {file: x.csv, table: people}\n":                  `нет таблицы «people»`,
		"files:\n- {table: roster}\n":                               "file: не указан",
		"files:\n- {file: x, table: roster, columns: {inn: ИИН}}\n": `нет столбца «inn»`,
		"files:\n- {file: x, header_row: three}\n":                  "three",
		"rates: {USD: много}\n":                                     `«много» — не число`,
		"rates: {USD: 1}\n---\nrates: {EUR: 2}\n":                   "больше одного документа",
		"files: [\n": "файл настроек",
		"files:\n- {file: nowhere.csv, table: roster}\n": `назван файл «nowhere.csv»`,
	} {
		data := t.TempDir()
		for name, s := range map[string]string{"adal.yaml": text, "units.csv": "unit_id,unit\nU1,Отдел\n"} {
			if err := os.WriteFile(filepath.Join(data, name), []byte(s), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		code, _, errs := adal(t, "check", "--data", data)
		if code == 0 || !strings.Contains(errs, says) || strings.Count(errs, "\n") > 2 || bytes.Contains([]byte(errs), []byte("goroutine")) {
			t.Errorf("%q: exit %d\n%s", text, code, errs)
		}
	}
}

func TestHelpData(t *testing.T) {
	t.Parallel()
	help := must(t, "help", "data")
	for _, s := range []string{"Windows-1251", "header_row", "ФИО", "adal check --suggest"} {
		if !strings.Contains(help, s) {
			t.Errorf("adal help data does not say %q", s)
		}
	}
	for _, table := range tables.All {
		_, after, found := strings.Cut(help, "\n  "+table.Name+"\n")
		about, _, _ := strings.Cut(after, "\n\n")
		for _, c := range table.Columns {
			name := c.Name
			if c.Required {
				name += "*"
			}
			if !found || !slices.Contains(strings.FieldsFunc(about, func(r rune) bool { return r == ',' || r == ' ' || r == '\n' }), name) {
				t.Errorf("adal help data does not say that %s has a column %s", table.Name, name)
			}
		}
	}
}

// refusedCheck gives what a check prints of data that no job would take.
func refusedCheck(t *testing.T, args ...string) string {
	t.Helper()
	code, out, errs := adal(t, args...)
	if code != exitFailed || errs == "" {
		t.Fatalf("adal %s: exit %d, want a refusal\n%s", strings.Join(args, " "), code, errs)
	}
	return out
}
