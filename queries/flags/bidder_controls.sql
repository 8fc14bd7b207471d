-- Who controls whom from when to when, for the groups of bidders.
SELECT DISTINCT controller, supplier_id, date_from, date_to, src
FROM control_span
ORDER BY controller, supplier_id, src, date_from, date_to
