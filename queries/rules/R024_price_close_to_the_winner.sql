-- id: R024
-- kind: lead
-- job: flags
-- severity: 0.6
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
    SELECT
        coalesce($threshold, lower_fence(gaps)) AS lower,
        $threshold IS NOT NULL OR quantile_r8(gaps, 0.25) > 0 AS meaningful
    FROM price_gaps
), close AS (
    SELECT g.process, g.gap, f.lower
    FROM price_gap AS g, fence AS f
    WHERE f.meaningful AND f.lower > 0 AND g.gap <= f.lower
), tender AS (
    SELECT k.process, c.src, c.ocid, w.winner, k.gap, k.lower, runner_up(k.process, w.winner) AS runner_up
    FROM close AS k
    JOIN won AS w USING (process)
    JOIN contest AS c ON c.no = k.process
), concerned AS (
    SELECT process, src, ocid, gap, lower, unnest([winner, runner_up]) AS tenderer
    FROM tender
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
    to_json({'value': CAST(gap AS VARCHAR), 'fence': CAST(lower AS VARCHAR), 'runner_up': runner_up}) AS detail,
    [step('release', src)] || contracts_by(process) AS evidence
FROM tender
JOIN tender_fact AS t USING (process)
UNION ALL
SELECT
    'lead', 'tenderer', tenderer, 'process', '', min(t.date_from), max(t.date_to), sum(t.amount), CAST(sum(t.contracts) AS BIGINT), NULL, 'inferred',
    to_json({'value': '0', 'processes': CAST(count(DISTINCT process) AS VARCHAR)}),
    steps('release', list(DISTINCT src ORDER BY src)[1:50]) || deals_of(list(contracts_by(process) ORDER BY src))
FROM concerned
JOIN tender_fact AS t USING (process)
GROUP BY tenderer
