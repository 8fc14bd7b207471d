-- id: P28-6a
-- kind: duty
-- job: duties
-- paragraph: 28(6)
-- term: none
-- starts: none
-- inputs: foreign_accounts
-- after: P28-5b
SELECT
    'office' AS subject_kind,
    'first_head' AS subject_id,
    a.iin || ';' || a.bank AS about,
    d.due_by AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    a.measure_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', a.src)] AS evidence
FROM duty AS d
JOIN foreign_account AS a ON list_contains(d.evidence, a.src)
WHERE d.rule = 'P28-5b' AND d.state = 'overdue'
