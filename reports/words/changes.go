package words

import (
	"adal/pipeline/run"
	"adal/reports/mask"
)

// Changes says what changed for a finding that is gone.
var Changes = Table{"changes", texts{
	"rule_not_run": t("правило не выполнено ({reason}: {table}): проверить нельзя, это не устранение",
		"ереже орындалмады ({reason}: {table}): тексеру мүмкін емес, бұл жойылды деген сөз емес",
		"the rule did not run ({reason}: {table}): nobody can tell, this is not a cure"),
	"not_supplied": t("строки больше нет в данных (была: {where}): это не устранение",
		"жол деректерде енді жоқ (бұрын: {where}): бұл жойылды деген сөз емес",
		"the row is no longer supplied (it was {where}): this is not a cure"),
	"rejected": t("строка теперь отклонена ({where}): это не устранение",
		"жол енді қабылданбады ({where}): бұл жойылды деген сөз емес",
		"the row is now rejected ({where}): this is not a cure"),
	"relation_ended":    t("родство или брак прекращены ({where}): {new}", "туыстық не неке тоқтатылған ({where}): {new}", "the relation ended ({where}): {new}"),
	"stake_ended":       t("роль или доля прекращены ({where}): {new}", "рөл не үлес тоқтатылған ({where}): {new}", "the role or stake ended ({where}): {new}"),
	"post_ended":        t("пребывание в должности закончено ({where}): {new}", "лауазымда болу аяқталған ({where}): {new}", "the post ended ({where}): {new}"),
	"ended":             t("срок закончен ({where}): {new}", "мерзімі аяқталған ({where}): {new}", "it ended ({where}): {new}"),
	"post_changed":      t("должность или подразделение изменены ({where}): {column}: {old} → {new}", "лауазымы не бөлімшесі өзгерген ({where}): {column}: {old} → {new}", "the post or unit changed ({where}): {column}: {old} → {new}"),
	"value_changed":     t("значение изменено ({where}): {column}: {old} → {new}", "мәні өзгерген ({where}): {column}: {old} → {new}", "a value changed ({where}): {column}: {old} → {new}"),
	"record_added":      t("появилась запись, {table}: {where}", "жазба пайда болды, {table}: {where}", "there is a record now, {table}: {where}"),
	"threshold_changed": t("порог изменён: {column}: {old} → {new}", "шек өзгертілген: {column}: {old} → {new}", "a threshold changed: {column}: {old} → {new}"),
	"rule_changed":      t("правило {column} изменено", "{column} ережесі өзгертілген", "the rule {column} changed"),
	"rule_gone":         t("правила {column} больше нет", "{column} ережесі енді жоқ", "there is no rule {column} any more"),
	"contract_too_old": t("договор от {old} ({where}) раньше рассматриваемого срока, с {new}", "{old} күнгі шарт ({where}) қаралатын мерзімнен бұрын, {new} бастап",
		"the contract of {old} ({where}) is before the days looked at, from {new}"),
	"window_moved": t("данные те же, отчётный период другой: {old} → {new}", "деректер сол күйінде, есепті кезең басқа: {old} → {new}",
		"the data are the same, the period is another: {old} → {new}"),
	"unexplained": t("строки, на которых держался признак, не изменились; изменилось что-то вокруг них",
		"белгі негізделген жолдар өзгермеген; олардың айналасында бірдеңе өзгерген",
		"the rows the finding rested on did not change; something around them did"),
}}

// Past is the sentence of a finding of the run before. Where the rule is no longer the one
// the finding was made by, and its sentence does not fit, the two sides stand alone.
func Past(lang, currency string, rule run.Rule, f *run.Finding, m *mask.Masker) string {
	if s, err := Expand(lang, currency, rule, f, m); err == nil && s != "" {
		return s
	}
	s := Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m)
	if f.OtherID != "" {
		s += " — " + Named(lang, f.OtherKind, f.OtherName, f.OtherID, m)
	}
	if f.Slice != "" {
		s += ", " + m.Text(SliceName(lang, f.Slice))
	}
	return s
}

// Change says in lang one thing that changed for a finding that is gone. Where data are
// missing it says that this is no cure.
func Change(lang string, c run.Change, m *mask.Masker) string {
	key := c.What
	if key == "not_supplied" && c.File == "" {
		key = "rule_not_run"
	}
	if !Changes.Has(key) {
		key = "unexplained"
	}
	return fill(Changes.In(lang, key), func(name string) (string, bool) {
		switch name {
		case "where":
			return Place(lang, c.File, c.Row, m), true
		case "table":
			return InputTables.In(lang, c.Table), true
		case "reason":
			return Reasons.In(lang, c.New), true
		case "column":
			if !Columns.Has(c.Column) { // the name of a parameter or a rule
				return c.Column, true
			}
			return Columns.In(lang, c.Column), true
		case "old":
			if c.What == "window_moved" {
				return Period(lang, c.Old), true
			}
			return changed(lang, c.Old, m), true
		case "new":
			if c.What == "window_moved" {
				return Period(lang, c.New), true
			}
			return changed(lang, c.New, m), true
		}
		return "", false
	})
}

// changed is a cell of a source row, or a setting, as it may be shown.
func changed(lang, s string, m *mask.Masker) string {
	if s == "" {
		return "—"
	}
	s = Date(lang, m.ID(s))
	if r := []rune(s); len(r) > 80 {
		s = string(r[:80]) + "…"
	}
	return s
}
