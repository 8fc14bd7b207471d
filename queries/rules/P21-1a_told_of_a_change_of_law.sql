-- id: P21-1a
-- kind: duty
-- job: duties
-- paragraph: 21(1)
-- term: +30wd
-- starts: none
-- inputs: roster, legal_changes, hr_notices
SELECT
    'office' AS subject_kind,
    'hr' AS subject_id,
    c.change_id || ';' || s.iin AS about,
    c.in_force_on AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    min(h.sent_on) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('register', c.src), step('post', arg_min(s.src, s.ord))] || done_by(arg_min(h.src, {'d': h.sent_on, 's': h.src})) AS evidence
FROM legal_changes AS c
JOIN post AS s ON s.in_scope AND c.in_force_on BETWEEN s.date_from AND s.date_to
LEFT JOIN hr_notices AS h ON h.iin = s.iin AND h.kind = 'legal_change' AND h.about = c.change_id AND h.sent_on >= c.in_force_on
GROUP BY c.change_id, s.iin, c.in_force_on, c.src
