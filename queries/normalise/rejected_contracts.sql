-- Contracts that lost a row to the rejects, by the root the row names, and its amount, both as they were written.
INSERT INTO rejected_contract
SELECT DISTINCT r.src, coalesce(t.root_id, t.contract_id, '') AS value, t.raw_amount
FROM reject AS r
JOIN typed_row AS t USING (src)
WHERE r.table_name = 'contracts';
