-- By which ways a customer bought, each year the report looks at: every contract that counts,
-- those by a way the list does not know among them. Blank is all customers together, where
-- there are several.
WITH bought_by AS (
    SELECT customer_bin, year, method_class, value FROM bought
    UNION ALL
    SELECT '', year, method_class, value FROM bought WHERE (SELECT count(DISTINCT customer_bin) FROM counted) > 1
), mix AS (
    SELECT customer_bin, year, method_class, count(*) AS contracts, sum(value) AS amount
    FROM bought_by
    GROUP BY customer_bin, year, method_class
)
SELECT
    customer_bin,
    CAST(year AS BIGINT) AS year,
    method_class,
    contracts,
    CAST(amount AS VARCHAR) AS amount,
    CAST(amount AS DOUBLE) / CAST(sum(amount) OVER (PARTITION BY customer_bin, year) AS DOUBLE) AS share
FROM mix
WHERE customer_bin = '' OR customer_bin IN (SELECT customer_bin FROM counted)
ORDER BY customer_bin, year, method_class
