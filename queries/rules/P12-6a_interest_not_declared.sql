-- id: P12-6a
-- kind: lead
-- job: scan
-- severity: 0.5
-- paragraph: 12(6)
-- title.ru: Интерес не указан в сведениях работника
-- title.kk: Мүдде қызметкер мәліметінде көрсетілмеген
-- title.en: Interest not declared
-- why.ru: Сравнение внешних данных с представленными работником показывает интересы, о которых он не сообщил.
-- why.kk: Сыртқы деректерді қызметкер ұсынған мәліметтермен салыстыру хабарланбаған мүдделерді көрсетеді.
-- why.en: Comparing external data with what the employee gave shows interests nobody was told of.
-- summary.ru: По реестру {subject} имеет отношение к {other} ({how}), в заявленных сведениях этого нет. Требует проверки.
-- summary.kk: Тізілім бойынша {subject} {other} ұйымына қатысы бар ({how}), мәлімделген мәліметте жоқ. Тексеруді қажет етеді.
-- summary.en: By the register {subject} has to do with {other} ({how}); what was declared does not say so. Requires checking.
-- exceptions.ru: Люди, от которых сведений не требовали; роли и доли, прекращённые к отчётному дню.
-- exceptions.kk: Мәлімет талап етілмеген адамдар; есепті күнге дейін тоқтатылған рөлдер мен үлестер.
-- exceptions.en: People nobody asked; roles and stakes that ended before the as-of day.
-- clears.ru: Декларация или заявление с датой до отчётного дня; выписка о прекращении роли или доли.
-- clears.kk: Есепті күнге дейінгі декларация не өтініш; рөл не үлес тоқтатылғаны туралы үзінді.
-- clears.en: A declaration dated before the as-of day; an extract that the role or stake ended.
-- innocent.ru: Сведения поданы на бумаге и не внесены; работник не знает о записи в реестре.
-- innocent.kk: Мәлімет қағаз түрінде берілген; қызметкер тізілімдегі жазба туралы білмейді.
-- innocent.en: The declaration was on paper and not entered; the employee does not know of the entry.
-- basis: Anti-corruption Standard, paragraphs 12(6), 20-26
-- assumptions.ru: Какие категории обязаны декларировать — параметр; без категории — только если человек есть в таблице.
-- assumptions.kk: Қай санаттар мәлімдеуге міндетті — параметр; санаты жоқ адам тек кестеде болса ғана.
-- assumptions.en: Which classes must declare is a parameter; a blank class must only if the person appears in the table.
-- inputs: roster, supplier_people, declared_interests
-- optional: disclosures
-- of: people
-- population: declarers
-- gaps: no_class
-- identity: subject, other
-- cleared_by: declared_interests
-- param.classes: text | political;corps_a;corps_b;official;equated | classes of service that must declare
WITH register AS (
    SELECT holder_id AS iin, supplier_id, role, src, since(date_from) AS date_from, until(date_to) AS date_to, coalesce(source, '') AS source
    FROM supplier_people
    WHERE NOT (role IN ('founder', 'shareholder', 'beneficiary') AND coalesce(share_pct = 0, false))
        AND $as_of BETWEEN since(date_from) AND until(date_to)
), must AS (
    SELECT p.iin, arg_min(p.src, p.ord) AS post
    FROM post AS p
    LEFT JOIN (SELECT DISTINCT iin FROM declared_interests) AS d ON d.iin = p.iin
    WHERE $as_of BETWEEN p.date_from AND p.date_to
        AND p.in_scope
        AND (d.iin IS NOT NULL OR list_contains(string_split($classes, ';'), p.service_class))
    GROUP BY p.iin
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    r.iin AS subject_id,
    any_value(m.post) AS post,
    'supplier' AS other_kind,
    r.supplier_id AS other_id,
    'self' AS tie,
    stated_since(min(r.date_from)) AS date_from,
    stated_until(max(r.date_to)) AS date_to,
    'confirmed' AS confidence,
    to_json({'how': arg_min(r.role, {'h': how_order(r.role), 'r': r.role})}) AS detail,
    [step('post', any_value(m.post))] || list(step('role', r.src) ORDER BY how_order(r.role), r.role, r.date_from, r.source, r.src) AS evidence
FROM register AS r
JOIN must AS m ON m.iin = r.iin
ANTI JOIN declared_interests AS d ON d.iin = r.iin AND d.company_id = r.supplier_id
GROUP BY r.iin, r.supplier_id
