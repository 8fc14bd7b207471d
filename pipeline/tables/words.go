package tables

// The words a cell may say, in the three languages people write them in. Keys are
// lower case with single blanks. A kinship word that means two relations (апа, атасы,
// жиен, күйеу) stands in none of them: a guess could accuse, a reject gets asked about.

func canonical(words ...string) map[string]string {
	m := make(map[string]string, len(words))
	for _, w := range words {
		m[w] = w
	}
	return m
}

func with(m map[string]string, pairs ...string) map[string]string {
	for i := 0; i < len(pairs); i += 2 {
		m[pairs[i]] = pairs[i+1]
	}
	return m
}

var serviceClasses = with(canonical("political", "corps_a", "corps_b", "official", "equated", "technical"),
	"политический", "political", "политическая", "political", "саяси", "political",
	"корпус а", "corps_a", "корпус «а»", "corps_a", `корпус "а"`, "corps_a", "а корпусы", "corps_a",
	"корпус б", "corps_b", "корпус «б»", "corps_b", `корпус "б"`, "corps_b", "б корпусы", "corps_b",
	"должностное лицо", "official", "лауазымды адам", "official",
	"приравненный", "equated", "приравненное лицо", "equated", "теңестірілген", "equated",
	"технический", "technical", "технический персонал", "technical", "техникалық", "technical")

var postKinds = with(canonical("main", "acting", "combined"),
	"основная", "main", "основной", "main", "негізгі", "main",
	"исполняющий обязанности", "acting", "и.о.", "acting", "ио", "acting", "временно исполняющий", "acting", "міндетін атқарушы", "acting",
	"совмещение", "combined", "по совместительству", "combined", "қоса атқару", "combined")

var influences = with(canonical("resources", "finance", "procurement", "evaluation", "control"),
	"ресурсы", "resources", "распределение ресурсов", "resources", "финансы", "finance", "закупки", "procurement",
	"оценка", "evaluation", "контроль", "control", "қаржы", "finance", "сатып алу", "procurement", "бағалау", "evaluation", "бақылау", "control")

