SELECT r.table_name, f.path, r.src & 4294967295, r.col, r.value, r.reason
FROM reject AS r
JOIN source_file AS f ON f.no = r.src >> 32
ORDER BY r.table_name, f.path, r.src, r.col, r.reason
