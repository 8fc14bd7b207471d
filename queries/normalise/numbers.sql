-- Every number that stands in a cell, judged once. Nine to eleven digits are padded when the
-- padded number passes; a number of one digit alone, zeros too, is none; a number of another country
-- keeps its scheme before a colon.
INSERT INTO id_value
WITH seen AS (
    SELECT DISTINCT raw FROM raw_number WHERE raw IS NOT NULL
), number AS (
    SELECT raw, CASE WHEN regexp_full_match(raw, '[0-9]{9,12}') THEN raw ELSE digits_of(raw) END AS digits
    FROM seen
), judged AS (
    SELECT raw, digits, digits IS NOT NULL AND length(digits) BETWEEN 9 AND 12 AND replace(digits, digits[1], '') <> '' AND check_passes(CAST(digits AS BIGINT)) AS passes
    FROM number
)
SELECT
    raw,
    CASE WHEN passes THEN lpad(digits, 12, '0') WHEN regexp_full_match(raw, '[A-Za-z][A-Za-z0-9_.-]*:.+') THEN raw END,
    CASE WHEN passes AND lpad(digits, 12, '0')[5] <= '3' THEN lpad(digits, 12, '0') END,
    passes
FROM judged;
