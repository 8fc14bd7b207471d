-- The posts as numbers for the walk up the chain of superiors, in the order of their content.
SELECT
    src, iin,
    coalesce(position_id, '') AS position, coalesce(manager_iin, '') AS manager_iin, coalesce(manager_position_id, '') AS manager,
    coalesce(position_key, '') AS called, in_scope,
    date_diff('day', DATE '1970-01-01', date_from) AS "from",
    date_diff('day', DATE '1970-01-01', date_to) AS "to"
FROM post
ORDER BY iin, position_id NULLS FIRST, date_from, date_to, post.manager_iin NULLS FIRST, manager_position_id NULLS FIRST, unit_key, post.position, src;
