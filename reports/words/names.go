package words

import "adal/pipeline/run"

type texts = map[string]run.Text

// Ties says what the other person is to the subject.
var Ties = Table{"ties", texts{
	"self":           t("лично", "өзі", "in person"),
	"spouse":         t("супруг(а)", "жұбайы", "spouse"),
	"parent":         t("отец/мать", "әкесі/анасы", "parent"),
	"child":          t("сын/дочь", "ұлы/қызы", "child"),
	"sibling":        t("брат/сестра", "аға-інісі/апа-қарындасы", "sibling"),
	"grandparent":    t("дедушка/бабушка", "атасы/әжесі", "grandparent"),
	"grandchild":     t("внук/внучка", "немересі", "grandchild"),
	"spouse_parent":  t("тесть/тёща, свёкор/свекровь (родитель супруга)", "қайын атасы/енесі (жұбайының әкесі немесе анасы)", "parent-in-law (the spouse's parent)"),
	"spouse_child":   t("пасынок/падчерица (ребёнок супруга)", "өгей ұлы/қызы (жұбайының баласы)", "stepchild (the spouse's child)"),
	"spouse_sibling": t("шурин/деверь, свояченица/золовка (брат или сестра супруга)", "қайнағасы/қайнысы/балдызы (жұбайының бауыры)", "sibling-in-law (the spouse's sibling)"),
	"child_spouse":   t("зять/невестка (супруг ребёнка)", "күйеу баласы/келіні (баласының жұбайы)", "child-in-law (the child's spouse)"),
	"parent_spouse":  t("отчим/мачеха (супруг родителя)", "өгей әкесі/шешесі (әкесінің немесе анасының жұбайы)", "step-parent (the parent's spouse)"),
	"sibling_spouse": t("зять/невестка (супруг брата или сестры)", "жездесі/жеңгесі (бауырының жұбайы)", "sibling's spouse"),
	"dependant":      t("иждивенец", "асырауындағы адам", "dependant"),
}}

// Relations says what the relative of a family_links row is to the person.
var Relations = Table{"relations", texts{
	"father":          t("отец", "әкесі", "father"),
	"mother":          t("мать", "анасы", "mother"),
	"parent":          t("отец или мать", "әкесі немесе анасы", "parent"),
	"adoptive_parent": t("усыновитель", "асырап алған ата-анасы", "adoptive parent"),
	"son":             t("сын", "ұлы", "son"),
	"daughter":        t("дочь", "қызы", "daughter"),
	"child":           t("сын или дочь", "ұлы немесе қызы", "child"),
	"adopted_child":   t("усыновлённый ребёнок", "асырап алған баласы", "adopted child"),
	"husband":         t("муж", "күйеуі", "husband"),
	"wife":            t("жена", "әйелі", "wife"),
	"spouse":          t("супруг(а)", "жұбайы", "spouse"),
	"brother":         t("брат", "аға-інісі", "brother"),
	"sister":          t("сестра", "апа-қарындасы", "sister"),
	"sibling":         t("брат или сестра", "аға-інісі немесе апа-қарындасы", "sibling"),
	"half_sibling":    t("неполнородный брат или сестра", "бір ата не бір анадан туған бауыры", "half-sibling"),
	"grandfather":     t("дедушка", "атасы", "grandfather"),
	"grandmother":     t("бабушка", "әжесі", "grandmother"),
	"grandparent":     t("дедушка или бабушка", "атасы немесе әжесі", "grandparent"),
	"grandson":        t("внук", "немересі (ұл)", "grandson"),
	"granddaughter":   t("внучка", "немересі (қыз)", "granddaughter"),
	"grandchild":      t("внук или внучка", "немересі", "grandchild"),
	"spouse_parent":   t("родитель супруга", "жұбайының әкесі немесе анасы", "spouse's parent"),
	"spouse_sibling":  t("брат или сестра супруга", "жұбайының бауыры", "spouse's sibling"),
	"spouse_child":    t("ребёнок супруга", "жұбайының баласы", "spouse's child"),
	"child_spouse":    t("супруг ребёнка", "баласының жұбайы", "child's spouse"),
	"sibling_spouse":  t("супруг брата или сестры", "бауырының жұбайы", "sibling's spouse"),
	"parent_spouse":   t("супруг родителя", "әкесінің немесе анасының жұбайы", "parent's spouse"),
	"dependant":       t("иждивенец", "асырауындағы адам", "dependant"),
}}

