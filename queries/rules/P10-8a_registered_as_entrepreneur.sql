-- id: P10-8a
-- kind: violation
-- job: scan
-- severity: 0.8
-- paragraph: 10(8)
-- inputs: roster, suppliers
-- of: people
-- population: in_office
-- identity: subject, other
WITH hit AS (
    SELECT
        p.iin AS subject_id, p.src AS post, p.ord, s.src AS supplier_src,
        greatest(p.held_from, s.open_from) AS date_from,
        least(p.held_to, s.open_to) AS date_to
    FROM post AS p
    JOIN supplier_record AS s ON s.supplier_id = p.iin AND s.kind = 'entrepreneur'
    WHERE p.in_scope
        AND greatest(p.date_from, s.open_from) <= least(p.date_to, s.open_to, $as_of)
        AND least(p.date_to, s.open_to) >= $window_from
)
SELECT
    'violation' AS kind,
    'person' AS subject_kind,
    subject_id,
    arg_min(post, {'f': date_from, 'o': ord}) AS post,
    'supplier' AS other_kind,
    subject_id AS other_id,
    'self' AS tie,
    stated_since(min(date_from)) AS date_from,
    stated_until(max(date_to)) AS date_to,
    max(date_from) AS begun,
    'confirmed' AS confidence,
    0.7 AS weight,
    to_json({'how': 'own_business'}) AS detail,
    [step('post', arg_min(post, {'f': date_from, 'o': ord})), step('supplier', min(supplier_src))] AS evidence
FROM hit
GROUP BY subject_id
