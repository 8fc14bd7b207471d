-- Addresses, phones, e-mails and accounts that more than one organisation gives, as they are
-- compared, with how many share each: a mass address belongs to nobody. Every record of an
-- organisation speaks; what several of them say alike stands once. A cell may hold several
-- telephones or e-mails.
CREATE TABLE contact AS
WITH phone AS (
    SELECT supplier_id, src, unnest(CASE WHEN regexp_matches(phone, '[,;/]')
        THEN list_distinct(list_transform(string_split_regex(phone, '[,;/]'), lambda p: right(regexp_replace(p, '[^0-9]', '', 'g'), 10)))
        ELSE [right(regexp_replace(phone, '[^0-9]', '', 'g'), 10)] END) AS key
    FROM supplier_record
    WHERE phone IS NOT NULL
), email AS (
    SELECT supplier_id, src, unnest(CASE WHEN regexp_matches(email, '[,;]')
        THEN list_distinct(list_transform(string_split_regex(lower(email), '[,;]'), lambda e: trim(e)))
        ELSE [lower(email)] END) AS key
    FROM supplier_record
    WHERE email IS NOT NULL
), written AS MATERIALIZED (
    SELECT supplier_id, src, 'address' AS kind, address_key(address) AS key FROM supplier_record WHERE address IS NOT NULL
    UNION ALL
    SELECT supplier_id, src, 'phone', key FROM phone WHERE length(key) >= 6
    UNION ALL
    SELECT supplier_id, src, 'email', key FROM email WHERE key <> ''
    UNION ALL
    SELECT supplier_id, src, 'bank_account', name_key(bank_account) FROM supplier_record WHERE bank_account IS NOT NULL
), several AS ( -- few stand in the register more than once
    SELECT supplier_id FROM supplier_record GROUP BY supplier_id HAVING count(*) > 1
), stated AS MATERIALIZED (
    SELECT supplier_id, src, kind, key FROM written ANTI JOIN several USING (supplier_id)
    UNION ALL
    SELECT supplier_id, min(src), kind, key FROM written SEMI JOIN several USING (supplier_id) GROUP BY supplier_id, kind, key
), shared AS (
    SELECT kind, key, count(*) AS shared_by
    FROM stated
    WHERE key IS NOT NULL
    GROUP BY kind, key
    HAVING count(*) > 1
)
SELECT supplier_id, src, kind, key, shared_by
FROM stated
JOIN shared USING (kind, key);
