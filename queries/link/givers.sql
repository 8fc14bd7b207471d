-- Givers who may be somebody's subordinate on the day they gave.
SELECT DISTINCT r.giver, date_diff('day', DATE '1970-01-01', r.day) AS day
FROM received AS r
SEMI JOIN roster ON roster.iin = r.giver
WHERE r.day BETWEEN $window_from AND $as_of
ORDER BY ALL
