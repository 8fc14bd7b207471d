-- id: P10-2a
-- kind: violation
-- job: scan
-- severity: 1.0
-- paragraph: 10(2)
-- title.ru: Родственник в непосредственном подчинении
-- title.kk: Тікелей бағыныстағы туыс
-- title.en: Relative in direct subordination
-- why.ru: Руководитель, решающий о родственнике, решает и о себе: оценка, премия и взыскание перестают быть беспристрастными.
-- why.kk: Туысы туралы шешім қабылдайтын басшы өзі туралы да шешеді: бағалау, сыйақы және жаза бейтарап болмайды.
-- why.en: A superior who decides on a relative decides on their own interest: appraisal, bonus and discipline stop being impartial.
-- summary.ru: {subject} занимает должность в непосредственном подчинении; руководитель — {other} ({tie}). Запрет касается: {ban}. Требует проверки.
-- summary.kk: {subject} тікелей бағынысты лауазымда; басшысы — {other} ({tie}). Тыйым қатысты: {ban}. Тексеруді қажет етеді.
-- summary.en: {subject} holds a post directly under {other} ({tie}). Whose ban is met: {ban}. Requires checking.
-- exceptions.ru: Двоюродные, дяди, тёти и супруги свойственников; родство вне общих дней занятия должностей; обе должности технические.
-- exceptions.kk: Немере ағайын, аға-апалар, жекжаттардың жұбайлары; лауазымдардың ортақ күндерінен тыс байланыс; екі лауазым да техникалық.
-- exceptions.en: Cousins, uncles, aunts, spouses of in-laws; a tie outside the common days of both posts; two technical posts.
-- clears.ru: Приказ о переводе или изменении подчинённости, свидетельство о расторжении брака или об ошибке в анкете с датой до общих дней.
-- clears.kk: Ауыстыру немесе бағыныстылықты өзгерту туралы бұйрық, некені бұзу куәлігі немесе сауалнамадағы қате туралы құжат.
-- clears.en: An order of transfer or change of subordination, a divorce certificate, or a corrected form, dated before the common days.
-- innocent.ru: Кадровая запись о руководителе устарела; исполнение обязанностей оформлено формально; в анкете перепутан ИИН.
-- innocent.kk: Басшы туралы кадр жазбасы ескірген; міндет атқару тек рәсімделген; сауалнамада ЖСН шатастырылған.
-- innocent.en: The record of the superior is out of date; the acting appointment was a formality; the form has a wrong IIN.
-- basis: Anti-corruption Standard, paragraph 10(2); Law on Countering Corruption; Law on the Civil Service
-- assumptions.ru: Полнородные и неполнородные братья и сёстры равны; исполняющий обязанности — руководитель; одна лишь техническая должность под запрет не подпадает.
-- assumptions.kk: Толық және толық емес туған бауырлар тең; міндетін атқарушы — басшы; тек техникалық лауазым тыйымға түспейді.
-- assumptions.en: Full and half siblings alike; acting heads are superiors; a technical post alone meets no ban.
-- inputs: roster, family_links
-- of: people
-- population: in_office
-- gaps: no_superior, no_family_links, parents_unknown, no_iin_relative
-- identity: subject, other
WITH overlap AS (
    SELECT
        s.sub_iin AS subject_id, s.sup_iin AS other_id, s.sub_src, s.sup_src, sub.ord AS sub_ord, sup.ord AS sup_ord,
        k.relation, k.named, k.kin_set, k.links, k.basis,
        greatest(s.date_from, k.held_from) AS date_from,
        least(s.date_to, k.held_to) AS date_to
    FROM superior AS s
    JOIN post AS sub ON sub.src = s.sub_src
    JOIN post AS sup ON sup.src = s.sup_src
    JOIN kin AS k ON k.person = s.sub_iin AND k.relative = s.sup_iin AND k.relation <> 'dependant'
    WHERE (sub.in_scope OR sup.in_scope)
        AND greatest(s.date_from, k.date_from) <= least(s.date_to, k.date_to, $as_of)
        AND least(s.date_to, k.date_to) >= $window_from
), proved AS (
    SELECT * FROM overlap
    QUALIFY basis <> 'name_only' OR NOT bool_or(basis <> 'name_only') OVER (PARTITION BY subject_id, other_id)
), best AS (
    SELECT subject_id, other_id,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        arg_min({'tie': relation, 'links': links, 'basis': basis, 'sub': sub_src, 'sup': sup_src, 'set': kin_set},
            {'n': named, 'f': date_from, 't': date_to, 's': sub_ord, 'p': sup_ord}) AS b
    FROM proved
    GROUP BY subject_id, other_id
)
SELECT
    CASE WHEN b.basis = 'name_only' THEN 'lead' ELSE 'violation' END AS kind,
    'person' AS subject_kind,
    subject_id,
    b.sub AS post,
    'person' AS other_kind,
    other_id,
    b.tie AS tie,
    stated_since(date_from) AS date_from,
    stated_until(date_to) AS date_to,
    b.basis AS confidence,
    to_json({'ban': CASE
        WHEN b.tie IN ('parent_spouse', 'child_spouse', 'sibling_spouse') THEN 'superior'
        WHEN b.set = 'in_law' THEN 'subordinate'
        ELSE 'both' END}) AS detail,
    [step('post', b.sub), step('superior_post', b.sup)] || steps('kin_link', b.links) AS evidence
FROM best
