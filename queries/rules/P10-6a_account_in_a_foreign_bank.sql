-- id: P10-6a
-- kind: violation
-- job: scan
-- severity: 0.8
-- paragraph: 10(6)
-- inputs: roster, foreign_accounts
-- optional: disclosures, notices
-- of: people
-- population: in_office
-- identity: subject, other
-- param.home: text | kz;kaz;398;казахстан;қазақстан;kazakhstan
WITH account AS (
    SELECT src, iin, bank, country, text_key(bank) AS bank_key, text_key(country) AS country_key,
        detected_on, closed_on
    FROM foreign_accounts
    WHERE NOT list_contains(list_transform(string_split($home, ';'), lambda c: text_key(c)), text_key(country))
        AND coalesce(detected_on <= $as_of, true)
        AND until(closed_on) >= $window_from
), hit AS (
    SELECT a.*, arg_min(p.src, p.ord) AS post
    FROM account AS a
    JOIN post AS p ON p.iin = a.iin AND p.in_scope AND p.date_from <= $as_of AND p.date_to >= $window_from
    GROUP BY ALL
)
SELECT
    'violation' AS kind,
    'person' AS subject_kind,
    iin AS subject_id,
    min(post) AS post,
    'bank' AS other_kind,
    min(country) || ' ' || min(bank) AS other_id,
    min(bank) || ', ' || min(country) AS other_name,
    'self' AS tie,
    stated_since(min(since(detected_on))) AS date_from,
    stated_until(max(until(closed_on))) AS date_to,
    'confirmed' AS confidence,
    to_json({'closed': CASE WHEN max(until(closed_on)) <= $as_of THEN 'in_window' ELSE 'open' END}) AS detail,
    [step('post', min(post))] || list(step('account', src) ORDER BY detected_on NULLS FIRST, closed_on NULLS LAST, src) AS evidence
FROM hit
GROUP BY iin, country_key, bank_key
