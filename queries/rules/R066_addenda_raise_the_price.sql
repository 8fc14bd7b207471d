-- id: R066
-- kind: lead
-- job: flags
-- severity: 0.6
-- paragraph: 52
-- inputs: none
-- optional: contracts
-- of: contracts
-- population: deals
-- identity: subject
-- param.rise: number | 0.1
-- param.exclude_methods: text | none | shared
WITH concerned AS (
    SELECT *, CAST(last_amount - first_amount AS DOUBLE) / CAST(first_amount AS DOUBLE) AS value
    FROM amended
    WHERE first_amount > 0 AND last_amount > first_amount * (1 + CAST($rise AS DECIMAL(18, 12)))
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    purchase AS subject_id,
    'tenderer' AS other_kind,
    coalesce(min(supplier), '') AS other_id,
    min(signed) AS date_from,
    max(amended_on) AS date_to,
    sum(last_amount) AS amount,
    count(*) AS contracts,
    'confirmed' AS confidence,
    to_json({'value': CAST(max(value) AS VARCHAR), 'first_amount': CAST(sum(first_amount) AS VARCHAR)}) AS detail,
    list_sort(list_distinct(flatten(list(steps(part, rows)))))[1:50] AS evidence
FROM concerned
GROUP BY purchase
