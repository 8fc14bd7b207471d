-- id: R025
-- kind: lead
-- job: flags
-- severity: 0.5
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject
-- param.percentile: integer | 75
-- param.threshold: optional number | none
-- param.exclude_methods: text | none | shared
WITH entered AS (
    SELECT e.tenderer, w.process, w.src, e.tenderer = w.winner AS wins
    FROM won AS w
    JOIN entrant AS e USING (process)
    WHERE e.alone
), record AS (
    SELECT tenderer, count(*) AS bids, count(*) FILTER (WHERE wins) AS wins FROM entered GROUP BY tenderer
), fence AS (
    SELECT
        coalesce($threshold, lower_fence(list(wins / bids ORDER BY wins / bids))) AS lower,
        $threshold IS NOT NULL OR quantile_r8(list(wins / bids ORDER BY wins / bids), 0.25) > 0 AS meaningful,
        quantile_r8(list(CAST(bids AS DOUBLE) ORDER BY bids), $percentile / 100.0) AS busy
    FROM record
), seldom AS (
    SELECT r.*, f.lower
    FROM record AS r, fence AS f
    WHERE f.meaningful AND f.lower > 0 AND r.bids >= f.busy AND r.wins / r.bids <= f.lower
), told AS (
    SELECT tenderer, list(e.src ORDER BY e.src)[1:50] AS rows,
        min(t.date_from) AS date_from, max(t.date_to) AS date_to, sum(t.amount) AS amount, CAST(sum(t.contracts) AS BIGINT) AS contracts,
        deals_of(list(contracts_by(process) ORDER BY e.src)) AS deals
    FROM seldom
    JOIN entered AS e USING (tenderer)
    JOIN tender_fact AS t USING (process)
    GROUP BY tenderer
)
SELECT
    'lead' AS kind,
    'tenderer' AS subject_kind,
    tenderer AS subject_id,
    'process' AS other_kind,
    '' AS other_id,
    t.date_from,
    t.date_to,
    t.amount,
    t.contracts,
    r.wins / r.bids AS share,
    'inferred' AS confidence,
    to_json({'value': CAST(r.wins / r.bids AS VARCHAR), 'fence': CAST(r.lower AS VARCHAR), 'bids': CAST(r.bids AS VARCHAR), 'wins': CAST(r.wins AS VARCHAR)}) AS detail,
    steps('release', t.rows) || t.deals AS evidence
FROM seldom AS r
JOIN told AS t USING (tenderer)
