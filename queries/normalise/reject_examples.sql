-- The ten most frequent reasons a row was rejected for, each with its first example.
SELECT
    r.table_name AS "table",
    r.col AS "column",
    r.reason,
    count(*) AS rows,
    arg_min(f.path, r.src) AS file,
    row_no(min(r.src)) AS row,
    arg_min(r.value, r.src) AS value
FROM (SELECT * REPLACE (split_part(reason, ':', 1) AS reason) FROM reject) AS r
JOIN source_file AS f ON f.no = file_no(r.src)
GROUP BY r.table_name, r.col, r.reason
ORDER BY rows DESC, r.table_name, r.col, r.reason
LIMIT 10;
