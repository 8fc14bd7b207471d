-- What the contracts hold that a job would leave out or count without knowing: rows in a
-- foreign currency, and rows whose status is no known one, with the money they hold.
WITH stands AS (
    SELECT c.*, s.status_id IS NULL AND c.status_id IS NOT NULL AS is_unknown
    FROM contracts AS c
    LEFT JOIN contract_status AS s USING (status_id)
    WHERE NOT coalesce(c.deleted, false)
), found AS (
    SELECT 'no_rate' AS note, upper(currency) AS word, amount, src FROM stands WHERE currency IS NOT NULL AND NOT is_tenge(currency)
    UNION ALL
    SELECT 'unknown_status_amount', status_id, amount, src FROM stands WHERE is_unknown
)
SELECT
    note,
    word,
    count(*) AS contracts,
    coalesce(CAST(sum(amount) AS VARCHAR), '0.00') AS amount
FROM found
GROUP BY note, word
ORDER BY note, word;
