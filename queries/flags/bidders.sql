-- Who could tie two bidders to each other on some day: who controls several companies, a company
-- that controls another, and kin.
CREATE TABLE tying AS
SELECT controller FROM control_span GROUP BY controller HAVING min(supplier_id) < max(supplier_id) OR NOT is_person(controller)
UNION
SELECT person FROM kin
UNION
SELECT relative FROM kin;

-- Whose bids are looked at by the number they are known by: who could be tied to another bidder,
-- controls a bidder and bids, shares a contact, or is in the register of unfair participants.
-- Nearly nobody is.
CREATE TABLE watched_bidder AS
SELECT supplier_id AS number FROM control_span SEMI JOIN tying USING (controller)
UNION
SELECT unnest([controller, supplier_id])
FROM control_span
SEMI JOIN party ON party.number = control_span.controller
WHERE controller <> supplier_id
UNION
SELECT supplier_id FROM contact
UNION
SELECT supplier_id FROM unfair_suppliers;

-- The bids of these, with the lot and the day of the bid: its own, else the end of the tender,
-- else that of the contract, which may stand aside. A bid of no known day is held to what is in
-- force without an end.
CREATE TABLE bidder AS
WITH known AS (
    SELECT id, number FROM party SEMI JOIN watched_bidder USING (number)
), undated AS (
    SELECT c.no, min(v.signed_on) AS day
    FROM contest AS c
    JOIN contract_row AS v ON v.announcement_id = c.ocid
    WHERE c.closes IS NULL AND c.opens IS NULL AND c.awarded IS NULL
    GROUP BY c.no
)
SELECT DISTINCT
    o.process, c.src, c.ocid, coalesce(o.lot, '') AS lot, p.id AS tenderer, p.number,
    coalesce(CAST(coalesce(o.date, c.closes, c.opens) AS DATE), c.awarded, u.day, until(NULL)) AS day
FROM (SELECT process, lot, date, unnest(tenderers) AS tenderer FROM offer) AS o
JOIN known AS p ON p.id = o.tenderer
JOIN contest AS c ON c.no = o.process
LEFT JOIN undated AS u ON u.no = o.process;

-- Two bidders of one lot, either way round, on the day of the bid of each.
CREATE VIEW bidder_pair AS
SELECT DISTINCT
    a.process, a.src, a.ocid, a.lot, a.tenderer AS one, b.tenderer AS two, a.number AS number_a, b.number AS number_b,
    unnest(list_distinct([a.day, b.day])) AS day
FROM bidder AS a
JOIN bidder AS b ON b.process = a.process AND b.lot = a.lot AND b.number <> a.number;

-- All who bid in a lot, on each day of a bid in it, and whether they bid that day: of which groups
-- of bidders are made.
CREATE TABLE lot_day AS
WITH day_of_bid AS (
    SELECT DISTINCT process, lot, day FROM bidder
)
SELECT b.process, b.src, b.ocid, b.lot, d.day, b.tenderer, b.number, bool_or(b.day = d.day) AS bid
FROM bidder AS b
JOIN day_of_bid AS d USING (process, lot)
GROUP BY b.process, b.src, b.ocid, b.lot, d.day, b.tenderer, b.number;

INSERT INTO note
SELECT 'bid_no_day', 'processes', min(src), '', '× ' || count(*)
FROM bidder
WHERE day = until(NULL)
HAVING count(*) > 0;
