-- Processes that take part: not cancelled, not of a way of buying the user leaves out.
CREATE TABLE contest AS
SELECT *, details IS NULL OR NOT list_contains(names_in($no_price_comparison), details) AS by_price
FROM process
WHERE status IS DISTINCT FROM 'cancelled' AND ($year = 0 OR year(coalesce(closes, opens, awarded)) = $year) AND (details IS NULL OR NOT list_contains(names_in($exclude_methods), details));

-- Bids that were submitted, of them: valid or disqualified. `single` is the one tenderer of
-- a bid that lists exactly one, with an id.
CREATE TABLE offer AS
SELECT
    b.*, c.src, c.ocid, c.by_price, w.status = 'valid' AS is_valid,
    CASE WHEN b.listed = 1 THEN b.tenderers[1] END AS single
FROM bid AS b
JOIN contest AS c ON c.no = b.process
JOIN bid_status AS w ON w.word = folded(b.status)
WHERE w.status IN ('valid', 'disqualified');

INSERT INTO note
SELECT 'unknown_bid_status', 'processes', min(c.src), '', b.status || ' × ' || count(*)
FROM bid AS b
JOIN contest AS c ON c.no = b.process
ANTI JOIN bid_status AS w ON w.word = folded(b.status)
WHERE b.status <> ''
GROUP BY b.status
ORDER BY b.status;

-- A bid without a tenderer that has an id counts for its buyer and for no tenderer.
INSERT INTO note
SELECT 'bid_no_tenderer', 'processes', min(src), '', '× ' || count(*)
FROM offer
WHERE len(tenderers) = 0
HAVING count(*) > 0;

INSERT INTO note
SELECT 'other_currency_bids', 'processes', min(o.src), '', o.currency || ' × ' || count(*)
FROM offer AS o, (SELECT coalesce(NULLIF($currency, ''), arg_min(currency, {'p': process, 'n': no})) AS currency FROM offer WHERE amount IS NOT NULL AND currency IS NOT NULL) AS k
WHERE o.amount IS NOT NULL AND o.currency <> k.currency
GROUP BY o.currency
ORDER BY o.currency;

-- The currency of the comparison: the one that is set, else of the first amount in the
-- order of the files.
CREATE TABLE compared AS
SELECT coalesce(NULLIF($currency, ''), arg_min(currency, {'p': process, 'n': no})) AS currency
FROM offer
WHERE amount IS NOT NULL AND currency IS NOT NULL;

-- Awards of a process that are all decided: in force, cancelled or unsuccessful. An award
-- without a status says nothing of it.
CREATE TABLE decided_process AS
SELECT c.no AS process, c.src, c.ocid,
    count(*) FILTER (WHERE a.status = 'active') AS active,
    any_value(a.suppliers) FILTER (WHERE a.status = 'active') AS suppliers,
    any_value(a.listed) FILTER (WHERE a.status = 'active') AS listed,
    flatten(coalesce(list(a.suppliers) FILTER (WHERE a.status = 'active'), [])) AS all_suppliers
FROM contest AS c
LEFT JOIN award AS a ON a.process = c.no
WHERE c.has_awards AND c.has_bids
GROUP BY c.no, c.src, c.ocid
HAVING coalesce(bool_and(a.status IN ('active', 'cancelled', 'unsuccessful')) FILTER (WHERE a.status <> ''), true);

-- The supplier of the only award in force, where it is one.
CREATE TABLE won AS
SELECT process, src, ocid, suppliers[1] AS winner
FROM decided_process
WHERE active = 1 AND listed = 1 AND len(suppliers) = 1;

-- How far the second-lowest valid bid lies above the winning one, where the lowest won.
CREATE TABLE price_gap AS
WITH priced AS (
    SELECT o.process, o.no, o.single, o.amount
    FROM offer AS o
    JOIN compared AS k ON k.currency = o.currency
    WHERE o.is_valid AND o.by_price AND o.single IS NOT NULL AND o.amount IS NOT NULL
), rivals AS (
    SELECT w.process, w.src, w.ocid, w.winner,
        min(p.amount) FILTER (WHERE p.single = w.winner) AS winning,
        min(p.amount) FILTER (WHERE p.single <> w.winner) AS second,
        arg_min(p.single, {'a': p.amount, 'n': p.no}) FILTER (WHERE p.single <> w.winner) AS runner_up
    FROM won AS w
    JOIN priced AS p USING (process)
    GROUP BY w.process, w.src, w.ocid, w.winner
)
SELECT process, src, ocid, winner, runner_up, (second - winning) / winning AS gap
FROM rivals
WHERE second >= winning AND winning > 0;
