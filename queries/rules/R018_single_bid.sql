-- id: R018
-- kind: lead
-- job: flags
-- severity: 0.4
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject
-- param.procurement_methods: text | open|selective
-- param.exclude_methods: text | none | shared
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'buyer' AS other_kind,
    coalesce(buyer_id, '') AS other_id,
    t.date_from,
    t.date_to,
    t.amount,
    t.contracts,
    'confirmed' AS confidence,
    to_json({'value': '1'}) AS detail,
    [step('release', src)] || contracts_by(t.process) AS evidence
FROM contest
JOIN tender_fact AS t ON t.process = contest.no
WHERE tenderers = 1 AND list_contains(names_in($procurement_methods), method)
