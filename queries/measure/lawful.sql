-- Concentration fixed by law: suppliers under a ground that names them.
SELECT c.customer_bin, c.supplier_id, coalesce(NULLIF(o.name, ''), p.name, '') AS name, l.ground, count(*) AS contracts, CAST(sum(c.value) AS VARCHAR) AS amount
FROM counted AS c
JOIN lawful_ground AS l ON l.key = c.ground
LEFT JOIN organisation AS o ON o.id = c.supplier_id
LEFT JOIN person AS p ON p.iin = c.supplier_id
GROUP BY c.customer_bin, c.supplier_id, o.name, p.name, l.ground
ORDER BY c.customer_bin, sum(c.value) DESC, c.supplier_id, l.ground
