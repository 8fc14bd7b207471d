-- The four rules by hand, in one script for the engine adal itself stands on: no evidence, no
-- scores, no reports, no rejected rows, and only what these rules read. It takes the data as
-- `adal generate` writes them (ISO dates, tenge, numbers of twelve digits, contract ids that
-- are numbers), and keeps every id as a number. Variables: data, out; the period is below.
SET VARIABLE window_from = DATE '2026-07-01';
SET VARIABLE as_of = DATE '2026-09-30';
SET VARIABLE year_of_report = 2025;
SET VARIABLE signed_from = CAST(getvariable('as_of') - INTERVAL 12 MONTH AS DATE) + 1;

CREATE MACRO since(d) AS coalesce(CAST(d AS DATE), DATE '0001-01-01');
CREATE MACRO until(d) AS coalesce(CAST(d AS DATE), DATE '9999-12-31');
CREATE MACRO is_person(id) AS id // 10000000 % 10 <= 3;
CREATE MACRO name_key(x) AS regexp_replace(replace(upper(x), 'Ё', 'Е'), '[^[:alnum:]А-ЯӘҒҚҢӨҰҮҺІ]', '', 'g');
CREATE MACRO birth_of(iin) AS TRY_CAST(printf('%d%02d-%02d-%02d', 17 + (iin // 100000 % 10 + 1) // 2, iin // 10000000000, iin // 100000000 % 100, iin // 1000000 % 100) AS DATE);

-- Contracts: a chain of rows with one root; of most roots there is one row.
CREATE TEMP TABLE row_of AS
SELECT
    row_number() OVER () AS n,
    CAST(contract_id AS BIGINT) AS id,
    CASE WHEN coalesce(root_id, '0') IN ('', '0') THEN CAST(contract_id AS BIGINT) ELSE CAST(root_id AS BIGINT) END AS names_root,
    CAST(customer_bin AS BIGINT) AS customer,
    CAST(supplier_id AS BIGINT) AS supplier,
    CAST(signed_on AS DATE) AS signed_on,
    CAST(year AS SMALLINT) AS year,
    CAST(CASE WHEN status_id IN ('340', '350', '462', '463') THEN paid ELSE amount END AS DECIMAL(18, 2)) AS value,
    coalesce(CAST(deleted AS VARCHAR), '') = 'true' OR coalesce(status_id, '') IN ('330', '430', '461') AS aside,
    replace(category, '.', '') AS category,
    coalesce(unit_id, unit) AS unit
FROM read_csv(getvariable('data') || '/contracts.csv', all_varchar = true, header = true)
WHERE coalesce(currency, 'KZT') = 'KZT';

CREATE TEMP TABLE root_of AS
WITH RECURSIVE next AS (
    SELECT id, arg_max(names_root, {'d': signed_on, 'n': n}) AS root FROM row_of WHERE names_root <> id GROUP BY id
), step AS (
    SELECT id, root FROM next SEMI JOIN (SELECT DISTINCT names_root FROM row_of) AS named ON named.names_root = next.id
), walk AS (
    SELECT id, root, [id] AS path FROM step
    UNION ALL
    SELECT w.id, s.root, w.path || [w.root]
    FROM walk AS w
    JOIN step AS s ON s.id = w.root
    WHERE NOT list_contains(w.path, w.root)
)
SELECT id,
    -- a circle ends in its lowest id: those met from the first one met twice
    CASE WHEN list_contains(path, root) THEN list_min(list_slice(path, list_position(path, root), len(path))) ELSE root END AS root
FROM walk
QUALIFY row_number() OVER (PARTITION BY id ORDER BY len(path) DESC) = 1;

CREATE TEMP TABLE contract AS
WITH rooted AS (
    SELECT r.*, coalesce(o.root, r.names_root) AS root FROM row_of AS r LEFT JOIN root_of AS o ON o.id = r.names_root WHERE NOT aside
), several AS (
    SELECT root, min(signed_on) AS first_signed_on, max({'d': signed_on, 'i': id, 'n': n}).n AS n FROM rooted GROUP BY root HAVING count(*) > 1
)
SELECT r.root, r.customer, r.supplier, coalesce(s.first_signed_on, r.signed_on) AS signed_on, r.value, r.category, r.unit,
    coalesce(r.year, year(coalesce(s.first_signed_on, r.signed_on))) AS year
FROM rooted AS r
LEFT JOIN several AS s USING (root)
WHERE (s.root IS NULL OR s.n = r.n) AND value > 0;

-- P52a
CREATE TEMP TABLE significant AS
WITH sums AS (
    SELECT
        customer, supplier,
        CASE grouping(c4, c6, unit) WHEN 3 THEN 'category4=' || c4 WHEN 5 THEN 'category6=' || c6 WHEN 6 THEN 'unit=' || unit ELSE 'all' END AS slice,
        count(*) AS contracts,
        sum(value) AS amount
    FROM (SELECT customer, supplier, value, unit, CASE WHEN length(category) >= 4 THEN left(category, 4) END AS c4, CASE WHEN length(category) >= 6 THEN left(category, 6) END AS c6
        FROM contract WHERE year = getvariable('year_of_report')) AS c
    GROUP BY GROUPING SETS ((customer, supplier), (customer, supplier, c4), (customer, supplier, c6), (customer, supplier, unit))
)
SELECT customer, supplier, slice, contracts, amount
FROM sums
WHERE slice IS NOT NULL
WINDOW slices AS (PARTITION BY customer, slice)
QUALIFY sum(contracts) OVER slices >= 5 AND 100 * amount >= 35 * sum(amount) OVER slices;

-- Posts that touch the days that matter, and who is whose direct superior in the window.
CREATE TEMP TABLE post AS
SELECT
    row_number() OVER () AS n,
    CAST(iin AS BIGINT) AS iin, position_id, manager_position_id, CAST(manager_iin AS BIGINT) AS manager,
    service_class IS DISTINCT FROM 'technical' AS in_scope,
    since(date_from) AS f, until(date_to) AS t,
    last_name, first_name, patronymic, CAST(birth_date AS DATE) AS born
FROM read_csv(getvariable('data') || '/roster.csv', all_varchar = true, header = true);

CREATE TEMP TABLE superior AS
WITH live AS MATERIALIZED (
    SELECT n, iin, position_id, manager_position_id, manager, in_scope, f, t FROM post WHERE f <= getvariable('as_of') AND t >= getvariable('window_from')
), above AS MATERIALIZED (
    SELECT s.n, s.iin AS sub, p.iin AS sup, greatest(s.f, p.f) AS f, least(s.t, p.t) AS t, s.in_scope OR p.in_scope AS in_scope
    FROM live AS s
    JOIN live AS p ON p.position_id = s.manager_position_id AND p.iin <> s.iin AND p.f <= s.t AND s.f <= p.t
), edge AS (
    -- the days of a post before, between and after those on which the position above is held
    SELECT s.n, s.iin, s.manager, s.in_scope, a.f, a.t, s.f AS first_day, s.t AS last_day
    FROM live AS s
    LEFT JOIN above AS a USING (n)
    WHERE s.manager IS NOT NULL AND s.manager <> s.iin
), gap AS (
    SELECT n, iin, manager, in_scope,
        coalesce(max(t) OVER before + 1, first_day) AS f,
        coalesce(f - 1, last_day) AS t
    FROM edge
    WINDOW before AS (PARTITION BY n ORDER BY f, t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
    UNION ALL
    SELECT n, iin, any_value(manager), any_value(in_scope), max(t) + 1, any_value(last_day)
    FROM edge
    WHERE t < last_day
    GROUP BY n, iin
)
SELECT sub, sup, f, t FROM above WHERE in_scope
UNION ALL
SELECT g.iin, p.iin, greatest(g.f, p.f), least(g.t, p.t)
FROM gap AS g
JOIN live AS p ON p.iin = g.manager AND p.f <= g.t AND g.f <= p.t
WHERE g.f <= g.t AND (g.in_scope OR p.in_scope);

-- Who is tied to the supplier of a contract of the last twelve months on the day it was signed.
CREATE TEMP TABLE recent AS
SELECT root, supplier, signed_on, value FROM contract WHERE signed_on BETWEEN getvariable('signed_from') AND getvariable('as_of');

CREATE TEMP TABLE holder AS
SELECT CAST(supplier_id AS BIGINT) AS company, CAST(holder_id AS BIGINT) AS holder, holder_name, role,
    CAST(share_pct AS DECIMAL(18, 8)) AS pct, since(date_from) AS f, until(date_to) AS t
FROM read_csv(getvariable('data') || '/supplier_people.csv', all_varchar = true, header = true);

-- Stakes; where one holder's stakes in one company meet, the largest of each day.
CREATE TEMP TABLE stake AS
WITH stated AS (
    SELECT DISTINCT company, holder, CAST(pct AS DOUBLE) / 100 AS share, f, t
    FROM holder
    WHERE role IN ('founder', 'shareholder', 'beneficiary') AND pct > 0 AND t >= getvariable('signed_from') AND f <= getvariable('as_of')
), several AS (
    SELECT company, holder FROM stated GROUP BY ALL HAVING count(*) > 1
), cut AS (
    SELECT company, holder, f AS day FROM stated SEMI JOIN several USING (company, holder)
    UNION
    SELECT company, holder, t + 1 FROM stated SEMI JOIN several USING (company, holder) WHERE t < DATE '9999-12-31'
), part AS (
    SELECT company, holder, day AS f, lead(day, 1, DATE '9999-12-31') OVER (PARTITION BY company, holder ORDER BY day) AS next_day FROM cut
)
SELECT company, holder, share, f, t FROM stated ANTI JOIN several USING (company, holder)
UNION ALL
SELECT p.company, p.holder, max(s.share), p.f, CASE WHEN p.next_day = DATE '9999-12-31' THEN p.next_day ELSE p.next_day - 1 END
FROM part AS p
JOIN stated AS s ON s.company = p.company AND s.holder = p.holder AND p.f BETWEEN s.f AND s.t
GROUP BY ALL;

CREATE TEMP TABLE tied AS
WITH RECURSIVE flow AS (
    SELECT company AS supplier, holder, share, f, t, 1 AS depth FROM stake SEMI JOIN recent ON recent.supplier = stake.company
    UNION ALL
    SELECT w.supplier, s.holder, w.share * s.share, greatest(w.f, s.f), least(w.t, s.t), w.depth + 1
    FROM flow AS w
    JOIN stake AS s ON s.company = w.holder AND s.f <= w.t AND w.f <= s.t
    WHERE NOT is_person(w.holder) AND w.share * s.share > 1e-14 AND w.depth < 100
), flowed AS (
    SELECT r.root, w.holder AS person
    FROM recent AS r
    JOIN flow AS w ON w.supplier = r.supplier AND r.signed_on BETWEEN w.f AND w.t
    WHERE is_person(w.holder)
    GROUP BY r.root, w.holder
    HAVING round(sum(w.share), 12) >= 0.05
), record AS (
    SELECT CAST(supplier_id AS BIGINT) AS supplier, since(registered_on) AS f, CAST(until(closed_on) - 1 AS DATE) AS t
    FROM read_csv(getvariable('data') || '/suppliers.csv', all_varchar = true, header = true)
    WHERE is_person(CAST(supplier_id AS BIGINT))
), standing AS (
    SELECT company AS supplier, holder AS person, f, t FROM holder
    WHERE is_person(holder) AND (role IN ('head', 'board_member', 'representative', 'accountant') OR pct IS NULL)
    UNION ALL
    SELECT supplier, supplier, f, t FROM record
    UNION ALL
    SELECT DISTINCT supplier, supplier, DATE '0001-01-01', DATE '9999-12-31' FROM recent ANTI JOIN record USING (supplier) WHERE is_person(supplier)
)
SELECT root, person FROM flowed
UNION
SELECT r.root, s.person FROM recent AS r JOIN standing AS s ON s.supplier = r.supplier AND r.signed_on BETWEEN s.f AND s.t;

-- P12-4a
CREATE TEMP TABLE own AS
WITH hit AS (
    SELECT DISTINCT t.person, r.supplier, r.root, r.value
    FROM tied AS t
    JOIN recent AS r USING (root)
    JOIN post AS p ON p.iin = t.person AND p.in_scope AND r.signed_on BETWEEN p.f AND p.t
)
SELECT person, supplier, count(*) AS contracts, sum(value) AS amount FROM hit GROUP BY person, supplier;

-- Family links both ways; rank is the order in which one of several ties is named.
CREATE TEMP TABLE relation AS
SELECT * FROM (VALUES (1, 1, 'spouse'), (2, 3, 'parent'), (3, 2, 'child'), (4, 4, 'sibling'), (5, 6, 'grandparent'), (6, 5, 'grandchild'),
    (7, 10, 'spouse_parent'), (8, 11, 'spouse_child'), (9, 12, 'spouse_sibling'), (10, 7, 'child_spouse'), (11, 8, 'parent_spouse'),
    (12, 9, 'sibling_spouse'), (13, NULL, 'dependant')) AS r (rank, inverse, name);
CREATE TEMP TABLE word AS
SELECT name AS relation, rank FROM relation
UNION ALL
SELECT * FROM (VALUES ('father', 2), ('mother', 2), ('adoptive_parent', 2), ('son', 3), ('daughter', 3), ('adopted_child', 3), ('husband', 1), ('wife', 1),
    ('brother', 4), ('sister', 4), ('half_sibling', 4), ('grandfather', 5), ('grandmother', 5), ('grandson', 6), ('granddaughter', 6)) AS w (relation, rank);

CREATE TEMP TABLE stated AS
SELECT CAST(iin AS BIGINT) AS a, CAST(relative_iin AS BIGINT) AS b, rank,
    CASE WHEN dated THEN since(date_from) ELSE DATE '0001-01-01' END AS f, CASE WHEN dated THEN until(date_to) ELSE DATE '9999-12-31' END AS t,
    relative_last_name, relative_first_name, relative_patronymic, CAST(relative_birth_date AS DATE) AS born
FROM (SELECT *, relation IN ('adoptive_parent', 'adopted_child', 'husband', 'wife', 'spouse', 'dependant') AS dated
    FROM read_csv(getvariable('data') || '/family_links.csv', all_varchar = true, header = true)) AS l
JOIN word USING (relation);

CREATE TEMP TABLE link AS
WITH said AS (
    SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b, NULLIF(f, DATE '0001-01-01') AS f, t FROM stated WHERE rank = 1 AND a <> b
), placed AS (
    SELECT s.a, s.b, s.t, coalesce(s.f, max(o.f), DATE '0001-01-01') AS f
    FROM said AS s
    LEFT JOIN said AS o ON s.f IS NULL AND o.a = s.a AND o.b = s.b AND o.f <= s.t
    GROUP BY s.a, s.b, s.f, s.t
), marriage AS (
    SELECT a, b, f, min(t) AS t FROM placed GROUP BY a, b, f
)
SELECT a, b, rank, f, t FROM stated WHERE rank <> 1 AND b IS NOT NULL AND a <> b
UNION
SELECT b, a, inverse, f, t FROM stated JOIN relation USING (rank) WHERE rank <> 1 AND b IS NOT NULL AND a <> b AND inverse IS NOT NULL
UNION ALL
SELECT a, b, 1, f, t FROM marriage
UNION ALL
SELECT b, a, 1, f, t FROM marriage;

-- Kin of those in office who may meet one of the targets.
CREATE TEMP TABLE target AS
SELECT DISTINCT sup AS b FROM superior UNION SELECT DISTINCT person FROM tied;
CREATE TEMP TABLE kin AS
WITH sibling AS MATERIALIZED (
    SELECT a, b, f, t FROM link WHERE rank = 4
    UNION
    SELECT p.a, c.b, greatest(p.f, c.f), least(p.t, c.t)
    FROM link AS p
    JOIN link AS c ON c.a = p.b AND c.b <> p.a AND c.f <= p.t AND p.f <= c.t
    WHERE p.rank = 2 AND c.rank = 3
), step AS (
    SELECT a, b, rank, f, t FROM link WHERE rank <= 3
    UNION ALL
    SELECT a, b, 4, f, t FROM sibling
), pattern (first, second, rank) AS (
    VALUES (2, 2, 5), (3, 3, 6), (1, 2, 7), (1, 3, 8), (1, 4, 9), (3, 1, 10), (2, 1, 11), (4, 1, 12)
), tie AS (
    SELECT a, b, rank, f, t FROM link WHERE rank > 4
    UNION ALL
    SELECT a, b, rank, f, t FROM step
    UNION ALL
    SELECT x.a, y.b, p.rank, greatest(x.f, y.f), least(x.t, y.t)
    FROM step AS x
    JOIN step AS y ON y.a = x.b AND x.f <= y.t AND y.f <= x.t
    JOIN pattern AS p ON p.first = x.rank AND p.second = y.rank
    WHERE x.a <> y.b
)
SELECT a, b, rank, f, t, true AS by_id
FROM tie
SEMI JOIN target USING (b)
SEMI JOIN post ON post.iin = tie.a;

-- A relative without a number is looked for by full name and day of birth.
INSERT INTO kin
WITH nameless AS MATERIALIZED (
    SELECT a, rank, f, t, born,
        name_key(concat_ws('', relative_last_name, relative_first_name, relative_patronymic)) AS full_key,
        name_key(concat_ws('', relative_last_name, relative_first_name)) AS short_key
    FROM stated
    WHERE b IS NULL AND relative_last_name IS NOT NULL AND relative_first_name IS NOT NULL AND born IS NOT NULL
), known AS (
    SELECT iin, coalesce(born, birth_of(iin)) AS born, name_key(concat_ws('', last_name, first_name, patronymic)) AS full_key,
        CASE WHEN patronymic IS NULL THEN name_key(concat_ws('', last_name, first_name)) END AS short_key
    FROM post
    WHERE coalesce(born, birth_of(iin)) IN (SELECT born FROM nameless)
    UNION
    SELECT holder, birth_of(holder), name_key(holder_name), NULL
    FROM holder
    WHERE is_person(holder) AND birth_of(holder) IN (SELECT born FROM nameless)
), found AS (
    SELECT s.a, k.iin AS b, s.rank, s.f, s.t
    FROM nameless AS s
    JOIN known AS k ON k.born = s.born AND (k.full_key = s.full_key OR k.short_key = s.short_key) AND k.iin <> s.a
), both_ways AS (
    SELECT * FROM found
    UNION
    SELECT b, a, inverse, f, t FROM found JOIN relation USING (rank) WHERE inverse IS NOT NULL
)
SELECT a, b, rank, f, t, false FROM both_ways ANTI JOIN kin USING (a, b);

-- P10-2a
CREATE TEMP TABLE under AS
SELECT s.sub, s.sup, min(k.rank) AS rank, any_value(k.by_id) AS by_id
FROM superior AS s
JOIN kin AS k ON k.a = s.sub AND k.b = s.sup AND k.rank <> 13
WHERE greatest(s.f, k.f) <= least(s.t, k.t, getvariable('as_of')) AND least(s.t, k.t) >= getvariable('window_from')
GROUP BY s.sub, s.sup;

-- P12-4b
CREATE TEMP TABLE family AS
WITH related AS (
    SELECT k.a AS person, t.person AS via, r.supplier, r.root, r.signed_on, r.value, min(k.rank) AS rank
    FROM tied AS t
    JOIN recent AS r USING (root)
    JOIN kin AS k ON k.b = t.person AND r.signed_on BETWEEN k.f AND k.t
    GROUP BY ALL
    HAVING bool_or(k.rank <= 9 OR k.rank = 13)
)
SELECT r.person, r.supplier, r.via, min(r.rank) AS rank, count(*) AS contracts, sum(r.value) AS amount
FROM related AS r
WHERE EXISTS (FROM post AS p WHERE p.iin = r.person AND p.in_scope AND r.signed_on BETWEEN p.f AND p.t)
GROUP BY r.person, r.supplier, r.via;

COPY (
    SELECT 'P10-2a' AS rule, CASE WHEN by_id THEN 'violation' ELSE 'lead' END AS kind, printf('%012d', sub) AS subject_id, printf('%012d', sup) AS other_id,
        NULL AS via_id, NULL AS slice, name AS tie, NULL AS amount, NULL AS contracts
    FROM under JOIN relation USING (rank)
    UNION ALL
    SELECT 'P12-4a', 'lead', printf('%012d', person), printf('%012d', supplier), NULL, NULL, 'self', CAST(amount AS DECIMAL(38, 2)), contracts FROM own
    UNION ALL
    SELECT 'P12-4b', 'lead', printf('%012d', person), printf('%012d', supplier), printf('%012d', via), NULL, name, CAST(amount AS DECIMAL(38, 2)), contracts
    FROM family JOIN relation USING (rank)
    UNION ALL
    SELECT 'P52a', 'lead', printf('%012d', supplier), printf('%012d', customer), NULL, slice, NULL, CAST(amount AS DECIMAL(38, 2)), contracts FROM significant
    ORDER BY ALL
) TO (getvariable('out')) (HEADER);
