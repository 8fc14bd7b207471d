-- id: P49d
-- kind: lead
-- job: concentration
-- severity: 0.6
-- paragraph: 49
-- inputs: contracts
-- optional: supplier_people, suppliers, family_links
-- of: contracts
-- population: failed_purchases
-- gaps: no_planned_method
-- identity: subject, other, slice
-- param.times: integer | 3
WITH failed AS (
    SELECT c.*, coalesce(c.group_id, c.supplier_id) AS identity, coalesce(NULLIF(p.method, ''), p.method_id) AS planned
    FROM counted AS c
    JOIN trade_method AS p ON p.method_id = c.planned_method_id
    WHERE c.method_id = '6' AND p.class IN ('competitive', 'e_shop')
), share_of AS (
    SELECT f.customer_bin, f.identity, f.supplier_id, coalesce(NULLIF(any_value(o.name), ''), f.supplier_id) AS name, count(*) AS contracts
    FROM failed AS f
    LEFT JOIN organisation AS o ON o.id = f.supplier_id
    GROUP BY f.customer_bin, f.identity, f.supplier_id
), whose AS (
    SELECT customer_bin, identity,
        CASE WHEN count(*) = 1 THEN 'one' ELSE string_agg(name || ' (' || contracts || ')', '; ' ORDER BY contracts DESC, name, supplier_id) END AS whose
    FROM share_of
    GROUP BY customer_bin, identity
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
    'all' AS slice,
    'confirmed' AS confidence,
    to_json({'planned': string_agg(DISTINCT planned, '; ' ORDER BY planned), 'whose': any_value(whose)}) AS detail,
    steps('failed_tender', largest_rows(list(src ORDER BY value DESC, id_order(contract_id), src))) AS evidence
FROM failed
JOIN whose USING (customer_bin, identity)
GROUP BY customer_bin, identity
HAVING count(*) >= $times
