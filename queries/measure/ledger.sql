-- The contracts behind the figures, one row each: those that count in the year, those of the
-- year before it, and those that stay out with the reason the reconciliation gives. No more
-- than $most: so ordered, the largest first, what is cut off is the least. What they are
-- called, and the bids for them, is looked up for those that are kept alone.
WITH aside AS (
    SELECT v.root, arg_max(v.src, {'d': since(v.signed_on), 'i': id_order(v.contract_id), 's': v.src}) AS src
    FROM contract_version AS v
    ANTI JOIN contract AS c USING (root)
    WHERE v.stands_aside
    GROUP BY v.root
), listed AS (
    SELECT
        src, root, signed_on, year, value,
        CASE
            WHEN left_out = 'no_value' AND status_class = 'terminated' THEN 'terminated_unpaid'
            WHEN left_out = 'no_value' THEN 'no_amount'
            WHEN left_out IS NOT NULL THEN left_out
            WHEN year <> $year THEN 'other_year'
        END AS left_out,
        CASE WHEN left_out IS NOT NULL THEN 3 WHEN year = $year THEN 1 WHEN year = $year - 1 THEN 2 ELSE 3 END AS ord
    FROM contract
    UNION ALL
    SELECT src, root, NULL, NULL, NULL, 'no_row_left', 3 FROM aside
), kept AS (
    SELECT * FROM listed ORDER BY ord, value DESC NULLS LAST, root LIMIT $most
), wanted AS (
    SELECT DISTINCT c.announcement_id
    FROM contracts AS c
    SEMI JOIN kept AS k USING (src)
), lot AS (
    SELECT announcement_id, coalesce(lot_id, '') AS lot_id, count(DISTINCT coalesce(bid_id, supplier_id)) AS bids
    FROM bids
    SEMI JOIN wanted USING (announcement_id)
    GROUP BY announcement_id, coalesce(lot_id, '')
), offered AS (
    SELECT announcement_id, count(*) AS lots, sum(bids) AS bids, count(*) FILTER (WHERE bids = 1) AS single_bids
    FROM lot
    GROUP BY announcement_id
)
SELECT
    c.contract_id,
    k.root AS root_id,
    coalesce(c.number, '') AS number,
    coalesce(CAST(coalesce(k.signed_on, c.signed_on) AS VARCHAR), '') AS signed_on,
    CAST(coalesce(k.year, c.year, year(c.signed_on), 0) AS BIGINT) AS year,
    c.customer_bin,
    coalesce(b.name, '') AS customer,
    c.supplier_id,
    coalesce(NULLIF(o.name, ''), p.name, '') AS supplier,
    coalesce(g.group_id, '') AS group_id,
    CASE WHEN k.left_out IS NULL OR k.left_out = 'other_year' THEN CAST(k.value AS VARCHAR) ELSE '' END AS value,
    CASE WHEN k.left_out = 'no_row_left' THEN '' ELSE coalesce(CAST(c.amount AS VARCHAR), '') END AS amount,
    CASE WHEN r.is_foreign THEN upper(c.currency) ELSE '' END AS currency,
    coalesce(c.subject_kind, '') AS subject_kind,
    coalesce(t.category6, t.category4, t.category2, '') AS category,
    coalesce(c.unit_id, c.unit, '') AS unit,
    coalesce(m.class, '') AS method_class,
    coalesce(c.method_id, '') AS method_id,
    coalesce(c.method, '') AS method,
    coalesce(ground_key(c.ground), '') AS ground,
    coalesce(l.ground, '') AS lawful,
    coalesce(c.announcement_id, '') AS announcement_id,
    CAST(coalesce(f.lots, 0) AS BIGINT) AS lots,
    CAST(coalesce(f.bids, 0) AS BIGINT) AS bids,
    CAST(coalesce(f.single_bids, 0) AS BIGINT) AS single_bids,
    coalesce(k.left_out, '') AS left_out,
    s.path AS file,
    row_no(c.src) AS row
FROM kept AS k
JOIN contracts AS c USING (src)
JOIN contract_row AS r USING (src)
JOIN source_file AS s ON s.no = file_no(c.src)
LEFT JOIN organisation AS b ON b.id = c.customer_bin
LEFT JOIN organisation AS o ON o.id = c.supplier_id
LEFT JOIN person AS p ON p.iin = c.supplier_id
LEFT JOIN group_member AS g ON g.supplier_id = c.supplier_id AND g.kind = 'certain' AND k.left_out IS NULL
LEFT JOIN category_of AS t ON t.category = c.category
LEFT JOIN method_of AS m ON m.method_id = coalesce(c.method_id, '') AND m.method = coalesce(c.method, '')
LEFT JOIN lawful_ground AS l ON l.key = ground_key(c.ground)
LEFT JOIN offered AS f ON f.announcement_id = c.announcement_id
ORDER BY k.ord, k.value DESC NULLS LAST, k.root
