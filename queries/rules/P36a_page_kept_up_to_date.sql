-- id: P36a
-- kind: measure
-- job: duties
-- paragraph: 36
-- inputs: publications
-- gives: yearly
SELECT
    coalesce(about, '') AS page,
    CAST(date_diff('day', max(published_on), CAST($as_of AS DATE)) AS DOUBLE) AS days,
    CAST(NULL AS DOUBLE) AS change,
    CAST(max(published_on) AS VARCHAR) AS source
FROM publications
WHERE kind = 'site_update' AND published_on <= $as_of
GROUP BY page
ORDER BY page
