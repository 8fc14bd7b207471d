-- id: P16-4a
-- kind: violation
-- job: scan
-- severity: 0.85
-- paragraph: 16(4)
-- inputs: roster, gifts
-- optional: disclosures, notices
-- of: people
-- population: in_office
-- gaps: no_superior
-- beside: gifts_without_giver
-- identity: subject, other
WITH hit AS (
    SELECT r.src, r.person, r.giver, r.day, r.kind, s.depth, s.posts
    FROM received_by AS r
    JOIN subordinate AS s ON s.giver = r.giver AND s.person = r.person AND s.day = r.day
    WHERE r.what = 'gift' AND r.via IS NULL AND r.day BETWEEN $window_from AND $as_of
), best AS (
    SELECT person, giver,
        min(day) AS date_from,
        max(day) AS date_to,
        arg_min({'depth': depth, 'posts': posts}, {'n': depth, 'd': day, 's': src}) AS b,
        string_agg(DISTINCT kind, ';' ORDER BY kind) AS kinds,
        count(DISTINCT src) AS gifts,
        list(DISTINCT {'d': day, 's': src} ORDER BY {'d': day, 's': src}) AS gift_rows
    FROM hit
    GROUP BY person, giver
)
SELECT
    'violation' AS kind,
    'person' AS subject_kind,
    person AS subject_id,
    b.posts[-1] AS post,
    'person' AS other_kind,
    giver AS other_id,
    'self' AS tie,
    date_from,
    date_to,
    'confirmed' AS confidence,
    to_json({'depth': CAST(b.depth AS VARCHAR), 'received': kinds, 'gifts': CAST(gifts AS VARCHAR)}) AS detail,
    [step('post', b.posts[-1])] || steps('gift', list_transform(gift_rows, lambda x: x.s))
        || [step('subordinate_post', b.posts[1])] || steps('chain_post', b.posts[2:-2]) AS evidence
FROM best
