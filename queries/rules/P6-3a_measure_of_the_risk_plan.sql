-- id: P6-3a
-- kind: duty
-- job: duties
-- paragraph: 6(3)
-- term: to
-- starts: none
-- inputs: risk_plan
SELECT
    'office' AS subject_kind,
    coalesce(executor, '') AS subject_id,
    plan_id || ';' || risk_id AS about,
    coalesce(approved_on, due_on) AS starts_on,
    due_on AS due_on,
    done_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM risk_plan
WHERE due_on IS NOT NULL
