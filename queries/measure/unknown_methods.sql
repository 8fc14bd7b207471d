-- Ways of buying that the list of methods does not know. They are never guessed: a user can
-- say what they are.
SELECT m.method_id, m.method, count(*) AS contracts, CAST(sum(c.value) AS VARCHAR) AS amount
FROM contract AS c
JOIN method_of AS m ON m.method_id = coalesce(c.method_id, '') AND m.method = coalesce(c.method, '')
WHERE c.left_out IS NULL AND c.year = $year AND m.class = 'unknown'
GROUP BY m.method_id, m.method
ORDER BY count(*) DESC, m.method_id, m.method
