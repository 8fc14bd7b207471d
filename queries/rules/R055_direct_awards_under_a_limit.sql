-- id: R055
-- kind: lead
-- job: flags
-- severity: 0.5
-- paragraph: 52
-- inputs: none
-- optional: contracts
-- of: contracts
-- population: deals
-- identity: subject, other
-- param.near: number | 0.8
-- param.days: integer | 30
-- param.least: integer | 3
-- param.limit: optional number | none
-- param.exclude_methods: text | none | shared
-- param.currency: text | none | shared
WITH direct AS (
    SELECT buyer, supplier, purchase, coalesce(CAST($limit AS DECIMAL(38, 2)), min(most)) AS most, sum(amount) AS amount, min(day) AS day, min(src) AS src, min(part) AS part
    FROM deal
    WHERE NOT competitive AND buyer IS NOT NULL AND day IS NOT NULL
    GROUP BY buyer, supplier, purchase
), close_to AS (
    SELECT * FROM direct WHERE amount <= most AND amount >= CAST($near AS DECIMAL(18, 12)) * most
), near_by AS (
    SELECT *, count(*) OVER near AS awards, min(day) OVER near AS first_day
    FROM close_to
    WINDOW near AS (PARTITION BY buyer, supplier, most ORDER BY day RANGE BETWEEN to_days(CAST($days AS INTEGER)) PRECEDING AND CURRENT ROW)
), often AS (
    SELECT buyer, supplier, most, day, first_day FROM near_by WHERE awards >= $least
), concerned AS (
    SELECT DISTINCT c.buyer, c.supplier, c.purchase, c.amount, c.day, c.src, c.part, c.most
    FROM close_to AS c
    JOIN often AS o ON o.buyer = c.buyer AND o.supplier = c.supplier AND o.most = c.most AND c.day BETWEEN o.first_day AND o.day
)
SELECT
    'lead' AS kind,
    'buyer' AS subject_kind,
    buyer AS subject_id,
    'tenderer' AS other_kind,
    supplier AS other_id,
    min(day) AS date_from,
    max(day) AS date_to,
    sum(amount) AS amount,
    count(DISTINCT purchase) AS contracts,
    'inferred' AS confidence,
    to_json({'value': CAST(count(DISTINCT purchase) AS VARCHAR), 'limit_amount': CAST(max(most) AS VARCHAR), 'days': CAST($days AS VARCHAR)}) AS detail,
    list({'what': part, 'src': src} ORDER BY day, src)[1:200] AS evidence
FROM concerned
GROUP BY buyer, supplier
