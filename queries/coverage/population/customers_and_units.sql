-- Customers as a whole, and each of their units.
SELECT customer_bin || ' ' AS id FROM counted
UNION ALL
SELECT customer_bin || ' ' || unit_key FROM counted WHERE unit_key IS NOT NULL
