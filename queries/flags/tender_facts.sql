-- What every flag about a tender says of it: from the first to the last day the data give
-- (announced, closed, signed), and the sum and number of what was bought by it, of `deal`.
-- NULL where nothing was bought or nobody knows for how much. A release counts as one
-- purchase, whatever its awards.
CREATE TABLE tender_fact AS
WITH sold AS (
    SELECT
        process,
        min(day) AS first_day,
        max(day) AS last_day,
        sum(amount) AS amount,
        CASE WHEN bool_or(part = 'contract') THEN count(*) ELSE 1 END AS contracts
    FROM deal
    WHERE process IS NOT NULL
    GROUP BY process
)
SELECT
    c.no AS process,
    least(CAST(c.opens AS DATE), CAST(c.closes AS DATE), c.awarded, s.first_day) AS date_from,
    greatest(CAST(c.opens AS DATE), CAST(c.closes AS DATE), c.awarded, s.last_day) AS date_to,
    s.amount,
    s.contracts
FROM contest AS c
LEFT JOIN sold AS s ON s.process = c.no;

-- The contracts of a tender; of one that itself stands in the row of its contract the others.
CREATE TABLE tender_contract AS
SELECT d.process, d.src
FROM deal AS d
JOIN contest AS c ON c.no = d.process
WHERE d.part = 'contract' AND d.src <> c.src;

-- As steps of evidence. They are listed of what is flagged alone.
CREATE MACRO contracts_by(tender) AS coalesce((
    SELECT list({'what': 'contract', 'src': src} ORDER BY src)
    FROM tender_contract
    WHERE process = tender), []);
