-- Customers and units with fewer contracts of a known method than are evaluated.
SELECT customer_bin || ' ' AS id
FROM counted
GROUP BY customer_bin
HAVING count(*) FILTER (WHERE method_class <> 'unknown') < $min_contracts
UNION ALL
SELECT customer_bin || ' ' || unit_key
FROM counted
WHERE unit_key IS NOT NULL
GROUP BY customer_bin, unit_key
HAVING count(*) FILTER (WHERE method_class <> 'unknown') < $min_contracts
