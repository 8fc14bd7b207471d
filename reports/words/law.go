package words

import (
	"regexp"
	"strings"

	"adal/pipeline/run"
)

// Parameters says what the parameters of the rules mean.
var Parameters = Table{"parameter"}

// ParameterMeaning says in lang what a parameter is for; the rule's own reason in English,
// and where the vocabulary does not know it.
func ParameterMeaning(lang string, p run.Parameter) string {
	if lang == "en" && p.Reason != "" || !Parameters.Has(p.Name) {
		return p.Reason
	}
	return Parameters.In(lang, p.Name)
}

// laws are the names of laws and codes; the rules cite them by the English ones.
var laws = Table{"law"}

var cited = regexp.MustCompile(`(paragraphs?|articles?) ([0-9()\-]+(?:, [0-9()\-]+)*)`)

// Basis words a legal basis, which the rules cite in English. What it does not know stays
// as it is cited.
func Basis(lang, basis string) string {
	if lang != "ru" && lang != "kk" {
		return basis
	}
	for _, law := range laws.Codes() {
		basis = strings.ReplaceAll(basis, laws.In("en", law), laws.In(lang, law))
	}
	return cited.ReplaceAllStringFunc(basis, func(s string) string {
		m := cited.FindStringSubmatch(s)
		one := strings.TrimSuffix(m[1], "s")
		if lang == "kk" {
			return strings.ReplaceAll(m[2], ", ", "-, ") + map[string]string{"paragraph": "-тармақ", "article": "-бап"}[one]
		}
		if strings.Contains(m[2], ",") {
			return map[string]string{"paragraph": "пункты ", "article": "статьи "}[one] + m[2]
		}
		return map[string]string{"paragraph": "пункт ", "article": "статья "}[one] + m[2]
	})
}

// ContractStatuses names the statuses of the procurement portal's register.
var ContractStatuses = Table{"contract_status"}

// Methods names the procurement methods of the portal that contracts mostly carry.
var Methods = Table{"method"}
