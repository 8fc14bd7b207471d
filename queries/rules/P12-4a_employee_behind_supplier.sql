-- id: P12-4a
-- kind: lead
-- job: scan
-- severity: 0.75
-- paragraph: 12(4)
-- title.ru: Работник стоит за поставщиком
-- title.kk: Өнім берушінің артында қызметкер тұр
-- title.en: Employee behind a supplier
-- why.ru: Работник, связанный с поставщиком, может влиять на выбор поставщика или приёмку в свою пользу.
-- why.kk: Өнім берушімен байланысты қызметкер таңдауға немесе қабылдауға өз пайдасына әсер етуі мүмкін.
-- why.en: An employee tied to a supplier may steer the choice of supplier or the acceptance to their own gain.
-- summary.ru: {subject} в день заключения договора связан(а) с поставщиком {other} ({how}). Договоров: {contracts}, на сумму {amount}. Требует проверки.
-- summary.kk: {subject} шарт жасалған күні {other} өнім берушісімен байланысты ({how}). Шарттар: {contracts}, сомасы {amount}. Тексеруді қажет етеді.
-- summary.en: {subject} was tied to the supplier {other} ({how}) on the day of signing. Contracts: {contracts}, worth {amount}. Requires checking.
-- exceptions.ru: Доля ниже порога; связь прекращена до дня договора; не на службе в этот день; удалённые и незаключённые договоры.
-- exceptions.kk: Шектен төмен үлес; шарт күніне дейін тоқтатылған байланыс; сол күні қызметте болмау; жойылған және жасалмаған шарттар.
-- exceptions.en: A share below the threshold; a tie that ended before the day; not in office that day; deleted and unconcluded contracts.
-- clears.ru: Выписка о прекращении роли или доли до дня договора; самоотвод и передача решения другому.
-- clears.kk: Шарт күніне дейін рөлдің не үлестің тоқтатылғаны туралы үзінді; өздігінен бас тарту.
-- clears.en: An extract that the role or stake ended before the day; a recusal and a decision by somebody else.
-- innocent.ru: Договор заключён другим подразделением на конкурсе; доля унаследована и объявлена; тёзка с ошибочным ИИН в реестре.
-- innocent.kk: Шартты басқа бөлімше конкурспен жасаған; үлес мұраға алынып, жарияланған; тізілімде ЖСН қате.
-- innocent.en: Another unit signed after a tender; the stake was inherited and declared; the register has a wrong IIN.
-- basis: Anti-corruption Standard, paragraphs 12(4), 10(13)
-- assumptions.ru: Роль руководителя, члена органа управления, представителя или бухгалтера связывает так же, как доля.
-- assumptions.kk: Басшы, басқару органының мүшесі, өкіл немесе есепші рөлі үлес сияқты байланыстырады.
-- assumptions.en: A role of head, board member, representative or accountant ties as a share does.
-- inputs: roster, contracts, supplier_people
-- optional: suppliers, disclosures
-- of: people
-- population: in_office_looking_back
-- beside: suppliers_of_nobody_known
-- identity: subject, other
-- looks_back: months
-- param.min_effective_share: number | 0.05 | shared | least share, directly and through companies, that ties a person to a supplier
-- param.months: integer | 12 | months of contracts before the as-of day
WITH hit AS (
    SELECT
        t.person, t.supplier_id, t.root, t.signed_on, t.value, t.contract_src,
        arg_min({'how': t.how, 'share': t.share, 'links': t.links, 'post': p.src},
            {'h': how_order(t.how), 'f': t.tied_from, 't': t.tied_to, 'o': p.ord}) AS b
    FROM tied_contracts(CAST($as_of - to_months(CAST($months AS INTEGER)) AS DATE) + 1, $as_of, $min_effective_share) AS t
    JOIN post AS p ON p.iin = t.person AND p.in_scope AND t.signed_on BETWEEN p.date_from AND p.date_to
    GROUP BY ALL
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    person AS subject_id,
    arg_min(b.post, {'d': signed_on, 'r': id_order(root)}) AS post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    'self' AS tie,
    min(signed_on) AS date_from,
    max(signed_on) AS date_to,
    sum(value) AS amount,
    count(*) AS contracts,
    max(b.share) AS share,
    'confirmed' AS confidence,
    max(tie_weight(b.how, b.share)) AS weight,
    to_json({'how': arg_min(b.how, {'h': how_order(b.how), 'd': signed_on})}) AS detail,
    [step('post', arg_min(b.post, {'d': signed_on, 'r': id_order(root)}))]
        || flatten(list(steps(tie_part(b.how), b.links) ORDER BY signed_on, id_order(root)))
        || steps('contract', list(contract_src ORDER BY signed_on, id_order(root))) AS evidence
FROM hit
GROUP BY person, supplier_id
