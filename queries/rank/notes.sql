SELECT n.note, n.table_name, coalesce(f.path, ''), coalesce(n.src & 4294967295, 0), n.id, n.detail
FROM note AS n
LEFT JOIN source_file AS f ON f.no = n.src >> 32
ORDER BY n.note, n.table_name, f.path NULLS FIRST, n.src NULLS FIRST, n.id, n.detail
