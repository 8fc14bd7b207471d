-- id: P52c
-- kind: lead
-- job: concentration
-- severity: 0.5
-- paragraph: 52
-- title.ru: Закупки среза делят немногие поставщики
-- title.kk: Қима сатып алуын аз өнім беруші бөліседі
-- title.en: Few suppliers share the slice
-- why.ru: Когда рынок заказчика делят трое или четверо и это не объясняется размером договоров, возможен раздел рынка или барьер для остальных.
-- why.kk: Тапсырыс берушінің нарығын үшеу не төртеу бөлісіп, оны шарттардың мөлшері түсіндірмесе, нарықты бөлісу не өзгелерге кедергі болуы мүмкін.
-- why.en: Where three or four share a customer's market and the sizes of the contracts do not explain it, they may have split the market or others may be kept out.
-- summary.ru: {subject} ({slice}): у трёх крупнейших поставщиков {cr3}, у четырёх {cr4}; избыточный HHI {hhi_excess}. Договоров: {contracts}, на сумму {amount}; из них по основаниям, где поставщика называет закон: {lawful}. Требует проверки.
-- summary.kk: {subject} ({slice}): ең ірі үш өнім берушіде {cr3}, төртеуінде {cr4}; артық HHI {hhi_excess}. Шарттар: {contracts}, сомасы {amount}; оның ішінде өнім берушіні заң атайтын негіздер бойынша: {lawful}. Тексеруді қажет етеді.
-- summary.en: {subject} ({slice}): the three largest suppliers hold {cr3}, the four largest {cr4}; excess HHI {hhi_excess}. Contracts: {contracts}, worth {amount}; of these under grounds by which the law names the supplier: {lawful}. Requires checking.
-- exceptions.ru: Срезы, где договоров мало или концентрация объясняется размером отдельных договоров (избыточный HHI ниже порога).
-- exceptions.kk: Шарттары аз немесе шоғырлануы жеке шарттардың мөлшерімен түсіндірілетін қималар (артық HHI шектен төмен).
-- exceptions.en: Slices with few contracts, or whose concentration follows from the sizes of single contracts (excess HHI below the threshold).
-- clears.ru: Число участников в закупках среза; причины, по которым других предложений не было.
-- clears.kk: Қимадағы сатып алуға қатысушылар саны; басқа ұсыныстардың болмау себептері.
-- clears.en: The number of bidders in these purchases; why there were no other offers.
-- innocent.ru: Узкий рынок с немногими производителями; рамочные договоры.
-- innocent.kk: Өндірушісі аз тар нарық; негіздемелік шарттар.
-- innocent.en: A narrow market with few makers; framework contracts.
-- basis: Anti-corruption Standard, paragraph 52; Entrepreneurial Code article 172 (three with 50%, four with 70%)
-- assumptions.ru: Пороги коллективного доминирования взяты как ориентир, по поставщикам, а не по группам.
-- assumptions.kk: Ұжымдық үстемдік шектері бағдар ретінде, топтар емес, өнім берушілер бойынша алынды.
-- assumptions.en: The thresholds of collective dominance are used as a reference point, by supplier and not by group.
-- inputs: contracts
-- optional: suppliers
-- of: slices
-- population: slices
-- gaps: few_contracts
-- opens: slice
-- identity: subject, other, slice
-- param.cr3: number | 0.5 | least share of the three largest suppliers
-- param.cr4: number | 0.7 | least share of the four largest suppliers
-- param.excess: number | 0.25 | least HHI in excess of what the sizes of the contracts make
-- param.min_contracts: integer | 5 | shared | least number of contracts in a slice that is evaluated
WITH few AS (
    SELECT *
    FROM slice_measure
    WHERE contracts >= $min_contracts AND suppliers >= 2 AND (reaches(cr3, $cr3, tiyn) OR reaches(cr4, $cr4, tiyn)) AND hhi_excess >= $excess
)
SELECT
    'lead' AS kind,
    'customer' AS subject_kind,
    f.customer_bin AS subject_id,
    '' AS other_kind,
    '' AS other_id,
    min(c.signed_on) AS date_from,
    max(c.signed_on) AS date_to,
    tenge(any_value(f.tiyn)) AS amount,
    any_value(f.contracts) AS contracts,
    CAST(any_value(f.cr3) AS DOUBLE) / CAST(any_value(f.tiyn) AS DOUBLE) AS share,
    slice_text(f.slice_kind, f.slice) AS slice,
    'confirmed' AS confidence,
    to_json({
        'cr3': printf('%.6f', CAST(any_value(f.cr3) AS DOUBLE) / CAST(any_value(f.tiyn) AS DOUBLE)),
        'cr4': printf('%.6f', CAST(any_value(f.cr4) AS DOUBLE) / CAST(any_value(f.tiyn) AS DOUBLE)),
        'hhi': printf('%.6f', any_value(f.hhi)),
        'hhi_excess': printf('%.6f', any_value(f.hhi_excess)),
        'suppliers': CAST(any_value(f.suppliers) AS VARCHAR),
        'lawful': CAST(coalesce(sum(c.value) FILTER (WHERE c.lawful), 0) AS VARCHAR)}) AS detail,
    steps('contract', largest_rows(list(c.src ORDER BY c.value DESC, id_order(c.contract_id), c.src))) AS evidence
FROM few AS f
JOIN slice_contract AS c USING (customer_bin, slice_kind, slice)
GROUP BY f.customer_bin, f.slice_kind, f.slice
