-- id: R048
-- kind: lead
-- job: flags
-- severity: 0.4
-- paragraph: 52
-- inputs: none
-- of: processes
-- population: contests
-- identity: subject
-- param.digits: integer | 2
-- param.threshold: optional number | none
-- param.minimum_contracting_processes: integer | 20
-- param.exclude_methods: text | none | shared
WITH sold AS (
    SELECT a.suppliers[1] AS supplier, a.process, unnest(a.codes)[1:CAST($digits AS INTEGER)] AS code
    FROM award AS a
    SEMI JOIN contest AS c ON c.no = a.process
    WHERE a.status = 'active' AND a.listed = 1 AND a.suppliers[1] IS NOT NULL
), record AS (
    SELECT supplier, count(DISTINCT code) AS codes, count(DISTINCT process) AS processes
    FROM sold
    GROUP BY supplier
    HAVING count(DISTINCT process) >= $minimum_contracting_processes
), fence AS (
    SELECT coalesce($threshold, upper_fence(list(CAST(codes AS DOUBLE) ORDER BY codes))) AS upper
    FROM record
), flagged AS (
    SELECT r.*, f.upper
    FROM record AS r, fence AS f
    WHERE r.codes >= f.upper
), tender AS (
    SELECT s.supplier, list(DISTINCT c.src ORDER BY c.src)[1:50] AS rows
    FROM sold AS s
    SEMI JOIN flagged AS f ON f.supplier = s.supplier
    JOIN contest AS c ON c.no = s.process
    GROUP BY s.supplier
), told AS (
    SELECT d.supplier, min(d.day) AS date_from, max(d.day) AS date_to, sum(d.amount) AS amount, count(DISTINCT d.src) AS contracts,
        list(DISTINCT d.src ORDER BY d.src) FILTER (WHERE d.part = 'contract') AS rows
    FROM deal AS d
    SEMI JOIN flagged AS f ON f.supplier = d.supplier
    SEMI JOIN sold AS s ON s.supplier = d.supplier AND s.process = d.process
    GROUP BY d.supplier
)
SELECT
    'lead' AS kind,
    'tenderer' AS subject_kind,
    r.supplier AS subject_id,
    'process' AS other_kind,
    '' AS other_id,
    t.date_from,
    t.date_to,
    t.amount,
    t.contracts,
    'inferred' AS confidence,
    to_json({'value': CAST(r.codes AS VARCHAR), 'fence': CAST(r.upper AS VARCHAR), 'processes': CAST(r.processes AS VARCHAR)}) AS detail,
    steps('release', p.rows) || steps('contract', coalesce(t.rows[1:50], [])) AS evidence
FROM flagged AS r
JOIN tender AS p USING (supplier)
LEFT JOIN told AS t USING (supplier)
