-- id: P49d
-- kind: lead
-- job: concentration
-- severity: 0.6
-- paragraph: 49
-- title.ru: Несостоявшиеся закупки кончаются одним поставщиком
-- title.kk: Өтпеген сатып алулар бір өнім берушімен аяқталады
-- title.en: Failed tenders end with one supplier
-- why.ru: Конкурс, который раз за разом не состоялся и кончился прямым договором с одним и тем же, мог быть сорван намеренно.
-- why.kk: Қайта-қайта өтпей, бір өнім берушімен тікелей шартпен аяқталатын конкурс әдейі бұзылуы мүмкін.
-- why.en: A tender that fails again and again and ends in a contract with the same firm may have been made to fail.
-- summary.ru: {subject}: после несостоявшихся закупок, задуманных конкурентными, договоров из одного источника с {other} - {contracts}, на сумму {amount}. Плановые способы: {planned}. Требует проверки.
-- summary.kk: {subject}: бәсекелі деп жоспарланып өтпеген сатып алудан кейін {other} өнім берушісімен бір көзден жасалған шарттар - {contracts}, сомасы {amount}. Жоспарлы тәсілдер: {planned}. Тексеруді қажет етеді.
-- summary.en: {subject}: {contracts} contracts from a single source with {other}, worth {amount}, after failed purchases that were planned as competitive. Planned methods: {planned}. Requires checking.
-- exceptions.ru: Договоры, плановый способ которых не конкурентный или не указан; меньше договоров, чем порог.
-- exceptions.kk: Жоспарлы тәсілі бәсекелі емес не көрсетілмеген шарттар; шектен аз шарттар.
-- exceptions.en: Contracts whose planned method is not competitive or not stated; fewer contracts than the threshold.
-- clears.ru: Протоколы несостоявшихся закупок и причины; разъяснения и изменения документации.
-- clears.kk: Өтпеген сатып алу хаттамалары мен себептері; құжаттамаға түсіндірмелер мен өзгерістер.
-- clears.en: The protocols of the failed purchases and the reasons; clarifications and changes of the documents.
-- innocent.ru: На рынке один желающий; малые суммы; сжатые сроки финансирования.
-- innocent.kk: Нарықта жалғыз ниет білдіруші; шағын сомалар; қаржыландырудың қысқа мерзімі.
-- innocent.en: One willing supplier on the market; small sums; money that came late.
-- basis: Anti-corruption Standard, paragraph 49; public procurement law of 2024
-- assumptions.ru: Способ 6 портала — договор из одного источника по несостоявшейся закупке.
-- assumptions.kk: Порталдың 6-тәсілі — өтпеген сатып алу бойынша бір көзден жасалған шарт.
-- assumptions.en: The portal's method 6 is a contract from a single source after a failed purchase.
-- inputs: contracts
-- optional: supplier_people, suppliers, family_links
-- of: contracts
-- population: failed_purchases
-- gaps: no_planned_method
-- identity: subject, other, slice
-- param.times: integer | 3 | least number of such contracts in the year
WITH failed AS (
    SELECT c.*, coalesce(c.group_id, c.supplier_id) AS identity, coalesce(NULLIF(p.method, ''), p.method_id) AS planned
    FROM counted AS c
    JOIN trade_method AS p ON p.method_id = c.planned_method_id
    WHERE c.method_id = '6' AND p.class IN ('competitive', 'e_shop')
)
SELECT
    'lead' AS kind,
    'customer' AS subject_kind,
    customer_bin AS subject_id,
    CASE WHEN any_value(group_id) IS NULL THEN 'supplier' ELSE 'group' END AS other_kind,
    identity AS other_id,
    min(signed_on) AS date_from,
    max(signed_on) AS date_to,
    sum(value) AS amount,
    count(*) AS contracts,
    'all' AS slice,
    'confirmed' AS confidence,
    to_json({'planned': string_agg(DISTINCT planned, '; ' ORDER BY planned)}) AS detail,
    steps('failed_tender', largest_rows(list(src ORDER BY value DESC, id_order(contract_id), src))) AS evidence
FROM failed
GROUP BY customer_bin, identity
HAVING count(*) >= $times
