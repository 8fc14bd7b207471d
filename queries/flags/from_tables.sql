-- Processes, bids and awards out of the tables of bids and contracts, where no releases are
-- given: a process is an announcement; a bid without a status is a valid one; who has a
-- contract has the award. The number of a bid or an award is its row: it tells their order.

-- In a year the announcements of that year alone: by the day that flags/offers goes by, the end
-- or the beginning of the time for bids, else the first contract. Empty where every year counts.
CREATE TABLE announcement_of_year AS
WITH called AS (
    SELECT announcement_id, coalesce(closed_on, published_on) AS day
    FROM announcements
    QUALIFY row_number() OVER (PARTITION BY announcement_id ORDER BY src) = 1
), agreed AS (
    SELECT announcement_id, min(signed_on) AS day FROM contract WHERE announcement_id IS NOT NULL GROUP BY announcement_id
)
SELECT announcement_id
FROM agreed AS g
FULL JOIN called AS c USING (announcement_id)
WHERE $year <> 0 AND year(coalesce(c.day, g.day)) = $year;

INSERT INTO process
WITH announced AS (
    SELECT announcement_id, src, supplier_id, CAST(NULL AS VARCHAR) AS customer_bin, CAST(NULL AS VARCHAR) AS method_id,
        CAST(NULL AS VARCHAR) AS method, CAST(NULL AS DATE) AS signed_on
    FROM bids
    WHERE $year = 0 OR announcement_id IN (FROM announcement_of_year)
    UNION ALL
    SELECT announcement_id, src, NULL, customer_bin, method_id, method, signed_on
    FROM contract
    WHERE announcement_id IS NOT NULL AND ($year = 0 OR announcement_id IN (FROM announcement_of_year))
), joined AS (
    SELECT announcement_id, min(src) AS src, count(DISTINCT supplier_id) AS tenderers, bool_or(supplier_id IS NOT NULL) AS has_bids,
        bool_or(customer_bin IS NOT NULL) AS has_awards, min(customer_bin) AS customer_bin, min(method_id) AS method_id, min(method) AS method, min(signed_on) AS signed_on
    FROM announced
    GROUP BY announcement_id
)
SELECT
    row_number() OVER (ORDER BY j.src), j.src, j.announcement_id, j.announcement_id, a.name, NULL,
    CASE m.class WHEN 'competitive' THEN 'open' WHEN 'e_shop' THEN 'open' WHEN 'single_source_direct' THEN 'direct' WHEN 'single_source_failed' THEN 'direct' END,
    coalesce(m.method, j.method), NULLIF(j.tenderers, 0), CAST(a.published_on AS TIMESTAMP), CAST(a.closed_on AS TIMESTAMP), j.signed_on,
    coalesce(j.customer_bin, a.customer_bin), a.organiser_bin, j.has_bids, j.has_awards
FROM joined AS j
LEFT JOIN (SELECT * FROM announcements QUALIFY row_number() OVER (PARTITION BY announcement_id ORDER BY src) = 1) AS a USING (announcement_id)
LEFT JOIN trade_method AS m ON m.method_id = coalesce(j.method_id, a.method_id);

INSERT INTO bid
SELECT p.no, b.src, NULL, NULL, coalesce(b.status, 'valid'), b.lot_id,
    CAST(b.amount AS DOUBLE), 'KZT', [b.supplier_id], 1
FROM bids AS b
JOIN process AS p ON p.ocid = b.announcement_id;

INSERT INTO award
SELECT p.no, c.src, 'active', [c.supplier_id], 1,
    CASE WHEN c.category IS NULL THEN [] ELSE [replace(c.category, '.', '')] END,
    c.contract_id, c.signed_on, CAST(c.value AS DOUBLE), 'KZT'
FROM contract AS c
JOIN process AS p ON p.ocid = c.announcement_id;

INSERT INTO party
SELECT id, coalesce(any_value(NULLIF(o.name, '')), any_value(n.name)), id
FROM (
    SELECT supplier_id AS id FROM bids UNION SELECT supplier_id FROM contract UNION SELECT customer_bin FROM contract
) LEFT JOIN organisation AS o USING (id)
LEFT JOIN person AS n ON n.iin = id
GROUP BY id;
