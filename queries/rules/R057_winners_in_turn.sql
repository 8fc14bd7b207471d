-- id: R057
-- kind: lead
-- job: flags
-- severity: 0.7
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject
-- param.rounds: integer | 4
-- param.exclude_methods: text | none | shared
WITH together AS ( -- the same bidders have one sum: bidders met fewer times are no rounds to look at
    SELECT process, sum(hash(tenderer)) AS likeness FROM entrant WHERE bids > out GROUP BY process HAVING count(*) > 1
), often AS (
    SELECT likeness FROM together GROUP BY likeness HAVING count(*) >= $rounds
), looked_at AS (
    SELECT process FROM together SEMI JOIN often USING (likeness)
), entered AS (
    SELECT process, list(tenderer ORDER BY tenderer) AS bidders
    FROM entrant
    SEMI JOIN looked_at USING (process)
    WHERE bids > out
    GROUP BY process
), round AS (
    SELECT e.bidders, w.process, w.src, c.ocid, w.winner, coalesce(c.closes_utc, c.closes, c.opens_utc, c.opens, c.awarded) AS moment,
        CAST(coalesce(c.closes, c.opens, c.awarded) AS DATE) AS day
    FROM won AS w
    JOIN entered AS e USING (process)
    JOIN contest AS c ON c.no = w.process
    WHERE list_contains(e.bidders, w.winner) AND coalesce(c.closes, c.opens, c.awarded) IS NOT NULL
), ordered AS (
    SELECT *, lag(winner) OVER (PARTITION BY bidders ORDER BY moment, ocid) AS before
    FROM round
), won_by AS (
    SELECT bidders, winner, count(*) AS wins, count(*) FILTER (WHERE before = winner) AS again, list(src) AS rows, min(day) AS first, max(day) AS last,
        sum(t.amount) AS amount, sum(t.contracts) AS contracts, list({'s': src, 'r': contracts_by(process)}) AS deals
    FROM ordered
    JOIN tender_fact AS t USING (process)
    GROUP BY bidders, winner
), turned AS (
    SELECT bidders, CAST(sum(wins) AS BIGINT) AS rounds, list_sort(flatten(list(rows)))[1:50] AS rows, min(first) AS first, max(last) AS last,
        sum(amount) AS amount, CAST(sum(contracts) AS BIGINT) AS contracts, deals_of(list_transform(list_sort(flatten(list(deals))), lambda d: d.r)) AS deals
    FROM won_by
    GROUP BY bidders
    HAVING sum(wins) >= $rounds AND sum(again) = 0 AND count(*) = len(bidders) AND max(wins) - min(wins) <= 1
), member AS (
    SELECT unnest(bidders) AS tenderer, bidders, {'b': bidders, 'n': rounds, 'r': rows, 'f': first, 'l': last, 'a': amount, 'c': contracts, 'd': deals} AS ring FROM turned
), best AS (
    SELECT tenderer, arg_min(ring, {'n': -ring.n, 'b': bidders}) AS b, count(*) AS groups
    FROM member
    GROUP BY tenderer
)
SELECT
    'lead' AS kind,
    'tenderer' AS subject_kind,
    tenderer AS subject_id,
    'process' AS other_kind,
    '' AS other_id,
    b.f AS date_from,
    b.l AS date_to,
    b.a AS amount,
    b.c AS contracts,
    'inferred' AS confidence,
    to_json({'value': CAST(b.n AS VARCHAR), 'bidders': array_to_string(b.b, '; '), 'groups': CAST(groups AS VARCHAR)}) AS detail,
    steps('release', b.r) || b.d AS evidence
FROM best
