-- id: P14-1a
-- kind: duty
-- job: duties
-- paragraph: 14(1)
-- term: none
-- starts: known_on
-- inputs: notices
SELECT
    'person' AS subject_kind,
    iin AS subject_id,
    notice_id AS about,
    known_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    CASE WHEN manager_notified_on IS NOT NULL AND unit_notified_on IS NOT NULL THEN greatest(manager_notified_on, unit_notified_on) END AS done_on,
    CASE WHEN manager_notified_on <> unit_notified_on AND greatest(manager_notified_on, unit_notified_on) <= $as_of THEN ['not_simultaneous'] ELSE CAST([] AS VARCHAR[]) END AS notes,
    [step('register', src)] AS evidence
FROM notice
