-- Processes that take part: not cancelled, not of a way of buying the user leaves out.
CREATE TABLE contest AS
SELECT no, src, ocid, method, details, tenderers, opens, opens_utc, closes, closes_utc, closes_with_day, awarded, buyer_id, entity_id, has_bids, has_awards,
    details IS NULL OR NOT list_contains(names_in($no_price_comparison), details) AS by_price
FROM process
WHERE status IS DISTINCT FROM 'cancelled' AND ($year = 0 OR year(coalesce(closes, opens, awarded)) = $year) AND (details IS NULL OR NOT list_contains(names_in($exclude_methods), details));

-- A tender of no known day is in no year.
INSERT INTO note
SELECT 'tender_no_day', 'processes', min(src), '', '× ' || count(*)
FROM process
WHERE $year <> 0 AND coalesce(closes, opens, awarded) IS NULL
HAVING count(*) > 0;

-- Bids that were submitted, of them: valid or disqualified. A bid `of_one` lists exactly one
-- tenderer, with an id.
CREATE TABLE offer AS
WITH said AS (
    SELECT b.word, w.status
    FROM bid_word AS b
    JOIN bid_status AS w ON w.word = folded(b.word)
    WHERE w.status IN ('valid', 'disqualified')
)
SELECT
    b.process, b.no, b.date, b.date_utc, b.lot, b.amount, b.currency, b.tenderers, c.by_price, w.status = 'valid' AS is_valid,
    b.listed = 1 AND b.tenderers[1] IS NOT NULL AS of_one
FROM bid AS b
JOIN contest AS c ON c.no = b.process
JOIN said AS w ON w.word = b.status;

-- Who bid in a process, by how many bids, of them disqualified, and whether by a valid one of
-- nobody else.
CREATE TABLE entrant AS
SELECT process, tenderer, count(*) AS bids, count(*) FILTER (WHERE NOT is_valid) AS out, bool_or(is_valid AND of_one) AS alone
FROM (SELECT process, is_valid, of_one, unnest(tenderers) AS tenderer FROM offer)
WHERE tenderer IS NOT NULL
GROUP BY process, tenderer;

INSERT INTO note
WITH unknown AS (
    SELECT b.word
    FROM bid_word AS b
    ANTI JOIN bid_status AS w ON w.word = folded(b.word)
    WHERE b.word <> ''
)
SELECT 'unknown_bid_status', 'processes', min(c.src), '', b.status || ' × ' || count(*)
FROM bid AS b
SEMI JOIN unknown AS u ON u.word = b.status
JOIN contest AS c ON c.no = b.process
GROUP BY b.status
ORDER BY b.status;

-- A bid without a tenderer that has an id counts for its buyer and for no tenderer.
INSERT INTO note
SELECT 'bid_no_tenderer', 'processes', min(c.src), '', '× ' || count(*)
FROM offer AS o
JOIN contest AS c ON c.no = o.process
WHERE len(o.tenderers) = 0
HAVING count(*) > 0;

-- The currency of the comparison: the one that is set, else of the first amount in the
-- order of the files.
CREATE TABLE compared AS
SELECT coalesce(NULLIF($currency, ''), arg_min(currency, {'p': process, 'n': no})) AS currency
FROM offer
WHERE amount IS NOT NULL AND currency IS NOT NULL;

INSERT INTO note
SELECT 'other_currency_bids', 'processes', min(c.src), '', o.currency || ' × ' || count(*)
FROM offer AS o
JOIN compared AS k ON o.currency <> k.currency
JOIN contest AS c ON c.no = o.process
WHERE o.amount IS NOT NULL
GROUP BY o.currency
ORDER BY o.currency;

-- Awards of a process that are all decided: in force, cancelled or unsuccessful. An award
-- without a status says nothing of it. How many are in force, and the supplier of one of them
-- that has one.
CREATE TABLE decided_process AS
WITH decided AS (
    SELECT process,
        count(*) FILTER (WHERE status = 'active') AS active,
        any_value(CASE WHEN listed = 1 AND len(suppliers) = 1 THEN suppliers[1] END) FILTER (WHERE status = 'active') AS supplier,
        bool_and(status IN ('active', 'cancelled', 'unsuccessful')) FILTER (WHERE status <> '') AS is_decided
    FROM award
    GROUP BY process
)
SELECT c.no AS process, c.src, coalesce(d.active, 0) AS active, d.supplier
FROM contest AS c
LEFT JOIN decided AS d ON d.process = c.no
WHERE c.has_awards AND c.has_bids AND coalesce(d.is_decided, true);

-- The supplier of the only award in force, where it is one.
CREATE TABLE won AS
SELECT process, src, supplier AS winner
FROM decided_process
WHERE active = 1 AND supplier IS NOT NULL;

-- Valid bids of one tenderer, in the currency of the comparison.
CREATE VIEW priced_offer AS
SELECT o.process, o.no, o.tenderers[1] AS tenderer, o.amount
FROM offer AS o
JOIN compared AS k ON k.currency = o.currency
WHERE o.is_valid AND o.by_price AND o.of_one AND o.amount IS NOT NULL;

-- How far the second-lowest valid bid lies above the winning one, where the lowest won.
CREATE TABLE price_gap AS
WITH rivals AS (
    SELECT w.process,
        min(p.amount) FILTER (WHERE p.tenderer = w.winner) AS winning,
        min(p.amount) FILTER (WHERE p.tenderer <> w.winner) AS second
    FROM won AS w
    JOIN priced_offer AS p USING (process)
    GROUP BY w.process
)
SELECT process, (second - winning) / winning AS gap
FROM rivals
WHERE second >= winning AND winning > 0;

-- All of them in order, one row: what a gap is held to.
CREATE TABLE price_gaps AS
SELECT list(gap ORDER BY gap) AS gaps
FROM price_gap;

-- Whose bid was the next above the winning one.
CREATE MACRO runner_up(tender, winner) AS (
    SELECT arg_min(tenderer, {'a': amount, 'n': no})
    FROM priced_offer
    WHERE process = tender AND tenderer <> winner);
