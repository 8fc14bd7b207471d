-- Contracts that lost a row to the rejects, by the id as it was written.
CREATE TABLE rejected_contract AS
SELECT DISTINCT r.src, coalesce(t.raw_contract_id, '') AS value
FROM reject AS r
JOIN typed_row AS t USING (src)
WHERE r.table_name = 'contracts';
