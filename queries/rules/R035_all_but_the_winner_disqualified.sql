-- id: R035
-- kind: lead
-- job: flags
-- severity: 0.7
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject
-- param.threshold: integer | 1
-- param.exclude_methods: text | none | shared
WITH some_out AS (
    SELECT DISTINCT process
    FROM offer
    WHERE NOT is_valid
), heard AS (
    SELECT o.process, unnest(o.tenderers) AS tenderer, o.is_valid
    FROM offer AS o
    SEMI JOIN some_out USING (process)
), sides AS (
    SELECT process,
        list_sort(list(DISTINCT tenderer) FILTER (WHERE is_valid)) AS valid,
        list(DISTINCT tenderer) FILTER (WHERE NOT is_valid) AS disqualified
    FROM heard
    WHERE tenderer IS NOT NULL
    GROUP BY process
), supplied AS (
    SELECT a.process, list(DISTINCT a.supplier ORDER BY a.supplier) AS suppliers
    FROM (SELECT process, unnest(suppliers) AS supplier FROM award SEMI JOIN some_out USING (process) WHERE status = 'active') AS a
    WHERE a.supplier IS NOT NULL
    GROUP BY a.process
), alone AS (
    SELECT d.process, d.src, c.ocid, s.valid[1] AS winner,
        len(list_filter(coalesce(s.disqualified, []), lambda t: t <> s.valid[1])) AS others
    FROM decided_process AS d
    JOIN contest AS c ON c.no = d.process
    JOIN sides AS s USING (process)
    JOIN supplied AS u USING (process)
    WHERE len(s.valid) = 1 AND u.suppliers = s.valid
), flagged AS (
    SELECT *
    FROM alone
    WHERE others >= greatest($threshold, 1)
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
    'confirmed' AS confidence,
    to_json({'value': CAST(others AS VARCHAR)}) AS detail,
    [step('release', src)] || contracts_by(process) AS evidence
FROM flagged
JOIN tender_fact AS t USING (process)
UNION ALL
SELECT
    'lead', 'tenderer', winner, 'process', '', min(t.date_from), max(t.date_to), sum(t.amount), CAST(sum(t.contracts) AS BIGINT), 'confirmed',
    to_json({'value': '0', 'processes': CAST(count(*) AS VARCHAR)}),
    steps('release', list(src ORDER BY src)[1:50]) || deals_of(list(contracts_by(process) ORDER BY src))
FROM flagged
JOIN tender_fact AS t USING (process)
GROUP BY winner
