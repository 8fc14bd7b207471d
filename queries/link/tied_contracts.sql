-- Contracts that count, signed from one day to another, with everyone tied to their
-- supplier on the day of signing by a role, an own business or at least a share.
CREATE MACRO tied_contracts(first_day, last_day, least_share) AS TABLE
SELECT
    c.root, c.src AS contract_src, c.supplier_id, c.signed_on, c.value, c.customer_bin,
    t.person, t.how, t.share, t.links, t.date_from AS tied_from, t.date_to AS tied_to
FROM contract AS c
JOIN tie AS t ON t.supplier_id = c.supplier_id AND c.signed_on BETWEEN t.date_from AND t.date_to
WHERE c.left_out IS NULL AND c.signed_on BETWEEN first_day AND last_day AND (t.share IS NULL OR t.share >= least_share);
