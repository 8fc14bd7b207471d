-- id: P49c
-- kind: lead
-- job: concentration
-- severity: 0.55
-- paragraph: 49
-- title.ru: Закупки чуть ниже предела
-- title.kk: Шектен сәл төмен сатып алу
-- title.en: Purchases just under a limit
-- why.ru: Несколько договоров подряд с одним поставщиком чуть ниже предела похожи на дробление закупки.
-- why.kk: Бір өнім берушімен шектен сәл төмен қатарынан бірнеше шарт сатып алуды бөлшектеуге ұқсайды.
-- why.en: Several contracts in a row with one supplier just under a limit look like a purchase that was split.
-- summary.ru: {subject} и {other} ({slice}): договоров у предела {limit_amount} с промежутком не больше {days} дн. - {contracts}, на сумму {amount}. Требует проверки.
-- summary.kk: {subject} және {other} ({slice}): {limit_amount} шегіне жақын, аралығы {days} күннен аспайтын шарттар - {contracts}, сомасы {amount}. Тексеруді қажет етеді.
-- summary.en: {subject} and {other} ({slice}): {contracts} contracts close to the limit of {limit_amount}, at most {days} days apart, worth {amount}. Requires checking.
-- exceptions.ru: Один договор у предела; договоры разных категорий, поставщиков вне одной группы, под разными пределами, с большим промежутком.
-- exceptions.kk: Шекке жақын жалғыз шарт; әртүрлі санаттағы, бір топқа кірмейтін өнім берушілермен, әртүрлі шектегі, аралығы үлкен шарттар.
-- exceptions.en: A single contract close to a limit; contracts of different categories, of unrelated suppliers, under different limits, further apart.
-- clears.ru: Обоснование, что потребности возникли раздельно; план закупок.
-- clears.kk: Қажеттіліктер бөлек туындағанының негіздемесі; сатып алу жоспары.
-- clears.en: Grounds why the needs came up apart; the plan.
-- innocent.ru: Закупки двух подразделений; цена рынка рядом с пределом; помесячная поставка.
-- innocent.kk: Екі бөлімшенің сатып алуы; нарық бағасы шекке жақын; ай сайынғы жеткізу.
-- innocent.en: Purchases of two units; a market price close to the limit; monthly deliveries.
-- basis: Public procurement law 106-VIII, articles 16(3)(28), 10(4), 10(5); Anti-corruption Standard, paragraph 49
-- assumptions.ru: Пределы берутся без НДС; закупки у двух поставщиков одной группы считаются вместе.
-- assumptions.kk: Шектер ҚҚС-сыз алынады; бір топтың екі өнім берушісінен сатып алу бірге есептеледі.
-- assumptions.en: The limits are taken net of VAT; of two suppliers of one group the purchases count together.
-- inputs: contracts
-- optional: supplier_people, suppliers, family_links
-- of: contracts
-- population: limited_purchases
-- gaps: no_category, no_limit
-- identity: subject, other, slice
-- param.near: number | 0.8 | share of a limit from which a contract is close to it
-- param.days: integer | 30 | most days between two such contracts
-- param.ground: text | 16(3)(28) | ground of small direct purchases, as the contracts write it
WITH limited AS (
    SELECT
        c.*,
        coalesce(c.group_id, c.supplier_id) AS identity,
        CASE
            WHEN c.ground = ground_key($ground) THEN direct.tiyn
            WHEN c.method_class = 'e_shop' THEN shop.tiyn
            WHEN c.method_id = '3' THEN quotation.tiyn
        END AS most
    FROM counted AS c
    LEFT JOIN yearly_limit AS direct ON direct.method_class = 'single_source_direct' AND direct.subject_kind = c.subject_kind
    LEFT JOIN yearly_limit AS shop ON shop.method_class = 'e_shop'
    LEFT JOIN yearly_limit AS quotation ON quotation.method_class = 'price_quotation'
    WHERE c.category6 IS NOT NULL
), close_to AS (
    SELECT *
    FROM limited
    WHERE tiyn(coalesce(net, value)) <= most AND reaches(tiyn(coalesce(net, value)), $near, most)
), spaced AS (
    SELECT
        *,
        signed_on - lag(signed_on) OVER (PARTITION BY customer_bin, identity, category6, subject_kind, most ORDER BY signed_on, src) AS before,
        lead(signed_on) OVER (PARTITION BY customer_bin, identity, category6, subject_kind, most ORDER BY signed_on, src) - signed_on AS after
    FROM close_to
), split AS (
    SELECT * FROM spaced WHERE before <= $days OR after <= $days
)
SELECT
    'lead' AS kind,
    'customer' AS subject_kind,
    customer_bin AS subject_id,
    CASE WHEN any_value(group_id) IS NULL THEN 'supplier' ELSE 'group' END AS other_kind,
    identity AS other_id,
    min(signed_on) AS date_from,
    max(signed_on) AS date_to,
    sum(value) AS amount,
    count(*) AS contracts,
    'category6=' || category6 AS slice,
    'confirmed' AS confidence,
    to_json({'limit_amount': CAST(tenge(max(most)) AS VARCHAR), 'days': CAST($days AS VARCHAR), 'net_amount': CAST(sum(coalesce(net, value)) AS VARCHAR)}) AS detail,
    steps('contract', largest_rows(list(src ORDER BY value DESC, id_order(contract_id), src))) AS evidence
FROM split
GROUP BY customer_bin, identity, category6
