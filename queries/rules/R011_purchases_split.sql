-- id: R011
-- kind: lead
-- job: flags
-- severity: 0.5
-- paragraph: 52
-- inputs: none
-- optional: contracts
-- of: contracts
-- population: deals
-- identity: subject, slice
-- param.digits: integer | 4
-- param.days: integer | 30
-- param.limit: optional number | none
-- param.exclude_methods: text | none | shared
-- param.currency: text | none | shared
WITH small AS (
    SELECT buyer, purchase, item[1:CAST($digits AS INTEGER)] AS item, coalesce(CAST($limit AS DECIMAL(38, 2)), min(most)) AS most,
        sum(amount) AS amount, min(day) AS day, min(src) AS src, min(part) AS part
    FROM deal
    WHERE competitive IS DISTINCT FROM true AND buyer IS NOT NULL AND day IS NOT NULL AND length(item) >= $digits
    GROUP BY buyer, purchase, item[1:CAST($digits AS INTEGER)]
), below AS (
    SELECT * FROM small WHERE amount <= most
), window_sum AS (
    SELECT *, sum(amount) OVER near AS together, count(*) OVER near AS purchases, min(day) OVER near AS first_day
    FROM below
    WINDOW near AS (PARTITION BY buyer, item, most ORDER BY day RANGE BETWEEN to_days(CAST($days AS INTEGER)) PRECEDING AND CURRENT ROW)
), over AS (
    SELECT buyer, item, most, day, first_day, together, purchases
    FROM window_sum
    WHERE purchases > 1 AND together > most
), concerned AS (
    SELECT DISTINCT b.buyer, b.item, b.purchase, b.amount, b.day, b.src, b.part, b.most
    FROM below AS b
    JOIN over AS o ON o.buyer = b.buyer AND o.item = b.item AND o.most = b.most AND b.day BETWEEN o.first_day AND o.day
), total AS (
    SELECT buyer, item, count(DISTINCT purchase) AS purchases, sum(amount) AS amount, min(day) AS date_from, max(day) AS date_to, max(most) AS most,
        list({'what': part, 'src': src} ORDER BY day, src)[1:200] AS rows
    FROM concerned
    GROUP BY buyer, item
)
SELECT
    'lead' AS kind,
    'buyer' AS subject_kind,
    buyer AS subject_id,
    'process' AS other_kind,
    '' AS other_id,
    date_from,
    date_to,
    amount,
    purchases AS contracts,
    'category' || CAST($digits AS VARCHAR) || '=' || item AS slice,
    'inferred' AS confidence,
    to_json({'value': CAST(purchases AS VARCHAR), 'item': item, 'limit_amount': CAST(most AS VARCHAR), 'days': CAST($days AS VARCHAR)}) AS detail,
    rows AS evidence
FROM total