// Kinds names the kinds of a finding, in the singular.
var Kinds = Table{"kinds", texts{
	"violation": t("признак нарушения", "бұзушылық белгісі", "sign of a violation"),
	"lead":      t("повод для проверки", "тексеруге негіз", "lead to check"),
	"measure":   t("показатель", "көрсеткіш", "measure"),
}}

// ThingKinds names what a finding is about.
var ThingKinds = Table{"thing kinds", texts{
	"person":    t("лицо", "тұлға", "person"),
	"supplier":  t("поставщик", "өнім беруші", "supplier"),
	"company":   t("организация", "ұйым", "company"),
	"group":     t("группа поставщиков", "өнім берушілер тобы", "group of suppliers"),
	"position":  t("должность", "лауазым", "post"),
	"unit":      t("подразделение", "бөлімше", "unit"),
	"customer":  t("заказчик", "тапсырыс беруші", "customer"),
	"category6": t("категория ЕНС ТРУ (6 знаков)", "ТЖҚ БНА санаты (6 таңба)", "ENS TRU category (6 digits)"),
	"slice":     t("срез закупок", "сатып алу қимасы", "slice of procurement"),
}}

// Confidence says how sure the evidence of a finding is.
var Confidence = Table{"confidence", texts{
	"confirmed": t("подтверждено двумя источниками", "екі дереккөзбен расталған", "confirmed by two sources"),
	"declared":  t("по одному источнику", "бір дереккөз бойынша", "stated by one source"),
	"inferred":  t("выведено из других связей", "басқа байланыстардан шығарылған", "inferred from other links"),
	"name_only": t("совпали только имя и дата рождения", "тек аты-жөні мен туған күні сәйкес келді", "only name and birth date match"),
}}

// Statuses says where a finding stands.
var Statuses = Table{"statuses", texts{
	"new":        t("новый", "жаңа", "new"),
	"persisting": t("был и раньше", "бұрын да болған", "seen before"),
	"reopened":   t("открыт снова", "қайта ашылған", "reopened"),
	"confirmed":  t("подтверждён проверкой", "тексерумен расталған", "confirmed by a check"),
	"dismissed":  t("снят проверкой", "тексерумен алынған", "dismissed by a check"),
	"justified":  t("признан обоснованным", "негізделген деп танылған", "found justified"),
}}

// Disclosed says whether the person gave notice of the interest.
var Disclosed = Table{"disclosed", texts{
	"yes":     t("уведомление есть", "хабарлама бар", "notice given"),
	"no":      t("уведомления нет в данных", "деректерде хабарлама жоқ", "no notice in the data"),
	"unknown": t("неизвестно: таблицы уведомлений нет", "белгісіз: хабарламалар кестесі жоқ", "unknown: no table of notices"),
}}

// Parts names the addends of a score.
var Parts = Table{"score parts", texts{
	"severity":    t("серьёзность правила", "ереженің маңыздылығы", "how serious the rule is"),
	"closeness":   t("близость связи", "байланыстың жақындығы", "how close the tie is"),
	"evidence":    t("надёжность сведений", "мәліметтің сенімділігі", "how sure the evidence is"),
	"influence":   t("влияние должности", "лауазымның ықпалы", "how influential the post is"),
	"money":       t("сумма договоров", "шарттардың сомасы", "how large the money is"),
	"recency":     t("недавность", "жақында болғаны", "how recent it is"),
	"undisclosed": t("уведомления нет", "хабарлама жоқ", "not disclosed"),
}}

