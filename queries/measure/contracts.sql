-- The contracts as numbers for the indices. Two numbers stand in one where they fit, for there
-- may be millions: year, class of method, kind of subject and whether the law names the
-- supplier; customer and unit; supplier and category; -1 where there is none. The value is in
-- tiyn, what is above 10^18 apart. Sums of whole numbers do not hang on the order, so none is
-- asked for.
SELECT
    ((year * 8 + CASE method_class WHEN 'competitive' THEN 0 WHEN 'e_shop' THEN 1 WHEN 'exchange' THEN 2 WHEN 'single_source_direct' THEN 3
        WHEN 'single_source_failed' THEN 4 WHEN 'special' THEN 5 ELSE 6 END) * 4
        + CASE subject_kind WHEN 'goods' THEN 0 WHEN 'services' THEN 1 WHEN 'works' THEN 2 ELSE 3 END) * 2
        + CASE WHEN lawful THEN 1 ELSE 0 END,
    customer_no * 4294967296 + unit_no + 1,
    party_no * 4294967296 + category_no + 1,
    CASE WHEN tiyn < 1000000000000000000 THEN 0 ELSE CAST(tiyn // 1000000000000000 AS BIGINT) END,
    CASE WHEN tiyn < 1000000000000000000 THEN CAST(tiyn AS BIGINT) ELSE CAST(tiyn % 1000000000000000 AS BIGINT) END
FROM bought
