-- The contracts that count, of the year and of the years before it that the report looks at.
-- A net sum that is not known is NULL.
CREATE TABLE bought AS
WITH plain AS (
    SELECT c.*, coalesce(c.unit_id, w.unit_key) AS unit_key
    FROM contract AS c
    LEFT JOIN unit_written AS w ON w.folded = text_key(c.unit)
    WHERE left_out IS NULL AND year BETWEEN $first_year AND $year
)
SELECT
    c.root, c.src, c.contract_id, c.year, c.signed_on, c.value, tiyn(c.value) AS tiyn,
    c.net,
    c.customer_bin, u.no AS customer_no,
    c.supplier_id, p.no AS party_no,
    c.subject_kind,
    k.category2, k.category4, k.category6, coalesce(k.no, -1) AS category_no,
    c.unit_key, c.unit, coalesce(n.no, -1) AS unit_no,
    m.class AS method_class, m.listed_id AS method_id,
    c.planned_method_id,
    ground_key(c.ground) AS ground,
    l.ground IS NOT NULL AS lawful,
    c.announcement_id
FROM plain AS c
JOIN customer_of AS u USING (customer_bin)
JOIN party AS p ON p.id = c.supplier_id
JOIN method_of AS m ON m.method_id = coalesce(c.method_id, '') AND m.method = coalesce(c.method, '')
LEFT JOIN category_of AS k USING (category)
LEFT JOIN unit_of AS n USING (unit_key)
LEFT JOIN lawful_ground AS l ON l.key = ground_key(c.ground);
