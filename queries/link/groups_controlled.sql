-- What makes an edge by control, without hubs: suppliers by the number of their party. Of a
-- person who controls one supplier only, the row matters where a relative controls another.
WITH counted AS (
    SELECT c.controller, c.supplier_id, coalesce(c.src, 0) AS src, count(*) OVER (PARTITION BY c.controller) AS suppliers
    FROM control AS c
    ANTI JOIN hub AS h ON h.id = c.controller
), company AS (
    SELECT no, id FROM party WHERE NOT is_person(id)
), related AS (
    SELECT person AS controller FROM kin WHERE relation IN ('spouse', 'parent', 'child', 'sibling')
    UNION
    SELECT relative FROM kin WHERE relation IN ('spouse', 'parent', 'child', 'sibling')
)
SELECT
    c.controller,
    coalesce(own.no, -1) AS self,
    p.no AS party,
    c.controller = c.supplier_id AS own_business,
    c.src
FROM counted AS c
JOIN party AS p ON p.id = c.supplier_id
LEFT JOIN company AS own ON own.id = c.controller
LEFT JOIN related AS r ON r.controller = c.controller
WHERE c.suppliers > 1 OR own.no IS NOT NULL OR r.controller IS NOT NULL
ORDER BY c.controller, p.no
