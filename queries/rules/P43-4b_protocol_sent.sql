-- id: P43-4b
-- kind: duty
-- job: protect
-- paragraph: 43(4)
-- term: +3wd
-- starts: none
-- inputs: labour_disputes
SELECT
    'office' AS subject_kind,
    'leadership' AS subject_id,
    dispute_id AS about,
    decided_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    protocol_sent_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM labour_disputes
WHERE decided_on <= $as_of
