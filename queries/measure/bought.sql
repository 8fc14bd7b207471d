-- The contracts that count, of the year and of the years before it that the report looks at.
-- Net of VAT is what the current row says, the value where it says nothing; of a terminated
-- contract and of one in a foreign currency it is the value.
CREATE TABLE bought AS
WITH plain AS (
    SELECT *, coalesce(unit_id, unit) AS unit_key
    FROM contract
    WHERE left_out IS NULL AND year BETWEEN $first_year AND $year
)
SELECT
    c.root, c.src, c.contract_id, c.year, c.signed_on, c.value, tiyn(c.value) AS tiyn,
    CASE WHEN c.amount_net IS NULL OR c.status_class = 'terminated' OR c.is_foreign THEN c.value ELSE CAST(c.amount_net AS DECIMAL(38, 2)) END AS net,
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
