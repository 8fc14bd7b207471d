-- id: P10-2c
-- kind: lead
-- job: scan
-- severity: 0.4
-- paragraph: 10(2)
-- title.ru: Родственники в одном подразделении
-- title.kk: Бір бөлімшедегі туыстар
-- title.en: Relatives in one unit
-- why.ru: Родственники одного подразделения могут вместе готовить и проверять одно решение.
-- why.kk: Бір бөлімшедегі туыстар бір шешімді бірге дайындап, тексеруі мүмкін.
-- why.en: Relatives of one unit may prepare and check the same decision together.
-- summary.ru: {subject} и {other} ({tie}) работают в одном подразделении «{unit}». Запрета нет; требует проверки.
-- summary.kk: {subject} және {other} ({tie}) бір бөлімшеде жұмыс істейді: «{unit}». Тыйым жоқ; тексеруді қажет етеді.
-- summary.en: {subject} and {other} ({tie}) work in one unit, "{unit}". No ban; requires checking.
-- exceptions.ru: Пары, уже указанные по подчинённости; обе должности технические.
-- exceptions.kk: Бағыныстылық бойынша көрсетілген жұптар; екі лауазым да техникалық.
-- exceptions.en: Pairs already found in subordination; two technical posts.
-- clears.ru: Перевод одного из двоих; разделение обязанностей, исключающее совместные решения.
-- clears.kk: Екеуінің бірін ауыстыру; бірлескен шешімдерді болдырмайтын міндеттер бөлінісі.
-- clears.en: A transfer of one of them; duties divided so that no decision is shared.
-- innocent.ru: Обязанности в подразделении разделены, и решения принимает третий.
-- innocent.kk: Бөлімшеде міндеттер бөлінген, шешімді үшінші тұлға қабылдайды.
-- innocent.en: Duties are divided within the unit and a third person decides.
-- basis: Anti-corruption Standard, paragraphs 10(2), 13
-- inputs: roster, family_links
-- after: P10-2a, P10-2b
-- of: people
-- population: in_office
-- gaps: no_unit, no_family_links, parents_unknown, no_iin_relative
-- identity: subject, other
-- notice_by: either
WITH above AS (
    SELECT least(subject_id, other_id) AS a, greatest(subject_id, other_id) AS b FROM finding WHERE rule IN ('P10-2a', 'P10-2b')
), overlap AS (
    SELECT
        p.iin AS subject_id, q.iin AS other_id, p.src AS post_a, q.src AS post_b, p.ord AS ord_a, q.ord AS ord_b,
        k.relation, k.named, k.links, k.basis,
        greatest(p.date_from, q.date_from, k.held_from) AS date_from,
        least(p.date_to, q.date_to, k.held_to) AS date_to
    FROM kin AS k
    JOIN post AS p ON p.iin = k.person
    JOIN post AS q ON q.iin = k.relative AND q.unit_key = p.unit_key
    ANTI JOIN above ON above.a = k.person AND above.b = k.relative
    WHERE k.person < k.relative
        AND k.relation <> 'dependant'
        AND (p.in_scope OR q.in_scope)
        AND greatest(p.date_from, q.date_from, k.date_from) <= least(p.date_to, q.date_to, k.date_to, $as_of)
        AND least(p.date_to, q.date_to, k.date_to) >= $window_from
), proved AS (
    SELECT * FROM overlap
    QUALIFY basis <> 'name_only' OR NOT bool_or(basis <> 'name_only') OVER (PARTITION BY subject_id, other_id)
), best AS (
    SELECT subject_id, other_id,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        arg_min({'tie': relation, 'links': links, 'basis': basis, 'a': post_a, 'b': post_b},
            {'n': named, 'f': date_from, 't': date_to, 'a': ord_a, 'b': ord_b}) AS b
    FROM proved
    GROUP BY subject_id, other_id
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    subject_id,
    b.a AS post,
    'person' AS other_kind,
    other_id,
    b.tie AS tie,
    stated_since(date_from) AS date_from,
    stated_until(date_to) AS date_to,
    b.basis AS confidence,
    to_json({'pair': 'unit'}) AS detail,
    [step('post', b.a), step('other_post', b.b)] || steps('kin_link', b.links) AS evidence
FROM best
