-- What typing found odd, by kind and table, with an example of what it is about.
SELECT note, table_name, count(*) AS n, min(detail) AS example
FROM note
WHERE note <> 'duplicate_row'
GROUP BY note, table_name
ORDER BY note, table_name;
