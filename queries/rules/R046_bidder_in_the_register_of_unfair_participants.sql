-- id: R046
-- kind: lead
-- job: flags
-- severity: 0.9
-- paragraph: 52
-- inputs: bids, unfair_suppliers
-- of: processes
-- population: contests
-- identity: subject
-- param.exclude_methods: text | none | shared
WITH listed AS (
    SELECT b.process, b.src, b.ocid, b.tenderer, b.day, u.src AS entry
    FROM bidder AS b
    JOIN unfair_suppliers AS u ON u.supplier_id = b.number AND b.day BETWEEN since(u.date_from) AND until(u.date_to)
    WHERE b.day < until(NULL) OR u.date_from IS NULL -- of a bid of no known day nobody knows whether it came before
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'tenderer' AS other_kind,
    min(tenderer) AS other_id,
    stated_until(min(day)) AS date_from,
    stated_until(max(day)) AS date_to,
    any_value(t.amount) AS amount,
    any_value(t.contracts) AS contracts,
    'confirmed' AS confidence,
    to_json({'value': CAST(count(DISTINCT tenderer) AS VARCHAR), 'bidders': party_names(list(tenderer))}) AS detail,
    [step('release', src)] || steps('unfair', list(DISTINCT entry ORDER BY entry)) || contracts_by(process) AS evidence
FROM listed
JOIN tender_fact AS t USING (process)
GROUP BY process, src, ocid
