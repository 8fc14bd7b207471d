-- Who is tied to which supplier, how, from when to when: by a role, by a stake of unstated
-- size, by a share held directly and through companies, or because it is their own business.
-- Shares are all here; each rule asks for its least one.
CREATE TABLE tie AS
SELECT
    holder_id AS person,
    supplier_id,
    since(date_from) AS date_from,
    until(date_to) AS date_to,
    role AS how,
    CAST(NULL AS DOUBLE) AS share,
    [arg_min(src, {'source': coalesce(source, ''), 'src': src})] AS links
FROM supplier_people
WHERE is_person(holder_id) AND role IN ('head', 'board_member', 'representative', 'accountant')
GROUP BY ALL
UNION ALL
SELECT
    holder_id,
    supplier_id,
    since(date_from),
    until(date_to),
    'stake_unstated',
    NULL,
    [arg_min(src, {'role': role, 'source': coalesce(source, ''), 'src': src})]
FROM supplier_people
WHERE is_person(holder_id) AND role IN ('founder', 'shareholder', 'beneficiary') AND share_pct IS NULL
GROUP BY ALL
UNION ALL
SELECT person, supplier_id, date_from, date_to, 'share', share, links
FROM ownership
UNION ALL
SELECT supplier_id, supplier_id, open_from, open_to, 'own_business', NULL, [min(src)]
FROM supplier_record
WHERE is_person(supplier_id)
GROUP BY supplier_id, open_from, open_to
UNION ALL
SELECT DISTINCT supplier_id, supplier_id, DATE '0001-01-01', DATE '9999-12-31', 'own_business', NULL, CAST([] AS BIGINT[])
FROM tie_target
ANTI JOIN supplier USING (supplier_id)
WHERE is_person(supplier_id);
