-- Words of the measures. Sums are compared in whole tiyn: a share of exactly the threshold
-- reaches it, whatever floats make of it. Thresholds have at most twelve decimals.
CREATE MACRO tiyn(amount) AS CAST(CAST(amount AS DECIMAL(36, 2)) * 100 AS HUGEINT);
CREATE MACRO tenge(t) AS CAST(CAST(t AS DECIMAL(35, 0)) * 0.01 AS DECIMAL(38, 2));
CREATE MACRO reaches(part, share, whole) AS part * 1000000000000 >= whole * CAST(round(share * 1000000000000) AS HUGEINT);
CREATE MACRO slice_text(kind, slice) AS CASE WHEN kind = 'all' THEN 'all' ELSE kind || '=' || slice END;

-- A ground of a direct contract as it is compared, and the ones under which the law itself
-- names the supplier, with the portal's numbers for them.
CREATE MACRO ground_key(ground) AS replace(ground, ' ', '');
CREATE TABLE lawful_ground (key VARCHAR NOT NULL, ground VARCHAR NOT NULL);
INSERT INTO lawful_ground VALUES
    ('16(3)(1)', '16(3)(1)'),
    ('200', '16(3)(1)'),
    ('16(3)(25)', '16(3)(25)'),
    ('205', '16(3)(25)'),
    ('16(3)(26)', '16(3)(26)'),
    ('233', '16(3)(26)');

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

CREATE TABLE unit_of AS
SELECT row_number() OVER (ORDER BY unit_key) - 1 AS no, unit_key
FROM (SELECT DISTINCT coalesce(unit_id, unit) AS unit_key FROM contract)
WHERE unit_key IS NOT NULL;
