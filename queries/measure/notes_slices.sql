-- Contracts of the year that are in no slice of a kind for want of a value, by customer; ways
-- of buying nobody knows; and hubs, which connect nobody.
INSERT INTO note
SELECT 'without_slice', 'contracts', NULL, customer_bin, kind || ': ' || count(*)
FROM (
    SELECT customer_bin, 'subject_kind' AS kind FROM counted WHERE subject_kind IS NULL
    UNION ALL
    SELECT customer_bin, 'category2' FROM counted WHERE category2 IS NULL
    UNION ALL
    SELECT customer_bin, 'category4' FROM counted WHERE category4 IS NULL
    UNION ALL
    SELECT customer_bin, 'category6' FROM counted WHERE category6 IS NULL
    UNION ALL
    SELECT customer_bin, 'unit' FROM counted WHERE unit_key IS NULL
)
GROUP BY customer_bin, kind
ORDER BY customer_bin, kind;

INSERT INTO note
SELECT 'unknown_method', 'contracts', min(c.src), coalesce(c.method_id, ''), coalesce(c.method, '')
FROM contract AS c
JOIN method_of AS m ON m.method_id = coalesce(c.method_id, '') AND m.method = coalesce(c.method, '')
WHERE c.left_out IS NULL AND c.year = $year AND m.class = 'unknown'
GROUP BY c.method_id, c.method
ORDER BY c.method_id, c.method;

-- Grounds of direct contracts that are not read as a sub-paragraph of article 16(3).
INSERT INTO note
SELECT 'unknown_ground', 'contracts', min(src), ground, count(*) || ' = ' || sum(value)
FROM counted
WHERE method_class = 'single_source_direct' AND ground IS NOT NULL AND NOT is_ground(ground)
GROUP BY ground
ORDER BY ground;

INSERT INTO note
SELECT note, CASE note WHEN 'hub_contact' THEN 'suppliers' ELSE 'supplier_people' END, src, id,
    CASE note WHEN 'hub_contact' THEN contact || ' × ' || companies ELSE CAST(companies AS VARCHAR) END
FROM hub
ORDER BY note, id, contact;
