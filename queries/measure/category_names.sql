-- What a category of the year is called in the contracts themselves: the description that more
-- than half of those of its contracts that have one share. A category described in many words
-- has no name here.
WITH described AS (
    SELECT unnest([b.category2, b.category4, b.category6]) AS code, trim(c.description) AS name
    FROM counted AS b
    JOIN contracts AS c USING (src)
    WHERE trim(c.description) <> ''
), used AS (
    SELECT code, name, count(*) AS times, sum(count(*)) OVER (PARTITION BY code) AS described
    FROM described
    WHERE code IS NOT NULL
    GROUP BY code, name
)
SELECT code, name
FROM used
WHERE 2 * times > described
ORDER BY code
