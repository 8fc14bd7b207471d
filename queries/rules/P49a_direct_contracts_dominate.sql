-- id: P49a
-- kind: lead
-- job: concentration
-- severity: 0.5
-- paragraph: 49
-- title.ru: Преобладают прямые договоры
-- title.kk: Тікелей шарттар басым
-- title.en: Direct contracts dominate
-- why.ru: Прямое заключение - исключение из конкуренции; когда оно становится правилом, растёт риск сговора и завышения цены.
-- why.kk: Тікелей жасасу - бәсекеден ерекше жағдай; ол қағидаға айналса, сөз байласу мен бағаны көтеру қаупі артады.
-- why.en: A direct contract is the exception from competition; where it becomes the rule, the risk of collusion and high prices grows.
-- summary.ru: {subject} ({slice}): прямые договоры - {share} суммы известными способами. Прямых договоров: {contracts}, на сумму {amount}, всего {unit_contracts}. По основаниям: {grounds}. Требует проверки.
-- summary.kk: {subject} ({slice}): тікелей шарттар - белгілі тәсілдердегі соманың {share}. Тікелей шарттар: {contracts}, сомасы {amount}, барлығы {unit_contracts}. Негіздер бойынша: {grounds}. Тексеруді қажет етеді.
-- summary.en: {subject} ({slice}): direct contracts are {share} of the amount bought by known methods. Direct contracts: {contracts}, worth {amount}, of {unit_contracts} in all. By ground: {grounds}. Requires checking.
-- exceptions.ru: Подразделения, где договоров мало; договоры неизвестного способа не входят ни в долю, ни в число.
-- exceptions.kk: Шарттары аз бөлімшелер; тәсілі белгісіз шарттар үлеске де, санға да кірмейді.
-- exceptions.en: Units with few contracts; contracts of an unknown method are neither in the share nor in the number.
-- clears.ru: Основание каждого прямого договора с подтверждением; утверждённый план закупок.
-- clears.kk: Әр тікелей шарттың расталған негізі; бекітілген сатып алу жоспары.
-- clears.en: The ground of every direct contract with its proof; the approved plan.
-- innocent.ru: Коммунальные услуги и связь; чрезвычайная ситуация; отдалённость подразделения.
-- innocent.kk: Коммуналдық қызметтер мен байланыс; төтенше жағдай; бөлімшенің шалғайлығы.
-- innocent.en: Utilities and telephony; an emergency; the remoteness of the unit.
-- basis: Anti-corruption Standard, paragraph 49; public procurement law of 2024, article 16
-- assumptions.ru: Стандарт не называет числа; взята половина суммы.
-- assumptions.kk: Стандарт санды атамайды; соманың жартысы алынды.
-- assumptions.en: The Standard names no number; half of the amount is taken.
-- inputs: contracts
-- optional: units
-- of: units
-- population: customers_and_units
-- gaps: few_known_contracts
-- beside: contracts_without_unit
-- opens: direct_of_unit
-- identity: subject, other, slice
-- param.direct: number | 0.5 | least share of direct contracts by amount
-- param.min_contracts: integer | 5 | shared | least number of contracts of a unit that is evaluated
WITH known AS (
    SELECT *, method_class = 'single_source_direct' AS is_direct
    FROM counted
    WHERE method_class <> 'unknown'
), scope AS (
    SELECT *, unit_key AS part_of FROM known WHERE unit_key IS NOT NULL
    UNION ALL
    SELECT *, '' AS part_of FROM known
), bought_by AS (
    SELECT
        customer_bin, part_of, count(*) AS contracts, sum(tiyn) AS whole,
        sum(tiyn) FILTER (WHERE is_direct) AS direct
    FROM scope
    GROUP BY customer_bin, part_of
    HAVING count(*) >= $min_contracts
), heavy AS (
    SELECT * FROM bought_by WHERE direct > 0 AND reaches(direct, $direct, whole)
), ground AS (
    SELECT customer_bin, part_of, coalesce(ground, '—') AS ground, count(*) AS contracts, sum(value) AS amount
    FROM scope
    SEMI JOIN heavy USING (customer_bin, part_of)
    WHERE is_direct
    GROUP BY ALL
), grounds AS (
    SELECT customer_bin, part_of,
        string_agg(ground || ' × ' || contracts || ' = ' || CAST(amount AS VARCHAR) || ' ₸', '; ' ORDER BY amount DESC, ground) AS grounds
    FROM ground
    GROUP BY customer_bin, part_of
)
SELECT
    'lead' AS kind,
    'customer' AS subject_kind,
    h.customer_bin AS subject_id,
    CASE WHEN h.part_of = '' THEN '' ELSE 'unit' END AS other_kind,
    h.part_of AS other_id,
    min(c.signed_on) AS date_from,
    max(c.signed_on) AS date_to,
    sum(c.value) AS amount,
    count(*) AS contracts,
    CAST(any_value(h.direct) AS DOUBLE) / CAST(any_value(h.whole) AS DOUBLE) AS share,
    CASE WHEN h.part_of = '' THEN 'all' ELSE 'unit=' || h.part_of END AS slice,
    'confirmed' AS confidence,
    to_json({'grounds': any_value(g.grounds), 'unit_contracts': CAST(any_value(h.contracts) AS VARCHAR),
        'slice_amount': CAST(tenge(any_value(h.whole)) AS VARCHAR)}) AS detail,
    steps('direct_contract', largest_rows(list(c.src ORDER BY c.value DESC, id_order(c.contract_id), c.src))) AS evidence
FROM heavy AS h
JOIN scope AS c ON c.customer_bin = h.customer_bin AND c.part_of = h.part_of AND c.is_direct
JOIN grounds AS g ON g.customer_bin = h.customer_bin AND g.part_of = h.part_of
GROUP BY h.customer_bin, h.part_of
