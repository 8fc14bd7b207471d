-- id: P52h
-- kind: lead
-- job: concentration
-- severity: 0.5
-- paragraph: 52
-- inputs: contracts
-- optional: suppliers
-- of: contracts
-- population: contracts
-- gaps: few_contracts_of_customer
-- identity: subject, other, slice
-- param.share: number | 0.1
-- param.min_contracts: integer | 5 | shared
WITH year_of AS (
    SELECT customer_bin, sum(tiyn) AS whole
    FROM counted
    GROUP BY customer_bin
    HAVING count(*) >= $min_contracts
), large AS (
    SELECT c.*, y.whole
    FROM counted AS c
    JOIN year_of AS y USING (customer_bin)
    WHERE reaches(c.tiyn, $share, y.whole)
)
SELECT
    'lead' AS kind,
    'supplier' AS subject_kind,
    supplier_id AS subject_id,
    'customer' AS other_kind,
    customer_bin AS other_id,
    min(signed_on) AS date_from,
    max(signed_on) AS date_to,
    sum(value) AS amount,
    count(*) AS contracts,
    CAST(max(tiyn) AS DOUBLE) / CAST(any_value(whole) AS DOUBLE) AS share,
    'all' AS slice,
    'confirmed' AS confidence,
    to_json({'slice_amount': CAST(tenge(any_value(whole)) AS VARCHAR),
        'lawful': CAST(coalesce(sum(value) FILTER (WHERE lawful), 0) AS VARCHAR)}) AS detail,
    steps('contract', largest_rows(list(src ORDER BY value DESC, id_order(contract_id), src))) AS evidence
FROM large
GROUP BY customer_bin, supplier_id
