-- id: P52a
-- kind: lead
-- job: concentration
-- severity: 0.6
-- paragraph: 52
-- inputs: contracts
-- optional: suppliers
-- of: slices
-- population: slices
-- gaps: few_contracts
-- opens: holder
-- holders_from: share
-- contracts_from: min_contracts
-- marks: notice, share, very_high
-- identity: subject, other, slice
-- param.share: number | 0.35
-- param.notice: number | 0.15
-- param.very_high: number | 0.5
-- param.min_contracts: integer | 5 | shared
WITH held AS (
    SELECT
        m.customer_bin, m.slice_kind, m.slice, h.id AS supplier_id, h.contracts, h.tiyn, m.tiyn AS whole,
        CASE
            WHEN reaches(h.tiyn, $very_high, m.tiyn) THEN 'very_high'
            WHEN reaches(h.tiyn, greatest($share, $notice), m.tiyn) THEN 'high'
            ELSE 'notice'
        END AS level
    FROM slice_measure AS m
    JOIN slice_holder AS h USING (customer_bin, slice_kind, slice)
    WHERE h.identity = 'supplier' AND m.contracts >= $min_contracts AND reaches(h.tiyn, $share, m.tiyn)
)
SELECT
    'lead' AS kind,
    'supplier' AS subject_kind,
    h.supplier_id AS subject_id,
    'customer' AS other_kind,
    h.customer_bin AS other_id,
    min(c.signed_on) AS date_from,
    max(c.signed_on) AS date_to,
    tenge(any_value(h.tiyn)) AS amount,
    any_value(h.contracts) AS contracts,
    CAST(any_value(h.tiyn) AS DOUBLE) / CAST(any_value(h.whole) AS DOUBLE) AS share,
    slice_text(h.slice_kind, h.slice) AS slice,
    'confirmed' AS confidence,
    to_json({'level': any_value(h.level), 'slice_amount': CAST(tenge(any_value(h.whole)) AS VARCHAR),
        'lawful': CAST(coalesce(sum(c.value) FILTER (WHERE c.lawful), 0) AS VARCHAR)}) AS detail,
    steps('contract', largest_rows(list(c.src ORDER BY c.value DESC, id_order(c.contract_id), c.src))) AS evidence
FROM held AS h
JOIN slice_contract AS c USING (customer_bin, slice_kind, slice, supplier_id)
GROUP BY h.customer_bin, h.slice_kind, h.slice, h.supplier_id
