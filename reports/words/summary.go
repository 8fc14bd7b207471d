package words

import (
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"adal/pipeline/run"
	"adal/reports/mask"
)

// Details words the values of Finding.Detail, "key.value".
var Details = Table{"details", texts{
	"ban.subordinate":         t("подчинённого", "бағыныштыға", "the subordinate's"),
	"ban.superior":            t("руководителя", "басшыға", "the superior's"),
	"ban.both":                t("обоих", "екеуіне де", "both"),
	"how.own_business":        t("собственное дело", "жеке кәсібі", "own business"),
	"how.head":                t("руководитель", "басшысы", "head"),
	"how.share":               t("доля участия, прямо или через организации", "тікелей немесе ұйымдар арқылы қатысу үлесі", "a stake, directly or through companies"),
	"how.stake_unstated":      t("доля, размер которой не указан", "мөлшері көрсетілмеген үлес", "a stake of unstated size"),
	"how.founder":             t("учредитель", "құрылтайшысы", "founder"),
	"how.shareholder":         t("участник (акционер)", "қатысушысы (акционері)", "shareholder"),
	"how.beneficiary":         t("бенефициар", "бенефициары", "beneficiary"),
	"how.board_member":        t("член органа управления", "басқару органының мүшесі", "board member"),
	"how.representative":      t("представитель", "өкілі", "representative"),
	"how.accountant":          t("бухгалтер", "бухгалтері", "accountant"),
	"acquired.before_office":  t("30 дней после вступления в должность", "лауазымға кіріскеннен кейін 30 күн", "30 days after entering office"),
	"acquired.in_office":      t("30 дней после приобретения доли", "үлесті сатып алғаннан кейін 30 күн", "30 days after acquiring the stake"),
	"pair.unit":               t("то же подразделение", "сол бөлімше", "same unit"),
	"role.other":              t("участие", "қатысуы", "took part"),
	"role.founder":            t("учредитель", "құрылтайшы", "founder"),
	"role.shareholder":        t("участник (акционер)", "қатысушы (акционер)", "shareholder"),
	"role.head":               t("руководитель", "басшы", "head"),
	"role.board_member":       t("член органа управления", "басқару органының мүшесі", "board member"),
	"role.beneficiary":        t("бенефициар", "бенефициар", "beneficiary"),
	"role.representative":     t("представитель", "өкіл", "representative"),
	"role.accountant":         t("бухгалтер", "бухгалтер", "accountant"),
	"role.entrepreneur":       t("собственное дело", "жеке кәсібі", "own business"),
	"role.own_business":       t("собственное дело", "жеке кәсібі", "own business"),
	"role.stake":              t("доля участия", "қатысу үлесі", "stake"),
	"role.look_through":       t("доля через другие организации", "басқа ұйымдар арқылы үлес", "stake through other companies"),
	"role.share":              t("доля через другие организации", "басқа ұйымдар арқылы үлес", "stake through other companies"),
	"contact.address":         t("адрес", "мекенжайы", "address"),
	"contact.phone":           t("телефон", "телефоны", "phone"),
	"contact.email":           t("электронная почта", "электрондық поштасы", "e-mail"),
	"contact.bank_account":    t("банковский счёт", "банк шоты", "bank account"),
	"level.notice":            t("заметная доля", "елеулі үлес", "noticeable share"),
	"level.high":              t("высокая доля", "жоғары үлес", "high share"),
	"level.very_high":         t("очень высокая доля", "өте жоғары үлес", "very high share"),
	"subject_kind.goods":      t("товары", "тауарлар", "goods"),
	"subject_kind.works":      t("работы", "жұмыстар", "works"),
	"subject_kind.services":   t("услуги", "қызметтер", "services"),
	"superior.position":       t("по должности руководителя", "басшының лауазымы бойынша", "by the superior's post"),
	"superior.iin":            t("по указанному ИИН руководителя", "басшының көрсетілген ЖСН бойынша", "by the superior's stated IIN"),
	"dated.signed":            t("по дате подписания договора", "шартқа қол қойылған күн бойынша", "by the day the contract was signed"),
	"decision_role.secretary": t("секретарь комиссии", "комиссия хатшысы", "secretary of the commission"),
	"set.close":               t("близкий родственник", "жақын туыс", "close relative"),
	"set.spouse":              t("супруг(а)", "жұбайы", "spouse"),
	"set.in_law":              t("свойственник", "жекжат", "in-law"),
	"status.new":              t("новый", "жаңа", "new"),
}}

