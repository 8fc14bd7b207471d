-- What of a category was bought under grounds that name the supplier themselves, of each customer
-- and, where there are several, of all together with a blank one.
WITH named AS (
    SELECT customer_bin, category4 AS code, value FROM counted WHERE lawful AND category4 IS NOT NULL
    UNION ALL
    SELECT '', category4, value FROM counted WHERE lawful AND category4 IS NOT NULL AND (SELECT count(DISTINCT customer_bin) FROM counted) > 1
)
SELECT customer_bin, code, CAST(sum(value) AS VARCHAR) AS amount
FROM named
GROUP BY customer_bin, code
ORDER BY customer_bin, code
