-- id: P52a
-- kind: lead
-- job: concentration
-- severity: 0.6
-- paragraph: 52
-- title.ru: Значительная доля у одного поставщика
-- title.kk: Бір өнім берушідегі елеулі үлес
-- title.en: One supplier holds a significant share
-- why.ru: Сосредоточение договоров у одного поставщика может означать, что конкуренции нет или её обходят; Стандарт велит выявлять такие случаи ежегодно.
-- why.kk: Шарттардың бір өнім берушіге шоғырлануы бәсекенің жоқтығын не айналып өтілуін білдіруі мүмкін; Стандарт мұндай жағдайларды жыл сайын анықтауды талап етеді.
-- why.en: Contracts gathered in one hand may mean that competition is missing or avoided; the Standard asks to find such cases every year.
-- summary.ru: {subject}: {share} закупок заказчика {other} ({slice}), {level}. Договоров: {contracts}, на сумму {amount}; из них по основаниям, где поставщика называет закон: {lawful}. Требует проверки.
-- summary.kk: {subject}: {other} тапсырыс берушісінің сатып алуының {share} ({slice}), {level}. Шарттар: {contracts}, сомасы {amount}; оның ішінде өнім берушіні заң атайтын негіздер бойынша: {lawful}. Тексеруді қажет етеді.
-- summary.en: {subject} holds {share} of what {other} bought ({slice}), {level}. Contracts: {contracts}, worth {amount}; of these under grounds by which the law names the supplier: {lawful}. Requires checking.
-- exceptions.ru: Срезы, где договоров меньше порога; договоры иных лет, удалённые, незаключённые и без положительной суммы.
-- exceptions.kk: Шарттары шектен аз қималар; өзге жылдардың, жойылған, жасалмаған және оң сомасы жоқ шарттар.
-- exceptions.en: Slices with fewer contracts than the threshold; contracts of other years, deleted, unconcluded or without a positive amount.
-- clears.ru: Обоснование выбора способа и поставщика по договорам среза; сведения о том, что других поставщиков на рынке нет.
-- clears.kk: Қимадағы шарттар бойынша тәсіл мен өнім берушіні таңдау негіздемесі; нарықта басқа өнім беруші жоқ екені туралы мәлімет.
-- clears.en: The grounds for the method and the supplier of these contracts; proof that the market has no other supplier.
-- innocent.ru: Естественная монополия; единственный на рынке производитель; один крупный договор по итогам честного конкурса.
-- innocent.kk: Табиғи монополия; нарықтағы жалғыз өндіруші; әділ конкурс қорытындысындағы бір ірі шарт.
-- innocent.en: A natural monopoly; the only maker on the market; one large contract after a fair tender.
-- basis: Anti-corruption Standard, paragraph 52; levels after Entrepreneurial Code article 172 (35%, 50%)
-- assumptions.ru: Стандарт не называет числа для значительной доли; 35 % — порог доминирования Предпринимательского кодекса.
-- assumptions.kk: Стандарт елеулі үлестің санын атамайды; 35 % — Кәсіпкерлік кодекстің үстемдік шегі.
-- assumptions.en: The Standard names no number for a significant share; 35% is the dominance threshold of the Entrepreneurial Code.
-- inputs: contracts
-- optional: suppliers
-- of: slices
-- population: slices
-- gaps: few_contracts
-- opens: holder
-- holders_from: share
-- marks: notice, share, very_high
-- identity: subject, other, slice
-- param.share: number | 0.35 | least share of the slice by amount that is significant
-- param.notice: number | 0.15 | share from which a share is called noticeable
-- param.very_high: number | 0.5 | share from which a share is called very high
-- param.min_contracts: integer | 5 | shared | least number of contracts in a slice that is evaluated
WITH held AS (
    SELECT
        m.customer_bin, m.slice_kind, m.slice, h.id AS supplier_id, h.contracts, h.tiyn, m.tiyn AS whole,
        CASE
            WHEN reaches(h.tiyn, $very_high, m.tiyn) THEN 'very_high'
            WHEN reaches(h.tiyn, greatest($share, $notice), m.tiyn) THEN 'high'
            ELSE 'notice'
        END AS level
    FROM slice_measure AS m
    JOIN slice_holder AS h USING (customer_bin, slice_kind, slice)
    WHERE h.identity = 'supplier' AND m.contracts >= $min_contracts AND reaches(h.tiyn, $share, m.tiyn)
)
SELECT
    'lead' AS kind,
    'supplier' AS subject_kind,
    h.supplier_id AS subject_id,
    'customer' AS other_kind,
    h.customer_bin AS other_id,
    min(c.signed_on) AS date_from,
    max(c.signed_on) AS date_to,
    tenge(any_value(h.tiyn)) AS amount,
    any_value(h.contracts) AS contracts,
    CAST(any_value(h.tiyn) AS DOUBLE) / CAST(any_value(h.whole) AS DOUBLE) AS share,
    slice_text(h.slice_kind, h.slice) AS slice,
    'confirmed' AS confidence,
    to_json({'level': any_value(h.level), 'slice_amount': CAST(tenge(any_value(h.whole)) AS VARCHAR),
        'lawful': CAST(coalesce(sum(c.value) FILTER (WHERE c.lawful), 0) AS VARCHAR)}) AS detail,
    steps('contract', largest_rows(list(c.src ORDER BY c.value DESC, id_order(c.contract_id), c.src))) AS evidence
FROM held AS h
JOIN slice_contract AS c USING (customer_bin, slice_kind, slice, supplier_id)
GROUP BY h.customer_bin, h.slice_kind, h.slice, h.supplier_id
