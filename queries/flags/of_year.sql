-- The suppliers and customers of the year's contracts that count, with the flags they stand to
-- and how: a flag is about them, names them, or is about a tender they won or held. Of several
-- the nearest is given. A tender without a contract of the year concerns those it names alone.
-- That a tenderer stands in flagged tenders is a finding of its own for the interchange with
-- Cardinal and no other flag: here it says whom the flags of these tenders name.
WITH found AS (
    SELECT rule, subject_kind, subject_id, other_kind, other_id, coalesce(via_id, '') AS via_id, coalesce(slice, '') AS slice,
        list_transform(evidence, lambda e: e.src) AS rows,
        subject_kind = 'tenderer' AND list_sort(json_keys(detail)) = ['processes', 'value'] AS is_mark
    FROM finding
), flag AS (
    SELECT * EXCLUDE (rows, is_mark) FROM found WHERE NOT is_mark
), flag_row AS (
    SELECT * EXCLUDE (rows, is_mark), unnest(rows) AS src FROM found WHERE subject_kind = 'process'
), mark_row AS (
    SELECT rule, subject_id AS tenderer, unnest(rows) AS src FROM found WHERE is_mark
), bought_in_year AS (
    SELECT DISTINCT coalesce(announcement_id, root) AS tender, customer_bin, supplier_id
    FROM contract
    WHERE left_out IS NULL AND year = $year
), supplier_of_year AS (
    SELECT DISTINCT supplier_id AS id FROM bought_in_year
), customer_of_year AS (
    SELECT DISTINCT customer_bin AS id FROM bought_in_year
), concerned AS (
    SELECT f.*, 'supplier' AS role, f.subject_id AS id, 1 AS nearness
    FROM flag AS f
    SEMI JOIN supplier_of_year AS s ON s.id = f.subject_id
    WHERE f.subject_kind = 'tenderer'
    UNION ALL
    SELECT f.*, 'supplier', f.other_id, 2
    FROM flag AS f
    SEMI JOIN supplier_of_year AS s ON s.id = f.other_id
    WHERE f.other_kind = 'tenderer'
    UNION ALL
    SELECT f.* EXCLUDE src, 'supplier', m.tenderer, 2
    FROM flag_row AS f
    JOIN mark_row AS m USING (rule, src)
    SEMI JOIN supplier_of_year AS s ON s.id = m.tenderer
    UNION ALL
    SELECT f.*, 'supplier', b.supplier_id, 3
    FROM flag AS f
    JOIN bought_in_year AS b ON b.tender = f.subject_id
    WHERE f.subject_kind = 'process'
    UNION ALL
    SELECT f.*, 'customer', f.subject_id, 1
    FROM flag AS f
    SEMI JOIN customer_of_year AS c ON c.id = f.subject_id
    WHERE f.subject_kind IN ('buyer', 'procuring_entity')
    UNION ALL
    SELECT f.*, 'customer', f.other_id, CASE f.subject_kind WHEN 'process' THEN 3 ELSE 2 END
    FROM flag AS f
    SEMI JOIN customer_of_year AS c ON c.id = f.other_id
    WHERE f.other_kind = 'buyer'
    UNION ALL
    SELECT f.*, 'customer', b.customer_bin, 3
    FROM flag AS f
    JOIN bought_in_year AS b ON b.tender = f.subject_id
    WHERE f.subject_kind = 'process'
)
SELECT
    c.rule, c.subject_id, c.other_id, c.via_id, c.slice, c.role, c.id,
    coalesce(NULLIF(any_value(o.name), ''), any_value(p.name), '') AS name,
    CASE min(c.nearness) WHEN 1 THEN 'subject' WHEN 2 THEN 'named' ELSE 'tender' END AS part
FROM concerned AS c
LEFT JOIN organisation AS o ON o.id = c.id
LEFT JOIN person AS p ON p.iin = c.id
GROUP BY c.rule, c.subject_id, c.other_id, c.via_id, c.slice, c.role, c.id
ORDER BY c.rule, c.subject_id, c.other_id, c.via_id, c.slice, c.role DESC, c.id
