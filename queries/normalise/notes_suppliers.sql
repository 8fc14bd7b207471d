-- What is odd about suppliers and contracts. Nothing here leaves a row out.
INSERT INTO note
SELECT 'over_100_percent', 'supplier_people', NULL, supplier_id, CAST(max(held) AS VARCHAR)
FROM ownership_rest WHERE held > 1 GROUP BY supplier_id ORDER BY supplier_id;

INSERT INTO note
SELECT DISTINCT 'closed_circle', 'supplier_people', CAST(NULL AS BIGINT), supplier_id, '' FROM ownership_rest WHERE closed_circle ORDER BY ALL;

INSERT INTO note
SELECT 'unattributed_share', 'supplier_people', NULL, supplier_id, CAST(max(rest) AS VARCHAR)
FROM ownership_rest WHERE rest > 0 AND held > 0 GROUP BY supplier_id ORDER BY supplier_id;

INSERT INTO note
SELECT 'two_records', 'suppliers', max(src), supplier_id, '' FROM suppliers GROUP BY supplier_id HAVING count(*) > 1 ORDER BY supplier_id;

INSERT INTO note
SELECT 'not_in_register', 'contracts', arg_min(c.src, id_order(c.root)), c.supplier_id, arg_min(c.root, id_order(c.root))
FROM contract AS c
ANTI JOIN suppliers AS s USING (supplier_id)
GROUP BY c.supplier_id
ORDER BY c.supplier_id;

INSERT INTO note
SELECT 'unknown_status', 'contracts', r.src, '', r.status_id
FROM contract_row AS r ANTI JOIN contract_status AS s USING (status_id)
WHERE r.status_id IS NOT NULL
ORDER BY r.src;

-- What hangs on the words for a status that nobody knows.
INSERT INTO note
SELECT 'unknown_status_amount', 'contracts', min(r.src), '', r.status_id || ': ' || coalesce(CAST(sum(r.amount) AS VARCHAR), '0.00') || ' (' || count(*) || ')'
FROM contract_row AS r ANTI JOIN contract_status AS s USING (status_id)
WHERE r.status_id IS NOT NULL
GROUP BY r.status_id
ORDER BY r.status_id;

INSERT INTO note
SELECT DISTINCT 'root_circle', 'contracts', CAST(NULL AS BIGINT), '', root FROM root_end WHERE circle ORDER BY ALL;

-- Versions of one contract that name different suppliers.
INSERT INTO note
SELECT 'two_suppliers', 'contracts', CAST(NULL AS BIGINT), '', root
FROM contract_version
SEMI JOIN contract_chain USING (src)
WHERE NOT stands_aside
GROUP BY root HAVING count(DISTINCT supplier_id) > 1 ORDER BY root;

-- Versions of one contract that bear different numbers or customers: an id that stands for
-- several contracts makes one of them.
INSERT INTO note
SELECT 'two_customers', 'contracts', CAST(NULL AS BIGINT), '', root
FROM contract_version
SEMI JOIN contract_chain USING (src)
WHERE NOT stands_aside
GROUP BY root HAVING count(DISTINCT customer_bin) > 1 ORDER BY root;

INSERT INTO note
SELECT 'two_numbers', 'contracts', CAST(NULL AS BIGINT), '', root
FROM contract_version
SEMI JOIN contract_chain USING (src)
WHERE NOT stands_aside AND contract_id = root
GROUP BY root HAVING count(DISTINCT name_key(number)) > 1 ORDER BY root;

-- A rejected row is in no chain; its contract is named.
INSERT INTO note
SELECT 'chain_rejected_row', 'contracts', r.src, '', coalesce(e.root, r.value)
FROM rejected_contract AS r
LEFT JOIN root_end AS e ON e.contract_id = r.value
ORDER BY r.src;

INSERT INTO note
SELECT 'left_out_' || left_out, 'contracts', src, '', root FROM contract WHERE left_out IS NOT NULL ORDER BY src;

INSERT INTO note
WITH aside AS (
    SELECT v.root, v.src FROM contract_version AS v ANTI JOIN contract_chain USING (src) WHERE v.stands_aside
    UNION ALL
    SELECT v.root, min(v.src) FROM contract_version AS v SEMI JOIN contract_chain USING (src) GROUP BY v.root HAVING bool_and(v.stands_aside)
)
SELECT 'left_out_no_row', 'contracts', src, '', root FROM aside ORDER BY src;

INSERT INTO note
SELECT 'future_contract', 'contracts', src, '', root FROM contract WHERE left_out IS NULL AND signed_on > $as_of AND year <= $year ORDER BY src;

INSERT INTO note
SELECT 'link_to_nobody', 'decisions', d.src, d.iin, coalesce(d.contract_id, d.announcement_id)
FROM decisions AS d
ANTI JOIN contract_name AS n ON n.name = coalesce(d.contract_id, d.announcement_id)
ORDER BY d.src;
