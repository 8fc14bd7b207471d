-- Branches with their head offices, by any record of the branch.
SELECT h.no AS head, p.no AS branch, min(s.src) AS src
FROM supplier_record AS s
JOIN party AS p ON p.id = s.supplier_id
JOIN party AS h ON h.id = s.head_office_bin
WHERE s.head_office_bin <> s.supplier_id
GROUP BY h.no, p.no
ORDER BY head, branch
