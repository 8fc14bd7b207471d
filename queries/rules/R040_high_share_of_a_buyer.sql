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
    SELECT buyer, supplier, sum(amount) AS amount, count(DISTINCT purchase) AS purchases, min(day) AS date_from, max(day) AS date_to
    FROM deal
    WHERE buyer IS NOT NULL
    GROUP BY buyer, supplier
), high AS (
    SELECT s.*
    FROM sold AS s
    JOIN bought AS b USING (buyer)
    WHERE CAST(s.amount AS DOUBLE) / CAST(b.amount AS DOUBLE) >= $share
), proof AS ( -- rows are listed of those above the share alone: to sort them for every supplier costs the most
    SELECT buyer, supplier, list({'what': part, 'src': src} ORDER BY amount DESC, src)[1:50] AS rows
    FROM deal
    SEMI JOIN high USING (buyer, supplier)
    GROUP BY buyer, supplier
), told AS (
    SELECT * FROM high JOIN proof USING (buyer, supplier)
)
SELECT
    'lead' AS kind,
    'tenderer' AS subject_kind,
    s.supplier AS subject_id,
    'buyer' AS other_kind,
    s.buyer AS other_id,
    s.date_from,
    s.date_to,
    s.amount,
    s.purchases AS contracts,
    CAST(s.amount AS DOUBLE) / CAST(b.amount AS DOUBLE) AS share,
    'confirmed' AS confidence,
    to_json({'value': CAST(CAST(s.amount AS DOUBLE) / CAST(b.amount AS DOUBLE) AS VARCHAR), 'purchases': CAST(b.purchases AS VARCHAR)}) AS detail,
    s.rows AS evidence
FROM told AS s
JOIN bought AS b USING (buyer)
WHERE CAST(s.amount AS DOUBLE) / CAST(b.amount AS DOUBLE) >= $share
