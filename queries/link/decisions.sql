-- Which contracts a decision is about, by the id of any row of the contract or by its
-- announcement, the day it counts on (its own, else the day of signing), and whom it was
-- about: the supplier, one named in another row of the chain, and whoever made a bid. A
-- contract left out for its value is decided on all the same, with no amount. Bidders are
-- asked for within the horizon alone, and there are many: of older decisions only the one
-- who bid and got the contract stands here.
CREATE TABLE decided AS
WITH about AS (
    SELECT d.src, n.root
    FROM decisions AS d
    JOIN contract_name AS n ON n.kind = 'contract' AND n.name = d.contract_id
    UNION
    SELECT d.src, n.root
    FROM decisions AS d
    JOIN contract_name AS n ON n.kind = 'announcement' AND n.name = d.announcement_id
), decided_contract AS (
    SELECT c.root, any_value(c.supplier_id) AS supplier_id, bool_or(coalesce(d.date, c.signed_on) >= $horizon_from) AS is_recent
    FROM about
    JOIN decisions AS d USING (src)
    JOIN contract AS c USING (root)
    GROUP BY c.root
), concerned AS (
    SELECT v.root, v.supplier_id, 'contract' AS named_in, CAST(NULL AS BIGINT) AS bid_src
    FROM contract_version AS v
    SEMI JOIN about USING (root)
    WHERE NOT v.stands_aside
    UNION ALL
    SELECT n.root, b.supplier_id, 'bid', b.src
    FROM bids AS b
    JOIN contract_name AS n ON n.kind = 'announcement' AND n.name = b.announcement_id
    JOIN decided_contract AS c ON c.root = n.root
    WHERE c.is_recent OR b.supplier_id = c.supplier_id
), party AS (
    SELECT root, supplier_id, min(named_in) FILTER (WHERE named_in = 'contract') AS contracted, min(bid_src) AS bid_src
    FROM concerned
    GROUP BY root, supplier_id
)
SELECT
    d.src, d.iin, coalesce(d.role, 'other') AS role,
    c.root, c.src AS contract_src, p.supplier_id, CASE WHEN c.left_out IS NULL THEN c.value END AS value, c.signed_on,
    p.supplier_id = c.supplier_id AS is_supplier,
    CASE WHEN p.contracted IS NULL THEN p.bid_src END AS bid_src,
    coalesce(d.date, c.signed_on) AS day
FROM about
JOIN decisions AS d USING (src)
JOIN contract AS c USING (root)
JOIN party AS p USING (root)
WHERE c.left_out IS NULL OR c.left_out IN ('no_value', 'not_positive', 'no_rate');
