-- Every number that stands in a cell, judged once. Nine to eleven digits are padded when the
-- padded number passes; a number of another country keeps its scheme before a colon.
INSERT INTO id_value
WITH seen AS (
    SELECT DISTINCT raw FROM raw_number WHERE raw IS NOT NULL
), number AS (
    SELECT raw, CASE WHEN regexp_full_match(raw, '[0-9]{9,12}') THEN CAST(raw AS BIGINT) END AS n
    FROM seen
), judged AS (
    SELECT raw, n IS NOT NULL AND check_passes(n) AS passes
    FROM number
)
SELECT
    raw,
    CASE WHEN passes THEN lpad(raw, 12, '0') WHEN regexp_full_match(raw, '[A-Za-z][A-Za-z0-9_.-]*:.+') THEN raw END,
    passes
FROM judged;
