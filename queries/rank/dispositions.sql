-- What people decided about findings, in the order of the files.
SELECT
    d.finding_id,
    d.status,
    coalesce(d.reason, ''),
    coalesce(d."by", ''),
    coalesce(CAST(d."on" AS VARCHAR), ''),
    coalesce(CAST(d.expires AS VARCHAR), ''),
    f.path,
    d.src & 4294967295
FROM dispositions AS d
JOIN source_file AS f ON f.no = d.src >> 32
ORDER BY d.src
