-- Contracts that do not say how they were planned to be bought.
SELECT src AS id FROM counted WHERE planned_method_id IS NULL
