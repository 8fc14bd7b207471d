-- id: P12-4a
-- kind: lead
-- job: scan
-- severity: 0.75
-- paragraph: 12(4)
-- inputs: roster, contracts, supplier_people
-- optional: suppliers, disclosures
-- of: people
-- population: in_office_looking_back
-- beside: suppliers_of_nobody_known
-- identity: subject, other
-- looks_back: months
-- param.min_effective_share: number | 0.05 | shared
-- param.months: integer | 12
WITH hit AS (
    SELECT
        t.person, t.supplier_id, t.root, t.signed_on, t.value, t.contract_src,
        arg_min({'how': t.how, 'share': t.share, 'links': t.links, 'post': p.src},
            {'h': how_order(t.how), 'f': t.tied_from, 't': t.tied_to, 'o': p.ord}) AS b
    FROM tied_contracts(CAST($as_of - to_months(CAST($months AS INTEGER)) AS DATE) + 1, $as_of, $min_effective_share) AS t
    JOIN post AS p ON p.iin = t.person AND p.in_scope AND t.signed_on BETWEEN p.date_from AND p.date_to
    GROUP BY ALL
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    person AS subject_id,
    arg_min(b.post, {'d': signed_on, 'r': id_order(root)}) AS post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    'self' AS tie,
    min(signed_on) AS date_from,
    max(signed_on) AS date_to,
    sum(value) AS amount,
    count(*) AS contracts,
    max(b.share) AS share,
    'confirmed' AS confidence,
    max(tie_weight(b.how, b.share)) AS weight,
    to_json({'how': arg_min(b.how, {'h': how_order(b.how), 'd': signed_on})}) AS detail,
    [step('post', arg_min(b.post, {'d': signed_on, 'r': id_order(root)}))]
        || flatten(list(steps(tie_part(b.how), b.links) ORDER BY signed_on, id_order(root)))
        || steps('contract', list(contract_src ORDER BY signed_on, id_order(root))) AS evidence
FROM hit
GROUP BY person, supplier_id
