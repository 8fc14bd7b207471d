-- id: P49b
-- kind: violation
-- job: concentration
-- severity: 0.8
-- paragraph: 49
-- inputs: contracts
-- of: contracts
-- population: small_purchases
-- gaps: no_category, no_subject_kind, no_limit
-- opens: ground_of_category
-- identity: subject, other, slice
-- param.ground: text | 16(3)(28)
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
