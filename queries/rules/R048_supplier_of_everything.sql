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
    SELECT a.suppliers[1] AS supplier, a.process, c.src, unnest(a.codes)[1:CAST($digits AS INTEGER)] AS code
    FROM award AS a
    JOIN contest AS c ON c.no = a.process
    WHERE a.status = 'active' AND a.listed = 1 AND a.suppliers[1] IS NOT NULL
), record AS (
    SELECT supplier, count(DISTINCT code) AS codes, count(DISTINCT process) AS processes, list(DISTINCT src ORDER BY src)[1:50] AS rows
    FROM sold
    GROUP BY supplier
    HAVING count(DISTINCT process) >= $minimum_contracting_processes
), fence AS (
    SELECT coalesce($threshold, upper_fence(list(CAST(codes AS DOUBLE) ORDER BY codes))) AS upper
    FROM record
)
SELECT
    'lead' AS kind,
    'tenderer' AS subject_kind,
    r.supplier AS subject_id,
    'process' AS other_kind,
    '' AS other_id,
    'inferred' AS confidence,
    to_json({'value': CAST(r.codes AS VARCHAR), 'fence': CAST(f.upper AS VARCHAR), 'processes': CAST(r.processes AS VARCHAR)}) AS detail,
    steps('release', r.rows) AS evidence
FROM record AS r, fence AS f
WHERE r.codes >= f.upper
