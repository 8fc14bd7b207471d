-- id: P28-2a
-- kind: duty
-- job: duties
-- paragraph: 28(2)
-- term: none
-- starts: date_from
-- inputs: roster, consents
SELECT
    'office' AS subject_kind,
    'hr' AS subject_id,
    s.iin AS about,
    stated_since(s.date_from) AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    min(c.signed_on) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('post', arg_min(p.src, p.ord))] || done_by(arg_min(c.src, {'d': c.signed_on, 's': c.src})) AS evidence
FROM service AS s
JOIN post AS p ON p.iin = s.iin AND p.in_scope AND $as_of BETWEEN p.date_from AND p.date_to
LEFT JOIN consents AS c ON c.iin = s.iin AND c.kind = 'foreign_accounts'
WHERE $as_of BETWEEN s.date_from AND s.date_to
GROUP BY s.iin, s.date_from
