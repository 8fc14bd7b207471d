-- The contracts of the report's year with the group of their supplier, and the slices of them
-- that rules of significant shares watch.
CREATE TABLE counted AS
SELECT b.*, g.group_id
FROM bought AS b
LEFT JOIN group_member AS g ON g.supplier_id = b.supplier_id AND g.kind = 'certain'
WHERE b.year = $year;

CREATE VIEW slice_contract AS
SELECT customer_bin, 'all' AS slice_kind, 'all' AS slice, supplier_id, group_id, src, contract_id, signed_on, value, lawful FROM counted
UNION ALL
SELECT customer_bin, 'category4', category4, supplier_id, group_id, src, contract_id, signed_on, value, lawful FROM counted WHERE category4 IS NOT NULL
UNION ALL
SELECT customer_bin, 'category6', category6, supplier_id, group_id, src, contract_id, signed_on, value, lawful FROM counted WHERE category6 IS NOT NULL
UNION ALL
SELECT customer_bin, 'unit', unit_key, supplier_id, group_id, src, contract_id, signed_on, value, lawful FROM counted WHERE unit_key IS NOT NULL;

-- The contracts a finding is about, the largest first. All of them are kept until cases are
-- gathered; rank/findings shows of them as many as a person can look through.
CREATE MACRO largest_rows(contract_rows) AS contract_rows;

-- What the indices say of the watched slices, in tiyn: every slice; the holders whose share
-- is not below the least threshold of any rule; the top supplier of the year and of the
-- years before it.
CREATE TABLE slice_measure (
    customer_bin VARCHAR NOT NULL, slice_kind VARCHAR NOT NULL, slice VARCHAR NOT NULL, contracts BIGINT NOT NULL, suppliers BIGINT NOT NULL,
    tiyn HUGEINT NOT NULL, cr3 HUGEINT NOT NULL, cr4 HUGEINT NOT NULL, hhi DOUBLE NOT NULL, hhi_group DOUBLE NOT NULL, hhi_excess DOUBLE);
CREATE TABLE slice_holder (
    customer_bin VARCHAR NOT NULL, slice_kind VARCHAR NOT NULL, slice VARCHAR NOT NULL, identity VARCHAR NOT NULL, id VARCHAR NOT NULL,
    contracts BIGINT NOT NULL, tiyn HUGEINT NOT NULL, largest HUGEINT NOT NULL, members BIGINT NOT NULL);
CREATE TABLE slice_top (
    customer_bin VARCHAR NOT NULL, slice_kind VARCHAR NOT NULL, slice VARCHAR NOT NULL, year BIGINT NOT NULL, supplier_id VARCHAR NOT NULL, tiyn HUGEINT NOT NULL);
