-- id: P52d
-- kind: lead
-- job: concentration
-- severity: 0.5
-- paragraph: 52
-- title.ru: Первый поставщик год за годом
-- title.kk: Жыл сайын бірінші өнім беруші
-- title.en: On top year after year
-- why.ru: Один и тот же первый поставщик несколько лет подряд может означать устойчивое предпочтение.
-- why.kk: Бірнеше жыл қатарынан бір өнім берушінің бірінші болуы тұрақты артықшылық беруді білдіруі мүмкін.
-- why.en: The same supplier on top for years may mean a standing preference.
-- summary.ru: {subject}: крупнейший поставщик заказчика {other} ({slice}) лет подряд: {years_running}. В отчётном году доля {share}, договоров: {contracts}, на сумму {amount}. Требует проверки.
-- summary.kk: {subject}: {other} тапсырыс берушісінің ({slice}) ең ірі өнім берушісі, қатарынан жыл: {years_running}. Есепті жылы үлесі {share}, шарттар: {contracts}, сомасы {amount}. Тексеруді қажет етеді.
-- summary.en: {subject} is the largest supplier of {other} ({slice}), years running: {years_running}. In the year of the report its share is {share}, contracts: {contracts}, worth {amount}. Requires checking.
-- exceptions.ru: Срезы, где в отчётном году договоров мало или данных за прежние годы нет.
-- exceptions.kk: Есепті жылы шарттары аз немесе бұрынғы жылдардың деректері жоқ қималар.
-- exceptions.en: Slices with few contracts in the year of the report or without data of the years before.
-- clears.ru: Итоги закупок каждого года и число участников; условия, при которых поставщик выигрывал.
-- clears.kk: Әр жылғы сатып алу қорытындылары мен қатысушылар саны; өнім беруші жеңген шарттар.
-- clears.en: The results of each year's purchases and the number of bidders; the terms on which the supplier won.
-- innocent.ru: Лучшая цена в каждом честном конкурсе; монополия; долгосрочный договор.
-- innocent.kk: Әр әділ конкурстағы ең тиімді баға; монополия; ұзақ мерзімді шарт.
-- innocent.en: The best price in every fair tender; a monopoly; a long-term contract.
-- basis: Anti-corruption Standard, paragraph 52
-- assumptions.ru: Достаточно договоров должно быть только в году отчёта; при равных суммах первым считается меньший номер.
-- assumptions.kk: Шарттар тек есепті жылы жеткілікті болуы керек; сомалар тең болса, кіші нөмір бірінші.
-- assumptions.en: Only the year of the report has to have enough contracts; of equal amounts the lower number is on top.
-- inputs: contracts
-- optional: suppliers
-- of: slices
-- population: slices
-- gaps: few_contracts, no_history
-- opens: holder
-- looks_back_years: years
-- identity: subject, other, slice
-- param.years: integer | 3 | years running, the year of the report among them
-- param.min_contracts: integer | 5 | shared | least number of contracts in a slice that is evaluated
WITH ever AS (
    SELECT customer_bin, slice_kind, slice, min(supplier_id) AS supplier_id, arg_max(tiyn, year) AS tiyn, count(*) AS years
    FROM slice_top
    WHERE year > $year - $years
    GROUP BY customer_bin, slice_kind, slice
    HAVING count(DISTINCT supplier_id) = 1 AND count(*) = $years
), held AS (
    SELECT e.*, m.tiyn AS whole
    FROM ever AS e
    JOIN slice_measure AS m USING (customer_bin, slice_kind, slice)
    WHERE m.contracts >= $min_contracts
)
SELECT
    'lead' AS kind,
    'supplier' AS subject_kind,
    h.supplier_id AS subject_id,
    'customer' AS other_kind,
    h.customer_bin AS other_id,
    min(c.signed_on) AS date_from,
    max(c.signed_on) AS date_to,
    sum(c.value) AS amount,
    count(*) AS contracts,
    CAST(any_value(h.tiyn) AS DOUBLE) / CAST(any_value(h.whole) AS DOUBLE) AS share,
    slice_text(h.slice_kind, h.slice) AS slice,
    'confirmed' AS confidence,
    to_json({'years_running': CAST(any_value(h.years) AS VARCHAR), 'lawful': CAST(coalesce(sum(c.value) FILTER (WHERE c.lawful), 0) AS VARCHAR)}) AS detail,
    steps('contract', largest_rows(list(c.src ORDER BY c.value DESC, id_order(c.contract_id), c.src))) AS evidence
FROM held AS h
JOIN slice_contract AS c USING (customer_bin, slice_kind, slice, supplier_id)
GROUP BY h.customer_bin, h.slice_kind, h.slice, h.supplier_id
