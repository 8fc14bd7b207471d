-- What the procurement portal says of a contract in other entities fills the blanks of its
-- rows, never what stands there: the category is that of the units with the largest sum,
-- deleted ones aside; of equal sums the lowest code.
CREATE TABLE contract_detail AS
WITH unit AS (
    SELECT
        u.contract_id,
        coalesce(u.category, p.category, l.category) AS category,
        coalesce(u.subject_kind, p.subject_kind) AS subject_kind,
        coalesce(u.planned_method_id, p.planned_method_id, l.planned_method_id) AS planned_method_id,
        coalesce(u.ground, p.ground) AS ground,
        coalesce(u.amount, 0) AS amount
    FROM contract_units AS u
    LEFT JOIN (SELECT plan_id, min(category) AS category, min(subject_kind) AS subject_kind,
        min(planned_method_id) AS planned_method_id, min(ground) AS ground FROM plans GROUP BY plan_id) AS p USING (plan_id)
    LEFT JOIN (SELECT lot_id, min(category) AS category, min(planned_method_id) AS planned_method_id FROM lots GROUP BY lot_id) AS l USING (lot_id)
    WHERE NOT coalesce(u.deleted, false)
), by_category AS (
    SELECT contract_id, category, sum(amount) AS amount FROM unit WHERE category IS NOT NULL GROUP BY contract_id, category
), category AS (
    SELECT contract_id, arg_max(category, {'a': amount, 'c': -row_number}) AS category
    FROM (SELECT *, row_number() OVER (PARTITION BY contract_id ORDER BY category) AS row_number FROM by_category)
    GROUP BY contract_id
), other AS (
    SELECT
        contract_id,
        arg_max(subject_kind, {'a': amount, 'c': subject_kind}) FILTER (WHERE subject_kind IS NOT NULL) AS subject_kind,
        arg_max(planned_method_id, {'a': amount, 'c': planned_method_id}) FILTER (WHERE planned_method_id IS NOT NULL) AS planned_method_id,
        arg_max(ground, {'a': amount, 'c': ground}) FILTER (WHERE ground IS NOT NULL) AS ground
    FROM unit
    GROUP BY contract_id
)
SELECT o.contract_id, c.category, o.subject_kind, o.planned_method_id, o.ground
FROM other AS o
LEFT JOIN category AS c USING (contract_id);

UPDATE contracts SET
    category = coalesce(contracts.category, d.category),
    subject_kind = coalesce(contracts.subject_kind, d.subject_kind),
    planned_method_id = coalesce(contracts.planned_method_id, d.planned_method_id),
    ground = coalesce(contracts.ground, d.ground)
FROM contract_detail AS d
WHERE d.contract_id = contracts.contract_id
    AND (contracts.category IS NULL OR contracts.subject_kind IS NULL OR contracts.planned_method_id IS NULL OR contracts.ground IS NULL);

UPDATE contracts SET method_id = a.method_id
FROM (SELECT announcement_id, min(method_id) AS method_id FROM announcements WHERE method_id IS NOT NULL GROUP BY announcement_id) AS a
WHERE a.announcement_id = contracts.announcement_id AND contracts.method_id IS NULL AND contracts.method IS NULL;

DROP TABLE contract_detail;
