-- id: P51-2
-- kind: measure
-- job: concentration
-- severity: 0
-- paragraph: 51(2)
-- inputs: contracts
-- optional: bids
-- of: customers
-- gives: indicators
-- population: customers
WITH lot AS (
    SELECT announcement_id, coalesce(lot_id, '') AS lot_id, count(DISTINCT coalesce(bid_id, supplier_id)) AS bids
    FROM bids
    GROUP BY announcement_id, coalesce(lot_id, '')
), announced AS (
    SELECT DISTINCT customer_bin, year, announcement_id
    FROM bought
    WHERE announcement_id IS NOT NULL AND year IN ($year, $year - 1)
), offered AS (
    SELECT a.customer_bin, a.year, CAST(sum(l.bids) AS DOUBLE) / count(*) AS bids_per_lot, count(*) FILTER (WHERE l.bids = 1) / CAST(count(*) AS DOUBLE) AS single_bid_share
    FROM announced AS a
    JOIN lot AS l USING (announcement_id)
    GROUP BY a.customer_bin, a.year
), summed AS (
    SELECT
        customer_bin, year,
        count(*) AS contracts,
        count(DISTINCT supplier_id) AS suppliers,
        sum(value) AS amount,
        count(*) FILTER (WHERE method_class <> 'unknown') AS known_n,
        coalesce(sum(value) FILTER (WHERE method_class <> 'unknown'), 0) AS known,
        count(*) FILTER (WHERE method_class = 'single_source_direct') AS direct_n,
        coalesce(sum(value) FILTER (WHERE method_class = 'single_source_direct'), 0) AS direct,
        count(*) FILTER (WHERE method_class = 'single_source_failed') AS failed_n,
        coalesce(sum(value) FILTER (WHERE method_class = 'single_source_failed'), 0) AS failed,
        count(*) FILTER (WHERE method_class = 'e_shop') AS shop_n,
        coalesce(sum(value) FILTER (WHERE method_class = 'e_shop'), 0) AS shop,
        count(*) FILTER (WHERE method_class = 'competitive') AS open_n,
        coalesce(sum(value) FILTER (WHERE method_class = 'competitive'), 0) AS open,
        count(*) FILTER (WHERE method_class IN ('competitive', 'e_shop')) AS both_n,
        coalesce(sum(value) FILTER (WHERE method_class IN ('competitive', 'e_shop')), 0) AS both
    FROM bought
    WHERE year IN ($year, $year - 1)
    GROUP BY customer_bin, year
), figures AS (
    SELECT
        s.customer_bin,
        s.year,
        unnest([
            {'ord': 1, 'measure': 'contracts', 'is_share': false, 'value': CAST(s.contracts AS DOUBLE)},
            {'ord': 2, 'measure': 'amount', 'is_share': false, 'value': CAST(s.amount AS DOUBLE)},
            {'ord': 3, 'measure': 'suppliers', 'is_share': false, 'value': CAST(s.suppliers AS DOUBLE)},
            {'ord': 4, 'measure': 'suppliers_per_100_contracts', 'is_share': false, 'value': 100 * CAST(s.suppliers AS DOUBLE) / s.contracts},
            {'ord': 5, 'measure': 'bids_per_lot', 'is_share': false, 'value': o.bids_per_lot},
            {'ord': 6, 'measure': 'single_bid_share', 'is_share': true, 'value': o.single_bid_share},
            {'ord': 7, 'measure': 'single_source_direct_amount', 'is_share': true, 'value': CAST(s.direct AS DOUBLE) / NULLIF(CAST(s.known AS DOUBLE), 0)},
            {'ord': 8, 'measure': 'single_source_direct_count', 'is_share': true, 'value': CAST(s.direct_n AS DOUBLE) / NULLIF(s.known_n, 0)},
            {'ord': 9, 'measure': 'single_source_direct_failed_amount', 'is_share': true, 'value': CAST(s.direct + s.failed AS DOUBLE) / NULLIF(CAST(s.known AS DOUBLE), 0)},
            {'ord': 10, 'measure': 'single_source_direct_failed_count', 'is_share': true, 'value': CAST(s.direct_n + s.failed_n AS DOUBLE) / NULLIF(s.known_n, 0)},
            {'ord': 11, 'measure': 'single_source_direct_failed_e_shop_amount', 'is_share': true, 'value': CAST(s.direct + s.failed + s.shop AS DOUBLE) / NULLIF(CAST(s.known AS DOUBLE), 0)},
            {'ord': 12, 'measure': 'single_source_direct_failed_e_shop_count', 'is_share': true, 'value': CAST(s.direct_n + s.failed_n + s.shop_n AS DOUBLE) / NULLIF(s.known_n, 0)},
            {'ord': 13, 'measure': 'e_shop_amount', 'is_share': true, 'value': CAST(s.shop AS DOUBLE) / NULLIF(CAST(s.known AS DOUBLE), 0)},
            {'ord': 14, 'measure': 'e_shop_count', 'is_share': true, 'value': CAST(s.shop_n AS DOUBLE) / NULLIF(s.known_n, 0)},
            {'ord': 15, 'measure': 'competitive_amount', 'is_share': true, 'value': CAST(s.both AS DOUBLE) / NULLIF(CAST(s.known AS DOUBLE), 0)},
            {'ord': 16, 'measure': 'competitive_count', 'is_share': true, 'value': CAST(s.both_n AS DOUBLE) / NULLIF(s.known_n, 0)},
            {'ord': 17, 'measure': 'competitive_without_e_shop_amount', 'is_share': true, 'value': CAST(s.open AS DOUBLE) / NULLIF(CAST(s.known AS DOUBLE), 0)},
            {'ord': 18, 'measure': 'competitive_without_e_shop_count', 'is_share': true, 'value': CAST(s.open_n AS DOUBLE) / NULLIF(s.known_n, 0)},
            {'ord': 19, 'measure': 'unknown_method_amount', 'is_share': true, 'value': CAST(s.amount - s.known AS DOUBLE) / CAST(s.amount AS DOUBLE)},
            {'ord': 20, 'measure': 'unknown_method_count', 'is_share': true, 'value': CAST(s.contracts - s.known_n AS DOUBLE) / s.contracts}
        ]) AS f
    FROM summed AS s
    LEFT JOIN offered AS o USING (customer_bin, year)
)
SELECT
    now_.customer_bin,
    now_.f.measure AS measure,
    now_.f.value AS value,
    before.f.value AS previous,
    (now_.f.value - before.f.value) * CASE WHEN now_.f.is_share THEN 100 ELSE 1 END AS change
FROM figures AS now_
LEFT JOIN figures AS before ON before.customer_bin = now_.customer_bin AND before.f.measure = now_.f.measure AND before.year = $year - 1
WHERE now_.year = $year
ORDER BY now_.customer_bin, now_.f.ord
