-- Posts, people and suppliers as the rules see them: blank dates are the first and last
-- day of all, one record a supplier, one name a person.

-- A roster row. In scope is every class but technical, the blank one too. Rows of one person
-- in one position that follow each other without a free day are one post: held_from and
-- held_to are its days in scope, or out of it, around the row.
CREATE TABLE post AS
WITH written AS (
    SELECT *, coalesce(position_id, text_key(position)) AS position_key, service_class IS DISTINCT FROM 'technical' AS in_scope,
        since(date_from) AS first_day, until(date_to) AS last_day
    FROM roster
), parted AS (
    SELECT *, first_day > max(last_day) OVER (PARTITION BY iin, position_key, in_scope ORDER BY first_day, last_day
        ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) + 1 AS begins
    FROM written
), numbered AS (
    SELECT *, count(*) FILTER (WHERE begins)
        OVER (PARTITION BY iin, position_key, in_scope ORDER BY first_day, last_day ROWS UNBOUNDED PRECEDING) AS run
    FROM parted
)
SELECT
    src, iin, unit_id, unit, coalesce(unit_id, text_key(unit)) AS unit_key, position_id, position, position_key, category, service_class,
    manager_iin, manager_position_id, coalesce(kind, 'main') AS kind, influence,
    in_scope,
    first_day AS date_from,
    last_day AS date_to,
    min(first_day) OVER (PARTITION BY iin, position_key, in_scope, run) AS held_from,
    max(last_day) OVER (PARTITION BY iin, position_key, in_scope, run) AS held_to,
    -- The order of the content: which of two posts is shown does not hang on the order of rows.
    row_number() OVER (ORDER BY iin, position_id, date_from, date_to, unit_id, unit, position, kind, manager_iin, manager_position_id,
        influence, category, service_class, last_name, first_name, patronymic, birth_date, src) AS ord
FROM numbered;

-- Is a form of business commercial: by what the record says of its legal form, else by the
-- first words of its name, "ТОО" or "товарищество с ограниченной ответственностью"; else
-- nobody knows. "Ақ" begins many names, for it means white: it is the form, АҚ, only in capitals and
-- before a name in quotes or one that is not all in capitals.
CREATE TABLE supplier_record AS
WITH written AS (
    SELECT src, form_key(legal_form) AS legal_form, form_key(name) AS name,
        regexp_matches(name, '^[[:space:]]*АҚ[[:space:]]*["«„“]') OR regexp_matches(name, '^[[:space:]"«„“]*АҚ[[:space:]].*\p{Ll}') AS is_stock_company
    FROM suppliers WHERE commercial IS NULL
), by_form AS (
    SELECT w.src, min(f.commercial) AS commercial
    FROM written AS w
    JOIN legal_form AS f ON form_key(f.form) = w.legal_form
    GROUP BY w.src
), by_name AS (
    SELECT w.src, arg_max(f.commercial, length(f.form)) AS commercial
    FROM written AS w
    JOIN legal_form AS f ON starts_with(w.name || ' ', form_key(f.form) || ' ')
    WHERE f.form <> 'АҚ' OR w.is_stock_company
    GROUP BY w.src
)
SELECT
    s.src, s.supplier_id, s.name,
    coalesce(s.kind, CASE WHEN s.supplier_id[5] <= '3' THEN 'entrepreneur' ELSE 'company' END) AS kind,
    coalesce(s.commercial, CAST(f.commercial AS BOOLEAN), CAST(n.commercial AS BOOLEAN)) AS commercial,
    s.quasi_state, s.registered_on, s.closed_on, s.address, s.phone, s.email, s.bank_account, s.head_office_bin,
    since(s.registered_on) AS open_from,
    until(CAST(s.closed_on - INTERVAL 1 DAY AS DATE)) AS open_to
FROM suppliers AS s
LEFT JOIN by_form AS f USING (src)
LEFT JOIN by_name AS n USING (src);

-- Of several records of one supplier the latest registration speaks; of what it is, yes
-- comes before unknown before no.
CREATE TABLE supplier AS
SELECT
    * REPLACE (
        CASE WHEN bool_or(commercial) OVER same THEN true WHEN bool_and(commercial IS NOT NULL) OVER same THEN false END AS commercial,
        CASE WHEN bool_or(quasi_state) OVER same THEN true WHEN bool_and(quasi_state IS NOT NULL) OVER same THEN false END AS quasi_state)
FROM supplier_record
WINDOW same AS (PARTITION BY supplier_id)
QUALIFY row_number() OVER (PARTITION BY supplier_id
    ORDER BY registered_on DESC NULLS LAST, closed_on DESC NULLS FIRST, name, kind, address, phone, email, bank_account, src) = 1;

