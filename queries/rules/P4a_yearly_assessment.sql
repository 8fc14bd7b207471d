-- id: P4a
-- kind: measure
-- job: duties
-- paragraph: 4
-- inputs: assessments
-- gives: yearly
SELECT
    CAST(year AS VARCHAR) AS about,
    CAST(arg_max(score, src) AS DOUBLE) AS value,
    CAST(arg_max(score, src) - lag(arg_max(score, src)) OVER (ORDER BY year) AS DOUBLE) AS change,
    coalesce(arg_max(source, src), '') AS source
FROM assessments
WHERE year <= year(CAST($as_of AS DATE))
GROUP BY year
QUALIFY row_number() OVER (ORDER BY year DESC) <= 3
ORDER BY year
