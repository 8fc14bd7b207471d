-- id: P10-8a
-- kind: violation
-- job: scan
-- severity: 0.8
-- paragraph: 10(8)
-- title.ru: Зарегистрирован предпринимателем
-- title.kk: Кәсіпкер ретінде тіркелген
-- title.en: Registered as an entrepreneur
-- why.ru: Служащему запрещено заниматься предпринимательской деятельностью, кроме педагогической, научной и иной творческой.
-- why.kk: Қызметшіге педагогикалық, ғылыми және өзге шығармашылық қызметтен басқа кәсіпкерлікпен айналысуға тыйым салынады.
-- why.en: An official may not run a business, save for teaching, science and other creative work.
-- summary.ru: {subject} в период службы зарегистрирован(а) индивидуальным предпринимателем: {other}. Требует проверки.
-- summary.kk: {subject} қызмет кезеңінде жеке кәсіпкер ретінде тіркелген: {other}. Тексеруді қажет етеді.
-- summary.en: {subject} is registered as an entrepreneur while in office: {other}. Requires checking.
-- exceptions.ru: Предприниматель, закрытый до квартала; день закрытия уже не считается; технические должности.
-- exceptions.kk: Тоқсанға дейін жабылған кәсіпкер; жабылған күн есептелмейді; техникалық лауазымдар.
-- exceptions.en: A business closed before the quarter, the day of closing not counting; technical posts.
-- clears.ru: Уведомление о прекращении деятельности; подтверждение, что деятельность педагогическая, научная или творческая.
-- clears.kk: Қызметті тоқтату туралы хабарлама; қызмет педагогикалық, ғылыми немесе шығармашылық екенін растау.
-- clears.en: A notice that the business has ended; proof that it is teaching, science or creative work.
-- innocent.ru: Регистрация осталась с прошлых лет без деятельности; снятие с учёта ещё не отражено в реестре.
-- innocent.kk: Тіркеу бұрынғы жылдардан қызметсіз қалған; есептен шығару тізілімде әлі көрінбеген.
-- innocent.en: The registration is a leftover without activity; the closing has not reached the register yet.
-- basis: Anti-corruption Standard, paragraph 10(8); Law on Countering Corruption
-- assumptions.ru: Сама регистрация — признак, был ли оборот или нет.
-- assumptions.kk: Айналым болған-болмағанына қарамастан, тіркеудің өзі — белгі.
-- assumptions.en: Registration alone is a sign, whether or not there was turnover.
-- inputs: roster, suppliers
-- of: people
-- population: in_office
-- identity: subject, other
WITH hit AS (
    SELECT
        p.iin AS subject_id, p.src AS post, p.ord, s.src AS supplier_src,
        greatest(p.date_from, s.open_from) AS date_from,
        least(p.date_to, s.open_to) AS date_to
    FROM post AS p
    JOIN supplier AS s ON s.supplier_id = p.iin AND s.kind = 'entrepreneur'
    WHERE p.in_scope
        AND greatest(p.date_from, s.open_from) <= least(p.date_to, s.open_to, $as_of)
        AND least(p.date_to, s.open_to) >= $window_from
)
SELECT
    'violation' AS kind,
    'person' AS subject_kind,
    subject_id,
    arg_min(post, {'f': date_from, 'o': ord}) AS post,
    'supplier' AS other_kind,
    subject_id AS other_id,
    'self' AS tie,
    stated_since(min(date_from)) AS date_from,
    stated_until(max(date_to)) AS date_to,
    'confirmed' AS confidence,
    0.7 AS weight,
    to_json({'how': 'own_business'}) AS detail,
    [step('post', arg_min(post, {'f': date_from, 'o': ord})), step('supplier', min(supplier_src))] AS evidence
FROM hit
GROUP BY subject_id
