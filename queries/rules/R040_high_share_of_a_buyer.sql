-- id: R040
-- kind: lead
-- job: flags
-- severity: 0.4
-- paragraph: 52
-- inputs: none
-- optional: contracts
-- of: contracts
-- population: deals
-- identity: subject, other
-- param.share: number | 0.5
-- param.minimum_contracts: integer | 5
-- param.exclude_methods: text | none | shared
-- param.currency: text | none | shared
WITH bought AS (
    SELECT buyer, sum(amount) AS amount, count(DISTINCT purchase) AS purchases
    FROM deal
    WHERE buyer IS NOT NULL
    GROUP BY buyer
    HAVING count(DISTINCT purchase) >= $minimum_contracts
), sold AS (
    SELECT buyer, supplier, sum(amount) AS amount
    FROM deal
    WHERE buyer IS NOT NULL
    GROUP BY buyer, supplier
), high AS (
    SELECT s.*, b.purchases AS of_buyer, CAST(s.amount AS DOUBLE) / CAST(b.amount AS DOUBLE) AS share
    FROM sold AS s
    JOIN bought AS b USING (buyer)
    WHERE CAST(s.amount AS DOUBLE) / CAST(b.amount AS DOUBLE) >= $share
), told AS ( -- what is said of those above the share is gathered of them alone: rows sorted for every supplier cost the most
    SELECT buyer, supplier, count(DISTINCT purchase) AS purchases, min(day) AS date_from, max(day) AS date_to, list({'what': part, 'src': src} ORDER BY amount DESC, src)[1:50] AS rows
    FROM deal
    SEMI JOIN high USING (buyer, supplier)
    GROUP BY buyer, supplier
)
SELECT
    'lead' AS kind,
    'tenderer' AS subject_kind,
    supplier AS subject_id,
    'buyer' AS other_kind,
    buyer AS other_id,
    t.date_from,
    t.date_to,
    h.amount,
    t.purchases AS contracts,
    h.share,
    'confirmed' AS confidence,
    to_json({'value': CAST(h.share AS VARCHAR), 'purchases': CAST(h.of_buyer AS VARCHAR)}) AS detail,
    t.rows AS evidence
FROM high AS h
JOIN told AS t USING (buyer, supplier)
