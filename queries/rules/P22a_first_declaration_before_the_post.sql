-- id: P22a
-- kind: duty
-- job: duties
-- paragraph: 22
-- term: none
-- starts: none
-- inputs: roster, declarations
-- optional: family_links
-- param.since: text | 2025-01-01
WITH entering AS (
    SELECT iin AS filer, '' AS about, CAST(date_from - INTERVAL 1 DAY AS DATE) AS due_on, post, CAST([] AS BIGINT[]) AS links
    FROM entered
    WHERE date_from >= CAST($since AS DATE) AND date_from <= $as_of
    UNION ALL
    SELECT s.relative, e.iin, CAST(e.date_from - INTERVAL 1 DAY AS DATE), e.post, s.links
    FROM entered AS e
    JOIN spouse AS s ON s.person = e.iin AND e.date_from BETWEEN s.date_from AND s.date_to
    WHERE e.date_from >= CAST($since AS DATE) AND e.date_from <= $as_of
    QUALIFY row_number() OVER (PARTITION BY e.iin, s.relative ORDER BY len(s.links), s.date_from, s.links) = 1
)
SELECT
    'person' AS subject_kind,
    e.filer AS subject_id,
    e.about AS about,
    CAST(NULL AS DATE) AS starts_on,
    e.due_on AS due_on,
    f.filed_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('post', e.post)] || list_transform(e.links, lambda x: step('kin_link', x)) || done_by(f.src) AS evidence
FROM entering AS e
LEFT JOIN first_declaration AS f ON f.iin = e.filer
