-- What typing found odd, by kind and table: how often, in the place of a row, and an example.
SELECT note, table_name AS "table", '' AS file, count(*) AS row, '' AS id, min(detail) AS detail
FROM note
WHERE note <> 'duplicate_row'
GROUP BY note, table_name
ORDER BY note, table_name;
