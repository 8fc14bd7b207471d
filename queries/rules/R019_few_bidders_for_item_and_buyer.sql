-- id: R019
-- kind: lead
-- job: flags
-- severity: 0.4
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject, slice
-- param.digits: integer | 2
-- param.ratio: number | 0.5
-- param.peers: integer | 3
-- param.minimum_contracting_processes: integer | 3
-- param.procurement_methods: text | open|selective
-- param.exclude_methods: text | none | shared
WITH bidders AS (
    SELECT process, count(*) AS tenderers
    FROM entrant
    WHERE process IN (SELECT no FROM contest WHERE tenderers IS NULL) -- of the others it is stated
    GROUP BY process
), bought AS (
    SELECT DISTINCT process, unnest(codes)[1:CAST($digits AS INTEGER)] AS item
    FROM award
    WHERE status = 'active'
), contested AS (
    SELECT c.buyer_id AS buyer, b.item, c.no AS process, c.src, coalesce(c.tenderers, o.tenderers) AS tenderers
    FROM contest AS c
    JOIN bought AS b ON b.process = c.no
    LEFT JOIN bidders AS o ON o.process = c.no
    WHERE c.buyer_id IS NOT NULL AND length(b.item) >= $digits AND list_contains(names_in($procurement_methods), c.method)
        AND coalesce(c.tenderers, o.tenderers) > 0
), record AS (
    SELECT buyer, item, count(*) AS processes, CAST(sum(tenderers) AS DOUBLE) / count(*) AS average
    FROM contested
    GROUP BY buyer, item
    HAVING count(*) >= $minimum_contracting_processes
), against AS (
    SELECT r.buyer, r.item, any_value(r.average) AS average, any_value(r.processes) AS processes, count(*) AS peers, quantile_r8(list(p.average ORDER BY p.average), 0.5) AS usual
    FROM record AS r
    JOIN record AS p ON p.item = r.item AND p.buyer <> r.buyer
    GROUP BY r.buyer, r.item
    HAVING count(*) >= $peers AND any_value(r.average) <= $ratio * usual
), told AS (
    SELECT buyer, item, list(c.src ORDER BY c.src)[1:50] AS rows,
        min(t.date_from) AS date_from, max(t.date_to) AS date_to, sum(t.amount) AS amount, CAST(sum(t.contracts) AS BIGINT) AS contracts,
        deals_of(list(contracts_by(process) ORDER BY c.src)) AS deals
    FROM against
    JOIN contested AS c USING (buyer, item)
    JOIN tender_fact AS t USING (process)
    GROUP BY buyer, item
)
SELECT
    'lead' AS kind,
    'buyer' AS subject_kind,
    buyer AS subject_id,
    'process' AS other_kind,
    '' AS other_id,
    t.date_from,
    t.date_to,
    t.amount,
    t.contracts,
    'category' || CAST($digits AS VARCHAR) || '=' || item AS slice,
    'inferred' AS confidence,
    to_json({'value': CAST(average AS VARCHAR), 'usual': CAST(usual AS VARCHAR), 'peers': CAST(peers AS VARCHAR), 'processes': CAST(processes AS VARCHAR), 'item': item}) AS detail,
    steps('release', t.rows) || t.deals AS evidence
FROM against
JOIN told AS t USING (buyer, item)
