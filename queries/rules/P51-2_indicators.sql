-- id: P51-2
-- kind: measure
-- job: concentration
-- severity: 0
-- paragraph: 51(2)
-- title.ru: Показатели закупок
-- title.kk: Сатып алу көрсеткіштері
-- title.en: Procurement indicators
-- why.ru: Стандарт велит следить за долей закупок из одного источника; доля дана тремя способами, потому что определения расходятся.
-- why.kk: Стандарт бір көзден сатып алу үлесін қадағалауды талап етеді; анықтамалар әртүрлі болғандықтан үлес үш тәсілмен берілген.
-- why.en: The Standard asks to watch the share bought from a single source; it is given in three ways because definitions differ.
-- summary.ru: Показатели заказчика {subject}.
-- summary.kk: {subject} тапсырыс берушісінің көрсеткіштері.
-- summary.en: Indicators of {subject}.
-- exceptions.ru: Договоры неизвестного способа не входят в знаменатель долей и показаны отдельно.
-- exceptions.kk: Тәсілі белгісіз шарттар үлестердің бөліміне кірмейді және бөлек көрсетілген.
-- exceptions.en: Contracts of an unknown method are not in the denominator of the shares and are shown apart.
-- clears.ru: Не требуется.
-- clears.kk: Қажет емес.
-- clears.en: Nothing to clear.
-- innocent.ru: Показатель сам по себе не нарушение.
-- innocent.kk: Көрсеткіштің өзі бұзушылық емес.
-- innocent.en: An indicator is no breach in itself.
-- basis: Anti-corruption Standard, paragraph 51(2)
-- assumptions.ru: Электронный магазин по статье 10(2) закона 2024 года — конкурентный способ и показан отдельно.
-- assumptions.kk: Электрондық дүкен 2024 жылғы заңның 10(2)-бабы бойынша бәсекелі тәсіл және бөлек көрсетілген.
-- assumptions.en: The e-shop counts as competitive by article 10(2) of the law of 2024 and is shown apart.
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
    now_.f.measure,
    now_.f.value,
    before.f.value,
    (now_.f.value - before.f.value) * CASE WHEN now_.f.is_share THEN 100 ELSE 1 END
FROM figures AS now_
LEFT JOIN figures AS before ON before.customer_bin = now_.customer_bin AND before.f.measure = now_.f.measure AND before.year = $year - 1
WHERE now_.year = $year
ORDER BY now_.customer_bin, now_.f.ord
