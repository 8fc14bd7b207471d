-- What every supplier was paid for in the year, by all customers, in tiyn split at 10^15.
WITH summed AS (
    SELECT party_no, sum(tiyn) AS tiyn, count(*) AS contracts
    FROM bought
    WHERE year = $year
    GROUP BY party_no
)
SELECT party_no, CAST(tiyn // 1000000000000000 AS BIGINT), CAST(tiyn % 1000000000000000 AS BIGINT), contracts
FROM summed
ORDER BY party_no
