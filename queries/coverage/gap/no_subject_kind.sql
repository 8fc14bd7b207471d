-- Contracts that do not say whether they are of goods, works or services.
SELECT src AS id FROM counted WHERE subject_kind IS NULL
