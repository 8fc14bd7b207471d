-- id: P52e
-- kind: lead
-- job: concentration
-- severity: 0.95
-- paragraph: 52
-- title.ru: За крупным поставщиком или группой стоят люди министерства
-- title.kk: Ірі өнім берушінің не топтың артында министрлік адамдары тұр
-- title.en: People of the ministry stand behind a large supplier or group
-- why.ru: Значительная доля закупок у тех, за кем стоит работник или его родня, - прямой признак конфликта интересов.
-- why.kk: Сатып алудың елеулі үлесі қызметкер не оның туысы тұрғандарда болуы - мүдделер қақтығысының тікелей белгісі.
-- why.en: A significant share in the hands of those behind whom an employee or their kin stands is a direct sign of a conflict of interest.
-- summary.ru: За {subject} стоит {via} ({tie}; {how}, поставщик {member}): {share} закупок заказчика {other} ({slice}). Договоров: {contracts}, на сумму {amount}; людей министерства всего: {people}. Требует проверки.
-- summary.kk: {subject} артында {via} тұр ({tie}; {how}, өнім беруші {member}): {other} тапсырыс берушісінің сатып алуының {share} ({slice}). Шарттар: {contracts}, сомасы {amount}; министрлік адамдары барлығы: {people}. Тексеруді қажет етеді.
-- summary.en: {via} stands behind {subject} ({tie}; {how}, supplier {member}), which holds {share} of what {other} bought ({slice}). Contracts: {contracts}, worth {amount}; people of the ministry in all: {people}. Requires checking.
-- exceptions.ru: Связь, родство или служба, которые не приходятся на один и тот же день года; доля ниже порога; родственники, известные только по имени.
-- exceptions.kk: Байланыс, туыстық не қызмет жылдың бір күніне сәйкес келмесе; шектен төмен үлес; тек аты-жөні белгілі туыстар.
-- exceptions.en: A tie, kinship or service that do not hold on one and the same day of the year; a share below the threshold; relatives known by name only.
-- clears.ru: Выписка, что связь прекращена до года отчёта; документы о родстве; самоотводы и решения, принятые без работника.
-- clears.kk: Байланыс есепті жылға дейін тоқтатылғаны туралы үзінді; туыстық құжаттары; өздігінен бас тартулар мен қызметкерсіз қабылданған шешімдер.
-- clears.en: An extract that the tie ended before the year; papers on the kinship; recusals, and decisions taken without the employee.
-- innocent.ru: Работник не участвует в закупках и уведомил о связи; родственник - наёмный бухгалтер.
-- innocent.kk: Қызметкер сатып алуға қатыспайды және байланыс туралы хабарлаған; туысы - жалдамалы бухгалтер.
-- innocent.en: The employee has no part in procurement and gave notice; the relative is a hired accountant.
-- basis: Anti-corruption Standard, paragraphs 52, 12(4), 10(13)
-- assumptions.ru: Учитывается каждый участник группы, есть ли у него договоры в этом срезе или нет.
-- assumptions.kk: Топтың әр мүшесі, осы кесіндіде шарты бар-жоғына қарамастан, есептеледі.
-- assumptions.en: Every member of a group counts, with or without contracts of its own in the slice.
-- inputs: contracts, roster, supplier_people
-- optional: suppliers, family_links, disclosures
-- after: P52a, P52b
-- of: suppliers
-- population: suppliers_in_question
-- gaps: founders_not_loaded
-- opens: holder
-- identity: subject, other, slice
-- param.min_effective_share: number | 0.05 | shared | least share, directly and through companies, that ties a person to a supplier
WITH large AS (
    SELECT * FROM finding WHERE rule IN ('P52a', 'P52b')
), member AS (
    SELECT DISTINCT subject_id, subject_id AS supplier_id FROM large WHERE subject_kind = 'supplier'
    UNION ALL
    SELECT DISTINCT l.subject_id, m.supplier_id
    FROM large AS l
    JOIN group_member AS m ON m.group_id = l.subject_id
    WHERE l.subject_kind = 'group'
), tied AS (
    SELECT
        m.subject_id, m.supplier_id, t.person, t.how, t.links,
        greatest(t.date_from, $window_from) AS date_from,
        least(t.date_to, $as_of) AS date_to
    FROM member AS m
    JOIN tie AS t USING (supplier_id)
    WHERE (t.share IS NULL OR t.share >= $min_effective_share) AND t.date_from <= $as_of AND t.date_to >= $window_from
), near AS (
    SELECT *, person AS employee, 'self' AS tie, 0 AS named, CAST([] AS BIGINT[]) AS kin_links, 'confirmed' AS basis
    FROM tied
    UNION ALL
    SELECT
        t.subject_id, t.supplier_id, t.person, t.how, t.links, greatest(t.date_from, k.date_from), least(t.date_to, k.date_to),
        k.person, k.relation, k.named, k.links, k.basis
    FROM tied AS t
    JOIN kin AS k ON k.relative = t.person AND k.kin_set IS NOT NULL AND k.basis <> 'name_only'
        AND k.date_from <= t.date_to AND k.date_to >= t.date_from
), inside AS (
    SELECT n.*, p.src AS post, p.ord
    FROM near AS n
    JOIN post AS p ON p.iin = n.employee AND p.in_scope AND p.date_from <= n.date_to AND p.date_to >= n.date_from
), best AS (
    SELECT
        subject_id,
        count(DISTINCT employee) AS people,
        arg_min({'employee': employee, 'tie': tie, 'kin': kin_links, 'basis': basis, 'person': person, 'how': how, 'links': links,
                'supplier': supplier_id, 'post': post},
            {'n': named, 'v': employee, 'p': person, 'h': how_order(how), 's': supplier_id, 'f': date_from, 't': date_to, 'o': ord}) AS b
    FROM inside
    GROUP BY subject_id
)
SELECT
    'lead' AS kind,
    l.subject_kind,
    l.subject_id,
    x.b.post AS post,
    l.other_kind,
    l.other_id,
    x.b.tie AS tie,
    x.b.employee AS via_id,
    l.date_from,
    l.date_to,
    l.amount,
    l.contracts,
    l.share,
    l.slice,
    x.b.basis AS confidence,
    to_json({
        'how': x.b.how,
        'member': coalesce(NULLIF(o.name, ''), x.b.supplier),
        'relative': CASE WHEN x.b.tie = 'self' THEN '' ELSE coalesce(NULLIF(r.name, ''), x.b.person) END,
        'people': CAST(x.people AS VARCHAR),
        'base_rule': l.rule}) AS detail,
    [step('post', x.b.post)] || steps('kin_link', x.b.kin) || steps(tie_part(x.b.how), x.b.links) || l.evidence AS evidence
FROM large AS l
JOIN best AS x USING (subject_id)
LEFT JOIN organisation AS o ON o.id = x.b.supplier
LEFT JOIN person AS r ON r.iin = x.b.person
