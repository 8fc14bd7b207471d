-- Unbroken in-scope service: posts that follow each other without a calendar day between.
CREATE TABLE service AS
WITH ordered AS (
    SELECT iin, date_from, date_to,
        max(date_to) OVER (PARTITION BY iin ORDER BY date_from, date_to ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS so_far
    FROM post
    WHERE in_scope
), numbered AS (
    SELECT *, count(*) FILTER (WHERE so_far IS NULL OR date_from > so_far + 1)
        OVER (PARTITION BY iin ORDER BY date_from, date_to ROWS UNBOUNDED PRECEDING) AS island
    FROM ordered
)
SELECT iin, min(date_from) AS date_from, max(date_to) AS date_to
FROM numbered
GROUP BY iin, island;
