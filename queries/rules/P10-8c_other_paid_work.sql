-- id: P10-8c
-- kind: lead
-- job: scan
-- severity: 0.5
-- paragraph: 10(8)
-- title.ru: Иная оплачиваемая работа
-- title.kk: Өзге ақылы жұмыс
-- title.en: Other paid work
-- why.ru: Стандарт не разрешает служащему иную оплачиваемую деятельность, кроме педагогической, научной и творческой; указанная работа к ним не отнесена.
-- why.kk: Стандарт қызметшіге педагогикалық, ғылыми және шығармашылық қызметтен басқа ақылы қызметке рұқсат бермейді; көрсетілген жұмыс оларға жатқызылмаған.
-- why.en: The Standard allows an official no other paid activity than teaching, science and creative work; the work stated is none of them.
-- summary.ru: {subject} в период службы работает в {other} ({how}). Требует проверки.
-- summary.kk: {subject} қызмет кезеңінде {other} ұйымында жұмыс істейді ({how}). Тексеруді қажет етеді.
-- summary.en: {subject} works at {other} while in office ({how}). Requires checking.
-- exceptions.ru: Педагогическая, научная, творческая деятельность; работа по служебной обязанности; бухгалтер некоммерческой организации; дни вне службы.
-- exceptions.kk: Педагогикалық, ғылыми, шығармашылық қызмет; қызметтік міндет бойынша жұмыс; коммерциялық емес ұйымның бухгалтері; қызметте болмаған күндер.
-- exceptions.en: Teaching, science and creative work; work as an official duty; the accountant of a non-commercial organisation; days out of office.
-- clears.ru: Документ, что работа прекращена, не оплачивалась или относится к разрешённым; выписка, что роль прекращена до квартала.
-- clears.kk: Жұмыстың тоқтатылғаны, ақы төленбегені немесе рұқсат етілгендерге жататыны туралы құжат; рөлдің тоқсанға дейін тоқтатылғаны туралы үзінді.
-- clears.en: A document that the work ended, was unpaid or is of a permitted kind; an extract that the role ended before the quarter.
-- innocent.ru: Общественная работа без оплаты; запись реестра не обновлена; преподавание записано как иная работа.
-- innocent.kk: Ақысыз қоғамдық жұмыс; тізілім жазбасы жаңартылмаған; оқытушылық өзге жұмыс ретінде жазылған.
-- innocent.en: Unpaid public work; a register that was not updated; teaching entered as other work.
-- basis: Anti-corruption Standard, paragraph 10(8); Law on Countering Corruption
-- assumptions.ru: Бухгалтер коммерческой организации считается работающим за плату; об организации может быть неизвестно, коммерческая ли она.
-- assumptions.kk: Коммерциялық ұйымның бухгалтері ақылы жұмыс істейді деп есептеледі; ұйымның коммерциялық екені белгісіз болуы мүмкін.
-- assumptions.en: The accountant of a commercial company is taken to be paid; whether a company is commercial may be unknown.
-- inputs: roster
-- optional: outside_work, supplier_people, suppliers
-- of: people
-- population: in_office
-- identity: subject, other
WITH work AS (
    SELECT iin, organisation_bin AS organisation, 'other_work' AS how, src, since(date_from) AS date_from, until(date_to) AS date_to, '' AS source
    FROM outside_work
    WHERE activity = 'other'
    UNION ALL
    SELECT m.holder_id, m.supplier_id, 'accountant', m.src, since(m.date_from), until(m.date_to), coalesce(m.source, '')
    FROM supplier_people AS m
    LEFT JOIN supplier AS s ON s.supplier_id = m.supplier_id
    WHERE m.role = 'accountant' AND s.commercial IS DISTINCT FROM false AND NOT is_person(m.supplier_id)
), hit AS (
    SELECT
        w.iin, w.organisation, w.how, w.src, w.source, p.src AS post, p.ord,
        greatest(p.date_from, w.date_from) AS date_from,
        least(p.date_to, w.date_to) AS date_to
    FROM work AS w
    JOIN post AS p ON p.iin = w.iin AND p.in_scope
    WHERE greatest(p.date_from, w.date_from) <= least(p.date_to, w.date_to, $as_of)
        AND least(p.date_to, w.date_to) >= $window_from
), best AS (
    SELECT iin, organisation,
        min(date_from) AS date_from,
        max(date_to) AS date_to,
        arg_min({'post': post, 'how': how, 'src': src}, {'h': how <> 'other_work', 'f': date_from, 't': date_to, 'o': ord, 's': source, 'x': src}) AS b
    FROM hit
    GROUP BY iin, organisation
)
SELECT
    'lead' AS kind,
    'person' AS subject_kind,
    iin AS subject_id,
    b.post AS post,
    'supplier' AS other_kind,
    organisation AS other_id,
    'self' AS tie,
    stated_since(date_from) AS date_from,
    stated_until(date_to) AS date_to,
    'confirmed' AS confidence,
    tie_weight(b.how, NULL) AS weight,
    to_json({'how': b.how}) AS detail,
    [step('post', b.post), step(CASE b.how WHEN 'other_work' THEN 'outside_work' ELSE 'role' END, b.src)] AS evidence
FROM best
