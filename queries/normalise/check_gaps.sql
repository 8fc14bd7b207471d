-- What rules look for and the data do not say: by code a line for each person, contract or
-- supplier it is about, and a row of the files that shows it. People are everybody of the roster
-- but technical workers, leavers too; a contract lacks what none of its rows says. What no file
-- of a table is there for is asked for as a table, and is not here.
CREATE TABLE asked_row AS
WITH served AS (
    SELECT * FROM roster WHERE service_class IS DISTINCT FROM 'technical'
), person AS (
    SELECT iin, min(src) AS src FROM served GROUP BY iin
), seat AS (
    SELECT DISTINCT position_id FROM roster WHERE position_id IS NOT NULL
), linked AS (
    SELECT iin FROM family_links
    UNION
    SELECT relative_iin FROM family_links WHERE relative_iin IS NOT NULL
), parented AS (
    SELECT iin FROM family_links
    WHERE iin <> relative_iin AND relation IN ('father', 'mother', 'parent', 'adoptive_parent')
    UNION
    SELECT relative_iin FROM family_links
    WHERE iin <> relative_iin AND relation IN ('son', 'daughter', 'child', 'adopted_child')
), standing AS (
    SELECT *, coalesce(root_id, contract_id) AS id FROM contracts WHERE NOT coalesce(deleted, false)
), decided AS (
    SELECT DISTINCT s.id
    FROM standing AS s
    JOIN decisions AS d ON d.contract_id = s.contract_id
    UNION
    SELECT DISTINCT s.id
    FROM standing AS s
    JOIN decisions AS d ON d.announcement_id = s.announcement_id
    UNION
    SELECT contract_id FROM decisions WHERE contract_id IS NOT NULL
), agreed AS (
    SELECT
        id, min(src) AS src, count(amount) AS amounts, count(category) AS categories, count(coalesce(method_id, method)) AS methods,
        count(coalesce(unit_id, unit)) AS units, count(subject_kind) AS subjects, count(planned_method_id) AS plans
    FROM standing
    GROUP BY id
), seller AS (
    SELECT supplier_id AS id, min(src) AS src FROM standing GROUP BY supplier_id
), contact AS (
    SELECT DISTINCT supplier_id FROM suppliers WHERE coalesce(address, phone, email, bank_account) IS NOT NULL
), found AS (
    SELECT 'family.none' AS code, iin AS id, src FROM person ANTI JOIN linked USING (iin)
    UNION ALL
    SELECT 'family.parents', iin, src FROM person SEMI JOIN linked USING (iin) ANTI JOIN parented USING (iin)
    UNION ALL
    SELECT 'family.number', iin, src FROM family_links SEMI JOIN person USING (iin) WHERE relative_iin IS NULL
    UNION ALL
    SELECT 'roster.manager', s.iin, s.src
    FROM served AS s
    LEFT JOIN seat ON seat.position_id = s.manager_position_id
    WHERE s.manager_iin IS NULL AND seat.position_id IS NULL
    UNION ALL
    SELECT 'roster.class', iin, src FROM served WHERE service_class IS NULL
    UNION ALL
    SELECT 'contracts.amount', id, src FROM agreed WHERE amounts = 0
    UNION ALL
    SELECT 'contracts.category', id, src FROM agreed WHERE categories = 0
    UNION ALL
    SELECT 'contracts.method', id, src FROM agreed WHERE methods = 0
    UNION ALL
    SELECT 'contracts.unit', id, src FROM agreed WHERE units = 0
    UNION ALL
    SELECT 'contracts.subject', id, src FROM agreed WHERE subjects = 0
    UNION ALL
    SELECT 'contracts.plan', id, src FROM agreed WHERE plans = 0
    UNION ALL
    SELECT 'decisions.none', id, src FROM agreed ANTI JOIN decided USING (id)
    UNION ALL
    SELECT 'suppliers.none', id, src FROM seller ANTI JOIN suppliers ON suppliers.supplier_id = seller.id
    UNION ALL
    SELECT 'suppliers.contact', id, src
    FROM seller
    SEMI JOIN suppliers ON suppliers.supplier_id = seller.id
    ANTI JOIN contact ON contact.supplier_id = seller.id
    UNION ALL
    SELECT 'supplier_people.none', id, src
    FROM seller
    ANTI JOIN supplier_people ON supplier_people.supplier_id = seller.id
    WHERE NOT is_person(id)
    UNION ALL
    SELECT 'gifts.giver', CAST(src AS VARCHAR), src FROM gifts WHERE giver_id IS NULL
    UNION ALL
    SELECT 'trips.payer', CAST(src AS VARCHAR), src FROM trips WHERE payer_id IS NULL
)
SELECT code, id, src FROM found;
