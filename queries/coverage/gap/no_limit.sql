-- Contracts of a year whose limits are not known.
SELECT src AS id FROM counted WHERE NOT EXISTS (SELECT 1 FROM yearly_limit)
