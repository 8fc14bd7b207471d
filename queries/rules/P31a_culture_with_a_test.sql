-- id: P31a
-- kind: duty
-- job: duties
-- paragraph: 31
-- term: half
-- starts: none
-- inputs: events, attendance
-- looks_back_years: years
-- param.years: integer | 2 | shared
SELECT
    'office' AS subject_kind,
    'prevention_unit' AS subject_id,
    p.name AS about,
    p.date_from AS starts_on,
    p.date_to AS due_on,
    min(x.held_on) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    done_by(arg_min(x.src, {'d': x.held_on, 's': x.src})) AS evidence
FROM period AS p
LEFT JOIN (SELECT * FROM events SEMI JOIN attendance AS a ON a.event_id = events.event_id AND a.score_pct IS NOT NULL) AS x ON x.held_on BETWEEN p.date_from AND p.date_to AND x.kind = 'culture'
WHERE p.kind = 'half'
GROUP BY p.name, p.date_from, p.date_to
