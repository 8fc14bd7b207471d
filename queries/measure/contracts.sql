-- The contracts as numbers for the indices: year, customer, supplier, category, unit, kind of
-- subject, class of method, and the value in tiyn split at 10^15. Sums of whole numbers do not
-- hang on the order, so none is asked for.
SELECT
    year,
    customer_no,
    party_no,
    category_no,
    unit_no,
    CASE subject_kind WHEN 'goods' THEN 0 WHEN 'services' THEN 1 WHEN 'works' THEN 2 ELSE -1 END,
    CASE method_class WHEN 'competitive' THEN 0 WHEN 'e_shop' THEN 1 WHEN 'exchange' THEN 2 WHEN 'single_source_direct' THEN 3
        WHEN 'single_source_failed' THEN 4 WHEN 'special' THEN 5 ELSE 6 END,
    lawful,
    CAST(tiyn(value) // 1000000000000000 AS BIGINT),
    CAST(tiyn(value) % 1000000000000000 AS BIGINT)
FROM bought
