-- id: P6-1b
-- kind: duty
-- job: duties
-- paragraph: 6(1)
-- term: none
-- starts: changed_on
-- inputs: structure_changes, risks
SELECT
    'office' AS subject_kind,
    'prevention_unit' AS subject_id,
    c.change_id AS about,
    c.changed_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    min(r.map_date) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', c.src)] || done_by(arg_min(r.src, {'d': r.map_date, 's': r.src})) AS evidence
FROM structure_changes AS c
LEFT JOIN risks AS r ON r.map_date >= c.changed_on
GROUP BY c.change_id, c.changed_on, c.src
