-- id: P28-5b
-- kind: duty
-- job: duties
-- paragraph: 28(5)
-- term: +6m
-- starts: detected_on
-- inputs: foreign_accounts
SELECT
    'person' AS subject_kind,
    iin AS subject_id,
    bank AS about,
    detected_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    closed_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM foreign_account
