-- Above which posts a post stands that a contest is for: its own manager position on the day,
-- the one above that, and so on. A position is under what the roster's rows say of it on the
-- day; on a day when nobody holds it, under what the row that ended last before it says, else
-- the first after it. A circle of positions is gone through once.
CREATE TABLE position_above AS
WITH asked AS (
    SELECT DISTINCT announced_on AS day FROM candidates
), stated AS (
    SELECT a.day, p.position_id, p.manager_position_id AS above, p.src, p.ord,
        CASE WHEN a.day BETWEEN p.date_from AND p.date_to THEN {'c': 0, 'n': 0}
            WHEN p.date_to < a.day THEN {'c': 1, 'n': a.day - p.date_to}
            ELSE {'c': 2, 'n': p.date_from - a.day} END AS far
    FROM asked AS a
    CROSS JOIN post AS p
    WHERE p.position_id IS NOT NULL AND p.manager_position_id IS NOT NULL
), nearest AS (
    SELECT * FROM stated QUALIFY far = min(far) OVER (PARTITION BY day, position_id)
)
SELECT day, position_id, above, arg_min(src, ord) AS src
FROM nearest
GROUP BY day, position_id, above;

CREATE TABLE future_superior AS
WITH RECURSIVE up AS (
    SELECT DISTINCT c.announced_on AS day, c.position_id, a.above, 1 AS depth, [c.position_id, a.above] AS way, [a.src] AS rows
    FROM candidates AS c
    JOIN position_above AS a ON a.day = c.announced_on AND a.position_id = c.position_id
    WHERE a.above <> c.position_id
    UNION ALL
    SELECT up.day, up.position_id, a.above, up.depth + 1, up.way || [a.above], up.rows || [a.src]
    FROM up
    JOIN position_above AS a ON a.day = up.day AND a.position_id = up.above
    WHERE NOT list_contains(up.way, a.above)
)
SELECT day, position_id, above, min(depth) AS depth, arg_min(rows, {'d': depth, 'w': way}) AS rows
FROM up
GROUP BY day, position_id, above;
