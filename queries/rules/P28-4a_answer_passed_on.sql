-- id: P28-4a
-- kind: duty
-- job: duties
-- paragraph: 28(4)
-- term: none
-- starts: none
-- inputs: tax_requests
SELECT
    'office' AS subject_kind,
    'hr' AS subject_id,
    iin || ';' || CAST(sent_on AS VARCHAR) AS about,
    replied_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    passed_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM tax_requests
WHERE replied_on IS NOT NULL
