SELECT
    r.table_name AS "table",
    f.path AS file,
    row_no(r.src) AS row,
    r.col AS "column",
    r.value,
    r.reason
FROM reject AS r
JOIN source_file AS f ON f.no = file_no(r.src)
ORDER BY r.table_name, f.path, r.src, r.col, r.reason
