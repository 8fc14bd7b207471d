-- Who bid, where no releases name the parties: each is known by its own number. Who has a contract
-- without a bid is an organisation whose name is known.
INSERT INTO party
WITH bidding AS (
    SELECT DISTINCT tenderer AS id FROM entrant
), called AS (
    SELECT b.id, NULLIF(o.name, '') AS name
    FROM bidding AS b
    LEFT JOIN organisation AS o USING (id)
)
SELECT id, name, id FROM called WHERE name IS NOT NULL
UNION ALL
SELECT c.id, n.name, c.id
FROM called AS c
LEFT JOIN person AS n ON n.iin = c.id
WHERE c.name IS NULL;
