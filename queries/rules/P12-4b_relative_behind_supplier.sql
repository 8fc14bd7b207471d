-- id: P12-4b
-- kind: lead
-- job: scan
-- severity: 0.65
-- paragraph: 12(4)
-- inputs: roster, family_links, contracts, supplier_people
-- optional: suppliers, disclosures
-- of: people
-- population: in_office_looking_back
-- gaps: no_family_links, parents_unknown, no_iin_relative
-- beside: suppliers_of_nobody_known
-- identity: subject, other, via
-- looks_back: months
-- param.min_effective_share: number | 0.05 | shared
-- param.months: integer | 12
WITH related AS (
    SELECT
        k.person, t.person AS via, t.supplier_id, t.root, t.signed_on, t.value, t.contract_src,
        bool_or(k.basis <> 'name_only') AS by_id,
        arg_min({'tie': k.relation, 'named': k.named, 'links': k.links, 'basis': k.basis},
            {'i': k.basis = 'name_only', 'n': k.named, 'f': k.date_from, 't': k.date_to}) AS k,
        arg_min({'how': t.how, 'share': t.share, 'links': t.links}, {'h': how_order(t.how), 'f': t.tied_from, 't': t.tied_to}) AS t
    FROM tied_contracts(CAST($as_of - to_months(CAST($months AS INTEGER)) AS DATE) + 1, $as_of, $min_effective_share) AS t
    JOIN kin AS k ON k.relative = t.person AND t.signed_on BETWEEN k.date_from AND k.date_to
    GROUP BY k.person, t.person, t.supplier_id, t.root, t.signed_on, t.value, t.contract_src
    HAVING bool_or(k.kin_set IS NOT NULL OR k.relation = 'dependant')
), hit AS (
    SELECT r.*, arg_min(p.src, p.ord) AS post
    FROM related AS r
    JOIN post AS p ON p.iin = r.person AND p.in_scope AND r.signed_on BETWEEN p.date_from AND p.date_to
    GROUP BY ALL
), proved AS (
    SELECT * FROM hit
    QUALIFY by_id OR NOT bool_or(by_id) OVER (PARTITION BY person, supplier_id, via)
), best AS (
    SELECT
        person, supplier_id, via,
        arg_min(k, {'n': k.named, 'd': signed_on, 'r': id_order(root)}) AS k,
        arg_min(t, {'h': how_order(t.how), 'd': signed_on, 'r': id_order(root)}) AS t,
        arg_min(post, {'d': signed_on, 'r': id_order(root)}) AS post,
        min(signed_on) AS date_from,
        max(signed_on) AS date_to,
        sum(value) AS amount,
        count(*) AS contracts,
        max(t.share) AS share,
        flatten(list(steps(tie_part(t.how), t.links) ORDER BY signed_on, id_order(root))) AS ties,
        list(contract_src ORDER BY signed_on, id_order(root)) AS contract_rows
    FROM proved
    GROUP BY person, supplier_id, via
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    person AS subject_id,
    post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    k.tie AS tie,
    via AS via_id,
    date_from,
    date_to,
    amount,
    contracts,
    share,
    k.basis AS confidence,
    tie_weight(t.how, share) AS weight,
    to_json({'how': t.how}) AS detail,
    [step('post', post)] || steps('kin_link', k.links) || ties || steps('contract', contract_rows) AS evidence
FROM best
