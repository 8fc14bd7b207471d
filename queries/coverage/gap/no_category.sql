-- Contracts without a category of six digits.
SELECT src AS id FROM counted WHERE category6 IS NULL