// PartFacts words the codes a part of a score was given for, "part.code".
var PartFacts = Table{"score facts", texts{
	"severity.violation":  t("признак нарушения прямого запрета", "тікелей тыйымды бұзу белгісі", "sign of a breach of a plain ban"),
	"severity.lead":       t("повод для проверки", "тексеруге негіз", "lead to check"),
	"influence.none":      t("отметок влияния нет", "ықпал белгілері жоқ", "no marks of influence"),
	"influence.0":         t("отметок влияния нет", "ықпал белгілері жоқ", "no marks of influence"),
	"money.none":          t("договоров нет", "шарттар жоқ", "no contracts"),
	"money.":              t("договоров нет", "шарттар жоқ", "no contracts"),
	"influence.":          t("отметок влияния нет", "ықпал белгілері жоқ", "no marks of influence"),
	"closeness.none":      t("личной связи нет", "жеке байланыс жоқ", "no personal tie"),
	"recency.none":        t("дата неизвестна", "күні белгісіз", "no date"),
	"recency.ongoing":     t("продолжается", "жалғасуда", "still going on"),
	"undisclosed.yes":     t("уведомление есть", "хабарлама бар", "notice given"),
	"undisclosed.no":      t("уведомления нет в данных", "деректерде хабарлама жоқ", "no notice in the data"),
	"undisclosed.unknown": t("неизвестно: таблицы уведомлений нет", "белгісіз: хабарламалар кестесі жоқ", "unknown: no table of notices"),
}}

// InputTables names the input tables.
var InputTables = Table{"tables", texts{
	"roster":             t("кадры", "кадрлар", "roster"),
	"family_links":       t("семейные связи", "отбасылық байланыстар", "family links"),
	"suppliers":          t("организации", "ұйымдар", "companies"),
	"supplier_people":    t("участники и руководители организаций", "ұйымдардың қатысушылары мен басшылары", "people behind companies"),
	"contracts":          t("договоры", "шарттар", "contracts"),
	"units":              t("подразделения", "бөлімшелер", "units"),
	"decisions":          t("решения по закупкам", "сатып алу шешімдері", "procurement decisions"),
	"recusals":           t("самоотводы", "өздігінен бас тартулар", "recusals"),
	"disclosures":        t("уведомления о конфликте интересов", "мүдделер қақтығысы туралы хабарламалар", "notices of a conflict of interest"),
	"governing_bodies":   t("органы управления", "басқару органдары", "governing bodies"),
	"trust_agreements":   t("договоры доверительного управления", "сенімгерлік басқару шарттары", "trust agreements"),
	"declared_interests": t("заявленные интересы", "мәлімделген мүдделер", "declared interests"),
	"outside_work":       t("иная оплачиваемая деятельность", "өзге ақылы қызмет", "outside work"),
	"bids":               t("заявки участников", "қатысушылардың өтінімдері", "bids"),
	"dispositions":       t("решения по прежним записям", "бұрынғы жазбалар бойынша шешімдер", "decisions on earlier findings"),
	"unfair_suppliers":   t("реестр недобросовестных участников", "жосықсыз қатысушылар тізілімі", "register of unfair participants"),
	"contract_units":     t("предметы договоров", "шарт мәндері", "units of contracts"),
	"plans":              t("пункты планов закупок", "сатып алу жоспарының тармақтары", "points of procurement plans"),
	"lots":               t("лоты", "лоттар", "lots"),
	"announcements":      t("объявления о закупках", "сатып алу хабарландырулары", "announcements"),
	"kin":                t("родство", "туыстық", "kinship"),
	"findings":           t("записи прошлого отчёта", "өткен есептің жазбалары", "findings of the run before"),
}}