var relations = with(canonical("father", "mother", "parent", "adoptive_parent", "son", "daughter", "child", "adopted_child",
	"husband", "wife", "spouse", "brother", "sister", "sibling", "half_sibling", "grandfather", "grandmother", "grandparent",
	"grandson", "granddaughter", "grandchild", "spouse_parent", "spouse_sibling", "spouse_child", "child_spouse",
	"sibling_spouse", "parent_spouse", "dependant"),
	"отец", "father", "папа", "father", "әке", "father", "әкесі", "father",
	"мать", "mother", "мама", "mother", "ана", "mother", "анасы", "mother", "шешесі", "mother",
	"родитель", "parent", "родители", "parent", "ата-ана", "parent", "ата-анасы", "parent",
	"усыновитель", "adoptive_parent", "удочеритель", "adoptive_parent", "асырап алушы", "adoptive_parent",
	"сын", "son", "ұл", "son", "ұлы", "son", "дочь", "daughter", "қыз", "daughter", "қызы", "daughter",
	"ребенок", "child", "ребёнок", "child", "дети", "child", "бала", "child", "баласы", "child",
	"усыновленный", "adopted_child", "усыновлённый", "adopted_child", "удочеренная", "adopted_child", "удочерённая", "adopted_child",
	"усыновленный ребенок", "adopted_child", "усыновленный сын", "adopted_child", "усыновлённый сын", "adopted_child",
	"удочеренная дочь", "adopted_child", "удочерённая дочь", "adopted_child", "асырап алынған бала", "adopted_child",
	"муж", "husband", "күйеуі", "husband", "жена", "wife", "әйелі", "wife",
	"супруг", "husband", "супруга", "wife", "супруг(а)", "spouse", "супруг (супруга)", "spouse", "супруг/супруга", "spouse", "супруг (а)", "spouse", "супруг(-а)", "spouse", "супруг (-а)", "spouse", "супруг/а", "spouse", "жұбайы", "spouse", "жұбай", "spouse", "зайыбы", "spouse",
	"брат", "brother", "аға", "brother", "ағасы", "brother", "іні", "brother", "інісі", "brother",
	"сестра", "sister", "әпке", "sister", "әпкесі", "sister", "қарындас", "sister", "қарындасы", "sister", "сіңлі", "sister", "сіңлісі", "sister",
	"брат/сестра", "sibling", "брат (сестра)", "sibling", "аға-іні", "sibling", "бауыры", "sibling",
	"неполнородный брат", "half_sibling", "неполнородная сестра", "half_sibling", "единокровный брат", "half_sibling",
	"единокровная сестра", "half_sibling", "единоутробный брат", "half_sibling", "единоутробная сестра", "half_sibling",
	"дедушка", "grandfather", "дед", "grandfather", "ата", "grandfather",
	"бабушка", "grandmother", "әже", "grandmother", "әжесі", "grandmother",
	"внук", "grandson", "внучка", "granddaughter", "внуки", "grandchild", "немере", "grandchild", "немересі", "grandchild",
	"тесть", "spouse_parent", "теща", "spouse_parent", "тёща", "spouse_parent", "свекор", "spouse_parent", "свёкор", "spouse_parent", "свекровь", "spouse_parent",
	"родитель супруга", "spouse_parent", "родитель супруги", "spouse_parent", "қайын ата", "spouse_parent", "қайын ене", "spouse_parent", "қайын атасы", "spouse_parent", "енесі", "spouse_parent",
	"шурин", "spouse_sibling", "свояченица", "spouse_sibling", "деверь", "spouse_sibling", "золовка", "spouse_sibling",
	"брат супруга", "spouse_sibling", "сестра супруга", "spouse_sibling", "брат супруги", "spouse_sibling", "сестра супруги", "spouse_sibling",
	"қайнаға", "spouse_sibling", "қайны", "spouse_sibling", "қайын іні", "spouse_sibling", "қайын сіңлі", "spouse_sibling", "балдыз", "spouse_sibling", "балдызы", "spouse_sibling",
	"пасынок", "spouse_child", "падчерица", "spouse_child", "ребенок супруга", "spouse_child", "өгей бала", "spouse_child",
	"зять", "child_spouse", "невестка", "child_spouse", "сноха", "child_spouse", "күйеу баласы", "child_spouse", "келіні", "child_spouse", "келін", "child_spouse",
	"муж сестры", "sibling_spouse", "жена брата", "sibling_spouse", "жезде", "sibling_spouse", "жеңге", "sibling_spouse", "жездесі", "sibling_spouse", "жеңгесі", "sibling_spouse",
	"отчим", "parent_spouse", "мачеха", "parent_spouse", "өгей әке", "parent_spouse", "өгей шеше", "parent_spouse",
	"родной отец", "father", "родная мать", "mother", "родной брат", "brother", "родная сестра", "sister", "брат родной", "brother", "сестра родная", "sister", "родной сын", "son", "родная дочь", "daughter",
	"старший брат", "brother", "младший брат", "brother", "старшая сестра", "sister", "младшая сестра", "sister", "полнородный брат", "brother", "полнородная сестра", "sister",
	"туған аға", "brother", "туған іні", "brother", "туған әпке", "sister", "туған қарындас", "sister", "туған сіңлі", "sister",
	"отец супруга", "spouse_parent", "отец супруги", "spouse_parent", "отец мужа", "spouse_parent", "отец жены", "spouse_parent",
	"мать супруга", "spouse_parent", "мать супруги", "spouse_parent", "мать мужа", "spouse_parent", "мать жены", "spouse_parent",
	"жұбайының әкесі", "spouse_parent", "жұбайының анасы", "spouse_parent", "әйелінің әкесі", "spouse_parent", "әйелінің анасы", "spouse_parent",
	"күйеуінің әкесі", "spouse_parent", "күйеуінің анасы", "spouse_parent",
	"брат мужа", "spouse_sibling", "брат жены", "spouse_sibling", "сестра мужа", "spouse_sibling", "сестра жены", "spouse_sibling",
	"сын супруга", "spouse_child", "сын супруги", "spouse_child", "сын мужа", "spouse_child", "сын жены", "spouse_child",
	"дочь супруга", "spouse_child", "дочь супруги", "spouse_child", "дочь мужа", "spouse_child", "дочь жены", "spouse_child",
	"муж дочери", "child_spouse", "супруг дочери", "child_spouse", "жена сына", "child_spouse", "супруга сына", "child_spouse",
	"супруг сестры", "sibling_spouse", "супруга брата", "sibling_spouse", "муж матери", "parent_spouse", "супруг матери", "parent_spouse",
	"жена отца", "parent_spouse", "супруга отца", "parent_spouse",
	"иждивенец", "dependant", "находящийся на иждивении", "dependant", "лицо на иждивении", "dependant", "асырауындағы адам", "dependant", "асырауында", "dependant")

