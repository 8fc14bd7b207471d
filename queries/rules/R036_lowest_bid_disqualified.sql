-- id: R036
-- kind: lead
-- job: flags
-- severity: 0.6
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject
-- param.exclude_methods: text | none | shared
-- param.currency: text | none | shared
-- param.no_price_comparison: text | none | shared
WITH some_out AS (
    SELECT DISTINCT process
    FROM offer
    WHERE NOT is_valid
), priced AS (
    SELECT o.process,
        arg_min(o.is_valid, {'a': o.amount, 'n': o.no}) AS lowest_valid,
        arg_min(o.tenderers, {'a': o.amount, 'n': o.no}) AS lowest,
        bool_or(o.is_valid) AS some_valid
    FROM offer AS o
    JOIN compared AS k ON k.currency = o.currency
    SEMI JOIN some_out AS u ON u.process = o.process
    WHERE o.by_price AND o.amount IS NOT NULL
    GROUP BY o.process
), flagged AS (
    SELECT c.no AS process, c.src, c.ocid, p.lowest
    FROM priced AS p
    JOIN contest AS c ON c.no = p.process
    SEMI JOIN award AS a ON a.process = p.process AND a.status = 'active'
    WHERE p.some_valid AND NOT p.lowest_valid
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'tenderer' AS other_kind,
    coalesce(list_min(list_filter(lowest, lambda t: t IS NOT NULL)), '') AS other_id,
    f.date_from,
    f.date_to,
    f.amount,
    f.contracts,
    'confirmed' AS confidence,
    to_json({'value': '1'}) AS detail,
    [step('release', src)] || contracts_by(process) AS evidence
FROM flagged
JOIN tender_fact AS f USING (process)