// Roles says what a source row does in the proof of a finding.
var Roles = Table{"roles of evidence", texts{
	"post":                     t("должность", "лауазымы", "post"),
	"subject_post":             t("должность", "лауазымы", "post"),
	"other_post":               t("должность второго лица", "екінші тұлғаның лауазымы", "the other's post"),
	"relative_post":            t("должность родственника", "туыстың лауазымы", "the relative's post"),
	"subordinate_post":         t("должность подчинённого", "бағыныштының лауазымы", "subordinate's post"),
	"superior_post":            t("должность руководителя", "басшының лауазымы", "superior's post"),
	"chain_post":               t("должность в цепочке подчинения", "бағыну тізбегіндегі лауазым", "post in the chain of command"),
	"former_post":              t("прежняя должность", "бұрынғы лауазымы", "former post"),
	"last_post":                t("последняя должность", "соңғы лауазымы", "last post"),
	"via_post":                 t("должность родственника", "туыстың лауазымы", "the relative's post"),
	"first_post":               t("начало службы", "қызметтің басталуы", "start of service"),
	"manager":                  t("указание руководителя", "басшыны көрсету", "stated superior"),
	"kin_link":                 t("семейная связь", "отбасылық байланыс", "family link"),
	"family_link":              t("семейная связь", "отбасылық байланыс", "family link"),
	"kin":                      t("семейная связь", "отбасылық байланыс", "family link"),
	"marriage":                 t("брак", "неке", "marriage"),
	"stake":                    t("доля участия", "қатысу үлесі", "stake"),
	"role":                     t("роль в организации", "ұйымдағы рөлі", "role in the company"),
	"head":                     t("руководство организацией", "ұйымды басқару", "heads the company"),
	"board_member":             t("членство в органе управления", "басқару органындағы мүшелік", "board membership"),
	"tie":                      t("связь с организацией", "ұйыммен байланыс", "tie to the company"),
	"supplier_tie":             t("связь с поставщиком", "өнім берушімен байланыс", "tie to the supplier"),
	"holding":                  t("доля через другую организацию", "басқа ұйым арқылы үлес", "stake through another company"),
	"chain_stake":              t("доля через другую организацию", "басқа ұйым арқылы үлес", "stake through another company"),
	"own_business":             t("собственное дело", "жеке кәсібі", "own business"),
	"entrepreneur":             t("регистрация предпринимателем", "кәсіпкер ретінде тіркелу", "registration as an entrepreneur"),
	"supplier":                 t("сведения об организации", "ұйым туралы мәлімет", "company record"),
	"company":                  t("сведения об организации", "ұйым туралы мәлімет", "company record"),
	"contact":                  t("общий контакт", "ортақ байланыс дерегі", "shared contact"),
	"contract":                 t("договор", "шарт", "contract"),
	"addendum":                 t("дополнительное соглашение", "қосымша келісім", "addendum"),
	"decision":                 t("решение", "шешім", "decision"),
	"recusal":                  t("самоотвод", "өздігінен бас тарту", "recusal"),
	"disclosure":               t("уведомление", "хабарлама", "notice"),
	"seat":                     t("место в органе управления", "басқару органындағы орын", "seat in the governing body"),
	"subject_seat":             t("место в органе управления", "басқару органындағы орын", "seat in the governing body"),
	"other_seat":               t("место второго лица в органе управления", "екінші тұлғаның басқару органындағы орны", "the other's seat in the governing body"),
	"body":                     t("орган управления", "басқару органы", "governing body"),
	"body_seat":                t("место в органе управления", "басқару органындағы орын", "seat in the governing body"),
	"governing_body":           t("орган управления", "басқару органы", "governing body"),
	"trust":                    t("доверительное управление", "сенімгерлік басқару", "trust agreement"),
	"trust_agreement":          t("доверительное управление", "сенімгерлік басқару", "trust agreement"),
	"declared":                 t("заявленный интерес", "мәлімделген мүдде", "declared interest"),
	"declaration":              t("заявленный интерес", "мәлімделген мүдде", "declared interest"),
	"declared_interest":        t("заявленный интерес", "мәлімделген мүдде", "declared interest"),
	"outside_work":             t("иная деятельность", "өзге қызмет", "outside work"),
	"bid":                      t("заявка", "өтінім", "bid"),
	"unit":                     t("подразделение", "бөлімше", "unit"),
	"member":                   t("участник", "мүше", "member"),
	"other_member":             t("второй участник", "екінші мүше", "the other member"),
	"relative_contact":         t("тот же контакт у другой организации", "басқа ұйымдағы сол байланыс дерегі", "the same contact of the other company"),
	"edge":                     t("основание связи в группе", "топтағы байланыс негізі", "what ties the group"),
	"controller":               t("контроль", "бақылау", "control"),
	"branch":                   t("филиал", "филиал", "branch"),
	"direct_contract":          t("прямой договор", "тікелей шарт", "direct contract"),
	"failed_tender":            t("договор после несостоявшейся закупки", "өтпеген сатып алудан кейінгі шарт", "contract after a failed tender"),
	"shared_address":           t("общий адрес", "ортақ мекенжай", "shared address"),
	"shared_phone":             t("общий телефон", "ортақ телефон", "shared phone"),
	"shared_email":             t("общая электронная почта", "ортақ электрондық пошта", "shared e-mail"),
	"shared_bank_account":      t("общий банковский счёт", "ортақ банк шоты", "shared bank account"),
	"shared_contact":           t("общий контакт", "ортақ байланыс дерегі", "shared contact"),
	"relative_supplier":        t("организация родственника", "туыстың ұйымы", "the relative's company"),
	"employee_supplier":        t("организация работника", "қызметкердің ұйымы", "the employee's company"),
	"subject_company":          t("организация лица", "тұлғаның ұйымы", "the person's company"),
	"other_company":            t("вторая организация", "екінші ұйым", "the other company"),
	"stands_behind":            t("связь с организацией", "ұйыммен байланыс", "tie to the company"),
	"previous_year":            t("прошлый год", "өткен жыл", "year before"),
	"announcement":             t("объявление", "хабарландыру", "announcement"),
	"superior":                 t("руководитель", "басшы", "superior"),
	"position":                 t("должность", "лауазым", "post"),
	"person":                   t("лицо", "тұлға", "person"),
	"name_match":               t("совпадение имени", "аты-жөнінің сәйкестігі", "match by name"),
	"registration":             t("регистрация", "тіркеу", "registration"),
	"service_start":            t("начало службы", "қызметтің басталуы", "start of service"),
	"organisation":             t("организация", "ұйым", "organisation"),
	"head_office":              t("головная организация", "бас ұйым", "head office"),
	"decision_without_recusal": t("решение без самоотвода", "өздігінен бас тартусыз шешім", "decision without a recusal"),
}}