-- Of two names of a person the one of the lower rank is told: the source first, then the later day.
CREATE MACRO name_rank(source, latest) AS source * 10_000_000 + (DATE '9999-12-31' - coalesce(latest, DATE '0001-01-01'));

-- Every name a person is known by: the roster before the relatives' forms before the registers,
-- the latest post before earlier ones. Of many people all are the same name said more than once;
-- so names are told apart, and no aggregate keeps one for each person.
CREATE TABLE person AS
WITH named AS MATERIALIZED (
    SELECT iin, concat_ws(' ', last_name, first_name, patronymic) AS name, name_rank(1, until(date_to)) AS rank FROM roster
    UNION ALL
    SELECT relative_iin, concat_ws(' ', relative_last_name, relative_first_name, relative_patronymic), name_rank(2, NULL)
    FROM family_links WHERE relative_iin IS NOT NULL
    UNION ALL
    SELECT holder_id, holder_name, name_rank(3, NULL) FROM supplier_people WHERE is_person(holder_id)
    UNION ALL
    SELECT iin, name, name_rank(4, NULL) FROM governing_bodies
    UNION ALL
    SELECT supplier_id, name, name_rank(5, NULL) FROM suppliers WHERE is_person(supplier_id)
    UNION ALL
    SELECT supplier_id, supplier, name_rank(6, NULL) FROM contracts WHERE is_person(supplier_id)
    UNION ALL
    SELECT giver_id, giver_name, name_rank(8, NULL) FROM gifts WHERE is_person(giver_id)
    UNION ALL
    SELECT payer_id, payer_name, name_rank(8, NULL) FROM trips WHERE is_person(payer_id)
    UNION ALL
    SELECT DISTINCT iin, NULL, 9
    FROM (
        SELECT iin FROM family_links
        UNION ALL
        SELECT iin FROM decisions
        UNION ALL
        SELECT member_iin FROM control_groups
        UNION ALL
        SELECT iin FROM candidates
    )
), best AS MATERIALIZED (
    SELECT iin, min(rank) FILTER (WHERE name <> '') AS rank FROM named GROUP BY iin
), said AS MATERIALIZED (
    SELECT DISTINCT n.iin, n.name FROM named AS n JOIN best AS b ON b.iin = n.iin AND b.rank = n.rank WHERE n.name <> ''
), several AS (
    SELECT iin FROM said GROUP BY iin HAVING count(*) > 1
)
SELECT iin, name FROM said ANTI JOIN several USING (iin)
UNION ALL
SELECT iin, min(name) FROM said SEMI JOIN several USING (iin) GROUP BY iin
UNION ALL
SELECT iin, '' FROM best WHERE rank IS NULL;

-- Every name a company or other supplier is known by: its record, then its contracts.
CREATE TABLE organisation AS
WITH named_supplier AS (
    SELECT supplier_id FROM supplier WHERE name <> ''
), named AS MATERIALIZED (
    SELECT supplier_id AS id, name, 1 AS rank FROM supplier
    UNION ALL
    SELECT DISTINCT supplier_id, supplier, 2 FROM contracts ANTI JOIN named_supplier USING (supplier_id)
    UNION ALL
    SELECT DISTINCT customer_bin, customer, 2 FROM contracts
    UNION ALL
    SELECT organisation_bin, organisation, 3 FROM governing_bodies
    UNION ALL
    SELECT holder_id, holder_name, 4 FROM supplier_people WHERE NOT is_person(holder_id)
    UNION ALL
    SELECT supplier_id, NULL, 5 FROM supplier_people
    UNION ALL
    SELECT giver_id, giver_name, 6 FROM gifts WHERE NOT is_person(giver_id)
    UNION ALL
    SELECT payer_id, payer_name, 6 FROM trips WHERE NOT is_person(payer_id)
), best AS MATERIALIZED (
    SELECT id, min(rank) FILTER (WHERE name <> '') AS rank FROM named GROUP BY id
), said AS MATERIALIZED (
    SELECT DISTINCT n.id, n.name FROM named AS n JOIN best AS b ON b.id = n.id AND b.rank = n.rank WHERE n.name <> ''
), several AS (
    SELECT id FROM said GROUP BY id HAVING count(*) > 1
)
SELECT id, name FROM said ANTI JOIN several USING (id)
UNION ALL
SELECT id, min(name) FROM said SEMI JOIN several USING (id) GROUP BY id
UNION ALL
SELECT id, '' FROM best WHERE rank IS NULL;