// columns are the placeholders a finding fills from its own columns.
var columns = []string{
	"subject", "other", "via", "tie", "position", "unit", "from", "to", "amount", "contracts",
	"share", "slice", "paragraph",
}

// Summary is the sentence of a finding in lang. A place of the rule's template that
// neither the finding's columns nor its Detail fill stays visible as {place}; Expand says
// so as an error.
func Summary(lang, currency string, rule run.Rule, f *run.Finding, m *mask.Masker) string {
	s, _ := Expand(lang, currency, rule, f, m)
	return s
}

// tieInBrackets is the place of a tie that stands between brackets already.
const tieInBrackets = "tie in brackets"

// Expand is Summary with an error that names every placeholder nobody fills.
func Expand(lang, currency string, rule run.Rule, f *run.Finding, m *mask.Masker) (string, error) {
	var unknown []error
	// A tie that explains itself in brackets does without them where it stands in brackets.
	template := strings.ReplaceAll(rule.Summary.In(lang), "({tie})", "({"+tieInBrackets+"})")
	s := fill(template, func(name string) (string, bool) {
		v, ok := place(lang, currency, name, f, m)
		if !ok {
			unknown = append(unknown, fmt.Errorf("rule %s, %s: nobody fills {%s}", rule.ID, lang, name))
		}
		return v, ok
	})
	return s, errors.Join(unknown...)
}

// CheckTemplate says as an error which places of a rule's sentence are neither columns of
// a finding nor among the keys the rule promises to put into Detail, in any language, and
// which are not in all three.
func CheckTemplate(rule run.Rule, detail []string) error {
	var faults []error
	var first []string
	for i, lang := range Langs {
		var names []string
		fill(rule.Summary.In(lang), func(name string) (string, bool) {
			if !slices.Contains(names, name) {
				names = append(names, name)
			}
			if !slices.Contains(columns, name) && !slices.Contains(detail, name) {
				faults = append(faults, fmt.Errorf("rule %s, %s: nobody fills {%s}", rule.ID, lang, name))
			}
			return "", true
		})
		slices.Sort(names)
		if i == 0 {
			first = names
		} else if !slices.Equal(first, names) {
			faults = append(faults, fmt.Errorf("rule %s: %s has the places %v, ru has %v", rule.ID, lang, names, first))
		}
	}
	return errors.Join(faults...)
}

// fill replaces {places}; one that is not known stays.
func fill(template string, place func(string) (string, bool)) string {
	var b strings.Builder
	for {
		before, rest, found := strings.Cut(template, "{")
		b.WriteString(before)
		if !found {
			return b.String()
		}
		name, after, closed := strings.Cut(rest, "}")
		if !closed {
			b.WriteString("{" + rest)
			return b.String()
		}
		if v, ok := place(name); ok {
			b.WriteString(v)
		} else {
			b.WriteString("{" + name + "}")
		}
		template = after
	}
}

func place(lang, currency, name string, f *run.Finding, m *mask.Masker) (string, bool) {
	switch name {
	case "subject":
		return Named(lang, f.SubjectKind, f.SubjectName, f.SubjectID, m), true
	case "other":
		return Named(lang, f.OtherKind, f.OtherName, f.OtherID, m), true
	case "via":
		return Named(lang, "person", f.ViaName, f.ViaID, m), true
	case "tie":
		return Ties.In(lang, f.Tie), true
	case tieInBrackets:
		tie, meaning, found := strings.Cut(Ties.In(lang, f.Tie), " (")
		if found {
			tie += " — " + strings.TrimSuffix(meaning, ")")
		}
		return tie, true
	case "position":
		return or(m.Text(f.Position), phrases.In(lang, "position_unstated")), true
	case "unit":
		return or(m.Text(f.Unit), phrases.In(lang, "unit_unstated")), true
	case "from":
		return or(Date(lang, f.From), phrases.In(lang, "unknown_from")), true
	case "to":
		return or(Date(lang, f.To), phrases.In(lang, "unknown_to")), true
	case "amount":
		if f.Amount == "" {
			return phrases.In(lang, "amount_unstated"), true
		}
		return Money(lang, currency, f.Amount), true
	case "contracts":
		if f.Contracts == nil {
			return "0", true
		}
		return Count(lang, *f.Contracts), true
	case "share":
		if f.Share == nil {
			return phrases.In(lang, "share_unstated"), true
		}
		return Share(lang, *f.Share), true
	case "slice":
		if f.Slice == "" {
			return phrases.In(lang, "slice_unstated"), true
		}
		return m.Text(SliceName(lang, f.Slice)), true
	case "paragraph":
		return f.Paragraph, true
	}
	v, ok := f.Detail[name]
	if ok && strings.Contains(name, "birth") && !m.Full() {
		return "****", true
	}
	if !ok {
		return "", false
	}
	return value(lang, currency, name, m.Text(v)), true
}

