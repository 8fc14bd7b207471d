-- What the rules of duties stand on: the calendar periods, notices with the days that follow
-- from others, the newest version of each risk map, and whose duty a gift is.

CREATE TABLE period (kind VARCHAR NOT NULL, name VARCHAR NOT NULL, date_from DATE NOT NULL, date_to DATE NOT NULL);

-- Duties as they stand once their term is counted: a rule may go on where another ended.
CREATE TABLE duty (rule VARCHAR, subject_kind VARCHAR, subject_id VARCHAR, about VARCHAR, starts_on DATE, due_by DATE, state VARCHAR, evidence BIGINT[]);

-- One step of evidence: the part a source row plays.
CREATE OR REPLACE MACRO step(part, source) AS {'what': part, 'src': CAST(source AS BIGINT)};
-- The row by which a duty was done, none where it was not.
CREATE OR REPLACE MACRO done_by(source) AS CASE WHEN source IS NULL THEN [] ELSE [step('fulfilment', source)] END;

-- A notice reaches the unit on the earlier of the two ways it takes there, and the
-- leadership with its conclusion, where the register does not say.
CREATE TABLE notice AS
SELECT
    * REPLACE (
        coalesce(unit_received_on, least(unit_notified_on, sent_to_unit_on)) AS unit_received_on,
        coalesce(head_received_on, concluded_on) AS head_received_on),
    -- A conclusion that comes after the as-of day is not known on it.
    coalesce(concluded_on <= $as_of, true) AND coalesce(conclusion = 'conflict', false) AS conflict_found
FROM notices;

-- The newest version of each map with its latest date: its other rows may be older.
CREATE TABLE newest_map AS
SELECT map, map_version, map_date
FROM (SELECT DISTINCT map, map_version, map_date FROM risks WHERE map_date <= $as_of)
QUALIFY row_number() OVER (PARTITION BY map ORDER BY map_date DESC, id_order(map_version) DESC) = 1;

-- Family members of paragraph 2(7): what the relative is to the person, and when.
CREATE TABLE family_member AS
SELECT person, relative, relation, date_from, date_to, links
FROM kin
WHERE relation IN ('spouse', 'parent', 'child', 'dependant');

CREATE TABLE spouse AS
SELECT person, relative, date_from, date_to, arg_min(links, len(links)) AS links
FROM family_member
WHERE relation = 'spouse'
GROUP BY ALL;

-- Who is obliged by what was received: the receiver who holds a post that day, else each of
-- the family who does. The day is that of receipt, else that on which it was known, else the
-- as-of day: a thing without any day is somebody's all the same.
CREATE TABLE gift_obliged AS
WITH dated AS (
    SELECT src, iin, coalesce(received_on, aware_on, $as_of) AS day
    FROM gifts
), own AS (
    SELECT g.src, g.iin
    FROM dated AS g
    SEMI JOIN service AS s ON s.iin = g.iin AND g.day BETWEEN s.date_from AND s.date_to
), of_family AS (
    SELECT g.src, f.person AS iin, any_value(f.links ORDER BY f.relation) AS links
    FROM dated AS g
    JOIN family_member AS f ON f.relative = g.iin AND g.day BETWEEN f.date_from AND f.date_to
    SEMI JOIN service AS s ON s.iin = f.person AND g.day BETWEEN s.date_from AND s.date_to
    ANTI JOIN own ON own.src = g.src
    GROUP BY g.src, f.person
), obliged AS (
    SELECT src, iin, CAST([] AS VARCHAR[]) AS notes, CAST([] AS BIGINT[]) AS links FROM own
    UNION ALL
    SELECT src, iin, ['received_by_family'], links FROM of_family
)
SELECT o.iin AS obliged, o.notes, o.links, g.*
FROM obliged AS o
JOIN gifts AS g USING (src);

-- Years reported on whose declaration is due in the as-of day's year or those before it.
CREATE TABLE year_reported AS
SELECT
    CAST(unnest(generate_series(year(CAST($as_of AS DATE)) - $years, year(CAST($as_of AS DATE)) - 1)) AS INTEGER) AS year;

-- Who holds an in-scope post on the last day of a year reported on.
CREATE TABLE obliged_in_year AS
SELECT y.year, p.iin, arg_min(p.src, p.ord) AS post
FROM year_reported AS y
JOIN post AS p ON p.in_scope AND make_date(y.year, 12, 31) BETWEEN p.date_from AND p.date_to
GROUP BY y.year, p.iin;

-- The way a person files for a year: as their first declaration of it came.
CREATE TABLE paper_filer AS
SELECT iin, year
FROM declarations
WHERE form = '270' AND filed_on <= $as_of
GROUP BY iin, year
HAVING arg_min(coalesce(channel, 'electronic'), {'d': filed_on, 's': src}) = 'paper';

-- Where somebody's first in-scope post starts: the form 250 is due on the day before.
CREATE TABLE entered AS
SELECT iin, min(date_from) AS date_from, arg_min(src, {'d': date_from, 'o': ord}) AS post
FROM post
WHERE in_scope
GROUP BY iin;
CREATE TABLE first_declaration AS
SELECT iin, min(filed_on) AS filed_on, arg_min(src, {'d': filed_on, 's': src}) AS src
FROM declarations
WHERE form = '250'
GROUP BY iin;

-- Accounts in banks of other countries: one in Kazakhstan is none.
CREATE TABLE foreign_account AS
SELECT *
FROM foreign_accounts
WHERE lower(country) NOT IN ('kz', 'kaz', '398', 'казахстан', 'қазақстан', 'kazakhstan');
