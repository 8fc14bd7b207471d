-- id: R003
-- kind: lead
-- job: flags
-- severity: 0.3
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- gaps: no_tender_period
-- identity: subject
-- param.threshold: integer | 15
-- param.procurement_methods: text | none
-- param.procurement_method_details: text | none
-- param.exclude_methods: text | none | shared
WITH own AS (
    SELECT split_part(trim(pair), '=', 1) AS details, TRY_CAST(split_part(trim(pair), '=', 2) AS BIGINT) AS least
    FROM (SELECT unnest(string_split($procurement_method_details, ',')) AS pair)
    WHERE contains(pair, '=')
), timed AS (
    SELECT c.*, trunc(microseconds(c.opens, c.opens_utc, c.closes, c.closes_utc) / 86400000000.0) AS days, coalesce(o.least, $threshold) AS least
    FROM contest AS c
    LEFT JOIN own AS o ON o.details = c.details
    WHERE c.opens IS NOT NULL AND c.closes IS NOT NULL
        AND (len(names_in($procurement_methods)) = 0 OR coalesce(list_contains(names_in($procurement_methods), c.method), false))
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'buyer' AS other_kind,
    coalesce(buyer_id, '') AS other_id,
    CAST(opens AS DATE) AS date_from,
    CAST(closes AS DATE) AS date_to,
    t.amount,
    t.contracts,
    'confirmed' AS confidence,
    to_json({'value': '1', 'days': CAST(CAST(days AS BIGINT) AS VARCHAR), 'least': CAST(least AS VARCHAR)}) AS detail,
    [step('release', src)] || contracts_by(t.process) AS evidence
FROM timed
JOIN tender_fact AS t ON t.process = timed.no
WHERE days < least
