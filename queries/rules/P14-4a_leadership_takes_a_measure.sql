-- id: P14-4a
-- kind: duty
-- job: duties
-- paragraph: 14(4)
-- term: +10wd
-- starts: head_received_on
-- inputs: notices
SELECT
    'office' AS subject_kind,
    'leadership' AS subject_id,
    notice_id AS about,
    head_received_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    measure_on AS done_on,
    CASE WHEN measure IS NULL AND measure_on <= $as_of THEN ['no_measure_named'] ELSE CAST([] AS VARCHAR[]) END AS notes,
    [step('register', src)] AS evidence
FROM notice
WHERE conflict_found
