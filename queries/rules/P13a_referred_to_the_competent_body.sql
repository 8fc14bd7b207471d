-- id: P13a
-- kind: duty
-- job: duties
-- paragraph: 13
-- term: none
-- starts: unit_received_on
-- inputs: notices
SELECT
    'office' AS subject_kind,
    'leadership' AS subject_id,
    notice_id AS about,
    coalesce(concluded_on, unit_received_on) AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    referred_on AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', src)] AS evidence
FROM notice
WHERE criminal_signs
