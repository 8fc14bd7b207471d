-- id: P10-8b
-- kind: violation
-- job: scan
-- severity: 0.85
-- paragraph: 10(8)
-- inputs: roster, supplier_people
-- optional: suppliers, outside_work
-- of: people
-- population: in_office
-- identity: subject, other
WITH managing AS (
    SELECT
        p.iin, p.src AS post, p.ord, m.supplier_id, m.src AS role_src, m.role, coalesce(m.source, '') AS source, s.commercial,
        greatest(p.date_from, since(m.date_from)) AS post_from,
        least(p.date_to, until(m.date_to)) AS post_to,
        greatest(p.held_from, since(m.date_from)) AS date_from,
        least(p.held_to, until(m.date_to)) AS date_to
    FROM supplier_people AS m
    JOIN post AS p ON p.iin = m.holder_id AND p.in_scope
    LEFT JOIN supplier AS s ON s.supplier_id = m.supplier_id
    WHERE m.role IN ('head', 'board_member')
        AND s.commercial IS DISTINCT FROM false
        AND NOT is_person(m.supplier_id)
), in_window AS (
    SELECT *, greatest(post_from, $window_from) AS first_day, least(post_to, $as_of) AS last_day
    FROM managing
    WHERE greatest(post_from, $window_from) <= least(post_to, $as_of)
), day AS (
    SELECT *, CAST(unnest(generate_series(first_day, last_day, INTERVAL 1 DAY)) AS DATE) AS day
    FROM in_window
), left_over AS (
    SELECT day.*, count(w.activity) > 0 AS allowed
    FROM day
    LEFT JOIN outside_work AS w ON w.iin = day.iin AND w.organisation_bin = day.supplier_id
        AND w.activity IN ('pedagogical', 'scientific', 'creative', 'official_duty')
        AND day.day BETWEEN since(w.date_from) AND until(w.date_to)
    GROUP BY ALL
    HAVING NOT coalesce(bool_or(w.activity = 'official_duty'), false)
), hit AS (
    SELECT * EXCLUDE (day, allowed), bool_and(allowed) AS allowed
    FROM left_over
    GROUP BY ALL
), best AS (
    SELECT iin, supplier_id,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        max(date_from) AS begun,
        bool_or(commercial) AND NOT bool_and(allowed) AS banned,
        CASE WHEN bool_or(commercial) IS NULL THEN 'unknown' WHEN bool_and(allowed) THEN 'allowed_activity' ELSE 'commercial' END AS case_of,
        arg_min({'post': post, 'role': role, 'src': role_src},
            {'r': how_order(role), 'f': date_from, 't': date_to, 'o': ord, 's': source, 'x': role_src}) AS b
    FROM hit
    GROUP BY iin, supplier_id
)
SELECT
    CASE WHEN banned THEN 'violation' ELSE 'lead' END AS kind,
    'person' AS subject_kind,
    iin AS subject_id,
    b.post AS post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    'self' AS tie,
    stated_since(date_from) AS date_from,
    stated_until(date_to) AS date_to,
    begun,
    'confirmed' AS confidence,
    tie_weight(b.role, NULL) AS weight,
    to_json({'how': b.role, 'company': case_of}) AS detail,
    [step('post', b.post), step('role', b.src)] AS evidence
FROM best
