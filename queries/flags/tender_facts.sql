-- What every flag about a tender says of it: from the first to the last day the data give
-- (announced, closed, signed), and the sum and number of what was bought by it, of `deal`,
-- with the rows of the contracts. NULL where nothing was bought or nobody knows for how much.
-- A release counts as one purchase, whatever its awards.
CREATE TABLE tender_fact AS
WITH sold AS (
    SELECT
        process,
        min(day) AS first_day,
        max(day) AS last_day,
        sum(amount) AS amount,
        CASE WHEN bool_or(part = 'contract') THEN count(*) ELSE 1 END AS contracts,
        list({'what': part, 'src': src} ORDER BY src) FILTER (WHERE part = 'contract') AS rows
    FROM deal
    WHERE process IS NOT NULL
    GROUP BY process
)
SELECT
    c.no AS process,
    least(CAST(c.opens AS DATE), CAST(c.closes AS DATE), c.awarded, s.first_day) AS date_from,
    greatest(CAST(c.opens AS DATE), CAST(c.closes AS DATE), c.awarded, s.last_day) AS date_to,
    s.amount,
    s.contracts,
    coalesce(list_filter(s.rows, lambda r: r.src <> c.src), []) AS rows -- a process may itself stand in the row of its contract
FROM contest AS c
LEFT JOIN sold AS s ON s.process = c.no;
