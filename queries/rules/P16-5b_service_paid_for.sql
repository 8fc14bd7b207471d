-- id: P16-5b
-- kind: duty
-- job: duties
-- paragraph: 16(5)
-- term: +7d
-- starts: received_on
-- inputs: roster, gifts
-- optional: family_links
SELECT
    'person' AS subject_kind,
    obliged AS subject_id,
    gift_id AS about,
    coalesce(aware_on, received_on) AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    paid_on AS done_on,
    notes AS notes,
    [step('register', src)] || list_transform(links, lambda x: step('kin_link', x)) AS evidence
FROM gift_obliged
WHERE kind = 'service' AND in_service IS DISTINCT FROM false
