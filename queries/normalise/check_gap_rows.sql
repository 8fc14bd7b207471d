-- The first rows something is asked for, by code, in the order of the files.
SELECT
    x.code,
    f.path AS file,
    row_no(x.src) AS row
FROM asked_row AS x
JOIN source_file AS f ON f.no = file_no(x.src)
QUALIFY row_number() OVER (PARTITION BY x.code ORDER BY f.path, x.src, x.id) <= $most
ORDER BY x.code, f.path, x.src, x.id;