// HolderRoles names the roles of supplier_people.
var HolderRoles = Table{"roles in a company", texts{
	"founder":        t("учредитель", "құрылтайшы", "founder"),
	"shareholder":    t("участник (акционер)", "қатысушы (акционер)", "shareholder"),
	"head":           t("руководитель", "басшы", "head"),
	"board_member":   t("член органа управления", "басқару органының мүшесі", "board member"),
	"beneficiary":    t("бенефициар", "бенефициар", "beneficiary"),
	"representative": t("представитель", "өкіл", "representative"),
	"accountant":     t("бухгалтер", "бухгалтер", "accountant"),
	"entrepreneur":   t("предприниматель", "кәсіпкер", "entrepreneur"),
	"own_business":   t("собственное дело", "жеке кәсібі", "own business"),
	"stake":          t("доля участия", "қатысу үлесі", "stake"),
}}

// DecisionRoles names the roles of decisions.
var DecisionRoles = Table{"roles in a decision", texts{
	"approver":             t("утверждающее лицо", "бекітуші", "approver"),
	"commission_chair":     t("председатель комиссии", "комиссия төрағасы", "chair of the commission"),
	"commission_member":    t("член комиссии", "комиссия мүшесі", "member of the commission"),
	"secretary":            t("секретарь комиссии", "комиссия хатшысы", "secretary of the commission"),
	"organiser":            t("организатор закупки", "сатып алуды ұйымдастырушы", "organiser"),
	"initiator":            t("инициатор закупки", "сатып алу бастамашысы", "initiator"),
	"specification_author": t("автор технической спецификации", "техникалық ерекшелік авторы", "author of the specification"),
	"acceptance":           t("лицо, принявшее исполнение", "орындауды қабылдаған адам", "accepted the delivery"),
}}

