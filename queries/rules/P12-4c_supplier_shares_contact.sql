-- id: P12-4c
-- kind: lead
-- job: scan
-- severity: 0.35
-- paragraph: 12(4)
-- title.ru: Поставщик делит контакт с компанией работника
-- title.kk: Өнім беруші қызметкер компаниясымен ортақ байланыс деректерін пайдаланады
-- title.en: Supplier shares a contact with an employee
-- why.ru: Общий адрес, телефон, почта или счёт может указывать на общего хозяина, которого нет в реестре.
-- why.kk: Ортақ мекенжай, телефон, пошта немесе шот тізілімде жоқ ортақ иені көрсетуі мүмкін.
-- why.en: A common address, phone, e-mail or account may point to a common owner the register does not name.
-- summary.ru: У поставщика {other} тот же контакт ({contact}), что у организации {behind}, с которой связан(а) {subject} или семья ({tie}). Требует проверки.
-- summary.kk: {other} өнім берушісінің байланыс дерегі ({contact}) {subject} немесе отбасы ({tie}) байланысты {behind} ұйымымен бірдей. Тексеруді қажет етеді.
-- summary.en: The supplier {other} has the same {contact} as {behind}, which {subject} or family ({tie}) stands behind. Requires checking.
-- exceptions.ru: Контакт, общий для многих организаций (массовый адрес); прямая связь с поставщиком уже указана.
-- exceptions.kk: Көп ұйымға ортақ байланыс (жаппай мекенжай); өнім берушімен тікелей байланыс көрсетілген.
-- exceptions.en: A contact many organisations share (a mass address); a tie to the supplier already found.
-- clears.ru: Подтверждение, что это адрес бизнес-центра, бухгалтерской фирмы или оператора связи.
-- clears.kk: Бұл бизнес-орталық, бухгалтерлік фирма не байланыс операторының мекенжайы екенін растау.
-- clears.en: Proof that it is a business centre, an accounting firm or a provider.
-- innocent.ru: Соседи по бизнес-центру; общий бухгалтер; опечатка в реестре.
-- innocent.kk: Бизнес-орталықтағы көршілер; ортақ есепші; тізілімдегі қате.
-- innocent.en: Neighbours in a business centre; a shared accountant; a slip in the register.
-- basis: Anti-corruption Standard, paragraph 12(4), 12(6)
-- assumptions.ru: Общий контакт не доказывает тождества: только повод для проверки.
-- assumptions.kk: Ортақ байланыс дерегі бірдейлікті дәлелдемейді: тек тексеруге негіз.
-- assumptions.en: A contact is never an identity: only a lead.
-- inputs: roster, contracts, suppliers, supplier_people
-- optional: family_links, disclosures
-- after: P12-4a, P12-4b
-- of: people
-- population: in_office_looking_back
-- gaps: no_family_links, no_iin_relative
-- identity: subject, other
-- looks_back: months
-- param.min_effective_share: number | 0.05 | shared | least share, directly and through companies, that ties a person to a supplier
-- param.months: integer | 12 | months of contracts before the as-of day
-- param.max_hub: integer | 20 | shared | a contact shared by more organisations is nobody's
WITH shared AS (
    SELECT a.supplier_id, b.supplier_id AS behind, a.kind, a.src, b.src AS behind_src
    FROM contact AS a
    JOIN contact AS b ON b.kind = a.kind AND b.key = a.key AND b.supplier_id <> a.supplier_id
    WHERE a.shared_by <= $max_hub
), signed AS (
    SELECT DISTINCT c.root, c.src AS contract_src, c.supplier_id, c.signed_on, c.value, s.behind, s.kind, s.src, s.behind_src
    FROM contract AS c
    JOIN shared AS s USING (supplier_id)
    WHERE c.left_out IS NULL AND c.signed_on > $as_of - to_months(CAST($months AS INTEGER)) AND c.signed_on <= $as_of
), behind AS (
    SELECT g.*, t.person, t.how, t.links
    FROM signed AS g
    JOIN tie AS t ON t.supplier_id = g.behind AND g.signed_on BETWEEN t.date_from AND t.date_to
    WHERE t.share IS NULL OR t.share >= $min_effective_share
), seen AS (
    SELECT person AS employee, NULL AS via, 'self' AS tie, 0 AS named, CAST([] AS BIGINT[]) AS kin_links, 'inferred' AS basis, * FROM behind
    UNION ALL
    SELECT k.person, k.relative, k.relation, k.named, k.links, CASE WHEN k.basis = 'name_only' THEN k.basis ELSE 'inferred' END, behind.*
    FROM behind
    JOIN kin AS k ON k.relative = behind.person AND k.relation IN ('spouse', 'child') AND behind.signed_on BETWEEN k.date_from AND k.date_to
), found AS (
    SELECT seen.*, p.src AS post, p.ord
    FROM seen
    JOIN post AS p ON p.iin = seen.employee AND p.in_scope AND seen.signed_on BETWEEN p.date_from AND p.date_to
    ANTI JOIN finding AS f ON f.rule IN ('P12-4a', 'P12-4b') AND f.subject_id = seen.employee AND f.other_id = seen.supplier_id
), best AS (
    SELECT
        employee, supplier_id,
        arg_min({'via': via, 'tie': tie, 'kin': kin_links, 'basis': basis, 'how': how, 'links': links, 'behind': behind, 'contact': kind,
                'a': src, 'b': behind_src, 'post': post},
            {'n': named, 'v': via, 'c': kind, 'b': behind, 'h': how_order(how), 'd': signed_on, 'r': id_order(root), 'l': links, 'o': ord}) AS b
    FROM found
    GROUP BY employee, supplier_id
), total AS (
    SELECT employee, supplier_id, min(signed_on) AS date_from, max(signed_on) AS date_to, sum(value) AS amount, count(*) AS contracts,
        list(contract_src ORDER BY signed_on, id_order(root)) AS contract_rows
    FROM (SELECT DISTINCT employee, supplier_id, root, signed_on, value, contract_src FROM found)
    GROUP BY employee, supplier_id
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    employee AS subject_id,
    b.post AS post,
    'supplier' AS other_kind,
    supplier_id AS other_id,
    b.tie AS tie,
    b.via AS via_id,
    date_from,
    date_to,
    amount,
    contracts,
    b.basis AS confidence,
    tie_weight(b.how, NULL) AS weight,
    to_json({'contact': b.contact, 'behind': coalesce(NULLIF(o.name, ''), b.behind), 'how': b.how}) AS detail,
    [step('post', b.post)] || steps('kin_link', b.kin) || steps(tie_part(b.how), b.links)
        || [step('relative_contact', b.b), step('contact', b.a)] || steps('contract', contract_rows) AS evidence
FROM best
JOIN total USING (employee, supplier_id)
LEFT JOIN organisation AS o ON o.id = b.behind
