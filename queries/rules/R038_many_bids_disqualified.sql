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
WITH lost AS (
    SELECT 'buyer' AS role, c.buyer_id AS id, o.process, o.no, o.src, NOT o.is_valid AS disqualified
    FROM offer AS o
    JOIN contest AS c ON c.no = o.process
    UNION ALL
    SELECT 'procuring_entity', c.entity_id, o.process, o.no, o.src, NOT o.is_valid
    FROM offer AS o
    JOIN contest AS c ON c.no = o.process
    UNION ALL
    SELECT 'tenderer', unnest(o.tenderers), o.process, o.no, o.src, NOT o.is_valid
    FROM offer AS o
), record AS (
    SELECT role, id, count(*) AS bids, count(*) FILTER (WHERE disqualified) AS out, list(DISTINCT src ORDER BY src) FILTER (WHERE disqualified) AS rows
    FROM lost
    WHERE id IS NOT NULL
    GROUP BY role, id
    HAVING count(*) >= CASE role WHEN 'tenderer' THEN $minimum_submitted_bids ELSE $minimum_contracting_processes END
), struck AS (
    SELECT DISTINCT role, id, process, src FROM lost WHERE disqualified
), told AS (
    SELECT s.role, s.id, min(t.date_from) AS date_from, max(t.date_to) AS date_to, sum(t.amount) AS amount, CAST(sum(t.contracts) AS BIGINT) AS contracts,
        deals_of(list(contracts_by(process) ORDER BY s.src)) AS deals
    FROM struck AS s
    JOIN tender_fact AS t USING (process)
    GROUP BY s.role, s.id
), fence AS (
    SELECT role, coalesce($threshold, upper_fence(list(out / bids ORDER BY out / bids))) AS upper
    FROM record
    GROUP BY role
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
    to_json({'value': CAST(r.out / r.bids AS VARCHAR), 'fence': CAST(f.upper AS VARCHAR), 'bids': CAST(r.bids AS VARCHAR), 'disqualified': CAST(r.out AS VARCHAR)}) AS detail,
    steps('release', coalesce(r.rows[1:50], [])) || coalesce(t.deals, []) AS evidence
FROM record AS r
JOIN fence AS f USING (role)
LEFT JOIN told AS t ON t.role = r.role AND t.id = r.id
WHERE f.upper > 0 AND r.out / r.bids >= f.upper
