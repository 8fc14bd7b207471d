-- id: R051
-- kind: lead
-- job: flags
-- severity: 0.3
-- paragraph: 52
-- inputs: none
-- optional: contracts
-- of: contracts
-- population: deals
-- identity: subject, slice
-- param.threshold: number | 0.25
-- param.digits: integer | 2
-- param.minimum_contracts: integer | 10
-- param.minimum_buyers: integer | 2
-- param.exclude_methods: text | none | shared
-- param.currency: text | none | shared
WITH priced AS (
    SELECT supplier, buyer, purchase, part, src, day, amount, item[1:CAST($digits AS INTEGER)] AS item
    FROM deal
    WHERE length(item) >= $digits
), market AS (
    SELECT item, sum(amount) AS amount, count(DISTINCT purchase) AS purchases, count(DISTINCT buyer) AS buyers
    FROM priced
    GROUP BY item
    HAVING count(DISTINCT purchase) >= $minimum_contracts AND count(DISTINCT buyer) >= $minimum_buyers
), sold AS (
    SELECT item, supplier, sum(amount) AS amount
    FROM priced
    GROUP BY item, supplier
), held AS (
    SELECT s.*, m.purchases AS of_market, m.buyers, CAST(s.amount AS DOUBLE) / CAST(m.amount AS DOUBLE) AS share
    FROM sold AS s
    JOIN market AS m USING (item)
), concentrated AS (
    SELECT item, list_sum(list(share * share ORDER BY supplier)) AS index, count(*) AS suppliers, arg_min(supplier, {'s': -share, 'i': supplier}) AS first
    FROM held
    GROUP BY item
), proof AS ( -- gathered of the first of a concentrated market alone: rows sorted for every supplier cost the most
    SELECT p.item, p.supplier, count(DISTINCT p.purchase) AS purchases, min(p.day) AS date_from, max(p.day) AS date_to,
        list({'what': p.part, 'src': p.src} ORDER BY p.amount DESC, p.src)[1:50] AS rows
    FROM priced AS p
    SEMI JOIN concentrated AS c ON c.item = p.item AND c.first = p.supplier AND c.index >= $threshold
    GROUP BY p.item, p.supplier
), told AS (
    SELECT * FROM held JOIN proof USING (item, supplier)
)
SELECT
    'lead' AS kind,
    'tenderer' AS subject_kind,
    h.supplier AS subject_id,
    'process' AS other_kind,
    '' AS other_id,
    h.date_from,
    h.date_to,
    h.amount,
    h.purchases AS contracts,
    h.share,
    'category' || CAST($digits AS VARCHAR) || '=' || h.item AS slice,
    'confirmed' AS confidence,
    to_json({'value': CAST(c.index AS VARCHAR), 'item': h.item, 'suppliers': CAST(c.suppliers AS VARCHAR), 'purchases': CAST(h.of_market AS VARCHAR), 'buyers': CAST(h.buyers AS VARCHAR)}) AS detail,
    h.rows AS evidence
FROM concentrated AS c
JOIN told AS h ON h.item = c.item AND h.supplier = c.first
WHERE c.index >= $threshold
