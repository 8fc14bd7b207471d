-- Everybody obliged on a day, with the post shown for them: the main one first.
SELECT p.iin, p.last_name, p.first_name, coalesce(p.patronymic, '') AS patronymic, coalesce(p.unit, '') AS unit, coalesce(p.position, '') AS position
FROM (
    SELECT r.*, o.ord
    FROM post AS o
    JOIN roster AS r USING (src)
    WHERE o.in_scope AND $on BETWEEN o.date_from AND o.date_to
    QUALIFY row_number() OVER (PARTITION BY o.iin ORDER BY o.kind <> 'main', o.date_from DESC, o.ord) = 1
) AS p
ORDER BY p.last_name, p.first_name, p.patronymic, p.iin
