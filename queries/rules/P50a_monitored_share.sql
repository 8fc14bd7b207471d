-- id: P50a
-- kind: measure
-- job: concentration
-- severity: 0
-- paragraph: 50
-- inputs: contracts, monitoring
-- of: customers
-- gives: indicators
-- population: customers
-- beside: monitored_contracts_unknown
WITH watched AS (
    SELECT n.root, bool_or(m.involved) AS involved
    FROM monitoring AS m
    JOIN contract_name AS n ON n.name = m.contract_id AND n.kind = 'contract'
    WHERE m.risk_group = 'high'
    GROUP BY n.root
), shared AS (
    SELECT b.customer_bin, b.year, count(*) FILTER (WHERE w.involved) / CAST(count(*) AS DOUBLE) AS value
    FROM bought AS b
    JOIN watched AS w USING (root)
    WHERE b.year IN ($year, $year - 1)
    GROUP BY b.customer_bin, b.year
), customer AS (
    SELECT DISTINCT customer_bin FROM bought WHERE year = $year
)
SELECT
    c.customer_bin,
    'monitored_share' AS measure,
    now_.value AS value,
    before.value AS previous,
    (now_.value - before.value) * 100 AS change
FROM customer AS c
LEFT JOIN shared AS now_ ON now_.customer_bin = c.customer_bin AND now_.year = $year
LEFT JOIN shared AS before ON before.customer_bin = c.customer_bin AND before.year = $year - 1
ORDER BY c.customer_bin
