-- What people decided about findings, in the order of the files.
SELECT
    d.finding_id AS finding,
    d.status,
    coalesce(d.reason, '') AS reason,
    coalesce(d."by", '') AS "by",
    coalesce(CAST(d."on" AS VARCHAR), '') AS "on",
    coalesce(CAST(d.expires AS VARCHAR), '') AS expires,
    f.path AS file,
    row_no(d.src) AS row
FROM dispositions AS d
JOIN source_file AS f ON f.no = file_no(d.src)
ORDER BY d.src
