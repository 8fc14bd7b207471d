-- Branches with their head offices.
SELECT h.no, p.no, s.src
FROM supplier AS s
JOIN party AS p ON p.id = s.supplier_id
JOIN party AS h ON h.id = s.head_office_bin
WHERE s.head_office_bin <> s.supplier_id
ORDER BY h.no, p.no
