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
WITH met AS MATERIALIZED (
    SELECT w.process, w.winner, e.tenderer AS loser, hash(w.winner, e.tenderer) AS likeness
    FROM won AS w
    JOIN entrant AS e ON e.process = w.process AND e.tenderer <> w.winner
), often AS ( -- a pair has one hash, which is quicker to count: nearly all met once or twice
    SELECT likeness FROM met GROUP BY likeness HAVING count(*) >= $rounds * $share
), frequent AS (
    SELECT DISTINCT winner FROM met SEMI JOIN often USING (likeness)
), decided AS (
    SELECT w.process, w.src, w.winner
    FROM won AS w
    SEMI JOIN frequent AS f ON f.winner = w.winner
    SEMI JOIN entrant AS e ON e.process = w.process AND e.tenderer = w.winner
), beaten AS (
    SELECT m.winner, m.loser, count(*) AS wins
    FROM met AS m
    SEMI JOIN often AS o ON o.likeness = m.likeness
    SEMI JOIN decided AS d ON d.process = m.process
    GROUP BY m.winner, m.loser
    HAVING count(*) >= $rounds * $share
), together AS (
    SELECT b.winner, b.loser, any_value(b.wins) AS wins, count(*) AS rounds
    FROM beaten AS b
    JOIN entrant AS x ON x.tenderer = b.winner
    JOIN entrant AS y ON y.process = x.process AND y.tenderer = b.loser
    JOIN won AS w ON w.process = x.process -- by whomever of those who bid
    SEMI JOIN entrant AS e ON e.process = w.process AND e.tenderer = w.winner
    GROUP BY b.winner, b.loser
    HAVING count(*) >= $rounds AND any_value(b.wins) / count(*) >= $share
), told AS (
    SELECT p.winner, p.loser, list(d.src ORDER BY d.src)[1:50] AS rows,
        min(t.date_from) AS date_from, max(t.date_to) AS date_to, sum(t.amount) AS amount, CAST(sum(t.contracts) AS BIGINT) AS contracts,
        deals_of(list(contracts_by(d.process) ORDER BY d.src)) AS deals
    FROM together AS p
    JOIN decided AS d ON d.winner = p.winner
    JOIN entrant AS e ON e.process = d.process AND e.tenderer = p.loser
    JOIN tender_fact AS t ON t.process = d.process
    GROUP BY p.winner, p.loser
)
SELECT
    'lead' AS kind,
    'tenderer' AS subject_kind,
    winner AS subject_id,
    'tenderer' AS other_kind,
    loser AS other_id,
    t.date_from,
    t.date_to,
    t.amount,
    t.contracts,
    wins / rounds AS share,
    'inferred' AS confidence,
    to_json({'value': CAST(wins AS VARCHAR), 'rounds': CAST(rounds AS VARCHAR)}) AS detail,
    steps('release', t.rows) || t.deals AS evidence
FROM together
JOIN told AS t USING (winner, loser)
