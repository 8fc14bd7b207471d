-- What every supplier was paid for in the year, by all customers, in tiyn, as $split times a number and the rest.
WITH summed AS (
    SELECT party_no, sum(tiyn) AS tiyn, count(*) AS contracts
    FROM bought
    WHERE year = $year
    GROUP BY party_no
)
SELECT
    party_no AS no,
    CAST(tiyn // $split AS BIGINT) AS high,
    CAST(tiyn % $split AS BIGINT) AS low,
    contracts
FROM summed
ORDER BY party_no
