-- Branches with their head offices.
SELECT h.no AS head, p.no AS branch, s.src
FROM supplier AS s
JOIN party AS p ON p.id = s.supplier_id
JOIN party AS h ON h.id = s.head_office_bin
WHERE s.head_office_bin <> s.supplier_id
ORDER BY head, branch
