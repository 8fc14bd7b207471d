SELECT
    n.note,
    n.table_name AS "table",
    coalesce(f.path, '') AS file,
    coalesce(row_no(n.src), 0) AS row,
    n.id,
    n.detail
FROM note AS n
LEFT JOIN source_file AS f ON f.no = file_no(n.src)
ORDER BY n.note, n.table_name, f.path NULLS FIRST, n.src NULLS FIRST, n.id, n.detail
