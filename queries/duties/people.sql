-- What each person is called, and the unit and post they have on the as-of day, or had last.
WITH placed AS (
    SELECT iin,
        arg_max({'unit': coalesce(unit, ''), 'position': coalesce(position, '')},
            {'in': $as_of BETWEEN date_from AND date_to, 'main': kind = 'main', 'd': date_from, 'o': -ord}) AS at
    FROM post
    WHERE date_from <= $as_of
    GROUP BY iin
)
SELECT p.iin, p.name, coalesce(placed.at.unit, '') AS unit, coalesce(placed.at.position, '') AS position
FROM person AS p
LEFT JOIN placed USING (iin)
