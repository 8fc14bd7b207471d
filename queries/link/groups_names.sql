-- A group is called after its largest member of the year, by its number where it has no name.
INSERT INTO organisation
SELECT m.group_id, coalesce(NULLIF(o.name, ''), NULLIF(p.name, ''), m.supplier_id)
FROM group_member AS m
LEFT JOIN organisation AS o ON o.id = m.supplier_id
LEFT JOIN person AS p ON p.iin = m.supplier_id
WHERE m.largest;

-- A unit that buys is called as it calls itself.
INSERT INTO organisation
SELECT b.unit_key, coalesce(min(u.unit), min(b.unit))
FROM bought AS b
LEFT JOIN units AS u ON u.unit_id = b.unit_key
ANTI JOIN organisation AS o ON o.id = b.unit_key
WHERE b.unit_key IS NOT NULL
GROUP BY b.unit_key;
