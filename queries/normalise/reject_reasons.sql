-- The ten most frequent reasons a row was rejected for, each with the place of an example.
SELECT
    r.table_name,
    r.col,
    r.reason,
    count(*) AS n,
    arg_min(f.path, r.src) AS file,
    min(r.src) & 4294967295 AS row
FROM reject AS r
JOIN source_file AS f ON f.no = r.src >> 32
GROUP BY r.table_name, r.col, r.reason
ORDER BY n DESC, r.table_name, r.col, r.reason
LIMIT 10;
