-- How many people, contracts and suppliers a rule cannot look at for want of what is asked for, each
-- once, and how many rows show it.
SELECT code, count(DISTINCT id) AS count, count(*) AS rows
FROM asked_row
GROUP BY code
ORDER BY code;
