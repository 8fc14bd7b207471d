-- id: R053
-- kind: lead
-- job: flags
-- severity: 0.5
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject, other
-- param.rounds: integer | 4
-- param.share: number | 1
-- param.exclude_methods: text | none | shared
WITH entered AS (
    SELECT DISTINCT process, unnest(tenderers) AS tenderer FROM offer
), decided AS (
    SELECT w.process, w.src, w.winner
    FROM won AS w
    SEMI JOIN entered AS e ON e.process = w.process AND e.tenderer = w.winner
), beaten AS (
    SELECT d.winner, e.tenderer AS loser, count(*) AS wins, list(d.src ORDER BY d.src)[1:50] AS rows,
        min(t.date_from) AS date_from, max(t.date_to) AS date_to, sum(t.amount) AS amount, CAST(sum(t.contracts) AS BIGINT) AS contracts,
        deals_of(list(t.rows ORDER BY d.src)) AS deals
    FROM decided AS d
    JOIN entered AS e ON e.process = d.process AND e.tenderer <> d.winner
    JOIN tender_fact AS t ON t.process = d.process
    GROUP BY d.winner, e.tenderer
    HAVING count(*) >= $rounds * $share
), together AS (
    SELECT b.winner, b.loser, any_value(b) AS b, count(*) AS rounds
    FROM beaten AS b
    JOIN entered AS x ON x.tenderer = b.winner
    JOIN entered AS y ON y.process = x.process AND y.tenderer = b.loser
    SEMI JOIN decided AS d ON d.process = x.process
    GROUP BY b.winner, b.loser
)
SELECT
    'lead' AS kind,
    'tenderer' AS subject_kind,
    winner AS subject_id,
    'tenderer' AS other_kind,
    loser AS other_id,
    b.date_from,
    b.date_to,
    b.amount,
    b.contracts,
    b.wins / rounds AS share,
    'inferred' AS confidence,
    to_json({'value': CAST(b.wins AS VARCHAR), 'rounds': CAST(rounds AS VARCHAR)}) AS detail,
    steps('release', b.rows) || b.deals AS evidence
FROM together
WHERE rounds >= $rounds AND b.wins / rounds >= $share
