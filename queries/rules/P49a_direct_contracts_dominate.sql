-- id: P49a
-- kind: lead
-- job: concentration
-- severity: 0.5
-- paragraph: 49
-- inputs: contracts
-- optional: units
-- of: units
-- population: customers_and_units
-- gaps: few_known_contracts
-- beside: contracts_without_unit
-- opens: direct_of_unit
-- identity: subject, other, slice
-- param.direct: number | 0.5
-- param.min_contracts: integer | 5 | shared
WITH known AS (
    SELECT *, method_class = 'single_source_direct' AS is_direct
    FROM counted
    WHERE method_class <> 'unknown'
), scope AS (
    SELECT *, unit_key AS part_of FROM known WHERE unit_key IS NOT NULL
    UNION ALL
    SELECT *, '' AS part_of FROM known
), bought_by AS (
    SELECT
        customer_bin, part_of, count(*) AS contracts, sum(tiyn) AS whole,
        sum(tiyn) FILTER (WHERE is_direct) AS direct
    FROM scope
    GROUP BY customer_bin, part_of
    HAVING count(*) >= $min_contracts
), heavy AS (
    SELECT * FROM bought_by WHERE direct > 0 AND reaches(direct, $direct, whole)
), ground AS (
    SELECT customer_bin, part_of, coalesce(ground, '—') AS ground, count(*) AS contracts, sum(value) AS amount
    FROM scope
    SEMI JOIN heavy USING (customer_bin, part_of)
    WHERE is_direct
    GROUP BY ALL
), grounds AS (
    SELECT customer_bin, part_of,
        string_agg(ground || ' × ' || contracts || ' = ' || CAST(amount AS VARCHAR) || ' ₸', '; ' ORDER BY amount DESC, ground) AS grounds
    FROM ground
    GROUP BY customer_bin, part_of
)
SELECT
    'lead' AS kind,
    'customer' AS subject_kind,
    h.customer_bin AS subject_id,
    CASE WHEN h.part_of = '' THEN '' ELSE 'unit' END AS other_kind,
    h.part_of AS other_id,
    min(c.signed_on) AS date_from,
    max(c.signed_on) AS date_to,
    sum(c.value) AS amount,
    count(*) AS contracts,
    CAST(any_value(h.direct) AS DOUBLE) / CAST(any_value(h.whole) AS DOUBLE) AS share,
    CASE WHEN h.part_of = '' THEN 'all' ELSE 'unit=' || h.part_of END AS slice,
    'confirmed' AS confidence,
    to_json({'grounds': any_value(g.grounds), 'unit_contracts': CAST(any_value(h.contracts) AS VARCHAR),
        'slice_amount': CAST(tenge(any_value(h.whole)) AS VARCHAR)}) AS detail,
    steps('direct_contract', largest_rows(list(c.src ORDER BY c.value DESC, id_order(c.contract_id), c.src))) AS evidence
FROM heavy AS h
JOIN scope AS c ON c.customer_bin = h.customer_bin AND c.part_of = h.part_of AND c.is_direct
JOIN grounds AS g ON g.customer_bin = h.customer_bin AND g.part_of = h.part_of
GROUP BY h.customer_bin, h.part_of
