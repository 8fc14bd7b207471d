-- What the suppliers of the year and the members of groups are called, by number.
WITH shown AS (
    SELECT DISTINCT supplier_id AS id FROM counted
    UNION
    SELECT supplier_id FROM group_member
)
SELECT p.no, coalesce(NULLIF(o.name, ''), n.name, '') AS name
FROM shown
JOIN party AS p USING (id)
LEFT JOIN organisation AS o ON o.id = p.id
LEFT JOIN person AS n ON n.iin = p.id
ORDER BY p.no
