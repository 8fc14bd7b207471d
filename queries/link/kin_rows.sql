-- One row an ordered pair: the tie that is named first, the span it holds over the days
-- asked for, and the path of its earliest time.
WITH asked AS (
    SELECT *
    FROM kin
    WHERE basis <> 'name_only'
        AND ($person = '' OR person = $person)
        AND date_from <= $last_day AND date_to >= $first_day
), named AS (
    SELECT person, relative, min(named) AS named
    FROM asked
    GROUP BY person, relative
    HAVING bool_or(kin_set IS NOT NULL)
)
SELECT
    a.person AS iin,
    a.relative AS relative_iin,
    a.relation,
    a.kin_set AS set,
    coalesce(CAST(stated_since(min(a.held_from)) AS VARCHAR), '') AS date_from,
    coalesce(CAST(stated_until(max(a.held_to)) AS VARCHAR), '') AS date_to,
    arg_min(a.people, {'f': a.date_from, 't': a.date_to, 'n': len(a.links), 'p': a.people}) AS people,
    arg_min(a.links, {'f': a.date_from, 't': a.date_to, 'n': len(a.links), 'p': a.people}) AS links
FROM asked AS a
JOIN named AS n ON n.person = a.person AND n.relative = a.relative AND n.named = a.named
GROUP BY a.person, a.relative, a.relation, a.kin_set
ORDER BY a.person, a.relative
