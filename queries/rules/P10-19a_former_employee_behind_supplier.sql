-- id: P10-19a
-- kind: lead
-- job: scan
-- severity: 0.6
-- paragraph: 10(19)
-- title.ru: Бывший работник стоит за поставщиком
-- title.kk: Өнім берушінің артында бұрынғы қызметкер тұр
-- title.en: Former employee behind a supplier
-- why.ru: Стандарт запрещает использовать преимущества ранее занимаемой должности в личных интересах.
-- why.kk: Стандарт бұрын атқарған лауазымның артықшылықтарын жеке мүддеге пайдалануға тыйым салады.
-- why.en: The Standard bans using the advantages of a former post for private interest.
-- summary.ru: {subject}, оставивший(ая) службу {left}, в день договора связан(а) с поставщиком {other} ({how}). Договоров: {contracts}, на сумму {amount}. Требует проверки.
-- summary.kk: {subject} қызметтен {left} кеткен, шарт күні {other} өнім берушісімен байланысты ({how}). Шарттар: {contracts}, сомасы {amount}. Тексеруді қажет етеді.
-- summary.en: {subject}, who left office on {left}, was tied to the supplier {other} ({how}) on the day of the contract. Contracts: {contracts}, worth {amount}. Requires checking.
-- exceptions.ru: Со дня ухода прошло больше срока; в день договора занята любая должность; только технические должности.
-- exceptions.kk: Кеткен күннен бері мерзімнен көп уақыт өтті; шарт күні кез келген лауазымда; тек техникалық лауазымдар.
-- exceptions.en: More than the term has passed; any post is held on the day; technical posts only.
-- clears.ru: Протоколы, что бывший работник не влиял на закупку; конкурентный способ без связи с прежним подразделением.
-- clears.kk: Бұрынғы қызметкердің сатып алуға әсер етпегені туралы хаттамалар; бәсекелі тәсіл.
-- clears.en: Minutes showing no influence on the purchase; a competitive method without ties to the former unit.
-- innocent.ru: Специалист ушёл в отрасль и победил на открытом конкурсе.
-- innocent.kk: Маман салаға кетіп, ашық конкурста жеңген.
-- innocent.en: A specialist moved to industry and won an open tender.
-- basis: Anti-corruption Standard, paragraph 10(19)
-- assumptions.ru: Стандарт не называет срока; 24 месяца — параметр.
-- assumptions.kk: Стандарт мерзімді атамайды; 24 ай — параметр.
-- assumptions.en: The Standard gives no term; 24 months is a parameter.
-- inputs: roster, contracts, supplier_people
-- optional: suppliers, disclosures
-- of: people
-- population: leavers
-- beside: suppliers_of_nobody_known
-- identity: subject, other
-- looks_back: months
-- param.min_effective_share: number | 0.05 | shared | least share, directly and through companies, that ties a person to a supplier
-- param.months: integer | 12 | months of contracts before the as-of day
-- param.left_months: integer | 24 | months since the last in-scope post ended
WITH hit AS (
    SELECT
        t.person, t.supplier_id, t.root, t.signed_on, t.value, t.contract_src,
        arg_min({'how': t.how, 'share': t.share, 'links': t.links}, {'h': how_order(t.how), 'f': t.tied_from, 't': t.tied_to}) AS t
    FROM tied_contracts(CAST($as_of - to_months(CAST($months AS INTEGER)) AS DATE) + 1, $as_of, $min_effective_share) AS t
    SEMI JOIN roster ON roster.iin = t.person
    ANTI JOIN post AS now ON now.iin = t.person AND t.signed_on BETWEEN now.date_from AND now.date_to
    GROUP BY t.person, t.supplier_id, t.root, t.signed_on, t.value, t.contract_src
), left_office AS (
    SELECT hit.*, max(p.date_to) AS left_on, arg_max(p.src, {'t': p.date_to, 'o': -p.ord}) AS post
    FROM hit
    JOIN post AS p ON p.iin = hit.person AND p.in_scope AND p.date_to < hit.signed_on
    GROUP BY ALL
    HAVING max(p.date_to) + to_months(CAST($left_months AS INTEGER)) >= hit.signed_on
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    person AS subject_id,
    arg_min(post, {'d': signed_on, 'r': id_order(root)}) AS post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    'self' AS tie,
    min(signed_on) AS date_from,
    max(signed_on) AS date_to,
    sum(value) AS amount,
    count(*) AS contracts,
    max(t.share) AS share,
    'confirmed' AS confidence,
    max(tie_weight(t.how, t.share)) AS weight,
    to_json({'how': arg_min(t.how, {'h': how_order(t.how), 'd': signed_on}), 'left': CAST(max(left_on) AS VARCHAR)}) AS detail,
    [step('post', arg_min(post, {'d': signed_on, 'r': id_order(root)}))]
        || flatten(list(steps(tie_part(t.how), t.links) ORDER BY signed_on, id_order(root)))
        || steps('contract', list(contract_src ORDER BY signed_on, id_order(root))) AS evidence
FROM left_office
GROUP BY person, supplier_id