// Activities names the kinds of outside work.
var Activities = Table{"activities", texts{
	"pedagogical":   t("педагогическая", "педагогикалық", "teaching"),
	"scientific":    t("научная", "ғылыми", "scientific"),
	"creative":      t("творческая", "шығармашылық", "creative"),
	"official_duty": t("по должностным полномочиям", "лауазымдық өкілеттік бойынша", "official duty"),
	"other":         t("иная", "өзге", "other"),
}}

// Influence names the marks of an influential post.
var Influence = Table{"influence", texts{
	"resources":   t("ресурсы", "ресурстар", "resources"),
	"finance":     t("финансы", "қаржы", "finance"),
	"procurement": t("закупки", "сатып алу", "procurement"),
	"evaluation":  t("оценка", "бағалау", "evaluation"),
	"control":     t("контроль", "бақылау", "control"),
}}

// PostKinds names how a post is held.
var PostKinds = Table{"kinds of post", texts{
	"main":     t("основная должность", "негізгі лауазым", "main post"),
	"acting":   t("исполняет обязанности", "міндетін атқарушы", "acting"),
	"combined": t("по совмещению", "қоса атқарушы", "combined"),
}}

// ServiceClasses names the classes of service.
var ServiceClasses = Table{"classes of service", texts{
	"political": t("политический служащий", "саяси қызметші", "political servant"),
	"corps_a":   t("корпус «А»", "«А» корпусы", "corps A"),
	"corps_b":   t("корпус «Б»", "«Б» корпусы", "corps B"),
	"official":  t("должностное лицо", "лауазымды адам", "official"),
	"equated":   t("приравненное лицо", "теңестірілген адам", "person equated to officials"),
	"technical": t("технический работник", "техникалық қызметкер", "technical staff"),
}}

// SupplierKinds names the kinds of supplier.
var SupplierKinds = Table{"kinds of supplier", texts{
	"company":      t("юридическое лицо", "заңды тұлға", "company"),
	"entrepreneur": t("индивидуальный предприниматель", "жеке кәсіпкер", "sole entrepreneur"),
	"branch":       t("филиал", "филиал", "branch"),
	"person":       t("физическое лицо", "жеке тұлға", "person"),
}}

// SubjectKinds names what is bought.
var SubjectKinds = Table{"kinds of subject", texts{
	"goods":    t("товары", "тауарлар", "goods"),
	"works":    t("работы", "жұмыстар", "works"),
	"services": t("услуги", "қызметтер", "services"),
}}

// SliceKinds names the cuts of the annual report.
var SliceKinds = Table{"slices", texts{
	"all":          t("все закупки", "барлық сатып алу", "all procurement"),
	"subject_kind": t("вид предмета", "мәнінің түрі", "kind of subject"),
	"category2":    t("категория ЕНС ТРУ, 2 знака", "ТЖҚ БНА санаты, 2 таңба", "ENS TRU category, 2 digits"),
	"category4":    t("категория ЕНС ТРУ, 4 знака", "ТЖҚ БНА санаты, 4 таңба", "ENS TRU category, 4 digits"),
	"category6":    t("категория ЕНС ТРУ, 6 знаков", "ТЖҚ БНА санаты, 6 таңба", "ENS TRU category, 6 digits"),
	"unit":         t("подразделение", "бөлімше", "unit"),
	"method_class": t("способ закупки", "сатып алу тәсілі", "procurement method"),
	"supplier":     t("поставщик", "өнім беруші", "supplier"),
	"group":        t("группа", "топ", "group"),
}}

// MethodClasses names the classes of procurement methods.
var MethodClasses = Table{"method classes", texts{
	"competitive":          t("конкурентные способы", "бәсекелі тәсілдер", "competitive methods"),
	"single_source_direct": t("из одного источника, прямое заключение", "бір көзден тікелей жасасу", "single source, direct"),
	"single_source_failed": t("из одного источника по несостоявшимся закупкам", "өтпеген сатып алу бойынша бір көзден", "single source after a failed tender"),
	"exchange":             t("товарные биржи", "тауар биржалары", "commodity exchanges"),
	"special":              t("особый порядок", "ерекше тәртіп", "special procedure"),
	"e_shop":               t("электронный магазин", "электрондық дүкен", "e-shop"),
	"unknown":              t("способ не определён", "тәсілі анықталмаған", "method unknown"),
}}

