-- Who controls whom from when to when, for the groups of bidders, of those who could tie two
-- of them.
SELECT DISTINCT controller, supplier_id, date_from, date_to, src
FROM control_span
SEMI JOIN tying USING (controller)
ORDER BY controller, supplier_id, src, date_from, date_to
