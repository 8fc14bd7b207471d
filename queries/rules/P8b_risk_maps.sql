-- id: P8b
-- kind: measure
-- job: duties
-- paragraph: 8
-- inputs: roster, risks
-- optional: risk_plan, units
-- gives: risks
-- marks: low, medium, high
-- param.low: integer | 4
-- param.medium: integer | 9
-- param.high: integer | 16
WITH current AS (
    SELECT r.*, CAST(r.likelihood AS BIGINT) AS l, CAST(r.impact AS BIGINT) AS i
    FROM risks AS r
    SEMI JOIN newest_map AS n ON n.map = r.map AND n.map_version = r.map_version AND r.map_date <= n.map_date
), unit_name AS (
    SELECT unit_id, unit FROM units
    UNION
    SELECT unit_id, unit FROM post WHERE unit_id IS NOT NULL
), called AS (
    SELECT unit_id, min(unit) AS unit FROM unit_name GROUP BY unit_id
), written AS ( -- every way the roster writes a unit, by its id, and by its words where it has none
    SELECT coalesce(unit_id, text_key(unit)) AS unit_key, list(DISTINCT unit ORDER BY unit) AS names FROM post WHERE unit <> '' GROUP BY ALL
), post_title AS (
    SELECT position_id, arg_max(position, {'d': date_from, 'o': -ord}) AS position, arg_max(unit, {'d': date_from, 'o': -ord}) AS unit
    FROM post
    WHERE date_from <= $as_of AND position_id IS NOT NULL
    GROUP BY position_id
), exposed AS (
    SELECT src, code_of(trim(unnest(string_split(position_ids, ';')))) AS position_id FROM current WHERE position_ids IS NOT NULL
), posts AS (
    SELECT e.src, list(e.position_id ORDER BY e.position_id) AS ids, list(coalesce(t.position, '') ORDER BY e.position_id) AS titles,
        list(coalesce(t.unit, '') ORDER BY e.position_id) AS units
    FROM (SELECT DISTINCT * FROM exposed WHERE position_id <> '') AS e
    LEFT JOIN post_title AS t USING (position_id)
    GROUP BY e.src
), overdue AS (
    -- As the duty of the row stands: its last day may be moved to a working one.
    SELECT DISTINCT unnest(evidence) AS src FROM duty WHERE rule = 'P6-3a' AND state = 'overdue'
), plan AS (
    SELECT r.risk_id, count(*) AS items, count(o.src) AS overdue
    FROM risk_plan AS r
    LEFT JOIN overdue AS o USING (src)
    WHERE r.approved_on IS NULL OR r.approved_on <= $as_of
    GROUP BY r.risk_id
)
SELECT
    c.map,
    c.map_version,
    CAST(c.map_date AS VARCHAR) AS map_date,
    c.risk_id,
    coalesce(c.risk, '') AS risk,
    coalesce(c.process, '') AS process,
    coalesce(u.unit, c.unit_id, '') AS unit,
    CASE WHEN c.unit_id IS NULL THEN [] ELSE list_distinct(coalesce(w.names, []) || coalesce(x.names, []) || [coalesce(u.unit, c.unit_id)]) END AS unit_names,
    c.l AS likelihood,
    c.i AS impact,
    c.l * c.i AS score,
    CASE WHEN c.l * c.i <= $low THEN 'low' WHEN c.l * c.i <= $medium THEN 'medium' WHEN c.l * c.i <= $high THEN 'high' ELSE 'very_high' END AS zone,
    list_filter(list_transform(string_split(coalesce(c.rules, ''), ';'), lambda x: trim(x)), lambda x: x <> '') AS rules,
    coalesce(p.ids, []) AS post_ids,
    coalesce(p.titles, []) AS post_titles,
    coalesce(p.units, []) AS post_units,
    coalesce(plan.items, 0) AS plan_items,
    coalesce(plan.overdue, 0) AS overdue_items
FROM current AS c
LEFT JOIN called AS u USING (unit_id)
LEFT JOIN written AS w ON w.unit_key = c.unit_id
LEFT JOIN written AS x ON x.unit_key = text_key(c.unit_id) AND x.unit_key <> c.unit_id
LEFT JOIN posts AS p USING (src)
LEFT JOIN plan USING (risk_id)
ORDER BY score DESC, c.map, c.risk_id, c.src
