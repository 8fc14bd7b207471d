-- The entries of the register of unfair participants, by the number of the supplier alone:
-- a firm of the same name, or another one of the same head, is not listed. No rule reads
-- them. A NULL start is one nobody stated, a NULL end an entry still open. The name is the
-- one the reports give the supplier, the register's own where they have none.
SELECT
    u.supplier_id,
    coalesce(NULLIF(o.name, ''), p.name, u.name, '') AS name,
    coalesce(CAST(u.date_from AS VARCHAR), '') AS date_from,
    coalesce(CAST(u.date_to AS VARCHAR), '') AS date_to,
    coalesce(u.reason, '') AS reason,
    f.path AS file,
    row_no(u.src) AS row
FROM unfair_suppliers AS u
JOIN source_file AS f ON f.no = file_no(u.src)
LEFT JOIN organisation AS o ON o.id = u.supplier_id
LEFT JOIN person AS p ON p.iin = u.supplier_id
ORDER BY u.supplier_id, u.date_from NULLS FIRST, u.date_to NULLS LAST, u.reason NULLS FIRST, u.src
