-- What a cell may be. Each macro gives NULL where the text is not of its type, so a
-- typed column that is NULL over a text that is not blank is a fault of that row.

-- A cell without the blanks around it (no-break blanks and the byte order mark too);
-- nothing left means unknown. Most cells have none, so the ends are looked at first.
CREATE OR REPLACE MACRO ends_with_any(x, c) AS starts_with(x, c) OR ends_with(x, c);
CREATE OR REPLACE MACRO clean(x) AS NULLIF(CASE
    WHEN ends_with_any(x, ' ') OR ends_with_any(x, chr(160)) OR ends_with_any(x, chr(9)) OR ends_with_any(x, chr(10))
        OR ends_with_any(x, chr(13)) OR ends_with_any(x, chr(8239)) OR ends_with_any(x, chr(65279))
    THEN trim(x, ' ' || chr(9) || chr(10) || chr(13) || chr(160) || chr(8239) || chr(65279))
    ELSE x END, '');

-- A text with ё and й in one sign: some programs write them as е and и with a mark above.
CREATE OR REPLACE MACRO composed(x) AS CASE WHEN contains(x, chr(776)) OR contains(x, chr(774)) THEN nfc_normalize(x) ELSE x END;

-- Is a currency tenge, as it is written: a list and not IN (...), which is a join that is done for
-- those too who do not ask.
CREATE OR REPLACE MACRO is_tenge(currency) AS list_contains(['KZT', '398', 'ТЕНГЕ', 'ТЕҢГЕ', 'ТГ', 'ТГ.', '₸'], upper(currency));

-- A word as the lists of words spell it: single blanks, whatever their width, and lower case.
CREATE OR REPLACE MACRO folded(x) AS CASE WHEN regexp_matches(x, '  |[^\x{20}-\x{7E}\x{400}-\x{4FF}]')
    THEN trim(lower(regexp_replace(composed(x), '[[:space:]\x{A0}\x{2000}-\x{200A}\x{202F}]+', ' ', 'g'))) ELSE lower(x) END;