// Named gives the name of what a finding is about, its masked number where it has none.
func Named(lang, kind, name, id string, m *mask.Masker) string {
	switch {
	case name != "":
		return m.Text(name)
	case id == "":
		return phrases.In(lang, "name_unstated")
	case kind == "person" || kind == "supplier" || kind == "customer" || kind == "company":
		return IDWithScheme(lang, id, m)
	}
	return MaskID(kind, id, m)
}

// MaskID masks the id of what a finding is about: only people, suppliers and customers
// are known by numbers of people; the digest of a group and the code of a post or unit are not.
func MaskID(kind, id string, m *mask.Masker) string {
	switch kind {
	case "group":
		return id
	case "position", "unit", "slice", "category6":
		return m.Text(id)
	}
	return m.ID(id)
}

// Detail words one value of Finding.Detail.
func Detail(lang, currency, key, v string, m *mask.Masker) string {
	return value(lang, currency, key, m.Text(v))
}

// value words a value by the words entry "key.value", lists entry by entry, and writes
// dates, amounts and shares as people do.
func value(lang, currency, key, v string) string {
	if key == "grounds" {
		return grounds(lang, currency, v)
	}
	if strings.Contains(v, ";") {
		var out []string
		for one := range strings.SplitSeq(v, ";") {
			if one = strings.TrimSpace(one); one != "" {
				out = append(out, value(lang, currency, key, one))
			}
		}
		return strings.Join(out, ", ")
	}
	if w := key + "." + v; Details.Has(w) {
		return Details.In(lang, w)
	}
	switch {
	case strings.HasSuffix(key, "tie") || strings.HasSuffix(key, "relation"):
		if Ties.Has(v) {
			return Ties.In(lang, v)
		}
	case strings.HasSuffix(key, "role"):
		if HolderRoles.Has(v) {
			return HolderRoles.In(lang, v)
		}
		if DecisionRoles.Has(v) {
			return DecisionRoles.In(lang, v)
		}
	case strings.HasSuffix(key, "activity"):
		return Activities.In(lang, v)
	case strings.HasSuffix(key, "slice"):
		return SliceName(lang, v)
	case key == "influence":
		return Influence.In(lang, v)
	}
	switch {
	case isDate(v):
		return Date(lang, v)
	case isAmount(v) && !isIndex(key) && !isShare(key):
		return Money(lang, currency, v)
	}
	f, err := strconv.ParseFloat(v, 64)
	switch {
	case err != nil:
		return v
	case isIndex(key):
		return Decimal(lang, f, 4)
	case isShare(key) && f >= 0 && f <= 1.0001:
		return Share(lang, f)
	case strings.Contains(v, "."):
		return strings.Replace(v, ".", map[bool]string{true: ".", false: ","}[lang == "en"], 1)
	case isCount(key):
		return Count(lang, int64(f))
	}
	return v
}

var (
	groundOf = regexp.MustCompile(`^[^×]+`)
	tengeOf  = regexp.MustCompile(`[0-9]+\.[0-9]{2} ₸`)
)

// grounds words a breakdown by ground: 16(3)(28) × 3 = 120000.00 ₸; ...
func grounds(lang, currency, v string) string {
	var out []string
	for one := range strings.SplitSeq(v, ";") {
		one = groundOf.ReplaceAllStringFunc(strings.TrimSpace(one), func(g string) string {
			return Ground(lang, strings.TrimSpace(g)) + " "
		})
		out = append(out, tengeOf.ReplaceAllStringFunc(one, func(m string) string { return Money(lang, currency, strings.TrimSuffix(m, " ₸")) }))
	}
	return strings.Join(out, "; ")
}

func isIndex(key string) bool { return strings.Contains(key, "hhi") || key == "gini" }

func isShare(key string) bool {
	return strings.Contains(key, "share") || key == "cr1" || key == "cr3" || key == "cr4"
}

func isCount(key string) bool {
	return strings.HasSuffix(key, "count") || strings.HasSuffix(key, "contracts") || key == "suppliers" || key == "members"
}
