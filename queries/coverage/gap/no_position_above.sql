-- The post of their contest names no post above it.
SELECT c.iin AS id
FROM candidates AS c
ANTI JOIN future_superior AS u ON u.day = c.announced_on AND u.position_id = c.position_id
WHERE c.announced_on BETWEEN $window_from AND $as_of
