-- id: P43-6a
-- kind: duty
-- job: protect
-- paragraph: 43(6)
-- term: none
-- starts: none
-- inputs: reporters
SELECT
    'office' AS subject_kind,
    'leadership' AS subject_id,
    iin AS about,
    reported_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    agreement_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM reporters
