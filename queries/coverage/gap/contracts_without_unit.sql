-- Contracts that name no unit.
SELECT src AS id FROM counted WHERE unit_key IS NULL
