-- What was bought, a row a supplier of a purchase.
SELECT DISTINCT src AS id FROM deal
