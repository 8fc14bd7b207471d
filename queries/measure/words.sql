-- Words of the measures. Sums are compared in whole tiyn: a share of exactly the threshold
-- reaches it, whatever floats make of it. Thresholds have at most twelve decimals.
CREATE MACRO tiyn(amount) AS CAST(CAST(amount AS DECIMAL(36, 2)) * 100 AS HUGEINT);
CREATE MACRO tenge(t) AS CAST(CAST(t AS DECIMAL(35, 0)) * 0.01 AS DECIMAL(38, 2));
CREATE MACRO reaches(part, share, whole) AS part * 1000000000000 >= whole * CAST(round(share * 1000000000000) AS HUGEINT);
CREATE MACRO slice_text(kind, slice) AS CASE WHEN kind = 'all' THEN 'all' ELSE kind || '=' || slice END;

-- A ground of a direct contract as it is compared: 16(3)(28), however it is written: with
-- the portal's number for it, with blanks, or in words, of article, paragraph and
-- sub-paragraph in either order. What is none of these is kept as it stands, and listed.
CREATE MACRO ground_bare(ground) AS replace(ground, ' ', '');
CREATE MACRO ground_number(ground) AS coalesce(
    NULLIF(regexp_extract(lower(ground), '(?:подпункт[а-яё]*|подп|пп)[ .]*([0-9]+)[) ,]*(?:пункт[а-яё]*|п)[ .]*3[ ,]*(?:стать[а-яё]*|ст)[ .]*16(?:[^0-9]|$)', 1), ''),
    NULLIF(regexp_extract(lower(ground), '(?:стать[а-яё]*|ст)[ .]*16[ ,]*(?:пункт[а-яё]*|п)[ .]*3[ ,]*(?:подпункт[а-яё]*|подп|пп)[ .]*([0-9]+)', 1), ''));
CREATE MACRO ground_key(ground) AS CASE ground_bare(ground)
    WHEN '200' THEN '16(3)(1)'
    WHEN '205' THEN '16(3)(25)'
    WHEN '224' THEN '16(3)(28)'
    WHEN '233' THEN '16(3)(26)'
    ELSE coalesce('16(3)(' || ground_number(ground) || ')', ground_bare(ground)) END;
CREATE MACRO is_ground(key) AS regexp_full_match(key, '16\(3\)\([0-9]+\)');

-- The grounds under which the law itself names the supplier.
CREATE TABLE lawful_ground (key VARCHAR NOT NULL, ground VARCHAR NOT NULL);
INSERT INTO lawful_ground VALUES ('16(3)(1)', '16(3)(1)'), ('16(3)(25)', '16(3)(25)'), ('16(3)(26)', '16(3)(26)');

-- The limits of the year in tiyn; none where the law or the index unit is not known.
CREATE TABLE yearly_limit (method_class VARCHAR NOT NULL, subject_kind VARCHAR NOT NULL, tiyn HUGEINT NOT NULL);

-- The class of every way of buying that occurs: by id; by name where the id is blank or not
-- in the list; else unknown, and never guessed.
CREATE TABLE method_of AS
WITH used AS (
    SELECT DISTINCT coalesce(method_id, '') AS method_id, coalesce(method, '') AS method
    FROM contract
), named AS (
    SELECT folded(method) AS name, min(method_id) AS method_id, min(class) AS class
    FROM trade_method
    WHERE method <> ''
    GROUP BY folded(method)
)
SELECT u.method_id, u.method, coalesce(i.method_id, n.method_id) AS listed_id, coalesce(i.class, n.class, 'unknown') AS class
FROM used AS u
LEFT JOIN trade_method AS i ON i.method_id = u.method_id
LEFT JOIN named AS n ON n.name = folded(u.method);

-- Leading digits of every code that occurs, without its dots; a shorter code has none.
CREATE TABLE category_of AS
WITH used AS (
    SELECT DISTINCT category, regexp_extract(replace(category, '.', ''), '^[0-9]*') AS digits
    FROM contract
    WHERE category IS NOT NULL
)
SELECT
    row_number() OVER (ORDER BY category) - 1 AS no,
    category,
    CASE WHEN length(digits) >= 2 THEN digits[1:2] END AS category2,
    CASE WHEN length(digits) >= 4 THEN digits[1:4] END AS category4,
    CASE WHEN length(digits) >= 6 THEN digits[1:6] END AS category6
FROM used;

CREATE TABLE customer_of AS
SELECT row_number() OVER (ORDER BY customer_bin) - 1 AS no, customer_bin
FROM (SELECT DISTINCT customer_bin FROM contract);

-- A unit without an id is known by its name, however it is written; it is shown as it is
-- written first in the order of letters.
CREATE TABLE unit_written AS
SELECT text_key(unit) AS folded, min(unit) AS unit_key
FROM contract
WHERE unit_id IS NULL AND unit IS NOT NULL
GROUP BY text_key(unit);

CREATE TABLE unit_of AS
SELECT row_number() OVER (ORDER BY unit_key) - 1 AS no, unit_key
FROM (
    SELECT unit_id AS unit_key FROM contract
    UNION
    SELECT unit_key FROM unit_written
)
WHERE unit_key IS NOT NULL;
