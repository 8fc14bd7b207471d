-- Contracts that lost a row to the rejects, by the root the row names, as it was written.
INSERT INTO rejected_contract
SELECT DISTINCT r.src, coalesce(t.root_id, t.contract_id, '') AS value
FROM reject AS r
JOIN typed_row AS t USING (src)
WHERE r.table_name = 'contracts';
