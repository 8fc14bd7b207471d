-- id: P52g
-- kind: duty
-- job: duties
-- paragraph: 52
-- term: +3d
-- starts: finished_on
-- inputs: analyses
SELECT
    'office' AS subject_kind,
    'prevention_unit' AS subject_id,
    coalesce(CAST(finished_on AS VARCHAR), '') AS about,
    finished_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    reported_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM analyses
WHERE kind = 'procurement'
