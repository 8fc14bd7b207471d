-- id: P6-3b
-- kind: duty
-- job: duties
-- paragraph: 6(3)
-- term: none
-- starts: none
-- inputs: risks, risk_plan
WITH planned AS (
    SELECT risk_id, src,
        list_filter([
            CASE WHEN measure IS NULL THEN 'measure' END, CASE WHEN due_on IS NULL THEN 'due_on' END,
            CASE WHEN executor IS NULL THEN 'executor' END, CASE WHEN completion IS NULL THEN 'completion' END], lambda x: x IS NOT NULL) AS blank
    FROM risk_plan
    WHERE approved_on IS NULL OR approved_on <= $as_of
), fullest AS (
    SELECT risk_id, arg_min(blank, {'n': len(blank), 's': src}) AS blank, arg_min(src, {'n': len(blank), 's': src}) AS src
    FROM planned
    GROUP BY risk_id
)
SELECT
    'office' AS subject_kind,
    'first_head' AS subject_id,
    r.risk_id AS about,
    r.map_date AS starts_on,
    CAST(NULL AS DATE) AS due_on,
    CAST(NULL AS DATE) AS done_on,
    ['blank:' || array_to_string(coalesce(f.blank, ['measure', 'due_on', 'executor', 'completion']), ',')] AS notes,
    [step('register', r.src)] || CASE WHEN f.src IS NULL THEN [] ELSE [step('register', f.src)] END AS evidence
FROM risks AS r
SEMI JOIN newest_map AS n ON n.map = r.map AND n.map_version = r.map_version AND r.map_date <= n.map_date
LEFT JOIN fullest AS f ON f.risk_id = r.risk_id
WHERE f.risk_id IS NULL OR len(f.blank) > 0
