-- id: P49c
-- kind: lead
-- job: concentration
-- severity: 0.55
-- paragraph: 49
-- inputs: contracts
-- optional: supplier_people, suppliers, family_links
-- of: contracts
-- population: limited_purchases
-- gaps: no_category, no_limit
-- identity: subject, other, slice
-- param.near: number | 0.8
-- param.days: integer | 30
-- param.ground: text | 16(3)(28)
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
), share_of AS (
    SELECT s.customer_bin, s.identity, s.category6, s.supplier_id, coalesce(NULLIF(any_value(o.name), ''), s.supplier_id) AS name, count(*) AS contracts
    FROM split AS s
    LEFT JOIN organisation AS o ON o.id = s.supplier_id
    GROUP BY s.customer_bin, s.identity, s.category6, s.supplier_id
), whose AS (
    SELECT customer_bin, identity, category6,
        CASE WHEN count(*) = 1 THEN 'one' ELSE string_agg(name || ' (' || contracts || ')', '; ' ORDER BY contracts DESC, name, supplier_id) END AS whose
    FROM share_of
    GROUP BY customer_bin, identity, category6
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
    to_json({'limit_amount': CAST(tenge(max(most)) AS VARCHAR), 'days': CAST($days AS VARCHAR), 'net_amount': CAST(sum(coalesce(net, value)) AS VARCHAR), 'whose': any_value(whose)}) AS detail,
    steps('contract', largest_rows(list(src ORDER BY value DESC, id_order(contract_id), src))) AS evidence
FROM split
JOIN whose USING (customer_bin, identity, category6)
GROUP BY customer_bin, identity, category6