// TwoMeanings are the words for relatives that mean two relations: whoever is asked is given
// both. The first is said of an elder or nearer one.
var TwoMeanings = map[string][]string{
	"апа": {"sister", "grandmother"}, "апасы": {"sister", "grandmother"}, "атасы": {"grandfather", "spouse_parent"},
	"жиен": {"grandchild", ""}, "жиені": {"grandchild", ""}, "күйеу": {"husband", "child_spouse"},
}

var supplierKinds = with(canonical("company", "entrepreneur", "branch", "person"),
	"юридическое лицо", "company", "юр. лицо", "company", "компания", "company", "заңды тұлға", "company",
	"индивидуальный предприниматель", "entrepreneur", "ип", "entrepreneur", "жеке кәсіпкер", "entrepreneur", "жк", "entrepreneur",
	"филиал", "branch", "представительство", "branch", "физическое лицо", "person", "жеке тұлға", "person")

var roles = with(canonical("founder", "shareholder", "head", "board_member", "beneficiary", "representative", "accountant"),
	"учредитель", "founder", "участник", "founder", "құрылтайшы", "founder", "акционер", "shareholder", "акционері", "shareholder",
	"руководитель", "head", "директор", "head", "генеральный директор", "head", "первый руководитель", "head", "басшы", "head", "басшысы", "head",
	"член совета директоров", "board_member", "член правления", "board_member", "член наблюдательного совета", "board_member", "басқарма мүшесі", "board_member",
	"бенефициар", "beneficiary", "бенефициарный собственник", "beneficiary", "представитель", "representative", "өкіл", "representative", "өкілі", "representative",
	"главный бухгалтер", "accountant", "бухгалтер", "accountant", "есепші", "accountant", "бас есепші", "accountant")

var subjectKinds = with(canonical("goods", "works", "services"),
	"1", "goods", "2", "works", "3", "services", "товар", "goods", "товары", "goods", "тауар", "goods", "работа", "works", "работы", "works", "жұмыс", "works",
	"услуга", "services", "услуги", "services", "қызмет", "services")

var contractTypes = with(canonical("main", "addendum"),
	"1", "main", "2", "addendum", "основной", "main", "основной договор", "main", "негізгі", "main",
	"дополнительное соглашение", "addendum", "доп. соглашение", "addendum", "қосымша келісім", "addendum")

var decisionRoles = with(canonical("approver", "commission_chair", "commission_member", "secretary", "organiser", "initiator", "specification_author", "acceptance"),
	"утвердил", "approver", "утверждающий", "approver", "председатель комиссии", "commission_chair", "член комиссии", "commission_member",
	"секретарь", "secretary", "секретарь комиссии", "secretary", "организатор", "organiser", "инициатор", "initiator",
	"автор спецификации", "specification_author", "разработчик спецификации", "specification_author", "приемка", "acceptance", "приёмка", "acceptance")

var activities = with(canonical("pedagogical", "scientific", "creative", "official_duty", "other"),
	"педагогическая", "pedagogical", "научная", "scientific", "творческая", "creative", "должностные полномочия", "official_duty", "иная", "other", "другая", "other",
	"педагогикалық", "pedagogical", "ғылыми", "scientific", "шығармашылық", "creative")

var dispositionStatuses = with(canonical("confirmed", "dismissed", "justified"),
	"подтверждено", "confirmed", "отклонено", "dismissed", "обосновано", "justified",
	// as the workbook and the page let them be chosen
	"подтверждён проверкой", "confirmed", "снят проверкой", "dismissed", "признан обоснованным", "justified",
	"тексерумен расталған", "confirmed", "тексерумен алынған", "dismissed", "негізделген деп танылған", "justified",
	"confirmed by a check", "confirmed", "dismissed by a check", "dismissed", "found justified", "justified")

