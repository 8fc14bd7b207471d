-- id: P21-2a
-- kind: duty
-- job: duties
-- paragraph: 21(2)
-- term: -1m
-- starts: none
-- inputs: roster, hr_notices
-- optional: declarations
-- looks_back_years: years
-- param.years: integer | 2 | shared
WITH due AS (
    SELECT o.year, o.iin, o.post, CASE WHEN p.iin IS NULL THEN make_date(o.year + 1, 8, 15) ELSE make_date(o.year + 1, 6, 15) END AS day
    FROM obliged_in_year AS o
    LEFT JOIN paper_filer AS p ON p.iin = o.iin AND p.year = o.year
)
SELECT
    'office' AS subject_kind,
    'hr' AS subject_id,
    d.year || ';' || d.iin AS about,
    d.day AS starts_on,
    d.day AS due_on,
    min(h.sent_on) AS done_on,
    CAST([] AS VARCHAR[]) AS notes,
    [step('post', d.post)] || done_by(arg_min(h.src, {'d': h.sent_on, 's': h.src})) AS evidence
FROM due AS d
LEFT JOIN hr_notices AS h ON h.iin = d.iin AND h.kind = 'filing' AND h.about = CAST(d.year AS VARCHAR)
GROUP BY d.year, d.iin, d.post, d.day
