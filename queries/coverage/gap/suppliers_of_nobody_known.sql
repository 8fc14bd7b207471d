-- Suppliers of the contracts the rule looks at of whom nobody is known.
SELECT c.supplier_id AS id
FROM contract AS c
ANTI JOIN supplier_people AS p ON p.supplier_id = c.supplier_id
WHERE c.left_out IS NULL AND c.signed_on > $as_of - to_months(CAST($months AS INTEGER)) AND c.signed_on <= $as_of
    AND NOT is_person(c.supplier_id)
