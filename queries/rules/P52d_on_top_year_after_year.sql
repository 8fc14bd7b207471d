-- id: P52d
-- kind: lead
-- job: concentration
-- severity: 0.5
-- paragraph: 52
-- inputs: contracts
-- optional: suppliers
-- of: slices
-- population: slices
-- gaps: few_contracts, no_history
-- opens: holder
-- looks_back_years: years
-- identity: subject, other, slice
-- param.years: integer | 3
-- param.min_contracts: integer | 5 | shared
WITH ever AS (
    SELECT customer_bin, slice_kind, slice, min(supplier_id) AS supplier_id, arg_max(tiyn, year) AS tiyn, count(*) AS years
    FROM slice_top
    WHERE year > $year - $years
    GROUP BY customer_bin, slice_kind, slice
    HAVING count(DISTINCT supplier_id) = 1 AND count(*) = $years
), held AS (
    SELECT e.*, m.tiyn AS whole
    FROM ever AS e
    JOIN slice_measure AS m USING (customer_bin, slice_kind, slice)
    WHERE m.contracts >= $min_contracts
)
SELECT
    'lead' AS kind,
    'supplier' AS subject_kind,
    h.supplier_id AS subject_id,
    'customer' AS other_kind,
    h.customer_bin AS other_id,
    min(c.signed_on) AS date_from,
    max(c.signed_on) AS date_to,
    sum(c.value) AS amount,
    count(*) AS contracts,
    CAST(any_value(h.tiyn) AS DOUBLE) / CAST(any_value(h.whole) AS DOUBLE) AS share,
    slice_text(h.slice_kind, h.slice) AS slice,
    'confirmed' AS confidence,
    to_json({'years_running': CAST(any_value(h.years) AS VARCHAR), 'lawful': CAST(coalesce(sum(c.value) FILTER (WHERE c.lawful), 0) AS VARCHAR)}) AS detail,
    steps('contract', largest_rows(list(c.src ORDER BY c.value DESC, id_order(c.contract_id), c.src))) AS evidence
FROM held AS h
JOIN slice_contract AS c USING (customer_bin, slice_kind, slice, supplier_id)
GROUP BY h.customer_bin, h.slice_kind, h.slice, h.supplier_id
