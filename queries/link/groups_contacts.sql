-- Contacts that some suppliers share, and not too many.
SELECT c.kind, c.key, p.no AS party, c.src
FROM contact AS c
JOIN party AS p ON p.id = c.supplier_id
WHERE c.shared_by BETWEEN 2 AND $max_hub
ORDER BY c.kind, c.key, p.no
