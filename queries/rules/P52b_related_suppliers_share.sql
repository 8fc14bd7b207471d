-- id: P52b
-- kind: lead
-- job: concentration
-- severity: 0.75
-- paragraph: 52
-- inputs: contracts, supplier_people
-- optional: suppliers, family_links
-- of: slices
-- population: slices
-- gaps: few_contracts
-- beside: founders_not_loaded
-- opens: holder
-- holders_from: share
-- contracts_from: min_contracts
-- identity: subject, other, slice
-- param.share: number | 0.35
-- param.min_gain: number | 0.05
-- param.notice: number | 0.15
-- param.very_high: number | 0.5
-- param.min_contracts: integer | 5 | shared
-- param.max_hub: integer | 20 | shared
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
