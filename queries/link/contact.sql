-- Addresses, phones, e-mails and accounts that more than one organisation gives, as they are
-- compared, with how many share each: a mass address belongs to nobody. Every record of an
-- organisation speaks; what several of them say alike stands once.
CREATE TABLE contact AS
WITH digits AS (
    SELECT supplier_id, src, address, regexp_replace(phone, '[^0-9]', '', 'g') AS phone, email, bank_account FROM supplier_record
), written AS MATERIALIZED (
    SELECT supplier_id, src, 'address' AS kind, address_key(address) AS key FROM digits WHERE address IS NOT NULL
    UNION ALL
    SELECT supplier_id, src, 'phone', right(phone, 10) FROM digits WHERE length(phone) >= 6
    UNION ALL
    SELECT supplier_id, src, 'email', lower(email) FROM digits WHERE email IS NOT NULL
    UNION ALL
    SELECT supplier_id, src, 'bank_account', name_key(bank_account) FROM digits WHERE bank_account IS NOT NULL
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
