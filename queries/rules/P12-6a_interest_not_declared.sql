-- id: P12-6a
-- kind: lead
-- job: scan
-- severity: 0.5
-- paragraph: 12(6)
-- inputs: roster, supplier_people, declared_interests
-- optional: disclosures
-- of: people
-- population: declarers
-- gaps: no_class
-- identity: subject, other
-- cleared_by: declared_interests
-- param.classes: text | political;corps_a;corps_b;official;equated
WITH register AS (
    SELECT holder_id AS iin, supplier_id, role, src, since(date_from) AS date_from, until(date_to) AS date_to, coalesce(source, '') AS source
    FROM supplier_people
    WHERE NOT (role IN ('founder', 'shareholder', 'beneficiary') AND coalesce(share_pct = 0, false))
        AND $as_of BETWEEN since(date_from) AND until(date_to)
), must AS (
    SELECT p.iin, arg_min(p.src, p.ord) AS post
    FROM post AS p
    LEFT JOIN (SELECT DISTINCT iin FROM declared_interests) AS d ON d.iin = p.iin
    WHERE $as_of BETWEEN p.date_from AND p.date_to
        AND p.in_scope
        AND (d.iin IS NOT NULL OR list_contains(string_split($classes, ';'), p.service_class))
    GROUP BY p.iin
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    r.iin AS subject_id,
    any_value(m.post) AS post,
    'supplier' AS other_kind,
    r.supplier_id AS other_id,
    'self' AS tie,
    stated_since(min(r.date_from)) AS date_from,
    stated_until(max(r.date_to)) AS date_to,
    'confirmed' AS confidence,
    to_json({'how': arg_min(r.role, {'h': how_order(r.role), 'r': r.role})}) AS detail,
    [step('post', any_value(m.post))] || list(step('role', r.src) ORDER BY how_order(r.role), r.role, r.date_from, r.source, r.src) AS evidence
FROM register AS r
JOIN must AS m ON m.iin = r.iin
ANTI JOIN declared_interests AS d ON d.iin = r.iin AND d.company_id = r.supplier_id
GROUP BY r.iin, r.supplier_id
