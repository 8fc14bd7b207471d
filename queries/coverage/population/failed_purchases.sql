-- Contracts from a single source after a failed purchase.
SELECT src AS id FROM counted WHERE method_id = '6'
