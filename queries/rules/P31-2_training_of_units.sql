-- id: P31-2
-- kind: measure
-- job: duties
-- paragraph: 31(2)
-- inputs: roster, events, attendance
-- optional: decisions
-- gives: training
-- looks_back_years: years
-- param.years: integer | 2 | shared
-- param.pass: integer | 60
WITH half AS (
    SELECT name AS half, date_from, least(date_to, $as_of) AS day
    FROM period
    WHERE kind = 'half'
), at_work AS (
    SELECT h.half, h.date_from, h.day, p.iin, p.unit_key, p.unit, coalesce(contains(p.influence, 'procurement'), false) AS buys
    FROM half AS h
    JOIN post AS p ON h.day BETWEEN p.date_from AND p.date_to
), buyer AS (
    SELECT half, iin FROM at_work WHERE buys
    UNION
    SELECT h.half, d.iin FROM half AS h JOIN decisions AS d ON d.date BETWEEN h.date_from AND h.day
), kind AS (
    SELECT unnest(['culture', 'conflict_training', 'protection', 'procurement_training']) AS kind
), staff AS (
    SELECT DISTINCT a.half, k.kind, a.unit_key, a.iin
    FROM at_work AS a
    CROSS JOIN kind AS k
    WHERE k.kind <> 'procurement_training'
    UNION
    SELECT DISTINCT a.half, 'procurement_training', a.unit_key, a.iin
    FROM at_work AS a
    SEMI JOIN buyer AS b ON b.half = a.half AND b.iin = a.iin
), called AS (
    SELECT half, unit_key, min(unit) AS unit FROM at_work GROUP BY half, unit_key
), took_part AS (
    SELECT h.half, e.kind, a.iin, count(a.score_pct) > 0 AS tested, coalesce(max(a.score_pct) >= $pass, false) AS passed
    FROM half AS h
    JOIN events AS e ON e.held_on BETWEEN h.date_from AND h.day
    JOIN attendance AS a USING (event_id)
    GROUP BY h.half, e.kind, a.iin
)
SELECT
    s.half,
    s.kind,
    coalesce(c.unit, '') AS unit,
    count(*) AS staff,
    count(t.iin) AS attended,
    count(*) FILTER (WHERE t.tested) AS tested,
    count(*) FILTER (WHERE t.passed) AS passed
FROM staff AS s
JOIN called AS c ON c.half = s.half AND c.unit_key IS NOT DISTINCT FROM s.unit_key
LEFT JOIN took_part AS t ON t.half = s.half AND t.kind = s.kind AND t.iin = s.iin
GROUP BY s.half, s.kind, s.unit_key, c.unit
ORDER BY s.half, s.kind, c.unit, s.unit_key
