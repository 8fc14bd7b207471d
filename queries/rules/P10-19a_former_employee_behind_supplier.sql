-- id: P10-19a
-- kind: lead
-- job: scan
-- severity: 0.6
-- paragraph: 10(19)
-- inputs: roster, contracts, supplier_people
-- optional: suppliers, disclosures
-- of: people
-- population: leavers
-- beside: suppliers_of_nobody_known
-- identity: subject, other
-- looks_back: months
-- param.min_effective_share: number | 0.05 | shared
-- param.months: integer | 12
-- param.left_months: integer | 24
WITH hit AS (
    SELECT
        t.person, t.supplier_id, t.root, t.signed_on, t.value, t.contract_src,
        arg_min({'how': t.how, 'share': t.share, 'links': t.links}, {'h': how_order(t.how), 'f': t.tied_from, 't': t.tied_to}) AS t
    FROM tied_contracts(CAST($as_of - to_months(CAST($months AS INTEGER)) AS DATE) + 1, $as_of, $min_effective_share) AS t
    SEMI JOIN roster ON roster.iin = t.person
    ANTI JOIN post AS now ON now.iin = t.person AND t.signed_on BETWEEN now.date_from AND now.date_to
    GROUP BY t.person, t.supplier_id, t.root, t.signed_on, t.value, t.contract_src
), left_office AS (
    SELECT hit.*, max(p.date_to) AS left_on, arg_max(p.src, {'t': p.date_to, 'o': -p.ord}) AS post
    FROM hit
    JOIN post AS p ON p.iin = hit.person AND p.in_scope AND p.date_to < hit.signed_on
    GROUP BY ALL
    HAVING max(p.date_to) + to_months(CAST($left_months AS INTEGER)) >= hit.signed_on
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    person AS subject_id,
    arg_min(post, {'d': signed_on, 'r': id_order(root)}) AS post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    'self' AS tie,
    min(signed_on) AS date_from,
    max(signed_on) AS date_to,
    sum(value) AS amount,
    count(*) AS contracts,
    max(t.share) AS share,
    'confirmed' AS confidence,
    max(tie_weight(t.how, t.share)) AS weight,
    to_json({'how': arg_min(t.how, {'h': how_order(t.how), 'd': signed_on}), 'left': CAST(max(left_on) AS VARCHAR)}) AS detail,
    [step('post', arg_min(post, {'d': signed_on, 'r': id_order(root)}))]
        || flatten(list(steps(tie_part(t.how), t.links) ORDER BY signed_on, id_order(root)))
        || steps('contract', list(contract_src ORDER BY signed_on, id_order(root))) AS evidence
FROM left_office
GROUP BY person, supplier_id