// Identities says whom a share is counted for.
var Identities = Table{"identities", texts{
	"supplier": t("по поставщикам", "өнім берушілер бойынша", "by supplier"),
	"group":    t("по группам", "топтар бойынша", "by group"),
}}

// GroupKinds says how sure a group is.
var GroupKinds = Table{"kinds of group", texts{
	"certain":   t("связь подтверждена реестром", "байланыс тізіліммен расталған", "tie stated in a register"),
	"suspected": t("связь предположительна", "байланыс болжамды", "tie only suspected"),
}}

// EdgeTypes says why two members of a group belong together.
var EdgeTypes = Table{"edges", texts{
	"same_controller":     t("один и тот же контролирующий", "бақылаушысы бір", "the same controller"),
	"controls":            t("одна организация контролирует другую", "бір ұйым екіншісін бақылайды", "one controls the other"),
	"branch":              t("филиал и головная организация", "филиал және бас ұйым", "a branch and its head office"),
	"related_controllers": t("контролирующие — близкие родственники", "бақылаушылары — жақын туыстар", "controllers are close relatives"),
	"shared_address":      t("общий адрес", "ортақ мекенжай", "a shared address"),
	"shared_phone":        t("общий телефон", "ортақ телефон", "a shared phone"),
	"shared_email":        t("общая электронная почта", "ортақ электрондық пошта", "a shared e-mail"),
	"shared_bank_account": t("общий банковский счёт", "ортақ банк шоты", "a shared bank account"),
}}

// Steps names the steps of the reconciliation.
var Steps = Table{"steps", texts{
	"read":      t("прочитано", "оқылды", "read"),
	"rejected":  t("отклонено", "қабылданбады", "rejected"),
	"repeated":  t("точные повторы", "дәл қайталаулар", "exact repetitions"),
	"collapsed": t("свёрнуто в более поздние версии", "кейінгі нұсқаларға біріктірілді", "collapsed into later versions"),
	"left_out":  t("исключено", "шығарылды", "left out"),
	"valued":    t("разница в стоимости", "құндағы айырма", "difference in value"),
	"counted":   t("учтено", "есепке алынды", "counted"),
}}

// RuleStatuses says whether a rule ran.
var RuleStatuses = Table{"rule statuses", texts{
	"ran":     t("проверено", "тексерілді", "ran"),
	"skipped": t("не проверялось", "тексерілмеді", "not run"),
}}

// Of says what the coverage of a rule counts.
var Of = Table{"counted things", texts{
	"people":    t("люди", "адамдар", "people"),
	"suppliers": t("поставщики", "өнім берушілер", "suppliers"),
	"contracts": t("договоры", "шарттар", "contracts"),
	"slices":    t("срезы", "қималар", "slices"),
	"customers": t("заказчики", "тапсырыс берушілер", "customers"),
	"positions": t("должности", "лауазымдар", "posts"),
	"units":     t("подразделения", "бөлімшелер", "units"),
	"groups":    t("группы", "топтар", "groups"),
	"pairs":     t("пары лиц", "тұлғалар жұбы", "pairs of people"),
	"companies": t("организации", "ұйымдар", "companies"),
	"decisions": t("решения", "шешімдер", "decisions"),
	"seats":     t("места в органах управления", "басқару органдарындағы орындар", "seats in governing bodies"),
}}

