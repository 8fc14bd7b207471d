-- Whose owners are looked through, for the notes on stakes that do not add up.
CREATE TABLE tie_target AS
SELECT DISTINCT p.number AS supplier_id
FROM (SELECT DISTINCT tenderer FROM entrant) AS o
JOIN party AS p ON p.id = o.tenderer
WHERE p.number IS NOT NULL;
