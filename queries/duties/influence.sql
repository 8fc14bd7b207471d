-- The posts with the most marks of influence, by title and unit: who holds them is left out.
SELECT
    coalesce(position_id, ''),
    coalesce(max(position), ''),
    coalesce(max(unit), ''),
    max(influence),
    max(len(string_split(influence, ';'))) AS marks
FROM post
WHERE influence IS NOT NULL AND $as_of BETWEEN date_from AND date_to
GROUP BY coalesce(position_id, ''), CASE WHEN position_id IS NULL THEN text_key(position) || ' ' || coalesce(unit_key, '') END
ORDER BY marks DESC, 3, 2, 1
LIMIT 50
