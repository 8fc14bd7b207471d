-- Gifts of the window whose giver has no number.
SELECT src AS id FROM gifts WHERE giver_id IS NULL AND received_on BETWEEN $window_from AND $as_of
