-- Who of those who control a company are kin, from when to when, each pair once.
SELECT person, relative, date_from, date_to, links
FROM kin
WHERE person < relative
ORDER BY ALL
