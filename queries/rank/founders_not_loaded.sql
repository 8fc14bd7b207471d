-- Suppliers of the contracts of the last twelve months of whom nobody is known.
SELECT count(DISTINCT c.supplier_id)
FROM contract AS c
ANTI JOIN supplier_people AS p ON p.supplier_id = c.supplier_id
WHERE c.left_out IS NULL AND c.signed_on > $as_of - INTERVAL 12 MONTH AND c.signed_on <= $as_of AND NOT is_person(c.supplier_id)