// Measures names the indicators of kpi.csv.
var Measures = Table{"measures", texts{
	"contracts":                                 t("Договоров", "Шарттар саны", "Contracts"),
	"amount":                                    t("Сумма договоров, ₸", "Шарттар сомасы, ₸", "Amount of contracts, KZT"),
	"suppliers":                                 t("Поставщиков", "Өнім берушілер саны", "Suppliers"),
	"suppliers_per_100_contracts":               t("Поставщиков на 100 договоров", "100 шартқа шаққандағы өнім берушілер", "Suppliers per 100 contracts"),
	"bids_per_lot":                              t("Заявок на лот в среднем", "Бір лотқа орташа өтінім", "Average bids per lot"),
	"average_bids_per_lot":                      t("Заявок на лот в среднем", "Бір лотқа орташа өтінім", "Average bids per lot"),
	"single_source_direct_count":                t("Прямые договоры, доля по числу", "Тікелей шарттар, саны бойынша үлесі", "Direct contracts, share by count"),
	"single_source_direct_amount":               t("Прямые договоры, доля по сумме", "Тікелей шарттар, сомасы бойынша үлесі", "Direct contracts, share by amount"),
	"single_source_direct_failed_count":         t("Прямые и несостоявшиеся, доля по числу", "Тікелей және өтпеген, саны бойынша үлесі", "Direct and failed, share by count"),
	"single_source_direct_failed_amount":        t("Прямые и несостоявшиеся, доля по сумме", "Тікелей және өтпеген, сомасы бойынша үлесі", "Direct and failed, share by amount"),
	"single_source_direct_failed_e_shop_count":  t("Прямые, несостоявшиеся и электронный магазин, доля по числу", "Тікелей, өтпеген және электрондық дүкен, саны бойынша үлесі", "Direct, failed and e-shop, share by count"),
	"single_source_direct_failed_e_shop_amount": t("Прямые, несостоявшиеся и электронный магазин, доля по сумме", "Тікелей, өтпеген және электрондық дүкен, сомасы бойынша үлесі", "Direct, failed and e-shop, share by amount"),
	"e_shop_count":                              t("Электронный магазин, доля по числу", "Электрондық дүкен, саны бойынша үлесі", "E-shop, share by count"),
	"e_shop_amount":                             t("Электронный магазин, доля по сумме", "Электрондық дүкен, сомасы бойынша үлесі", "E-shop, share by amount"),
	"competitive_count":                         t("Конкурентные способы, доля по числу", "Бәсекелі тәсілдер, саны бойынша үлесі", "Competitive methods, share by count"),
	"competitive_amount":                        t("Конкурентные способы, доля по сумме", "Бәсекелі тәсілдер, сомасы бойынша үлесі", "Competitive methods, share by amount"),
	"unknown_method_count":                      t("Способ не определён, доля по числу", "Тәсілі анықталмаған, саны бойынша үлесі", "Method unknown, share by count"),
	"unknown_method_amount":                     t("Способ не определён, доля по сумме", "Тәсілі анықталмаған, сомасы бойынша үлесі", "Method unknown, share by amount"),
	"single_bid_share":                          t("Лоты с одной заявкой, доля", "Бір өтініммен өткен лоттар үлесі", "Lots with a single bid, share"),
}}

// Grounds names the grounds of direct contracts under which the law itself names the supplier.
var Grounds = Table{"grounds", texts{
	"16(3)(1)":  t("16(3)(1) — естественная монополия", "16(3)(1) — табиғи монополия", "16(3)(1) — natural monopoly"),
	"16(3)(25)": t("16(3)(25) — лицо названо законом", "16(3)(25) — заң атаған тұлға", "16(3)(25) — person named by law"),
	"16(3)(26)": t("16(3)(26) — собственная организация", "16(3)(26) — өз ұйымы", "16(3)(26) — own company"),
	"200":       t("16(3)(1) — естественная монополия", "16(3)(1) — табиғи монополия", "16(3)(1) — natural monopoly"),
	"205":       t("16(3)(25) — лицо названо законом", "16(3)(25) — заң атаған тұлға", "16(3)(25) — person named by law"),
	"233":       t("16(3)(26) — собственная организация", "16(3)(26) — өз ұйымы", "16(3)(26) — own company"),
	"224":       t("16(3)(28) — малые закупки", "16(3)(28) — шағын сатып алу", "16(3)(28) — small purchases"),
	"16(3)(28)": t("16(3)(28) — малые закупки", "16(3)(28) — шағын сатып алу", "16(3)(28) — small purchases"),
}}
