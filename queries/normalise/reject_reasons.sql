-- The ten most frequent reasons a row was rejected for, each with the place of an example.
SELECT
    r.table_name AS "table",
    r.col AS "column",
    r.reason,
    count(*) AS n,
    arg_min(f.path, r.src) AS file,
    row_no(min(r.src)) AS row
FROM reject AS r
JOIN source_file AS f ON f.no = file_no(r.src)
GROUP BY r.table_name, r.col, r.reason
ORDER BY n DESC, r.table_name, r.col, r.reason
LIMIT 10;
