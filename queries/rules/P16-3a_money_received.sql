-- id: P16-3a
-- kind: duty
-- job: duties
-- paragraph: 16(3)
-- term: +14d
-- starts: received_on
-- inputs: roster, gifts
-- optional: family_links
SELECT
    'person' AS subject_kind,
    obliged AS subject_id,
    gift_id AS about,
    coalesce(aware_on, received_on) AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    CASE WHEN paid_on IS NOT NULL AND explained_on IS NOT NULL THEN greatest(paid_on, explained_on) END AS done_on,
    notes AS notes,
    [step('register', src)] || list_transform(links, lambda x: step('kin_link', x)) AS evidence
FROM gift_obliged
WHERE kind = 'money'
