-- id: P28-3a
-- kind: duty
-- job: duties
-- paragraph: 28(3)
-- term: year
-- starts: none
-- inputs: tax_requests
-- looks_back_years: years
-- param.years: integer | 2 | shared
WITH sent AS (
    SELECT p.name, p.date_from, p.date_to, min(x.sent_on) AS sent_on
    FROM period AS p
    LEFT JOIN tax_requests AS x ON x.sent_on BETWEEN p.date_from AND p.date_to
    WHERE p.kind = 'year'
    GROUP BY p.name, p.date_from, p.date_to
), left_out AS (
    -- Who held a post on the day of the list and is not on it.
    SELECT sent.sent_on, count(DISTINCT s.iin) AS people
    FROM sent
    JOIN service AS s ON sent.sent_on BETWEEN s.date_from AND s.date_to
    ANTI JOIN tax_requests AS x ON x.iin = s.iin AND x.sent_on = sent.sent_on
    WHERE sent.sent_on <= $as_of
    GROUP BY sent.sent_on
)
SELECT
    'office' AS subject_kind,
    'hr' AS subject_id,
    sent.name AS about,
    sent.date_from AS starts_on,
    sent.date_to AS due_on,
    sent.sent_on AS done_on,
    CASE WHEN l.people > 0 THEN ['not_listed:' || l.people] ELSE CAST([] AS VARCHAR[]) END AS notes,
    done_by((SELECT min(src) FROM tax_requests AS x WHERE x.sent_on = sent.sent_on)) AS evidence
FROM sent
LEFT JOIN left_out AS l ON l.sent_on = sent.sent_on