-- Check digit of an IIN or BIN, of its first eleven digits as a number: weights 1..11
-- modulo 11, and where that is 10, weights 3..11,1,2; a result of 10 fits no digit.
CREATE OR REPLACE MACRO digit_of(n, i) AS (n // CAST(power(10, 12 - i) AS BIGINT)) % 10;
CREATE OR REPLACE MACRO first_sum(n) AS (
    1 * digit_of(n, 1) + 2 * digit_of(n, 2) + 3 * digit_of(n, 3) + 4 * digit_of(n, 4) + 5 * digit_of(n, 5) + 6 * digit_of(n, 6)
    + 7 * digit_of(n, 7) + 8 * digit_of(n, 8) + 9 * digit_of(n, 9) + 10 * digit_of(n, 10) + 11 * digit_of(n, 11)) % 11;
CREATE OR REPLACE MACRO second_sum(n) AS (
    3 * digit_of(n, 1) + 4 * digit_of(n, 2) + 5 * digit_of(n, 3) + 6 * digit_of(n, 4) + 7 * digit_of(n, 5) + 8 * digit_of(n, 6)
    + 9 * digit_of(n, 7) + 10 * digit_of(n, 8) + 11 * digit_of(n, 9) + 1 * digit_of(n, 10) + 2 * digit_of(n, 11)) % 11;
CREATE OR REPLACE MACRO check_passes(n) AS
    n % 10 = CASE WHEN first_sum(n) <> 10 THEN first_sum(n) ELSE second_sum(n) END;

-- A number of twelve digits; 9 to 11 digits are padded when the padded number passes. One
-- digit alone, zeros too, is what a form is filled in with and no number.
CREATE OR REPLACE MACRO id_of(x) AS CASE
    WHEN regexp_full_match(x, '[0-9]{9,12}') AND replace(x, x[1], '') <> '' AND check_passes(CAST(x AS BIGINT)) THEN lpad(x, 12, '0') END;
-- A number with a decimal part of zeros, or in scientific notation with an exponent that
-- leaves no decimals, as the whole number it is; NULL where a text is neither.
CREATE OR REPLACE MACRO exponent_of(x) AS TRY_CAST(regexp_extract(x, '[0-9]+$') AS INTEGER);
CREATE OR REPLACE MACRO mantissa_of(x) AS regexp_replace(regexp_replace(regexp_extract(x, '^[^eE]+'), '0+$', ''), '[.,]', '');
CREATE OR REPLACE MACRO whole_of(x) AS CASE
    WHEN regexp_full_match(x, '[0-9]+[.,]0+') THEN regexp_extract(x, '^[0-9]+')
    WHEN regexp_full_match(x, '[1-9](([.,][0-9]+)[eE]\+?|[eE]\+)[0-9]{1,2}')
        AND length(mantissa_of(x)) <= exponent_of(x) + 1 AND exponent_of(x) <= 30
    THEN rpad(mantissa_of(x), exponent_of(x) + 1, '0') END;
-- An id or code as it is compared; most hold no decimals, so that is looked at first. ="0123" is
-- how a text is written for a spreadsheet that would drop its zeros.
CREATE OR REPLACE MACRO code_of(x) AS CASE
    WHEN x LIKE '="%"' THEN NULLIF(x[3:-2], '')
    WHEN contains(x, '.') OR contains(x, ',') OR contains(x, '+') THEN coalesce(whole_of(x), x) ELSE x END;

-- The digits of a number that was written for people or by a spreadsheet: blanks inside,
-- an apostrophe before, ="..." around, a decimal zero behind, or scientific notation that kept every digit
-- but zeros at the end.
CREATE OR REPLACE MACRO digits_of(x) AS CASE
    WHEN regexp_full_match(x, '''?[0-9][0-9 ]{7,16}[0-9]([.,]0+)?') OR regexp_full_match(replace(x, chr(160), ' '), '''?[0-9][0-9 ]{7,16}[0-9]([.,]0+)?')
    THEN regexp_replace(regexp_replace(x, '[.,]0+$', ''), '[^0-9]', '', 'g')
    WHEN regexp_full_match(x, '="[0-9]{9,12}"') THEN x[3:-2]
    WHEN regexp_full_match(x, '[1-9][.,][0-9]{8,11}[eE]\+?(08|8|09|9|10|11)') THEN whole_of(x) END;

-- A day: 2026-03-01 or 01.03.2026, a time or the sign of a year behind it is dropped; one
-- digit for a day or month is read too.
CREATE OR REPLACE MACRO date_of(x) AS coalesce(
    CASE WHEN x LIKE '____-__-__%' THEN TRY_CAST(x[1:10] AS DATE) END,
    CASE WHEN regexp_full_match(x, '[0-9]{2}\.[0-9]{2}\.[0-9]{4}( .*)?') THEN CAST(try_strptime(x[1:10], '%d.%m.%Y') AS DATE) END,
    CASE WHEN regexp_full_match(x, '[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4} ?(г\.?|ж\.?|[0-9]{1,2}:[0-9:.]+)?')
        THEN CAST(try_strptime(regexp_extract(x, '[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{4}'), '%-d.%-m.%Y') AS DATE) END,
    CASE WHEN regexp_full_match(x, '[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}( .*)?')
        THEN CAST(try_strptime(replace(regexp_extract(x, '[0-9]{4}[./][0-9]{1,2}[./][0-9]{1,2}'), '/', '.'), '%Y.%-m.%-d') AS DATE) END);

-- The number of a month by its name, in Russian or Kazakh, and a day written with it:
-- 15 января 2020 г., 2020 жылғы 15 қаңтар.
CREATE OR REPLACE MACRO month_of(word) AS CASE
    WHEN regexp_matches(word, '^(январ|қаңтар|янв)') THEN 1 WHEN regexp_matches(word, '^(феврал|ақпан|фев)') THEN 2
    WHEN regexp_matches(word, '^(март|наурыз|мар)') THEN 3 WHEN regexp_matches(word, '^(апрел|сәуір|апр)') THEN 4
    WHEN regexp_matches(word, '^(май|мая|мамыр)') THEN 5 WHEN regexp_matches(word, '^(июн|маусым)') THEN 6
    WHEN regexp_matches(word, '^(июл|шілде)') THEN 7 WHEN regexp_matches(word, '^(август|тамыз|авг)') THEN 8
    WHEN regexp_matches(word, '^(сентябр|қыркүйек|сен)') THEN 9 WHEN regexp_matches(word, '^(октябр|қазан|окт)') THEN 10
    WHEN regexp_matches(word, '^(ноябр|қараша|ноя)') THEN 11 WHEN regexp_matches(word, '^(декабр|желтоқсан|дек)') THEN 12 END;
CREATE OR REPLACE MACRO day_in_words(x) AS CASE
    WHEN regexp_full_match(lower(x), '["«]?[0-9]{1,2}["»]?[ \x{A0}]+[а-яәғқңөұүһі]+\.?[ \x{A0}]+[0-9]{4}[ \x{A0}]*(г\.?|года|ж\.?|жыл)?')
    THEN TRY_CAST(regexp_extract(x, '[0-9]{4}') || '-' || month_of(regexp_extract(lower(x), '[а-яәғқңөұүһі]+')) || '-' || regexp_extract(x, '[0-9]{1,2}') AS DATE)
    WHEN regexp_full_match(lower(x), '[0-9]{4}[ \x{A0}]*(ж\.?|жыл|жылғы|жылдың|г\.?)[ \x{A0}]+["«]?[0-9]{1,2}["»]?[ \x{A0}]+[а-яәғқңөұүһі]+')
    THEN TRY_CAST(regexp_extract(x, '[0-9]{4}') || '-' || month_of(regexp_extract(lower(x), '[а-яәғқңөұүһі]+$')) || '-'
        || regexp_extract(x, '[ \x{A0}"«]([0-9]{1,2})["» \x{A0}]', 1) AS DATE) END;
-- A year of two digits is of this century up to 49, of the last one from 50 on.
CREATE OR REPLACE MACRO short_date(x) AS CASE
    WHEN regexp_full_match(x, '[0-9]{1,2}\.[0-9]{1,2}\.[0-9]{2} ?(г\.?|ж\.?)?')
    THEN CAST(try_strptime(regexp_extract(x, '^[0-9]+\.[0-9]+\.') || CASE WHEN regexp_extract(x, '\.([0-9]{2}) ?[гж]?\.?$', 1) < '50' THEN '20' ELSE '19' END
        || regexp_extract(x, '\.([0-9]{2}) ?[гж]?\.?$', 1), '%-d.%-m.%Y') AS DATE) END;

-- A day as a spreadsheet counts it, written as text: 43845 is 2020-01-15.
CREATE OR REPLACE MACRO serial_day(x) AS CASE
    WHEN regexp_full_match(x, '[1-7][0-9]{4}([.,]0+)?') THEN DATE '1899-12-30' + CAST(x[1:5] AS INTEGER) END;

-- A day with slashes: which of its first two parts is the day, the column of the file says.
CREATE OR REPLACE MACRO is_slashed(x) AS regexp_full_match(x, '[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}( ?(г\.?|ж\.?)| [0-9]{1,2}:[0-9:.]+( ?[AaPp][Mm])?)?');
CREATE OR REPLACE MACRO slashed_part(x, n) AS CAST(regexp_extract(x, '^([0-9]+)/([0-9]+)/', n) AS INTEGER);
CREATE OR REPLACE MACRO slashed_date(x, comes_first) AS CASE comes_first
    WHEN 'day' THEN CAST(try_strptime(regexp_extract(x, '^[0-9/]+'), '%-d/%-m/%Y') AS DATE)
    WHEN 'month' THEN CAST(try_strptime(regexp_extract(x, '^[0-9/]+'), '%-m/%-d/%Y') AS DATE) END;

-- Money: blanks and apostrophes between the digits and a decimal comma are read, a third
-- decimal is not; the sign of the tenge behind it is dropped. Of commas and points the one
-- that stands last and once parts the decimals, the other thousands: 11,953,000.00.
CREATE OR REPLACE MACRO bare_number(x) AS regexp_replace(
    regexp_replace(x, '[ ''’' || chr(160) || chr(8201) || chr(8239) || ']', '', 'g'), '(?i)(тг\.?|тенге|теңге|kzt|₸)$', '');
CREATE OR REPLACE MACRO plain_number(x) AS CASE
    WHEN regexp_full_match(bare_number(x), '-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]+|-?[0-9]{1,3}(,[0-9]{3}){2,}') THEN replace(bare_number(x), ',', '')
    WHEN regexp_full_match(bare_number(x), '-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]+|-?[0-9]{1,3}(\.[0-9]{3}){2,}') THEN replace(replace(bare_number(x), '.', ''), ',', '.')
    ELSE replace(bare_number(x), ',', '.') END;
-- One mark with three digits behind it, 780,000 or 780.000, is money only where the column
-- of the file shows what the mark is: it stands twice in a cell or before the other mark
-- where it parts thousands, and before one or two digits or behind four where it parts decimals.
CREATE OR REPLACE MACRO is_grouped(x) AS regexp_full_match(bare_number(x), '-?[1-9][0-9]{0,2}[.,][0-9]{3}');
CREATE OR REPLACE MACRO parts_thousands(x, mark) AS CASE mark
    WHEN ',' THEN regexp_full_match(bare_number(x), '-?[0-9]{1,3}(,[0-9]{3})+\.[0-9]*|-?[0-9]{1,3}(,[0-9]{3}){2,}')
    ELSE regexp_full_match(bare_number(x), '-?[0-9]{1,3}(\.[0-9]{3})+,[0-9]*|-?[0-9]{1,3}(\.[0-9]{3}){2,}') END;
CREATE OR REPLACE MACRO parts_decimals(x, mark) AS CASE mark
    WHEN ',' THEN regexp_full_match(bare_number(x), '[-0-9.]*[0-9],[0-9]{1,2}|-?[0-9]{4,},[0-9]+|-?[0-9]+,[0-9]{4,}')
    ELSE regexp_full_match(bare_number(x), '[-0-9,]*[0-9]\.[0-9]{1,2}|-?[0-9]{4,}\.[0-9]+|-?[0-9]+\.[0-9]{4,}') END;
CREATE OR REPLACE MACRO grouped_money(x, part) AS CASE part
    WHEN 'thousands' THEN TRY_CAST(regexp_replace(bare_number(x), '[.,]', '') AS DECIMAL(18, 2))
    WHEN 'decimals' THEN CASE WHEN ends_with(bare_number(x), '000') THEN TRY_CAST(regexp_extract(bare_number(x), '^[-0-9]+') AS DECIMAL(18, 2)) END END;
-- An amount in scientific notation that kept every digit.
CREATE OR REPLACE MACRO scientific_money(x) AS CASE
    WHEN regexp_full_match(x, '-?[1-9][.,][0-9]+[eE]\+?[0-9]{1,2}') AND length(regexp_extract(x, '[.,]([0-9]+)', 1)) - exponent_of(x) BETWEEN 0 AND 2
    THEN TRY_CAST(regexp_extract(x, '^-?[0-9]') || regexp_extract(x, '[.,]([0-9]+)', 1)[1:exponent_of(x)] || '.' || regexp_extract(x, '[.,]([0-9]+)', 1)[exponent_of(x) + 1:]
        AS DECIMAL(18, 2)) END;
CREATE OR REPLACE MACRO money_of(x) AS CASE
    WHEN is_grouped(x) THEN NULL
    WHEN contains(lower(x), 'e') AND regexp_full_match(x, '[-0-9.,eE+]+') THEN scientific_money(x)
    WHEN NOT x LIKE '%.___%' AND NOT contains(lower(x), 'e') AND TRY_CAST(x AS DECIMAL(18, 2)) IS NOT NULL THEN TRY_CAST(x AS DECIMAL(18, 2))
    WHEN regexp_full_match(plain_number(x), '-?[0-9]{1,16}(\.[0-9]{0,2}0*)?') THEN TRY_CAST(plain_number(x) AS DECIMAL(18, 2)) END;
CREATE OR REPLACE MACRO percent_of(x) AS CASE
    WHEN TRY_CAST(replace(plain_number(x), '%', '') AS DECIMAL(18, 8)) BETWEEN 0 AND 100
    THEN TRY_CAST(replace(plain_number(x), '%', '') AS DECIMAL(18, 8)) END;
CREATE OR REPLACE MACRO year_of(x) AS CASE
    WHEN regexp_full_match(code_of(x), '[0-9]{4}') AND CAST(code_of(x) AS INTEGER) BETWEEN 1900 AND 2200 THEN CAST(code_of(x) AS INTEGER) END;

-- The day before and after all days, for intervals without an end.
CREATE OR REPLACE MACRO since(d) AS coalesce(d, DATE '0001-01-01');
CREATE OR REPLACE MACRO until(d) AS coalesce(d, DATE '9999-12-31');
CREATE OR REPLACE MACRO stated_since(d) AS NULLIF(d, DATE '0001-01-01');
CREATE OR REPLACE MACRO stated_until(d) AS NULLIF(d, DATE '9999-12-31');

-- A name or contact as it is compared: upper case, letters and digits only, ё as е.
CREATE OR REPLACE MACRO name_key(x) AS NULLIF(regexp_replace(replace(upper(composed(x)), 'Ё', 'Е'), '[^[:alnum:]А-ЯӘҒҚҢӨҰҮҺІ]', '', 'g'), '');

-- An address as it is compared: a name in which what stands between two numbers parts them, for
-- house 1, flat 11 is not house 11, flat 1.
CREATE OR REPLACE MACRO apart(x) AS regexp_replace(x, '([0-9])[^[:alnum:]А-ЯӘҒҚҢӨҰҮҺІ·]+([0-9])', '\1·\2', 'g');
CREATE OR REPLACE MACRO address_key(x) AS NULLIF(regexp_replace(apart(apart(replace(upper(composed(x)), 'Ё', 'Е'))), '[^[:alnum:]А-ЯӘҒҚҢӨҰҮҺІ·]', '', 'g'), '');

-- A form of business as it is compared: upper case, ё as е, no quotes or dots, single blanks.
CREATE OR REPLACE MACRO form_key(x) AS NULLIF(trim(regexp_replace(regexp_replace(replace(upper(x), 'Ё', 'Е'), '["''«»„“”.,]', ' ', 'g'), '[[:space:]]+', ' ', 'g')), '');

-- A text that stands in for an id (a unit, a post, a body) as it is compared: case, ё,
-- runs of blanks of any width, quotes, dashes and signs without a shape do not part what is one.
CREATE OR REPLACE MACRO text_key(x) AS NULLIF(trim(regexp_replace(regexp_replace(regexp_replace(replace(lower(composed(x)), 'ё', 'е'),
    '["''`«»„“”‘’‚‹›\x{AD}\x{200B}\x{2060}\x{FEFF}]', '', 'g'), '[‐‑‒–—―−-]+', '-', 'g'), '[[:space:]\x{A0}\x{2000}-\x{200A}\x{202F}\x{205F}\x{3000}]+', ' ', 'g')), '');

-- Does an id name a person, and when was that person born by their number.
CREATE OR REPLACE MACRO is_person(id) AS regexp_full_match(id, '[0-9]{4}[0-3][0-9]{7}');
CREATE OR REPLACE MACRO birth_of(iin) AS CASE
    WHEN iin[7] BETWEEN '1' AND '6'
    THEN TRY_CAST(CAST(17 + (CAST(iin[7] AS INTEGER) + 1) // 2 AS VARCHAR) || iin[1:2] || '-' || iin[3:4] || '-' || iin[5:6] AS DATE) END;

-- The order of contract ids: numbers by value, before texts.
CREATE OR REPLACE MACRO id_order(id) AS CASE
    WHEN regexp_full_match(id, '[0-9]+') THEN {'t': 0, 'l': length(ltrim(id, '0')), 'v': ltrim(id, '0'), 'x': id}
    ELSE {'t': 1, 'l': 0, 'v': '', 'x': id} END;
