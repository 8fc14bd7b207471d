-- A member of a group that has no contract and stands in no register, and is known by the
-- number of a person, is that person's own business too.
INSERT INTO tie
SELECT supplier_id, supplier_id, DATE '0001-01-01', DATE '9999-12-31', 'own_business', NULL, CAST([] AS BIGINT[])
FROM tie_target
ANTI JOIN supplier USING (supplier_id)
ANTI JOIN contract USING (supplier_id)
WHERE is_person(supplier_id);
