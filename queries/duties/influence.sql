-- The posts with the most marks of influence, by title and unit: who holds them is left out.
SELECT
    coalesce(p.position_id, '') AS position_id,
    coalesce(max(p.position), '') AS position,
    coalesce(max(p.unit), '') AS unit,
    '' AS holders,
    max(p.influence) AS influence,
    max(len(string_split(p.influence, ';'))) AS marks,
    CAST(0 AS BIGINT) AS decisions,
    '' AS amount,
    CAST(0 AS BIGINT) AS findings
FROM post AS p
WHERE p.influence IS NOT NULL AND $as_of BETWEEN date_from AND date_to
GROUP BY coalesce(p.position_id, ''), CASE WHEN p.position_id IS NULL THEN text_key(p.position) || ' ' || coalesce(unit_key, '') END
ORDER BY marks DESC, 3, 2, 1
LIMIT 50
