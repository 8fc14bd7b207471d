-- The tables the four rules read, typed, with the indexes they use. \copy of the files comes
-- before it, into raw_* tables of text whose columns are the headers of the files.
CREATE FUNCTION since(d text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(d::date, '0001-01-01') $$;
CREATE FUNCTION until(d text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT coalesce(d::date, '9999-12-31') $$;
CREATE FUNCTION is_person(id bigint) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT id / 10000000 % 10 <= 3 $$;

CREATE UNLOGGED TABLE row_of AS
SELECT
    row_number() OVER () AS n,
    contract_id::bigint AS id,
    CASE WHEN coalesce(root_id, '0') IN ('', '0') THEN contract_id ELSE root_id END::bigint AS names_root,
    customer_bin::bigint AS customer,
    supplier_id::bigint AS supplier,
    signed_on::date AS signed_on,
    year::integer AS year,
    CASE WHEN status_id IN ('340', '350', '462', '463') THEN paid ELSE amount END::numeric(18, 2) AS value,
    coalesce(deleted, '') = 'true' OR coalesce(status_id, '') IN ('330', '430', '461') AS aside,
    replace(category, '.', '') AS category,
    coalesce(unit_id, unit) AS unit
FROM raw_contracts
WHERE coalesce(currency, 'KZT') = 'KZT';
CREATE INDEX ON row_of (names_root);
CREATE INDEX ON row_of (id) WHERE names_root <> id;

CREATE UNLOGGED TABLE post AS
SELECT
    row_number() OVER () AS n,
    iin::bigint AS iin, position_id, manager_position_id, manager_iin::bigint AS manager,
    service_class IS DISTINCT FROM 'technical' AS in_scope,
    since(date_from) AS f, until(date_to) AS t,
    last_name, first_name, patronymic, birth_date::date AS born
FROM raw_roster;
CREATE INDEX ON post (iin);
CREATE INDEX ON post (position_id);

CREATE UNLOGGED TABLE holder AS
SELECT supplier_id::bigint AS company, holder_id::bigint AS holder, holder_name, role, share_pct::numeric AS pct, since(date_from) AS f, until(date_to) AS t
FROM raw_supplier_people;
CREATE INDEX ON holder (company);
CREATE INDEX ON holder (holder);

CREATE UNLOGGED TABLE record AS
SELECT supplier_id::bigint AS supplier, since(registered_on) AS f, until(closed_on) - 1 AS t
FROM raw_suppliers
WHERE is_person(supplier_id::bigint);
CREATE INDEX ON record (supplier);

CREATE UNLOGGED TABLE relation (rank integer, inverse integer, name text);
INSERT INTO relation VALUES (1, 1, 'spouse'), (2, 3, 'parent'), (3, 2, 'child'), (4, 4, 'sibling'), (5, 6, 'grandparent'), (6, 5, 'grandchild'),
    (7, 10, 'spouse_parent'), (8, 11, 'spouse_child'), (9, 12, 'spouse_sibling'), (10, 7, 'child_spouse'), (11, 8, 'parent_spouse'),
    (12, 9, 'sibling_spouse'), (13, NULL, 'dependant');
CREATE UNLOGGED TABLE word AS
SELECT name AS relation, rank FROM relation
UNION ALL
VALUES ('father', 2), ('mother', 2), ('adoptive_parent', 2), ('son', 3), ('daughter', 3), ('adopted_child', 3), ('husband', 1), ('wife', 1),
    ('brother', 4), ('sister', 4), ('half_sibling', 4), ('grandfather', 5), ('grandmother', 5), ('grandson', 6), ('granddaughter', 6);

CREATE UNLOGGED TABLE stated AS
SELECT iin::bigint AS a, relative_iin::bigint AS b, rank,
    CASE WHEN dated THEN since(date_from) ELSE '0001-01-01' END AS f,
    CASE WHEN dated THEN until(date_to) ELSE '9999-12-31' END AS t,
    relative_last_name, relative_first_name, relative_patronymic, relative_birth_date::date AS born
FROM (SELECT *, relation IN ('adoptive_parent', 'adopted_child', 'husband', 'wife', 'spouse', 'dependant') AS dated FROM raw_family_links) AS l
JOIN word USING (relation);

DROP TABLE raw_contracts, raw_roster, raw_supplier_people, raw_suppliers, raw_family_links;
VACUUM ANALYZE;
