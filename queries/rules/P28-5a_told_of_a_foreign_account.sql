-- id: P28-5a
-- kind: duty
-- job: duties
-- paragraph: 28(5)
-- term: +2wd
-- starts: detected_on
-- inputs: foreign_accounts
SELECT
    'office' AS subject_kind,
    'prevention_unit' AS subject_id,
    iin || ';' || bank AS about,
    detected_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    CASE WHEN head_notified_on IS NOT NULL AND hr_notified_on IS NOT NULL AND person_notified_on IS NOT NULL
        THEN greatest(head_notified_on, hr_notified_on, person_notified_on) END AS done_on,
    CASE WHEN greatest(head_notified_on, hr_notified_on, person_notified_on) <> least(head_notified_on, hr_notified_on, person_notified_on)
        AND head_notified_on <= $as_of AND hr_notified_on <= $as_of AND person_notified_on <= $as_of THEN ['not_simultaneous'] ELSE CAST([] AS VARCHAR[]) END AS notes,
    [step('register', src)] AS evidence
FROM foreign_account
