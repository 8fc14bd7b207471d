-- id: P14-3a
-- kind: duty
-- job: duties
-- paragraph: 14(3)
-- term: +10wd
-- starts: none
-- inputs: notices
SELECT
    'office' AS subject_kind,
    'prevention_unit' AS subject_id,
    notice_id AS about,
    unit_received_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    concluded_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM notice
WHERE unit_received_on IS NOT NULL
