-- The posts as numbers for the walk up the chain of superiors, in the order of their content.
SELECT
    src, iin,
    coalesce(position_id, ''), coalesce(manager_iin, ''), coalesce(manager_position_id, ''),
    coalesce(position_key, ''), in_scope,
    date_diff('day', DATE '1970-01-01', date_from),
    date_diff('day', DATE '1970-01-01', date_to)
FROM post
ORDER BY iin, position_id NULLS FIRST, date_from, date_to, manager_iin NULLS FIRST, manager_position_id NULLS FIRST, unit_key, position, src;
