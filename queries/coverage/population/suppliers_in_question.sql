-- Suppliers and members of groups whose share is significant.
SELECT supplier_id AS id FROM tie_target
