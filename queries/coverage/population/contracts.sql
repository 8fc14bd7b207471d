-- The counted contracts of the year.
SELECT src AS id FROM counted
