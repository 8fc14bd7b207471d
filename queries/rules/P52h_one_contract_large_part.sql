-- id: P52h
-- kind: lead
-- job: concentration
-- severity: 0.5
-- paragraph: 52
-- title.ru: Один договор - большая часть года
-- title.kk: Бір шарт - жыл сомасының үлкен бөлігі
-- title.en: One contract is a large part of the year
-- why.ru: Один договор, который забирает большую часть закупок года, решает их исход; способ и выбор поставщика стоит проверить первыми.
-- why.kk: Жыл сатып алуының үлкен бөлігін алатын бір шарт олардың нәтижесін шешеді; тәсілі мен өнім берушінің таңдалуын алдымен тексерген жөн.
-- why.en: One contract that takes a large part of the year's purchases decides them; its method and the choice of the supplier are worth checking first.
-- summary.ru: У {subject} договор на {share} всех закупок заказчика {other} за год. Таких договоров: {contracts}, на сумму {amount}. Требует проверки.
-- summary.kk: {subject} - {other} тапсырыс берушісінің бір жылғы сатып алуының {share} бір шартпен. Мұндай шарттар: {contracts}, сомасы {amount}. Тексеруді қажет етеді.
-- summary.en: {subject} has a contract for {share} of all that {other} bought in the year. Such contracts: {contracts}, worth {amount}. Requires checking.
-- exceptions.ru: Заказчики, у которых договоров меньше порога; договоры других лет, удалённые, незаключённые или без положительной суммы.
-- exceptions.kk: Шарттары шектен аз тапсырыс берушілер; басқа жылдардың, жойылған, жасалмаған немесе оң сомасы жоқ шарттар.
-- exceptions.en: Customers with fewer contracts than the threshold; contracts of other years, deleted, unconcluded or without a positive amount.
-- clears.ru: Обоснование способа и протокол итогов этой закупки; число участников.
-- clears.kk: Осы сатып алу тәсілінің негіздемесі мен қорытынды хаттамасы; қатысушылар саны.
-- clears.en: The grounds for the method and the protocol of this purchase; the number of bidders.
-- innocent.ru: Крупный объект после честного конкурса; многолетний договор; поставщик, названный законом.
-- innocent.kk: Адал конкурстан кейінгі ірі нысан; көпжылдық шарт; заңда аталған өнім беруші.
-- innocent.en: A large project after a fair tender; a contract of several years; a supplier named by law.
-- basis: Anti-corruption Standard, paragraph 52
-- assumptions.ru: Стандарт не называет числа; 10 % года - параметр.
-- assumptions.kk: Стандарт санды атамайды; жылдың 10 % - параметр.
-- assumptions.en: The Standard names no number; 10% of the year is a parameter.
-- inputs: contracts
-- optional: suppliers
-- of: contracts
-- population: contracts
-- gaps: few_contracts_of_customer
-- identity: subject, other, slice
-- param.share: number | 0.1 | least share of the customer's amount of the year in one contract
-- param.min_contracts: integer | 5 | shared | least number of contracts in a slice that is evaluated
WITH year_of AS (
    SELECT customer_bin, sum(tiyn) AS whole
    FROM counted
    GROUP BY customer_bin
    HAVING count(*) >= $min_contracts
), large AS (
    SELECT c.*, y.whole
    FROM counted AS c
    JOIN year_of AS y USING (customer_bin)
    WHERE reaches(c.tiyn, $share, y.whole)
)
SELECT
    'lead' AS kind,
    'supplier' AS subject_kind,
    supplier_id AS subject_id,
    'customer' AS other_kind,
    customer_bin AS other_id,
    min(signed_on) AS date_from,
    max(signed_on) AS date_to,
    sum(value) AS amount,
    count(*) AS contracts,
    CAST(max(tiyn) AS DOUBLE) / CAST(any_value(whole) AS DOUBLE) AS share,
    'all' AS slice,
    'confirmed' AS confidence,
    to_json({'slice_amount': CAST(tenge(any_value(whole)) AS VARCHAR),
        'lawful': CAST(coalesce(sum(value) FILTER (WHERE lawful), 0) AS VARCHAR)}) AS detail,
    steps('contract', largest_rows(list(src ORDER BY value DESC, id_order(contract_id), src))) AS evidence
FROM large
GROUP BY customer_bin, supplier_id
