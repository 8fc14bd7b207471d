-- Which contracts a decision is about, by the id of any row of the contract or by its
-- announcement, and the day it counts on: its own, else the day of signing.
CREATE TABLE decided AS
WITH about AS (
    SELECT d.src, n.root
    FROM decisions AS d
    JOIN contract_name AS n ON n.kind = 'contract' AND n.name = d.contract_id
    UNION
    SELECT d.src, n.root
    FROM decisions AS d
    JOIN contract_name AS n ON n.kind = 'announcement' AND n.name = d.announcement_id
)
SELECT
    d.src, d.iin, coalesce(d.role, 'other') AS role,
    c.root, c.src AS contract_src, c.supplier_id, c.value, c.signed_on,
    coalesce(d.date, c.signed_on) AS day
FROM about
JOIN decisions AS d USING (src)
JOIN contract AS c USING (root)
WHERE c.left_out IS NULL;
