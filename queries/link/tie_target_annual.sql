-- Companies whose owners are looked through: holders of a share that may be significant, and
-- every member of a group that is one.
CREATE TABLE tie_target AS
SELECT id AS supplier_id FROM slice_holder WHERE identity = 'supplier'
UNION
SELECT m.supplier_id
FROM slice_holder AS h
JOIN group_member AS m ON m.group_id = h.id
WHERE h.identity = 'group';