// The words of the registers.
var (
	conclusions         = with(canonical("conflict", "none"), "конфликт", "conflict", "конфликт интересов", "conflict", "установлен", "conflict", "имеется", "conflict", "отсутствует", "none", "не установлен", "none", "мүдделер қақтығысы", "conflict", "жоқ", "none")
	noticeMeasures      = with(canonical("other_person", "duties_changed", "other"), "другое лицо", "other_person", "поручено другому лицу", "other_person", "изменены обязанности", "duties_changed", "изменение обязанностей", "duties_changed", "иная", "other", "другая", "other", "өзге", "other")
	consentKinds        = with(canonical("foreign_accounts"), "зарубежные счета", "foreign_accounts", "иностранные счета", "foreign_accounts", "шетелдік шоттар", "foreign_accounts")
	declarationForms    = with(canonical("250", "270"), "250.00", "250", "270.00", "270", "форма 250", "250", "форма 270", "270", "250.0", "250", "270.0", "270")
	declarationChannels = with(canonical("paper", "electronic"), "бумажный", "paper", "бумажная", "paper", "на бумаге", "paper", "қағаз", "paper", "электронный", "electronic", "электронная", "electronic", "электрондық", "electronic")
	publicationKinds    = with(canonical("declaration", "risk_plan", "cartogram", "council_plan", "site_update"), "декларация", "declaration", "план", "risk_plan", "картограмма", "cartogram", "план совета", "council_plan", "обновление страницы", "site_update", "обновление сайта", "site_update")
	hrNoticeKinds       = with(canonical("filing", "legal_change"), "подача декларации", "filing", "декларация", "filing", "изменение законодательства", "legal_change")
	giftKinds           = with(canonical("gift", "service", "money", "hospitality"), "подарок", "gift", "услуга", "service", "деньги", "money", "гостеприимство", "hospitality", "сыйлық", "gift", "қызмет", "service", "ақша", "money", "қонақжайлылық", "hospitality")
	tripBases           = with(canonical("own", "official", "family", "individual", "treaty", "event"), "за свой счет", "own", "за свой счёт", "own", "командировка", "official", "служебная", "official", "семья", "family", "за счет семьи", "family", "индивидуальное приглашение", "individual", "договор", "treaty", "международный договор", "treaty", "мероприятие", "event")
	eventKinds          = with(canonical("conflict_training", "declaration_example", "culture", "protection", "procurement_training"), "обучение по конфликту интересов", "conflict_training", "пример декларации", "declaration_example", "культура", "culture", "антикоррупционная культура", "culture", "защита", "protection", "защита заявителей", "protection", "обучение по закупкам", "procurement_training")
	mandateKinds        = with(canonical("deputy", "representative"), "депутат", "deputy", "представитель", "representative", "өкіл", "representative")
	analysisKinds       = with(canonical("internal_risk", "conflict", "procurement"), "анализ рисков", "internal_risk", "внутренний анализ", "internal_risk", "конфликт интересов", "conflict", "закупки", "procurement")
	riskMaps            = with(canonical("legislation", "organisation"), "законодательство", "legislation", "заңнама", "legislation", "организация", "organisation", "организационно-управленческая деятельность", "organisation", "ұйым", "organisation")
	riskGroups          = with(canonical("high", "other"), "высокая", "high", "высокий", "high", "жоғары", "high", "иная", "other", "прочая", "other", "өзге", "other")
	orderKinds          = with(canonical("dismissal", "transfer", "discipline"), "увольнение", "dismissal", "расторжение трудового договора", "dismissal", "перевод", "transfer", "взыскание", "discipline", "дисциплинарное взыскание", "discipline", "жұмыстан шығару", "dismissal", "ауыстыру", "transfer", "тәртіптік жаза", "discipline")
	initiatives         = with(canonical("employer", "person", "law"), "работодатель", "employer", "инициатива работодателя", "employer", "работник", "person", "по собственному желанию", "person", "закон", "law", "жұмыс беруші", "employer", "жұмыскер", "person", "заң", "law")
	oneToFive           = with(canonical("1", "2", "3", "4", "5"), "1.0", "1", "2.0", "2", "3.0", "3", "4.0", "4", "5.0", "5")
)

// Yes and No are the words of a Bool cell.
var (
	Yes = []string{"yes", "true", "1", "да", "иә", "t", "y"}
	No  = []string{"no", "false", "0", "нет", "жоқ", "f", "n"}
)
