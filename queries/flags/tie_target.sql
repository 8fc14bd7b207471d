-- Whose owners are looked through, for the notes on stakes that do not add up.
CREATE TABLE tie_target AS
SELECT DISTINCT p.number AS supplier_id
FROM (SELECT DISTINCT unnest(tenderers) AS tenderer FROM offer) AS o
JOIN party AS p ON p.id = o.tenderer
WHERE p.number IS NOT NULL;
