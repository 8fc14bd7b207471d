-- id: P38a
-- kind: duty
-- job: duties
-- paragraph: 38
-- term: year
-- starts: none
-- inputs: publications
-- looks_back_years: years
-- param.years: integer | 2 | shared
SELECT
    'office' AS subject_kind,
    'hr' AS subject_id,
    p.name AS about,
    p.date_from AS starts_on,
    p.date_to AS due_on,
    min(x.published_on) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    done_by(arg_min(x.src, {'d': x.published_on, 's': x.src})) AS evidence
FROM period AS p
LEFT JOIN publications AS x ON x.published_on BETWEEN p.date_from AND p.date_to AND x.kind = 'council_plan' AND coalesce(CAST(x.year AS VARCHAR), p.name) = p.name
WHERE p.kind = 'year'
GROUP BY p.name, p.date_from, p.date_to
