-- id: R030
-- kind: lead
-- job: flags
-- severity: 0.8
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- gaps: no_tender_end
-- identity: subject
-- param.exclude_methods: text | none | shared
WITH late AS (
    SELECT o.process, c.src, c.ocid, o.date, c.closes, unnest(o.tenderers) AS tenderer
    FROM offer AS o
    JOIN contest AS c ON c.no = o.process
    WHERE o.is_valid AND microseconds(c.closes, c.closes_utc, o.date, o.date_utc) >= CASE WHEN c.closes_with_day THEN 86400000000 ELSE 1 END
), supplied AS (
    SELECT process, unnest(suppliers) AS supplier
    FROM award
    SEMI JOIN late USING (process)
    WHERE status = 'active'
), won_late AS (
    SELECT l.process, l.src, l.ocid, l.tenderer, max(l.date) AS date, any_value(l.closes) AS closes
    FROM late AS l
    SEMI JOIN supplied AS s ON s.process = l.process AND s.supplier = l.tenderer
    GROUP BY l.process, l.src, l.ocid, l.tenderer
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'tenderer' AS other_kind,
    min(tenderer) AS other_id,
    CAST(any_value(closes) AS DATE) AS date_from,
    CAST(max(date) AS DATE) AS date_to,
    any_value(t.amount) AS amount,
    any_value(t.contracts) AS contracts,
    'confirmed' AS confidence,
    to_json({'value': '1'}) AS detail,
    [step('release', src)] || contracts_by(process) AS evidence
FROM won_late
JOIN tender_fact AS t USING (process)
GROUP BY process, src, ocid
UNION ALL
SELECT
    'lead', 'tenderer', tenderer, 'process', '', CAST(min(closes) AS DATE), CAST(max(date) AS DATE), sum(t.amount), CAST(sum(t.contracts) AS BIGINT), 'confirmed',
    to_json({'value': '1', 'processes': CAST(count(DISTINCT process) AS VARCHAR)}),
    steps('release', list(DISTINCT src ORDER BY src)[1:50]) || deals_of(list(contracts_by(process) ORDER BY src))
FROM won_late
JOIN tender_fact AS t USING (process)
GROUP BY tenderer
