-- id: P44-4a
-- kind: duty
-- job: protect
-- paragraph: 44(4)
-- term: +15d
-- starts: none
-- inputs: labour_disputes
SELECT
    'office' AS subject_kind,
    'leadership' AS subject_id,
    dispute_id AS about,
    application_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    answered_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM labour_disputes
WHERE application_on IS NOT NULL
