-- Every supplier and every company behind one, numbered in the order of their ids.
CREATE TABLE party AS
WITH known AS (
    SELECT supplier_id AS id FROM supplier
    UNION
    SELECT supplier_id FROM supplier_people
    UNION
    SELECT holder_id FROM supplier_people WHERE NOT is_person(holder_id)
    UNION
    SELECT head_office_bin FROM supplier_record WHERE head_office_bin IS NOT NULL
    UNION
    SELECT supplier_id FROM contracts
)
SELECT CAST(row_number() OVER (ORDER BY id) - 1 AS BIGINT) AS no, id
FROM known;

-- Who controls what on any day of the year: heads it, directly holds more than half of it,
-- or it is their own business. Of several rows that say so the head's, then the largest
-- stake's is the source; a business that stands in no register has none.
CREATE TABLE control AS
WITH stated AS (
    SELECT
        holder_id AS controller,
        supplier_id,
        src,
        {'r': CASE role WHEN 'head' THEN 1 ELSE 2 END, 's': -coalesce(share_pct, 0), 'w': role, 'f': since(date_from), 't': until(date_to),
            'y': coalesce(source, ''), 'n': coalesce(holder_name, ''), 'x': src} AS content
    FROM supplier_people
    WHERE since(date_from) <= $as_of AND until(date_to) >= $window_from
        AND (role = 'head' OR (role IN ('founder', 'shareholder', 'beneficiary') AND share_pct > 50))
), held AS (
    SELECT controller, supplier_id, arg_min(src, content) AS src
    FROM stated
    GROUP BY controller, supplier_id
), own AS (
    SELECT supplier_id AS id, arg_min(src, {'f': open_from, 't': open_to, 'x': src}) AS src
    FROM supplier_record
    WHERE is_person(supplier_id) AND open_from <= open_to AND open_from <= $as_of AND open_to >= $window_from
    GROUP BY supplier_id
    UNION ALL
    SELECT id, NULL
    FROM party
    ANTI JOIN supplier ON supplier.supplier_id = party.id
    WHERE is_person(id)
)
SELECT controller, supplier_id, src
FROM held
WHERE NOT (is_person(controller) AND controller = supplier_id)
UNION ALL
SELECT id, id, src
FROM own;

-- A controller of more companies than one person runs - a nominee, an accountant's office -
-- says nothing about them; nor does a contact of a whole business centre.
CREATE TABLE hub AS
SELECT 'hub_controller' AS note, controller AS id, '' AS contact, count(*) AS companies, min(src) AS src
FROM control
WHERE controller <> supplier_id
GROUP BY controller
HAVING count(*) > $max_hub
UNION ALL
SELECT 'hub_contact', '', kind || ': ' || key, count(*), min(src)
FROM contact
WHERE shared_by > $max_hub
GROUP BY kind, key;
