-- id: P10-8c
-- kind: lead
-- job: scan
-- severity: 0.5
-- paragraph: 10(8)
-- inputs: roster
-- optional: outside_work, supplier_people, suppliers
-- of: people
-- population: in_office
-- identity: subject, other
WITH work AS (
    SELECT iin, organisation_bin AS organisation, 'other_work' AS how, src, since(date_from) AS date_from, until(date_to) AS date_to, '' AS source
    FROM outside_work
    WHERE activity = 'other'
    UNION ALL
    SELECT m.holder_id, m.supplier_id, 'accountant', m.src, since(m.date_from), until(m.date_to), coalesce(m.source, '')
    FROM supplier_people AS m
    LEFT JOIN supplier AS s ON s.supplier_id = m.supplier_id
    WHERE m.role = 'accountant' AND s.commercial IS DISTINCT FROM false AND NOT is_person(m.supplier_id)
), hit AS (
    SELECT
        w.iin, w.organisation, w.how, w.src, w.source, p.src AS post, p.ord,
        greatest(p.held_from, w.date_from) AS date_from,
        least(p.held_to, w.date_to) AS date_to
    FROM work AS w
    JOIN post AS p ON p.iin = w.iin AND p.in_scope
    WHERE greatest(p.date_from, w.date_from) <= least(p.date_to, w.date_to, $as_of)
        AND least(p.date_to, w.date_to) >= $window_from
), best AS (
    SELECT iin, organisation,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        max(date_from) AS begun,
        arg_min({'post': post, 'how': how, 'src': src}, {'h': how <> 'other_work', 'f': date_from, 't': date_to, 'o': ord, 's': source, 'x': src}) AS b
    FROM hit
    GROUP BY iin, organisation
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    iin AS subject_id,
    b.post AS post,
    'supplier' AS other_kind,
    organisation AS other_id,
    'self' AS tie,
    stated_since(date_from) AS date_from,
    stated_until(date_to) AS date_to,
    begun,
    'confirmed' AS confidence,
    tie_weight(b.how, NULL) AS weight,
    to_json({'how': b.how}) AS detail,
    [step('post', b.post), step(CASE b.how WHEN 'other_work' THEN 'outside_work' ELSE 'role' END, b.src)] AS evidence
FROM best
