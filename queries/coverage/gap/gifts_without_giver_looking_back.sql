-- Gifts of the months the rule looks back over whose giver has no number.
SELECT src AS id
FROM gifts
WHERE giver_id IS NULL AND received_on > $as_of - to_months(CAST($months AS INTEGER)) AND received_on <= $as_of
