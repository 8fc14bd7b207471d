-- Contacts that some organisations share, and not too many.
SELECT kind, key, supplier_id, src
FROM contact
WHERE shared_by BETWEEN 2 AND $max_hub
ORDER BY ALL
