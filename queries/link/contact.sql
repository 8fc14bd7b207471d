-- Addresses, phones, e-mails and accounts as they are compared, with how many
-- organisations share each: a mass address belongs to nobody.
CREATE TABLE contact AS
WITH stated AS (
    SELECT supplier_id, src, 'address' AS kind, name_key(address) AS key FROM supplier
    UNION ALL
    SELECT supplier_id, src, 'phone', CASE WHEN length(regexp_replace(phone, '[^0-9]', '', 'g')) >= 6 THEN right(regexp_replace(phone, '[^0-9]', '', 'g'), 10) END FROM supplier
    UNION ALL
    SELECT supplier_id, src, 'email', lower(email) FROM supplier
    UNION ALL
    SELECT supplier_id, src, 'bank_account', name_key(bank_account) FROM supplier
)
SELECT *, count(*) OVER (PARTITION BY kind, key) AS shared_by
FROM stated
WHERE key IS NOT NULL;
