-- Companies whose owners are looked through: every supplier with a contract that counts,
-- everybody a decision of the horizon was about, and every company that shares a contact with another.
CREATE TABLE tie_target AS
SELECT supplier_id FROM contract WHERE left_out IS NULL
UNION
SELECT supplier_id FROM decided
UNION
SELECT supplier_id FROM contact WHERE shared_by > 1;
