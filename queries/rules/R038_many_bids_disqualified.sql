-- id: R038
-- kind: lead
-- job: flags
-- severity: 0.5
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject
-- param.threshold: optional number | none
-- param.minimum_submitted_bids: integer | 2
-- param.minimum_contracting_processes: integer | 2
-- param.exclude_methods: text | none | shared
WITH heard AS (
    SELECT process, count(*) AS bids, count(*) FILTER (WHERE NOT is_valid) AS out FROM offer GROUP BY process
), lost AS (
    SELECT 'buyer' AS role, c.buyer_id AS id, h.process, h.bids, h.out FROM heard AS h JOIN contest AS c ON c.no = h.process
    UNION ALL
    SELECT 'procuring_entity', c.entity_id, h.process, h.bids, h.out FROM heard AS h JOIN contest AS c ON c.no = h.process
    UNION ALL
    SELECT 'tenderer', tenderer, process, bids, out FROM entrant
), record AS (
    SELECT role, id, CAST(sum(bids) AS BIGINT) AS bids, CAST(sum(out) AS BIGINT) AS out
    FROM lost
    WHERE id IS NOT NULL
    GROUP BY role, id
    HAVING sum(bids) >= CASE role WHEN 'tenderer' THEN $minimum_submitted_bids ELSE $minimum_contracting_processes END
), fence AS (
    SELECT role, coalesce($threshold, upper_fence(list(out / bids ORDER BY out / bids))) AS upper
    FROM record
    GROUP BY role
), flagged AS (
    SELECT r.*, f.upper
    FROM record AS r
    JOIN fence AS f USING (role)
    WHERE f.upper > 0 AND r.out / r.bids >= f.upper
), struck AS (
    SELECT DISTINCT l.role, l.id, l.process, c.src
    FROM lost AS l
    SEMI JOIN flagged AS f ON f.role = l.role AND f.id = l.id
    JOIN contest AS c ON c.no = l.process
    WHERE l.out > 0
), told AS (
    SELECT s.role, s.id, list(DISTINCT s.src ORDER BY s.src)[1:50] AS rows, min(t.date_from) AS date_from, max(t.date_to) AS date_to, sum(t.amount) AS amount, CAST(sum(t.contracts) AS BIGINT) AS contracts,
        deals_of(list(contracts_by(process) ORDER BY s.src)) AS deals
    FROM struck AS s
    JOIN tender_fact AS t USING (process)
    GROUP BY s.role, s.id
)
SELECT
    'lead' AS kind,
    r.role AS subject_kind,
    r.id AS subject_id,
    'process' AS other_kind,
    '' AS other_id,
    t.date_from,
    t.date_to,
    t.amount,
    t.contracts,
    r.out / r.bids AS share,
    'inferred' AS confidence,
    to_json({'value': CAST(r.out / r.bids AS VARCHAR), 'fence': CAST(r.upper AS VARCHAR), 'bids': CAST(r.bids AS VARCHAR), 'disqualified': CAST(r.out AS VARCHAR)}) AS detail,
    steps('release', coalesce(t.rows, [])) || coalesce(t.deals, []) AS evidence
FROM flagged AS r
LEFT JOIN told AS t ON t.role = r.role AND t.id = r.id
