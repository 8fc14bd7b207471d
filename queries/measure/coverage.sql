-- What the annual rules could see: of each how many things it is about, how many of them it
-- could judge, and for how many something is missing, by what.
WITH slice AS (
    SELECT contracts >= $min_contracts AS evaluated FROM slice_measure
), unit AS (
    SELECT count(*) FILTER (WHERE method_class <> 'unknown') >= $min_contracts AS evaluated
    FROM counted
    WHERE unit_key IS NOT NULL
    GROUP BY customer_bin, unit_key
), supplier_of_year AS (
    SELECT DISTINCT supplier_id FROM counted
), known AS (
    SELECT s.supplier_id, is_person(s.supplier_id) OR p.supplier_id IS NOT NULL AS known
    FROM supplier_of_year AS s
    LEFT JOIN (SELECT DISTINCT supplier_id FROM supplier_people) AS p USING (supplier_id)
), behind AS (
    SELECT t.supplier_id, is_person(t.supplier_id) OR p.supplier_id IS NOT NULL AS known
    FROM tie_target AS t
    LEFT JOIN (SELECT DISTINCT supplier_id FROM supplier_people) AS p USING (supplier_id)
), history AS (
    SELECT count(*) AS years
    FROM slice_measure AS m
    JOIN slice_top AS t USING (customer_bin, slice_kind, slice)
    WHERE m.contracts >= $min_contracts AND t.year > $year - $years
    GROUP BY customer_bin, slice_kind, slice
), small AS (
    SELECT category6, subject_kind FROM counted WHERE ground = ground_key($ground)
), limited AS (
    SELECT category6 FROM counted WHERE ground = ground_key($ground) OR method_class = 'e_shop' OR method_id = '3'
), failed AS (
    SELECT planned_method_id FROM counted WHERE method_id = '6'
)
SELECT unnest(['P52a', 'P52b', 'P52c']) AS rule, '' AS reason, count(*) AS n, count(*) FILTER (WHERE evaluated) AS checked FROM slice
UNION ALL
SELECT unnest(['P52a', 'P52b', 'P52c', 'P52d']), 'few_contracts', count(*) FILTER (WHERE NOT evaluated), 0 FROM slice
UNION ALL
SELECT 'P52b', 'founders_not_loaded', count(*) FILTER (WHERE NOT known), 0 FROM known
UNION ALL
SELECT 'P52d', '', (SELECT count(*) FROM slice), count(*) FILTER (WHERE years = $years) FROM history
UNION ALL
SELECT 'P52d', 'no_history', count(*) FILTER (WHERE years < $years), 0 FROM history
UNION ALL
SELECT 'P52e', '', count(*), count(*) FILTER (WHERE known) FROM behind
UNION ALL
SELECT 'P52e', 'founders_not_loaded', count(*) FILTER (WHERE NOT known), 0 FROM behind
UNION ALL
SELECT 'P49a', '', count(*), count(*) FILTER (WHERE evaluated) FROM unit
UNION ALL
SELECT 'P49a', 'few_contracts', count(*) FILTER (WHERE NOT evaluated), 0 FROM unit
UNION ALL
SELECT 'P49a', 'no_unit', count(*), 0 FROM counted WHERE unit_key IS NULL
UNION ALL
SELECT 'P49b', '', count(*), count(*) FILTER (WHERE category6 IS NOT NULL AND subject_kind IS NOT NULL AND EXISTS (SELECT 1 FROM yearly_limit)) FROM small
UNION ALL
SELECT 'P49b', 'no_category', count(*) FILTER (WHERE category6 IS NULL), 0 FROM small
UNION ALL
SELECT 'P49b', 'no_subject_kind', count(*) FILTER (WHERE subject_kind IS NULL), 0 FROM small
UNION ALL
SELECT unnest(['P49b', 'P49c']), 'no_limit', (SELECT count(*) FROM limited WHERE NOT EXISTS (SELECT 1 FROM yearly_limit)), 0
UNION ALL
SELECT 'P49c', '', count(*), count(*) FILTER (WHERE category6 IS NOT NULL AND EXISTS (SELECT 1 FROM yearly_limit)) FROM limited
UNION ALL
SELECT 'P49c', 'no_category', count(*) FILTER (WHERE category6 IS NULL), 0 FROM limited
UNION ALL
SELECT 'P49d', '', count(*), count(*) FILTER (WHERE planned_method_id IS NOT NULL) FROM failed
UNION ALL
SELECT 'P49d', 'no_planned_method', count(*) FILTER (WHERE planned_method_id IS NULL), 0 FROM failed
UNION ALL
SELECT 'P51-2', '', count(DISTINCT customer_bin), count(DISTINCT customer_bin) FROM counted
ORDER BY rule, reason
