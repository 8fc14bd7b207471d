-- Suppliers of the year of whom nobody is known.
SELECT supplier_id AS id FROM counted ANTI JOIN supplier_people USING (supplier_id) WHERE NOT is_person(supplier_id)
UNION ALL
SELECT supplier_id FROM tie_target ANTI JOIN supplier_people USING (supplier_id) WHERE NOT is_person(supplier_id)
