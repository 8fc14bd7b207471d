-- Processes, bids and awards out of the tables of bids and contracts, where no releases are
-- given: a process is an announcement; a bid without a status is a valid one; who has a
-- contract has the award. The number of a bid or an award is its row: it tells their order.

-- The announcements with their numbers, which what follows is joined by. In a year those of that
-- year alone: by the day that flags/offers goes by, the end or the beginning of the time for
-- bids, else the first contract.
CREATE TABLE announcement AS
WITH called AS (
    SELECT announcement_id, coalesce(closed_on, published_on) AS day
    FROM announcements
    QUALIFY row_number() OVER (PARTITION BY announcement_id ORDER BY src) = 1
), agreed AS (
    SELECT announcement_id, min(signed_on) AS day FROM contract WHERE announcement_id IS NOT NULL GROUP BY announcement_id
), counted AS (
    SELECT announcement_id
    FROM agreed AS g
    FULL JOIN called AS c USING (announcement_id)
    WHERE $year <> 0 AND year(coalesce(c.day, g.day)) = $year
    UNION ALL
    SELECT announcement_id FROM agreed WHERE $year = 0
    UNION ALL
    SELECT DISTINCT announcement_id FROM bids ANTI JOIN agreed USING (announcement_id) WHERE $year = 0
)
SELECT row_number() OVER (ORDER BY announcement_id) AS no, announcement_id
FROM counted;

INSERT INTO bid_word
SELECT DISTINCT coalesce(status, 'valid') FROM bids;

DROP TABLE bid;

CREATE VIEW bid AS
SELECT a.no AS process, b.src AS no, CAST(NULL AS VARCHAR) AS bid_id, CAST(NULL AS TIMESTAMP) AS date, CAST(NULL AS TIMESTAMP) AS date_utc, coalesce(b.status, 'valid') AS status, b.lot_id AS lot,
    CAST(b.amount AS DOUBLE) AS amount, 'KZT' AS currency, [b.supplier_id] AS tenderers, CAST(1 AS BIGINT) AS listed
FROM bids AS b
JOIN announcement AS a USING (announcement_id);

-- Who withdrew or was only invited is no tenderer.
INSERT INTO process
WITH no_bid AS (
    SELECT b.word
    FROM bid_word AS b
    JOIN bid_status AS w ON w.word = folded(b.word)
    WHERE w.status IN ('withdrawn', 'invited')
), submitted AS (
    SELECT b.process, min(b.no) AS src, count(DISTINCT b.tenderers[1]) FILTER (WHERE x.word IS NULL) AS tenderers
    FROM bid AS b
    LEFT JOIN no_bid AS x ON x.word = b.status
    GROUP BY b.process
), agreed AS (
    SELECT a.no AS process, min(c.src) AS src, min(c.customer_bin) AS customer_bin, min(c.method_id) AS method_id, min(c.method) AS method, min(c.signed_on) AS signed_on
    FROM contract AS c
    JOIN announcement AS a USING (announcement_id)
    GROUP BY a.no
), called AS (
    SELECT * FROM announcements QUALIFY row_number() OVER (PARTITION BY announcement_id ORDER BY src) = 1
)
SELECT
    n.no, least(s.src, g.src), n.announcement_id, n.announcement_id, a.name, NULL,
    CASE m.class WHEN 'competitive' THEN 'open' WHEN 'e_shop' THEN 'open' WHEN 'single_source_direct' THEN 'direct' WHEN 'single_source_failed' THEN 'direct' END,
    coalesce(m.method, g.method), NULLIF(s.tenderers, 0), CAST(a.published_on AS TIMESTAMP), NULL, CAST(a.closed_on AS TIMESTAMP), NULL, true, g.signed_on,
    coalesce(g.customer_bin, a.customer_bin), a.organiser_bin, s.process IS NOT NULL, g.customer_bin IS NOT NULL
FROM announcement AS n
LEFT JOIN submitted AS s ON s.process = n.no
LEFT JOIN agreed AS g ON g.process = n.no
LEFT JOIN called AS a USING (announcement_id)
LEFT JOIN trade_method AS m ON m.method_id = coalesce(g.method_id, a.method_id)
WHERE s.process IS NOT NULL OR g.process IS NOT NULL;

INSERT INTO award
SELECT a.no, c.src, 'active', [c.supplier_id], 1,
    CASE WHEN c.category IS NULL THEN [] ELSE [replace(c.category, '.', '')] END,
    c.contract_id, c.signed_on, CAST(c.value AS DOUBLE), 'KZT'
FROM contract AS c
JOIN announcement AS a USING (announcement_id);
