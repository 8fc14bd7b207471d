-- id: R067
-- kind: lead
-- job: flags
-- severity: 0.4
-- paragraph: 52
-- inputs: none
-- optional: contracts
-- of: contracts
-- population: deals
-- identity: subject
-- param.days: integer | 30
-- param.exclude_methods: text | none | shared
WITH concerned AS (
    SELECT *, amended_on - signed AS value
    FROM amended
    WHERE amended_on BETWEEN signed AND signed + to_days(CAST($days AS INTEGER))
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
    to_json({'value': CAST(min(value) AS VARCHAR), 'days': CAST($days AS VARCHAR)}) AS detail,
    list_sort(list_distinct(flatten(list(steps(part, rows)))))[1:50] AS evidence
FROM concerned
GROUP BY purchase
