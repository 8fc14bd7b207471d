-- One row a rule and missing thing: how many people it is missing for; the row without a
-- reason counts everybody the rule is about and everybody checked with nothing missing.
SELECT rule, '' AS reason, count(DISTINCT iin) AS people, count(DISTINCT iin) FILTER (WHERE reason IS NULL) AS checked
FROM coverage_gap
GROUP BY rule
UNION ALL
SELECT rule, reason, count(DISTINCT iin), 0
FROM coverage_gap
WHERE reason IS NOT NULL
GROUP BY rule, reason
ORDER BY rule, reason
