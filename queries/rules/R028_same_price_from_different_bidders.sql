-- id: R028
-- kind: lead
-- job: flags
-- severity: 0.7
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject
-- param.exclude_methods: text | none | shared
-- param.no_price_comparison: text | none | shared
WITH repeated AS (
    SELECT process, amount, currency
    FROM offer
    WHERE by_price AND amount IS NOT NULL AND currency IS NOT NULL
    GROUP BY process, amount, currency
    HAVING count(*) > 1
), priced AS (
    SELECT o.process, c.src, c.ocid, o.amount, o.currency, list_sort(list_distinct(list_filter(o.tenderers, lambda t: t IS NOT NULL))) AS bidders
    FROM offer AS o
    SEMI JOIN repeated AS r ON r.process = o.process AND r.amount = o.amount AND r.currency = o.currency
    JOIN contest AS c ON c.no = o.process
    WHERE o.by_price
), same AS (
    SELECT process, src, ocid, amount, currency, list_sort(list_distinct(flatten(list(bidders)))) AS bidders
    FROM priced
    GROUP BY process, src, ocid, amount, currency
    HAVING count(DISTINCT bidders) FILTER (WHERE len(bidders) > 0) > 1
), concerned AS (
    SELECT DISTINCT process, src, unnest(bidders) AS tenderer
    FROM same
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'tenderer' AS other_kind,
    min(bidders[1]) AS other_id,
    any_value(t.date_from) AS date_from,
    any_value(t.date_to) AS date_to,
    any_value(t.amount) AS amount,
    any_value(t.contracts) AS contracts,
    'confirmed' AS confidence,
    to_json({'value': '1', 'bidders': array_to_string(list_sort(list_distinct(flatten(list(bidders)))), '; ')}) AS detail,
    [step('release', src)] || contracts_by(process) AS evidence
FROM same
JOIN tender_fact AS t USING (process)
GROUP BY process, src, ocid
UNION ALL
SELECT
    'lead', 'tenderer', tenderer, 'process', '', min(t.date_from), max(t.date_to), sum(t.amount), CAST(sum(t.contracts) AS BIGINT), 'confirmed',
    to_json({'value': '1', 'processes': CAST(count(DISTINCT process) AS VARCHAR)}),
    steps('release', list(DISTINCT src ORDER BY src)[1:50]) || deals_of(list(contracts_by(process) ORDER BY src))
FROM concerned
JOIN tender_fact AS t USING (process)
GROUP BY tenderer
