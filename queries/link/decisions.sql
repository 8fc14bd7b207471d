-- Which contracts a decision is about, by the id of any row of the contract or by its
-- announcement, the day it counts on (its own, else the day of signing), and whom it was
-- about: the supplier, one named in another row of the chain, and whoever made a bid. A
-- contract left out for its value is decided on all the same, with no amount. Bidders are
-- asked for within the horizon alone, and there are many: of older decisions only the one
-- who bid and got the contract stands here. A contract is known by its current row, a number, for
-- names are long to compare.
CREATE TABLE decided AS
WITH named AS MATERIALIZED (
    SELECT
        r.contract_id, coalesce(n.root, r.names_root) AS root, r.announcement_id, r.supplier_id, r.stands_aside,
        n.src IS NOT NULL AS in_chain, CASE WHEN n.src IS NULL THEN r.src ELSE c.src END AS contract_src
    FROM contract_row AS r
    LEFT JOIN contract_chain AS n USING (src)
    LEFT JOIN contract_chain AS c ON c.root = n.root AND c.is_current
    WHERE CASE WHEN n.src IS NULL THEN NOT r.stands_aside ELSE c.src IS NOT NULL END
), by_contract AS MATERIALIZED ( -- only the rows of a chain say the same more than once
    SELECT contract_id AS name, contract_src FROM named WHERE NOT in_chain
    UNION ALL
    SELECT root, contract_src FROM named WHERE NOT in_chain AND root <> contract_id
    UNION ALL
    (SELECT contract_id, contract_src FROM named WHERE in_chain UNION SELECT root, contract_src FROM named WHERE in_chain)
), by_announcement AS MATERIALIZED (
    SELECT announcement_id AS name, contract_src FROM named WHERE announcement_id IS NOT NULL AND NOT in_chain
    UNION ALL
    SELECT DISTINCT announcement_id, contract_src FROM named WHERE announcement_id IS NOT NULL AND in_chain
), about AS MATERIALIZED (
    SELECT d.src, d.iin, d.role, d.date, n.contract_src
    FROM decisions AS d
    JOIN by_contract AS n ON n.name = d.contract_id
    UNION ALL
    SELECT d.src, d.iin, d.role, d.date, n.contract_src
    FROM decisions AS d
    JOIN by_announcement AS n ON n.name = d.announcement_id
    WHERE d.contract_id IS NULL OR NOT EXISTS (FROM by_contract AS o WHERE o.name = d.contract_id AND o.contract_src = n.contract_src)
), matter AS MATERIALIZED (
    SELECT c.src AS contract_src, any_value(c.supplier_id) AS supplier_id, bool_or(coalesce(a.date, c.signed_on) >= $horizon_from) AS is_recent
    FROM about AS a
    JOIN contract AS c ON c.src = a.contract_src
    GROUP BY c.src
), contracted AS MATERIALIZED ( -- who is named in a row of the chain
    SELECT DISTINCT contract_src, supplier_id FROM named SEMI JOIN matter USING (contract_src) WHERE NOT stands_aside
), bidder AS (
    SELECT m.contract_src, b.supplier_id, min(b.src) AS bid_src
    FROM matter AS m
    JOIN by_announcement AS n USING (contract_src)
    JOIN bids AS b ON b.announcement_id = n.name
    WHERE m.is_recent OR b.supplier_id = m.supplier_id
    GROUP BY m.contract_src, b.supplier_id
), party AS (
    SELECT contract_src, supplier_id, CAST(NULL AS BIGINT) AS bid_src FROM contracted
    UNION ALL
    SELECT contract_src, supplier_id, bid_src FROM bidder ANTI JOIN contracted USING (contract_src, supplier_id)
)
SELECT
    a.src, a.iin, coalesce(a.role, 'other') AS role,
    c.root, c.src AS contract_src, p.supplier_id, CASE WHEN c.left_out IS NULL THEN c.value END AS value, c.signed_on,
    p.supplier_id = c.supplier_id AS is_supplier,
    p.bid_src,
    coalesce(a.date, c.signed_on) AS day
FROM about AS a
JOIN contract AS c ON c.src = a.contract_src
JOIN party AS p ON p.contract_src = a.contract_src
WHERE c.left_out IS NULL OR c.left_out IN ('no_value', 'not_positive', 'no_rate');
