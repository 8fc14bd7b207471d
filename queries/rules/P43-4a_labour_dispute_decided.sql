-- id: P43-4a
-- kind: duty
-- job: protect
-- paragraph: 43(4)
-- term: +30d
-- starts: received_on
-- inputs: labour_disputes
SELECT
    'office' AS subject_kind,
    'leadership' AS subject_id,
    dispute_id AS about,
    received_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    decided_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM labour_disputes
