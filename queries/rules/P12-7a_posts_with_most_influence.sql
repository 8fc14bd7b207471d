-- id: P12-7a
-- kind: measure
-- job: scan
-- severity: 0
-- paragraph: 12(7)
-- inputs: roster
-- optional: decisions, contracts
-- of: people
-- gives: positions
-- population: in_office
WITH held AS (
    SELECT
        coalesce(p.position_id, p.position) AS position_id, p.position, p.unit, p.iin, p.influence,
        coalesce(n.name, '') AS name
    FROM post AS p
    LEFT JOIN person AS n USING (iin)
    WHERE p.influence IS NOT NULL AND p.date_from <= $as_of AND p.date_to >= $window_from
), taken AS (
    SELECT iin, root, any_value(value) AS value, count(DISTINCT src) AS decisions
    FROM decided
    WHERE day > $as_of - INTERVAL 12 MONTH AND day <= $as_of AND is_supplier AND value IS NOT NULL
    GROUP BY iin, root
), holder AS (
    SELECT DISTINCT position_id, iin FROM held
), weight AS (
    SELECT h.position_id, sum(d.decisions) AS decisions, sum(d.value) AS amount
    FROM holder AS h
    JOIN taken AS d USING (iin)
    GROUP BY h.position_id
), found AS (
    SELECT h.position_id, count(*) AS findings
    FROM holder AS h
    JOIN finding AS f ON f.subject_id = h.iin
    GROUP BY h.position_id
)
SELECT
    h.position_id,
    min(h.position) AS position,
    coalesce(min(h.unit), '') AS unit,
    string_agg(DISTINCT h.name, '; ' ORDER BY h.name) AS holders,
    array_to_string(list_sort(list_distinct(flatten(list(string_split(h.influence, ';'))))), ';') AS influence,
    len(list_distinct(flatten(list(string_split(h.influence, ';'))))) AS marks,
    CAST(coalesce(any_value(w.decisions), 0) AS BIGINT) AS decisions,
    CAST(coalesce(any_value(w.amount), 0) AS VARCHAR) AS amount,
    CAST(coalesce(any_value(x.findings), 0) AS BIGINT) AS findings
FROM held AS h
LEFT JOIN weight AS w USING (position_id)
LEFT JOIN found AS x USING (position_id)
GROUP BY h.position_id
ORDER BY marks DESC, decisions DESC, any_value(w.amount) DESC NULLS LAST, h.position_id
