-- The four rules over the tables of load.sql.
\set window_from '''2026-07-01''::date'
\set as_of '''2026-09-30''::date'
\set signed_from '''2025-10-01''::date'
\set year_of_report 2025

-- What is an IIN's day of birth, and how names are compared.
CREATE FUNCTION birth_of(iin bigint) RETURNS date LANGUAGE plpgsql IMMUTABLE AS $$ BEGIN
    RETURN make_date((17 + (iin / 100000 % 10 + 1) / 2)::int * 100 + (iin / 10000000000)::int, (iin / 100000000 % 100)::int, (iin / 1000000 % 100)::int);
EXCEPTION WHEN OTHERS THEN RETURN NULL; END $$;
CREATE FUNCTION name_key(x text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT regexp_replace(replace(upper(x), 'Ё', 'Е'), '[^0-9A-ZА-ЯӘҒҚҢӨҰҮҺІ]', '', 'g') $$;

CREATE TEMP TABLE root_of AS
WITH RECURSIVE next AS (
    SELECT DISTINCT ON (id) id, names_root AS root FROM row_of WHERE names_root <> id ORDER BY id, signed_on DESC, n DESC
), step AS (
    SELECT id, root FROM next WHERE EXISTS (SELECT FROM row_of AS r WHERE r.names_root = next.id)
), walk AS (
    SELECT id, root, ARRAY[id] AS path FROM step
    UNION ALL
    SELECT w.id, s.root, w.path || w.root FROM walk AS w JOIN step AS s ON s.id = w.root WHERE w.root <> ALL (w.path)
), last AS (
    SELECT DISTINCT ON (id) id, root, path FROM walk ORDER BY id, cardinality(path) DESC
)
SELECT id, CASE WHEN root = ANY (path) THEN (SELECT min(x) FROM unnest(path[array_position(path, root):]) AS x) ELSE root END AS root FROM last;
ANALYZE root_of;

CREATE TEMP TABLE contract AS
WITH rooted AS MATERIALIZED (
    SELECT r.*, coalesce(o.root, r.names_root) AS root FROM row_of AS r LEFT JOIN root_of AS o ON o.id = r.names_root WHERE NOT aside
), several AS MATERIALIZED (
    SELECT root, min(signed_on) AS first_signed_on FROM rooted GROUP BY root HAVING count(*) > 1
), kept AS (
    SELECT r.*, r.signed_on AS first_signed_on FROM rooted AS r WHERE NOT EXISTS (SELECT FROM several AS s WHERE s.root = r.root)
    UNION ALL
    (SELECT DISTINCT ON (root) r.*, s.first_signed_on FROM rooted AS r JOIN several AS s USING (root) ORDER BY root, r.signed_on DESC, id DESC, n DESC)
)
SELECT root, customer, supplier, first_signed_on AS signed_on, value, category, unit, coalesce(year, extract(year FROM first_signed_on)) AS year
FROM kept
WHERE value > 0;

CREATE TEMP TABLE recent AS
SELECT root, supplier, signed_on, value FROM contract WHERE signed_on BETWEEN :signed_from AND :as_of;
CREATE INDEX ON recent (supplier);
CREATE INDEX ON recent (root);
ANALYZE recent;

-- P52a
CREATE TEMP TABLE significant AS
WITH sums AS (
    SELECT customer, supplier,
        CASE grouping(c4, c6, unit) WHEN 3 THEN 'category4=' || c4 WHEN 5 THEN 'category6=' || c6 WHEN 6 THEN 'unit=' || unit ELSE 'all' END AS slice,
        count(*) AS contracts, sum(value) AS amount
    FROM (SELECT customer, supplier, value, unit, CASE WHEN length(category) >= 4 THEN left(category, 4) END AS c4,
            CASE WHEN length(category) >= 6 THEN left(category, 6) END AS c6
        FROM contract WHERE year = :year_of_report) AS c
    GROUP BY GROUPING SETS ((customer, supplier), (customer, supplier, c4), (customer, supplier, c6), (customer, supplier, unit))
), whole AS (
    SELECT *, sum(contracts) OVER slices AS all_contracts, sum(amount) OVER slices AS all_amount
    FROM sums
    WHERE slice IS NOT NULL
    WINDOW slices AS (PARTITION BY customer, slice)
)
SELECT customer, supplier, slice, contracts, amount FROM whole WHERE all_contracts >= 5 AND 100 * amount >= 35 * all_amount;

-- Who is whose direct superior in the window.
CREATE TEMP TABLE live AS
SELECT n, iin, position_id, manager_position_id, manager, in_scope, f, t FROM post WHERE f <= :as_of AND t >= :window_from;
CREATE INDEX ON live (iin);
ANALYZE live;
CREATE TEMP TABLE above AS
SELECT s.n, s.iin AS sub, p.iin AS sup, greatest(s.f, p.f) AS f, least(s.t, p.t) AS t, s.in_scope OR p.in_scope AS in_scope
FROM live AS s
JOIN live AS p ON p.position_id = s.manager_position_id AND p.iin <> s.iin AND p.f <= s.t AND s.f <= p.t;
CREATE INDEX ON above (n);
ANALYZE above;
CREATE TEMP TABLE superior AS
WITH gap AS (
    -- the days of a post without those on which the position above is held
    SELECT s.iin, s.manager, s.in_scope, unnest(datemultirange(daterange(s.f, s.t, '[]'))
        - coalesce((SELECT range_agg(daterange(a.f, a.t, '[]')) FROM above AS a WHERE a.n = s.n), '{}')) AS days
    FROM live AS s
    WHERE s.manager <> s.iin
)
SELECT sub, sup, f, t FROM above WHERE in_scope
UNION ALL
SELECT g.iin, p.iin, greatest(lower(days), p.f), least(upper(days) - 1, p.t)
FROM gap AS g
JOIN live AS p ON p.iin = g.manager AND p.f < upper(days) AND lower(days) <= p.t
WHERE g.in_scope OR p.in_scope;

-- Who is tied to the supplier of a contract on the day it was signed.
CREATE TEMP TABLE stake AS
WITH stated AS MATERIALIZED (
    SELECT DISTINCT company, holder, pct::double precision / 100 AS share, f, t
    FROM holder
    WHERE role IN ('founder', 'shareholder', 'beneficiary') AND pct > 0 AND t >= :signed_from AND f <= :as_of
), several AS MATERIALIZED (
    SELECT company, holder FROM stated GROUP BY company, holder HAVING count(*) > 1
), cut AS (
    SELECT company, holder, f AS day FROM stated JOIN several USING (company, holder)
    UNION
    SELECT company, holder, t + 1 FROM stated JOIN several USING (company, holder) WHERE t < '9999-12-31'
), part AS (
    SELECT company, holder, day AS f, coalesce(lead(day) OVER (PARTITION BY company, holder ORDER BY day) - 1, '9999-12-31') AS t FROM cut
)
SELECT * FROM stated AS s WHERE NOT EXISTS (SELECT FROM several AS v WHERE v.company = s.company AND v.holder = s.holder)
UNION ALL
SELECT p.company, p.holder, max(s.share), p.f, p.t
FROM part AS p
JOIN stated AS s ON s.company = p.company AND s.holder = p.holder AND p.f BETWEEN s.f AND s.t
GROUP BY p.company, p.holder, p.f, p.t;
CREATE INDEX ON stake (company);
ANALYZE stake;
CREATE TEMP TABLE tied AS
WITH RECURSIVE flow AS (
    SELECT company AS supplier, holder, share, f, t, 1 AS depth FROM stake AS s WHERE EXISTS (SELECT FROM recent AS r WHERE r.supplier = s.company)
    UNION ALL
    SELECT w.supplier, s.holder, w.share * s.share, greatest(w.f, s.f), least(w.t, s.t), w.depth + 1
    FROM flow AS w
    JOIN stake AS s ON s.company = w.holder AND s.f <= w.t AND w.f <= s.t
    WHERE NOT is_person(w.holder) AND w.share * s.share > 1e-14 AND w.depth < 100
), standing AS (
    SELECT company AS supplier, holder AS person, f, t FROM holder
    WHERE is_person(holder) AND (role IN ('head', 'board_member', 'representative', 'accountant') OR pct IS NULL)
    UNION ALL
    SELECT supplier, supplier, f, t FROM record
    UNION ALL
    SELECT DISTINCT supplier, supplier, '0001-01-01'::date, '9999-12-31'::date FROM recent AS r
    WHERE is_person(supplier) AND NOT EXISTS (SELECT FROM record AS o WHERE o.supplier = r.supplier)
)
SELECT r.root, w.holder AS person
FROM recent AS r
JOIN flow AS w ON w.supplier = r.supplier AND r.signed_on BETWEEN w.f AND w.t
WHERE is_person(w.holder)
GROUP BY r.root, w.holder
HAVING round(sum(w.share)::numeric, 12) >= 0.05
UNION
SELECT r.root, s.person FROM recent AS r JOIN standing AS s ON s.supplier = r.supplier AND r.signed_on BETWEEN s.f AND s.t;
CREATE INDEX ON tied (person);
ANALYZE tied;

-- P12-4a
CREATE TEMP TABLE own AS
WITH hit AS (
    SELECT DISTINCT t.person, r.supplier, r.root, r.value
    FROM tied AS t
    JOIN recent AS r USING (root)
    JOIN post AS p ON p.iin = t.person AND p.in_scope AND r.signed_on BETWEEN p.f AND p.t
)
SELECT person, supplier, count(*) AS contracts, sum(value) AS amount FROM hit GROUP BY person, supplier;

-- Family links both ways.
CREATE TEMP TABLE link AS
WITH said AS (
    SELECT DISTINCT least(a, b) AS a, greatest(a, b) AS b, nullif(f, '0001-01-01') AS f, t FROM stated WHERE rank = 1 AND b IS NOT NULL AND a <> b
), placed AS (
    SELECT s.a, s.b, s.t, coalesce(s.f, max(o.f), '0001-01-01') AS f
    FROM said AS s
    LEFT JOIN said AS o ON s.f IS NULL AND o.a = s.a AND o.b = s.b AND o.f <= s.t
    GROUP BY s.a, s.b, s.f, s.t
), marriage AS (
    SELECT a, b, f, min(t) AS t FROM placed GROUP BY a, b, f
), other AS (
    SELECT a, b, rank, f, t FROM stated WHERE rank <> 1 AND b IS NOT NULL AND a <> b
)
SELECT a, b, rank, f, t FROM other
UNION
SELECT b, a, inverse, f, t FROM other JOIN relation USING (rank) WHERE inverse IS NOT NULL
UNION ALL
SELECT a, b, 1, f, t FROM marriage
UNION ALL
SELECT b, a, 1, f, t FROM marriage;
CREATE INDEX ON link (rank, a);
ANALYZE link;
CREATE TEMP TABLE step AS
SELECT a, b, rank, f, t FROM link WHERE rank <= 4
UNION
SELECT p.a, c.b, 4, greatest(p.f, c.f), least(p.t, c.t)
FROM link AS p
JOIN link AS c ON c.rank = 3 AND c.a = p.b AND c.b <> p.a AND c.f <= p.t AND p.f <= c.t
WHERE p.rank = 2;
ANALYZE step;

-- Kin of those in office among the people who may matter.
CREATE TEMP TABLE target AS
SELECT sup AS b FROM superior UNION SELECT person FROM tied;
CREATE UNIQUE INDEX ON target (b);
CREATE TEMP TABLE officer AS SELECT DISTINCT iin AS a FROM post;
CREATE UNIQUE INDEX ON officer (a);
ANALYZE target, officer;
CREATE TEMP TABLE kin AS
WITH pattern (first, second, rank) AS (
    VALUES (2, 2, 5), (3, 3, 6), (1, 2, 7), (1, 3, 8), (1, 4, 9), (3, 1, 10), (2, 1, 11), (4, 1, 12)
), lower_step AS MATERIALIZED (
    SELECT x.* FROM step AS x JOIN officer USING (a)
), upper_step AS MATERIALIZED (
    SELECT y.* FROM step AS y JOIN target USING (b)
), tie AS (
    SELECT a, b, rank, f, t FROM link WHERE rank > 4
    UNION ALL
    SELECT a, b, rank, f, t FROM step
    UNION ALL
    SELECT x.a, y.b, p.rank, greatest(x.f, y.f), least(x.t, y.t)
    FROM lower_step AS x
    JOIN pattern AS p ON p.first = x.rank
    JOIN upper_step AS y ON y.a = x.b AND y.rank = p.second AND x.f <= y.t AND y.f <= x.t
    WHERE x.a <> y.b
)
SELECT a, b, rank, f, t, true AS by_id FROM tie JOIN target USING (b) JOIN officer USING (a);
CREATE INDEX ON kin (b, a);
ANALYZE kin;

-- A relative without a number is looked for by full name and day of birth.
INSERT INTO kin
WITH nameless AS MATERIALIZED (
    SELECT a, rank, f, t, born, name_key(concat(relative_last_name, relative_first_name, relative_patronymic)) AS full_key,
        name_key(concat(relative_last_name, relative_first_name)) AS short_key
    FROM stated
    WHERE b IS NULL AND relative_last_name IS NOT NULL AND relative_first_name IS NOT NULL AND born IS NOT NULL
), days AS MATERIALIZED (
    SELECT DISTINCT born FROM nameless
), known AS MATERIALIZED (
    SELECT iin, coalesce(p.born, birth_of(iin)) AS born, name_key(concat(last_name, first_name, patronymic)) AS full_key,
        CASE WHEN patronymic IS NULL THEN name_key(concat(last_name, first_name)) END AS short_key
    FROM post AS p
    JOIN days ON days.born = coalesce(p.born, birth_of(iin))
    UNION
    SELECT holder, birth_of(holder), name_key(holder_name), NULL
    FROM holder
    JOIN days ON days.born = birth_of(holder)
    WHERE is_person(holder)
), found AS (
    SELECT s.a, k.iin AS b, s.rank, s.f, s.t
    FROM nameless AS s
    JOIN known AS k ON k.born = s.born AND (k.full_key = s.full_key OR k.short_key = s.short_key) AND k.iin <> s.a
), both_ways AS (
    SELECT * FROM found
    UNION
    SELECT b, a, inverse, f, t FROM found JOIN relation USING (rank) WHERE inverse IS NOT NULL
)
SELECT a, b, rank, f, t, false FROM both_ways AS w WHERE NOT EXISTS (SELECT FROM kin AS k WHERE k.a = w.a AND k.b = w.b);

-- P10-2a
CREATE TEMP TABLE under AS
SELECT s.sub, s.sup, min(k.rank) AS rank, bool_or(k.by_id) AS by_id
FROM superior AS s
JOIN kin AS k ON k.a = s.sub AND k.b = s.sup AND k.rank <> 13
WHERE greatest(s.f, k.f) <= least(s.t, k.t, :as_of) AND least(s.t, k.t) >= :window_from
GROUP BY s.sub, s.sup;

-- P12-4b
CREATE TEMP TABLE family AS
WITH related AS (
    SELECT k.a AS person, t.person AS via, r.supplier, r.root, r.signed_on, r.value, min(k.rank) AS rank
    FROM tied AS t
    JOIN kin AS k ON k.b = t.person
    JOIN recent AS r ON r.root = t.root AND r.signed_on BETWEEN k.f AND k.t
    GROUP BY k.a, t.person, r.supplier, r.root, r.signed_on, r.value
    HAVING bool_or(k.rank <= 9 OR k.rank = 13)
)
SELECT r.person, r.supplier, r.via, min(r.rank) AS rank, count(*) AS contracts, sum(r.value) AS amount
FROM related AS r
WHERE EXISTS (SELECT FROM post AS p WHERE p.iin = r.person AND p.in_scope AND r.signed_on BETWEEN p.f AND p.t)
GROUP BY r.person, r.supplier, r.via;

CREATE TEMP VIEW finding AS
SELECT 'P10-2a' AS rule, CASE WHEN by_id THEN 'violation' ELSE 'lead' END AS kind, lpad(sub::text, 12, '0') AS subject_id, lpad(sup::text, 12, '0') AS other_id,
    NULL AS via_id, NULL AS slice, name AS tie, NULL::numeric AS amount, NULL::bigint AS contracts
FROM under JOIN relation USING (rank)
UNION ALL
SELECT 'P12-4a', 'lead', lpad(person::text, 12, '0'), lpad(supplier::text, 12, '0'), NULL, NULL, 'self', amount, contracts FROM own
UNION ALL
SELECT 'P12-4b', 'lead', lpad(person::text, 12, '0'), lpad(supplier::text, 12, '0'), lpad(via::text, 12, '0'), NULL, name, amount, contracts
FROM family JOIN relation USING (rank)
UNION ALL
SELECT 'P52a', 'lead', lpad(supplier::text, 12, '0'), lpad(customer::text, 12, '0'), NULL, slice, NULL, amount, contracts FROM significant;
COPY (SELECT * FROM finding ORDER BY rule, subject_id, other_id, via_id, slice) TO STDOUT (FORMAT csv, HEADER);
