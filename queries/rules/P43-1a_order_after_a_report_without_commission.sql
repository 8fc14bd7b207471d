-- id: P43-1a
-- kind: violation
-- job: protect
-- paragraph: 43(1)
-- identity: subject, other
-- inputs: reporters, personnel_orders

-- For three years after somebody reported, an order on the employer's initiative goes through
-- the commission first. Not flagged: an order the person asked for or the law demands, one the
-- commission looked at on or before its day, one of the day after three years.
SELECT
    o.iin AS subject_id,
    o.order_id AS other_id,
    o.date AS date,
    o.kind AS kind,
    max(r.reported_on) AS reported_on,
    [step('register', o.src)] || list(step('register', r.src) ORDER BY r.reported_on, r.src) AS evidence
FROM personnel_orders AS o
JOIN reporters AS r ON r.iin = o.iin AND o.date BETWEEN r.reported_on AND CAST(r.reported_on + INTERVAL 3 YEAR AS DATE)
WHERE o.initiative = 'employer' AND o.date <= $as_of AND (o.commission_on IS NULL OR o.commission_on > o.date)
GROUP BY o.src, o.iin, o.order_id, o.date, o.kind
