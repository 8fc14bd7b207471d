-- id: P52c
-- kind: lead
-- job: concentration
-- severity: 0.5
-- paragraph: 52
-- inputs: contracts
-- optional: suppliers
-- of: slices
-- population: slices
-- gaps: few_contracts
-- opens: slice
-- identity: subject, other, slice
-- param.cr3: number | 0.5
-- param.cr4: number | 0.7
-- param.excess: number | 0.25
-- param.min_contracts: integer | 5 | shared
WITH few AS (
    SELECT *
    FROM slice_measure
    WHERE contracts >= $min_contracts AND suppliers >= 2 AND (reaches(cr3, $cr3, tiyn) OR reaches(cr4, $cr4, tiyn)) AND hhi_excess >= $excess
)
SELECT
    'lead' AS kind,
    'customer' AS subject_kind,
    f.customer_bin AS subject_id,
    '' AS other_kind,
    '' AS other_id,
    min(c.signed_on) AS date_from,
    max(c.signed_on) AS date_to,
    tenge(any_value(f.tiyn)) AS amount,
    any_value(f.contracts) AS contracts,
    CAST(any_value(f.cr3) AS DOUBLE) / CAST(any_value(f.tiyn) AS DOUBLE) AS share,
    slice_text(f.slice_kind, f.slice) AS slice,
    'confirmed' AS confidence,
    to_json({
        'cr3': printf('%.6f', CAST(any_value(f.cr3) AS DOUBLE) / CAST(any_value(f.tiyn) AS DOUBLE)),
        'cr4': printf('%.6f', CAST(any_value(f.cr4) AS DOUBLE) / CAST(any_value(f.tiyn) AS DOUBLE)),
        'hhi': printf('%.6f', any_value(f.hhi)),
        'hhi_excess': printf('%.6f', any_value(f.hhi_excess)),
        'suppliers': CAST(any_value(f.suppliers) AS VARCHAR),
        'lawful': CAST(coalesce(sum(c.value) FILTER (WHERE c.lawful), 0) AS VARCHAR)}) AS detail,
    steps('contract', largest_rows(list(c.src ORDER BY c.value DESC, id_order(c.contract_id), c.src))) AS evidence
FROM few AS f
JOIN slice_contract AS c USING (customer_bin, slice_kind, slice)
GROUP BY f.customer_bin, f.slice_kind, f.slice
