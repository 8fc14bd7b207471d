-- id: P49b
-- kind: violation
-- job: concentration
-- severity: 0.8
-- paragraph: 49
-- title.ru: Прямые закупки сверх годового предела
-- title.kk: Жылдық шектен асқан тікелей сатып алу
-- title.en: Direct purchases above the yearly limit
-- why.ru: Закон разрешает мелкие прямые закупки однородных товаров, работ и услуг только до годового предела; свыше его нужен конкурс.
-- why.kk: Заң біртекті тауарларды, жұмыстарды, қызметтерді ұсақ тікелей сатып алуға жылдық шекке дейін ғана рұқсат етеді; одан асса конкурс қажет.
-- why.en: The law allows small direct purchases of homogeneous goods, works and services only up to a yearly limit; above it a tender is due.
-- summary.ru: {subject}, категория {other} ({slice}): прямых договоров по основанию {ground} - {contracts}, без НДС {net_amount}, с НДС {amount} (договоров, где сумма без НДС неизвестна и взята с НДС: {net_unknown}); предел года {limit_amount}. Требует проверки.
-- summary.kk: {subject}, {other} санаты ({slice}): {ground} негізі бойынша тікелей шарттар - {contracts}, ҚҚС-сыз {net_amount}, ҚҚС-пен {amount} (ҚҚС-сыз сомасы белгісіз, ҚҚС-пен алынған шарттар: {net_unknown}); жыл шегі {limit_amount}. Тексеруді қажет етеді.
-- summary.en: {subject}, category {other} ({slice}): {contracts} direct contracts under {ground}, {net_amount} net of VAT, {amount} in all (contracts whose net sum is not known, taken with VAT: {net_unknown}); the limit of the year is {limit_amount}. Requires checking.
-- exceptions.ru: Сумма ровно на пределе; договоры без кода категории из шести цифр или без вида предмета; годы до 2025.
-- exceptions.kk: Дәл шекке тең сома; алты таңбалы санат коды не мәнінің түрі жоқ шарттар; 2025 жылға дейінгі жылдар.
-- exceptions.en: A sum exactly at the limit; contracts without a category of six digits or without a kind of subject; years before 2025.
-- clears.ru: Доказательство, что закупки не однородны, или что часть договоров заключена по иному основанию.
-- clears.kk: Сатып алу біртекті емес екенінің немесе шарттардың бір бөлігі өзге негізде жасалғанының дәлелі.
-- clears.en: Proof that the purchases are not homogeneous, or that some contracts have another ground.
-- innocent.ru: Категория шире понятия однородных; сумма без НДС не указана и взята с налогом.
-- innocent.kk: Санат біртектілер ұғымынан кең; ҚҚС-сыз сома көрсетілмей, салықпен алынған.
-- innocent.en: The category is wider than what is homogeneous; the net sum is not stated and the gross was taken.
-- basis: Public procurement law 106-VIII, article 16(3)(28); Anti-corruption Standard, paragraph 49
-- assumptions.ru: Однородные — один код ЕНС ТРУ из шести цифр; где сумма без НДС не указана, берётся сумма договора.
-- assumptions.kk: Біртекті — алты цифрлы бір ЕНС ТЖҚ коды; ҚҚС-сыз сома көрсетілмесе, шарт сомасы алынады.
-- assumptions.en: Homogeneous is one ENS TRU code of six digits; where the sum net of VAT is not stated the value is taken.
-- inputs: contracts
-- of: contracts
-- population: small_purchases
-- gaps: no_category, no_subject_kind, no_limit
-- opens: ground_of_category
-- identity: subject, other, slice
-- param.ground: text | 16(3)(28) | ground of small direct purchases, as the contracts write it
WITH small AS (
    SELECT c.*, l.tiyn AS most
    FROM counted AS c
    JOIN yearly_limit AS l ON l.method_class = 'single_source_direct' AND l.subject_kind = c.subject_kind
    WHERE c.ground = ground_key($ground) AND c.category6 IS NOT NULL
)
SELECT
    CASE WHEN coalesce(sum(tiyn(net)), 0) > any_value(most) THEN 'violation' ELSE 'lead' END AS kind,
    'customer' AS subject_kind,
    customer_bin AS subject_id,
    'category6' AS other_kind,
    category6 AS other_id,
    min(signed_on) AS date_from,
    max(signed_on) AS date_to,
    sum(value) AS amount,
    count(*) AS contracts,
    'subject_kind=' || subject_kind AS slice,
    'confirmed' AS confidence,
    to_json({'ground': $ground, 'net_amount': CAST(sum(coalesce(net, value)) AS VARCHAR),
        'net_unknown': CAST(count(*) FILTER (WHERE net IS NULL) AS VARCHAR), 'limit_amount': CAST(tenge(any_value(most)) AS VARCHAR),
        'subject_kind': subject_kind}) AS detail,
    steps('direct_contract', largest_rows(list(src ORDER BY value DESC, id_order(contract_id), src))) AS evidence
FROM small
GROUP BY customer_bin, category6, subject_kind
HAVING sum(tiyn(coalesce(net, value))) > any_value(most)
