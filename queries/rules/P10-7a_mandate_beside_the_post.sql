-- id: P10-7a
-- kind: violation
-- job: scan
-- severity: 0.85
-- paragraph: 10(7)
-- inputs: roster, mandates
-- optional: disclosures, notices
-- of: people
-- population: in_office
-- identity: subject, other
WITH hit AS (
    SELECT
        m.src, m.iin, m.body, text_key(m.body) AS body_key, m.kind, p.src AS post, p.ord,
        greatest(p.held_from, since(m.date_from)) AS date_from,
        least(p.held_to, until(m.date_to)) AS date_to
    FROM mandates AS m
    JOIN post AS p ON p.iin = m.iin AND p.in_scope
    WHERE greatest(p.date_from, since(m.date_from)) <= least(p.date_to, until(m.date_to), $as_of)
        AND least(p.date_to, until(m.date_to)) >= $window_from
)
SELECT
    'violation' AS kind,
    'person' AS subject_kind,
    iin AS subject_id,
    arg_min(post, {'f': date_from, 't': date_to, 'o': ord}) AS post,
    'body' AS other_kind,
    min(body) AS other_id,
    min(body) AS other_name,
    'self' AS tie,
    stated_since(min(date_from)) AS date_from,
    stated_until(max(date_to)) AS date_to,
    max(date_from) AS begun,
    'confirmed' AS confidence,
    to_json({'mandate': string_agg(DISTINCT kind, ';' ORDER BY kind)}) AS detail,
    [step('post', arg_min(post, {'f': date_from, 't': date_to, 'o': ord}))]
        || list_transform(list_sort(list_distinct(list(src))), lambda s: step('mandate', s)) AS evidence
FROM hit
GROUP BY iin, body_key
