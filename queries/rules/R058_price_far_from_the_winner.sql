-- id: R058
-- kind: lead
-- job: flags
-- severity: 0.5
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject
-- param.threshold: optional number | none
-- param.exclude_methods: text | none | shared
-- param.currency: text | none | shared
-- param.no_price_comparison: text | none | shared
WITH fence AS (
    SELECT coalesce($threshold, upper_fence(gaps)) AS upper
    FROM price_gaps
), far AS (
    SELECT g.process, g.gap, f.upper
    FROM price_gap AS g, fence AS f
    WHERE f.upper > 0 AND g.gap >= f.upper
), tender AS (
    SELECT k.process, c.src, c.ocid, w.winner, k.gap, k.upper, runner_up(k.process, w.winner) AS runner_up
    FROM far AS k
    JOIN won AS w USING (process)
    JOIN contest AS c ON c.no = k.process
)
SELECT
    'lead' AS kind,
    'process' AS subject_kind,
    ocid AS subject_id,
    'tenderer' AS other_kind,
    winner AS other_id,
    t.date_from,
    t.date_to,
    t.amount,
    t.contracts,
    gap AS share,
    'inferred' AS confidence,
    to_json({'value': CAST(gap AS VARCHAR), 'fence': CAST(upper AS VARCHAR), 'runner_up': runner_up}) AS detail,
    [step('release', src)] || contracts_by(process) AS evidence
FROM tender
JOIN tender_fact AS t USING (process)
UNION ALL
SELECT
    'lead', 'tenderer', winner, 'process', '', min(t.date_from), max(t.date_to), sum(t.amount), CAST(sum(t.contracts) AS BIGINT), NULL, 'inferred',
    to_json({'value': '0', 'processes': CAST(count(*) AS VARCHAR)}),
    steps('release', list(src ORDER BY src)[1:50]) || deals_of(list(contracts_by(process) ORDER BY src))
FROM tender
JOIN tender_fact AS t USING (process)
GROUP BY winner
