-- Companies whose owners are looked through: every supplier with a contract that counts.
CREATE TABLE tie_target AS
SELECT DISTINCT supplier_id FROM contract WHERE left_out IS NULL;
