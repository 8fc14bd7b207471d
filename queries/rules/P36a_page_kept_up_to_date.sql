-- id: P36a
-- kind: measure
-- job: duties
-- paragraph: 36
-- inputs: publications
-- gives: yearly
SELECT
    coalesce(p.about, '') AS about,
    CAST(date_diff('day', max(published_on), CAST($as_of AS DATE)) AS DOUBLE) AS value,
    CAST(NULL AS DOUBLE) AS change,
    CAST(max(published_on) AS VARCHAR) AS source
FROM publications AS p
WHERE kind = 'site_update' AND published_on <= $as_of
GROUP BY coalesce(p.about, '')
ORDER BY about
