-- id: P52b
-- kind: lead
-- job: concentration
-- severity: 0.75
-- paragraph: 52
-- title.ru: Значительная доля у связанных поставщиков
-- title.kk: Байланысты өнім берушілердегі елеулі үлес
-- title.en: Related suppliers hold a significant share
-- why.ru: Связанные поставщики могут делить закупки между собой и создавать видимость конкуренции; по отдельности их доли незаметны.
-- why.kk: Байланысты өнім берушілер сатып алуды өзара бөлісіп, бәсеке көрінісін жасауы мүмкін; жеке-жеке үлестері байқалмайды.
-- why.en: Related suppliers may share purchases among themselves and play competition; one by one their shares go unseen.
-- summary.ru: Группа: {subject} и связанные, поставщиков в срезе: {members}; вместе {share} закупок заказчика {other} ({slice}), {level}; крупнейший один: {largest_share}. HHI по поставщикам {hhi_supplier}, по группам {hhi_group}, разница {hhi_change}. Договоров: {contracts}, на сумму {amount}. Требует проверки.
-- summary.kk: Топ: {subject} және байланысты өнім берушілер, қимадағы өнім берушілер: {members}; бірге {other} тапсырыс берушісінің сатып алуының {share} ({slice}), {level}; ең ірісінің өзі: {largest_share}. HHI өнім берушілер бойынша {hhi_supplier}, топтар бойынша {hhi_group}, айырмасы {hhi_change}. Шарттар: {contracts}, сомасы {amount}. Тексеруді қажет етеді.
-- summary.en: The group of {subject}, with {members} suppliers in the slice, holds {share} of what {other} bought ({slice}), {level}; its largest member alone {largest_share}. HHI {hhi_supplier} by supplier, {hhi_group} by group, a change of {hhi_change}. Contracts: {contracts}, worth {amount}. Requires checking.
-- exceptions.ru: Группы, где вся доля у одного участника; общий адрес, телефон, почта или счёт (только предположение); контролирующие, у которых организаций больше порога; срезы, где договоров мало.
-- exceptions.kk: Бүкіл үлесі бір қатысушыдағы топтар; ортақ мекенжай, телефон, пошта не шот (тек болжам); ұйымдары шектен көп бақылаушылар; шарттары аз қималар.
-- exceptions.en: Groups in which one member holds the whole share; a shared address, phone, e-mail or account (only a suspicion); controllers of more companies than the threshold; slices with few contracts.
-- clears.ru: Выписки, что роли или доли прекращены до года отчёта; доказательства, что участники действуют независимо.
-- clears.kk: Рөлдер не үлестер есепті жылға дейін тоқтатылғаны туралы үзінділер; қатысушылардың тәуелсіз әрекет ететінінің дәлелі.
-- clears.en: Extracts that the roles or stakes ended before the year; proof that the members act independently.
-- innocent.ru: Холдинг, который открыто работает одним рынком; родственники, которые ведут независимые дела; ошибка в реестре.
-- innocent.kk: Нарықта ашық жұмыс істейтін холдинг; тәуелсіз кәсіп жүргізетін туыстар; тізілімдегі қате.
-- innocent.en: A holding that openly works one market; relatives with independent businesses; a slip in the register.
-- basis: Anti-corruption Standard, paragraph 52; Entrepreneurial Code article 165 (group of persons)
-- assumptions.ru: Стандарт не определяет связанные организации; взята группа лиц статьи 165 Предпринимательского кодекса.
-- assumptions.kk: Стандарт байланысты ұйымдарды анықтамайды; Кәсіпкерлік кодекстің 165-бабындағы тұлғалар тобы алынды.
-- assumptions.en: The Standard does not say what related organisations are; the group of persons of article 165 is taken.
-- inputs: contracts, supplier_people
-- optional: suppliers, family_links
-- of: slices
-- population: slices
-- gaps: few_contracts
-- beside: founders_not_loaded
-- opens: holder
-- holders_from: share
-- identity: subject, other, slice
-- param.share: number | 0.35 | least share of the slice by amount that is significant
-- param.min_gain: number | 0.05 | least share of the slice that the group holds beyond its largest member
-- param.notice: number | 0.15 | share from which a share is called noticeable
-- param.very_high: number | 0.5 | share from which a share is called very high
-- param.min_contracts: integer | 5 | shared | least number of contracts in a slice that is evaluated
-- param.max_hub: integer | 20 | shared | a controller of more other companies, or a contact of more, connects nobody
WITH held AS (
    SELECT
        m.customer_bin, m.slice_kind, m.slice, h.id AS group_id, h.contracts, h.tiyn, h.largest, h.members, m.tiyn AS whole, m.hhi, m.hhi_group,
        CASE
            WHEN reaches(h.tiyn, $very_high, m.tiyn) THEN 'very_high'
            WHEN reaches(h.tiyn, greatest($share, $notice), m.tiyn) THEN 'high'
            ELSE 'notice'
        END AS level
    FROM slice_measure AS m
    JOIN slice_holder AS h USING (customer_bin, slice_kind, slice)
    WHERE h.identity = 'group' AND h.tiyn > h.largest AND m.contracts >= $min_contracts
        AND reaches(h.tiyn, $share, m.tiyn) AND reaches(h.tiyn - h.largest, $min_gain, m.tiyn)
), tied AS (
    SELECT
        group_id,
        list({'what': part, 'src': src} ORDER BY ord) AS links,
        bool_or(type = 'related_controllers') AS by_kin
    FROM group_edge
    SEMI JOIN held USING (group_id)
    GROUP BY group_id
)
SELECT
    'lead' AS kind,
    'group' AS subject_kind,
    h.group_id AS subject_id,
    'customer' AS other_kind,
    h.customer_bin AS other_id,
    min(c.signed_on) AS date_from,
    max(c.signed_on) AS date_to,
    tenge(any_value(h.tiyn)) AS amount,
    any_value(h.contracts) AS contracts,
    CAST(any_value(h.tiyn) AS DOUBLE) / CAST(any_value(h.whole) AS DOUBLE) AS share,
    slice_text(h.slice_kind, h.slice) AS slice,
    CASE WHEN any_value(t.by_kin) THEN 'declared' ELSE 'confirmed' END AS confidence,
    to_json({
        'level': any_value(h.level),
        'members': CAST(any_value(h.members) AS VARCHAR),
        'largest_share': printf('%.6f', CAST(any_value(h.largest) AS DOUBLE) / CAST(any_value(h.whole) AS DOUBLE)),
        'hhi_supplier': printf('%.6f', any_value(h.hhi)),
        'hhi_group': printf('%.6f', any_value(h.hhi_group)),
        'hhi_change': printf('%.6f', any_value(h.hhi_group) - any_value(h.hhi)),
        'slice_amount': CAST(tenge(any_value(h.whole)) AS VARCHAR),
        'max_hub': CAST($max_hub AS VARCHAR)}) AS detail,
    any_value(t.links) || steps('contract', largest_rows(list(c.src ORDER BY c.value DESC, id_order(c.contract_id), c.src))) AS evidence
FROM held AS h
JOIN tied AS t USING (group_id)
JOIN slice_contract AS c USING (customer_bin, slice_kind, slice, group_id)
GROUP BY h.customer_bin, h.slice_kind, h.slice, h.group_id
