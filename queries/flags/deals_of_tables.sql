-- Contracts that count, those of no announcement too.
INSERT INTO deal
SELECT p.no, c.src, 'contract', coalesce(c.announcement_id, c.root), c.customer_bin, c.supplier_id,
    replace(c.category, '.', ''), c.signed_on, c.value,
    CASE m.class WHEN 'competitive' THEN true WHEN 'e_shop' THEN true WHEN 'single_source_direct' THEN false WHEN 'single_source_failed' THEN false WHEN 'price_quotation' THEN false END,
    coalesce(d.most, q.most)
FROM contract AS c
LEFT JOIN contest AS p ON p.ocid = c.announcement_id
LEFT JOIN method_of AS m ON m.method_id = coalesce(c.method_id, '') AND m.method = coalesce(c.method, '')
LEFT JOIN purchase_limit AS d ON d.method_class = 'single_source_direct' AND d.year = c.year AND d.subject_kind = c.subject_kind
    AND d.method_class = CASE WHEN m.class = 'single_source_direct' AND ground_key(c.ground) = '16(3)(28)' THEN m.class END
LEFT JOIN purchase_limit AS q ON q.method_class = 'price_quotation' AND q.year = c.year
    AND q.method_class = CASE WHEN m.listed_id = '3' THEN 'price_quotation' END
WHERE c.left_out IS NULL AND ($year = 0 OR c.year = $year) AND (p.no IS NOT NULL OR c.announcement_id IS NULL
        AND (coalesce(c.method, '') = '' OR NOT list_contains(names_in($exclude_methods), c.method)));

INSERT INTO amended
WITH version AS (
    -- Contracts of several rows alone: a contract of one row has no addendum.
    SELECT c.root, v.src, v.customer_bin, v.supplier_id, v.announcement_id, v.signed_on, v.amount, coalesce(upper(v.currency), 'KZT') AS currency, c.is_current,
        row_number() OVER (PARTITION BY c.root ORDER BY v.signed_on NULLS LAST, id_order(v.contract_id), v.src) AS n
    FROM contract_row AS v
    JOIN contract_chain AS c USING (src)
    WHERE NOT v.stands_aside AND ($year = 0 OR year(c.first_signed_on) = $year)
), chain AS (
    SELECT root, any_value(customer_bin) FILTER (WHERE is_current) AS buyer, any_value(supplier_id) FILTER (WHERE is_current) AS supplier,
        any_value(announcement_id) FILTER (WHERE is_current) AS announcement_id, list(src ORDER BY n) AS rows, min(signed_on) FILTER (WHERE n = 1) AS signed,
        min(signed_on) FILTER (WHERE n > 1) AS amended_on, min(amount) FILTER (WHERE n = 1) AS first_amount, min(amount) FILTER (WHERE is_current) AS last_amount,
        count(DISTINCT currency) AS currencies
    FROM version
    GROUP BY root
    HAVING count(*) > 1
)
SELECT coalesce(c.announcement_id, c.root), c.root, c.buyer, c.supplier, 'contract', c.rows, c.signed, c.amended_on,
    CASE WHEN c.currencies = 1 THEN c.first_amount END, CASE WHEN c.currencies = 1 THEN c.last_amount END
FROM chain AS c
LEFT JOIN contest AS p ON p.ocid = c.announcement_id
WHERE (p.no IS NOT NULL OR c.announcement_id IS NULL) AND ($year = 0 OR year(c.signed) = $year);
