-- id: P12-4c
-- kind: lead
-- job: scan
-- severity: 0.35
-- paragraph: 12(4)
-- inputs: roster, contracts, suppliers, supplier_people
-- optional: family_links, disclosures
-- after: P12-4a, P12-4b
-- of: people
-- population: in_office_looking_back
-- gaps: no_family_links, no_iin_relative
-- identity: subject, other
-- looks_back: months
-- param.min_effective_share: number | 0.05 | shared
-- param.months: integer | 12
-- param.max_hub: integer | 20 | shared
WITH shared AS (
    SELECT a.supplier_id, b.supplier_id AS behind, a.kind, a.src, b.src AS behind_src
    FROM contact AS a
    JOIN contact AS b ON b.kind = a.kind AND b.key = a.key AND b.supplier_id <> a.supplier_id
    WHERE a.shared_by <= $max_hub
), signed AS (
    SELECT DISTINCT c.root, c.src AS contract_src, c.supplier_id, c.signed_on, c.value, s.behind, s.kind, s.src, s.behind_src
    FROM contract AS c
    JOIN shared AS s USING (supplier_id)
    WHERE c.left_out IS NULL AND c.signed_on > $as_of - to_months(CAST($months AS INTEGER)) AND c.signed_on <= $as_of
), behind AS (
    SELECT g.*, t.person, t.how, t.links
    FROM signed AS g
    JOIN tie AS t ON t.supplier_id = g.behind AND g.signed_on BETWEEN t.date_from AND t.date_to
    WHERE t.share IS NULL OR t.share >= $min_effective_share
), seen AS (
    SELECT person AS employee, NULL AS via, 'self' AS tie, 0 AS named, CAST([] AS BIGINT[]) AS kin_links, 'inferred' AS basis,
        surest('confirmed', signed_on, signed_on) AS proof, * FROM behind
    UNION ALL
    SELECT k.person, k.relative, k.relation, k.named, k.links, CASE WHEN k.basis = 'name_only' THEN k.basis ELSE 'inferred' END,
        surest(k.basis, k.date_from, k.date_to), behind.*
    FROM behind
    JOIN kin AS k ON k.relative = behind.person AND k.relation IN ('spouse', 'child') AND behind.signed_on BETWEEN k.date_from AND k.date_to
), found AS (
    SELECT seen.*, p.src AS post, p.ord
    FROM seen
    JOIN post AS p ON p.iin = seen.employee AND p.in_scope AND seen.signed_on BETWEEN p.date_from AND p.date_to
    ANTI JOIN finding AS f ON f.rule IN ('P12-4a', 'P12-4b') AND f.subject_id = seen.employee AND f.other_id = seen.supplier_id
), best AS (
    SELECT
        employee, supplier_id,
        arg_min({'via': via, 'tie': tie, 'kin': kin_links, 'basis': basis, 'how': how, 'links': links, 'behind': behind, 'contact': kind,
                'a': src, 'b': behind_src, 'post': post},
            {'n': named, 'v': via, 'c': kind, 'b': behind, 'h': how_order(how), 'd': signed_on, 'r': id_order(root), 'k': proof, 'l': links, 'o': ord}) AS b
    FROM found
    GROUP BY employee, supplier_id
), total AS (
    SELECT employee, supplier_id, min(signed_on) AS date_from, max(signed_on) AS date_to, sum(value) AS amount, count(*) AS contracts,
        list(contract_src ORDER BY signed_on, id_order(root)) AS contract_rows
    FROM (SELECT DISTINCT employee, supplier_id, root, signed_on, value, contract_src FROM found)
    GROUP BY employee, supplier_id
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    employee AS subject_id,
    b.post AS post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    b.tie AS tie,
    b.via AS via_id,
    date_from,
    date_to,
    amount,
    contracts,
    b.basis AS confidence,
    tie_weight(b.how, NULL) AS weight,
    to_json({'contact': b.contact, 'behind': coalesce(NULLIF(o.name, ''), b.behind), 'how': b.how}) AS detail,
    [step('post', b.post)] || steps('kin_link', b.kin) || steps(tie_part(b.how), b.links)
        || [step('relative_contact', b.b), step('contact', b.a)] || steps('contract', contract_rows) AS evidence
FROM best
JOIN total USING (employee, supplier_id)
LEFT JOIN organisation AS o ON o.id = b.behind
